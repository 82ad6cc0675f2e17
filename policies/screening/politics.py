"""Calls to vote for or against a party or a candidate, and party matters (post-no-political-advertising).

Read as written: “Labour” is a party and “labour” is work.
"""

from collections.abc import Iterator

from policies.screening.findings import Candidate, Topic, candidate
from policies.screening.folding import Reading, Span
from policies.screening.sentences import sentence
from policies.screening.templates import any_of, patterns, spans_in

_FILE = "politics.toml"


def politics_in(reading: Reading) -> list[Candidate]:
    return [candidate(Topic.POLITICS, kind, reading.span(*span)) for kind, span in _found(reading)]


def _found(reading: Reading) -> Iterator[tuple[str, Span]]:
    text = reading.plain
    for kind in ("call", "party_politics"):
        yield from ((kind, span) for span in spans_in(text, patterns(_FILE, kind)))
    yield from (("call", span) for span in _by_name(text))
    yield from (("party_named", span) for span in _party_named(text))
    if _speaks_of(text, "referendum", "about"):
        yield from (("referendum", span) for span in spans_in(text, patterns(_FILE, "referendum")))


def _by_name(text: str) -> Iterator[Span]:
    """Calls by a name, where no contest is spoken of. Less than a full name counts only beside an election."""
    keys = ("by_full_name", "by_name") if _speaks_of(text, "call", "election") else ("by_full_name",)
    for span in spans_in(text, [pattern for key in keys for pattern in patterns(_FILE, "call", key)]):
        start, end = sentence(text, span)
        if not _speaks_of(text[start:end], "call", "contest"):
            yield span


def _party_named(text: str) -> Iterator[Span]:
    for span in spans_in(text, patterns(_FILE, "party_named")):
        start, end = sentence(text, span)
        if not _speaks_of(text[start:end], "party_named", "passes"):
            yield span


def _speaks_of(text: str, section: str, key: str) -> bool:
    return any_of(_FILE, section, key).search(text) is not None
