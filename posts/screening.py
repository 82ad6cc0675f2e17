"""A post as screening sees it: its texts by place, its pieces from elsewhere, and who the council knows."""

from collections.abc import Iterator

from channels.in_use import outlets
from files.enclosed import Origin
from policies.known import published_by_the_council
from policies.rules.schema import ChannelKind, Rules
from policies.screening import Finding, Known, Piece, Text, Topic, screen
from posts.content import Content
from richtext.html import has_quotation, plain


def findings_in(content: Content, rules: Rules, nation: str) -> tuple[Finding, ...]:
    """What screening finds in all that will appear, on each channel; each once."""
    found = _screened(content, rules, nation, Known())
    # What the council publishes itself can only take personal findings away, so it is looked up for those alone.
    if any(finding.topic is Topic.PERSONAL for finding in found):
        found = _screened(content, rules, nation, known())
    return tuple({finding.key: finding for finding in found}.values())


def known() -> Known:
    return Known(published=published_by_the_council())


def _screened(content: Content, rules: Rules, nation: str, what_is_known: Known) -> tuple[Finding, ...]:
    return screen(_texts(content, rules), _pieces(content), rules, nation, lambda: what_is_known)


def _texts(content: Content, rules: Rules) -> Iterator[Text]:
    kinds = {outlet.key: outlet.kind for outlet in outlets(rules)}
    yield Text("title", content.title, ChannelKind.WEBSITE)
    body = plain(content.body)
    yield Text("body", body, ChannelKind.WEBSITE)
    for variant in content.channels:
        place, words = (variant.channel, variant.text) if variant.text else ("body", body)
        yield Text(place, words, kinds.get(variant.channel))
    for number, picture in enumerate(content.pictures, 1):
        yield Text(f"picture {number}", picture.description)
    for number, attachment in enumerate(content.attachments, 1):
        yield Text(f"attachment {number}", attachment.title)


def _pieces(content: Content) -> Iterator[Piece]:
    for number, picture in enumerate(content.pictures, 1):
        yield _piece(
            f"picture {number}", f"picture {number}", picture.origin, picture.description, picture.is_decorative
        )
    for number, attachment in enumerate(content.attachments, 1):
        yield _piece(f"attachment {number}", attachment.title, attachment.origin)
    if has_quotation(content.body):
        yield _piece("body", "the words quoted", content.quotation)


def _piece(place: str, name: str, origin: Origin, description: str | None = None, is_decorative: bool = False) -> Piece:
    return Piece(
        place=place,
        name=name,
        needs_description=description is not None,
        description=description or "",
        is_decorative=is_decorative,
        is_own=origin.is_own,
        source=origin.source,
        permission=origin.permission,
    )
