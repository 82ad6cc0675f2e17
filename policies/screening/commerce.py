"""Advertising and selling (post-no-commercial-promotion). The council's own hall, pitches and plots pass."""

from policies.screening.findings import Candidate, Topic, candidate
from policies.screening.folding import Reading, Span
from policies.screening.sentences import sentence
from policies.screening.templates import any_of, patterns, spans_in

_FILE = "commerce.toml"


def commerce_in(reading: Reading) -> list[Candidate]:
    found = spans_in(reading.folded, patterns(_FILE, "advert"))
    adverts = (span for span in found if not _passes(reading.folded, span))
    return [candidate(Topic.COMMERCE, "advert", reading.span(*span)) for span in adverts]


def _passes(text: str, span: Span) -> bool:
    start, end = sentence(text, span)
    return any_of(_FILE, "advert", "passes").search(text, start, end) is not None
