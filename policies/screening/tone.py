"""Abusive words, threats and hostility to a group (post-tone).

Negation, quotation and condemnation lower a weight and never hide: what is quoted may still be wanted out.
"""

from collections.abc import Iterator

from policies.screening.disguise import undisguised
from policies.screening.findings import Candidate, Topic, Weight, candidate
from policies.screening.folding import Reading, Span
from policies.screening.sentences import is_of_games, is_softened
from policies.screening.templates import any_of, patterns, spans_in
from policies.screening.wordlists import abuse, phrases

_FILE = "patterns.toml"


def abuse_in(reading: Reading, shows: frozenset[str]) -> list[Candidate]:
    """Every candidate in the text; `shows` are words that the council wants shown."""
    written_out = undisguised(reading)
    words = written_out.words
    own = phrases(sorted(shows), "listed")
    found = [*abuse().found_in(words), *own.found_in(words), *_sentences(written_out)]
    return [_weighed(written_out, kind, span) for kind, span in found]


def _sentences(reading: Reading) -> Iterator[tuple[str, Span]]:
    text = reading.folded
    yield from (("threat", span) for span in spans_in(text, patterns(_FILE, "threat")))
    yield from (("hostility", span) for span in spans_in(text, patterns(_FILE, "hostility")))
    if group := any_of(_FILE, "classes", "group").search(text):
        yield from (("hostility", span) for span in _against(text, group.end()))


def _against(text: str, named: int) -> Iterator[Span]:
    """Hostility to a group, and what is said of “them” after one was named."""
    yield from spans_in(text, patterns(_FILE, "hostility_to_a_group"))
    refers_back = spans_in(text, patterns(_FILE, "hostility_that_refers_back"))
    yield from (span for span in refers_back if span[0] > named)


def _weighed(reading: Reading, kind: str, span: Span) -> Candidate:
    found = candidate(Topic.TONE, kind, reading.span(*span))
    if kind == "threat" and is_of_games(reading.folded, span):
        return found._replace(weight=Weight.LOW)
    if found.weight > Weight.LOW and is_softened(reading.folded, span):
        return found._replace(weight=Weight(found.weight - 1))
    return found
