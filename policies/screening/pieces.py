"""What pictures, attachments and quotations need: a description (by law), and whose they are (post-copyright)."""

import re
from collections.abc import Iterator

from policies.rules.schema import Rules
from policies.screening.findings import Finding, Piece, Topic, kind_of
from policies.screening.grounds import Ground, for_copyright, for_description

_SAYS_NOTHING = re.compile(
    r"(?:an? )?(?:image|img|dsc[fn]?|photo(?:graph)?|picture|pic|screenshot|scan|untitled|graphic)"
    r"[ _-]{0,3}[0-9 _().-]{0,30}"
    r"|\S{1,200}\.(?:jpe?g|png|gif|webp|heic|tiff?|bmp|svg)",
    re.IGNORECASE,
)


def findings_about(piece: Piece, rules: Rules) -> Iterator[Finding]:
    """What is missing from what the author says about a piece."""
    yield from _description(piece)
    yield from _origin(piece, rules)


def _description(piece: Piece) -> Iterator[Finding]:
    if not piece.needs_description or piece.is_decorative:
        return
    described = piece.description.strip()
    if not described:
        yield _finding(piece, Topic.DESCRIPTION, "missing", for_description())
    elif _SAYS_NOTHING.fullmatch(described):
        yield _finding(piece, Topic.DESCRIPTION, "file_name", for_description())


def _origin(piece: Piece, rules: Rules) -> Iterator[Finding]:
    """A council that asks to own the copyright is told of work that it has a permission for; nothing stops that."""
    if piece.is_own:
        return
    ground = for_copyright(rules)
    if not (piece.source.strip() and piece.permission.strip()):
        yield _finding(piece, Topic.SOURCE, "missing", ground)
    elif rules.publishing.copyright and rules.publishing.copyright.value == "own":
        yield _finding(piece, Topic.SOURCE, "not_owned", ground._replace(stops=False))


def _finding(piece: Piece, topic: Topic, name: str, ground: Ground) -> Finding:
    kind = kind_of(topic, name)
    return Finding(topic, name, piece.place, 0, 0, piece.name, kind.weight, ground.source, ground.stops, kind.advice)
