"""Topics that a policy asks to avoid (post-inflammatory-topics). Advice, and only where the rules name a topic."""

from collections.abc import Iterable, Iterator

from policies.screening.findings import Candidate, Topic, candidate
from policies.screening.folding import Reading, Span, fold
from policies.screening.sentences import sentence
from policies.screening.templates import any_of, patterns, spans_in, table
from policies.screening.wordlists import phrases

_FILE = "topics.toml"


def topics_in(reading: Reading, to_avoid: Iterable[str]) -> list[Candidate]:
    """`to_avoid` are the topics as the council's policy calls them."""
    spans = (span for topic in to_avoid for span in _spans(reading, fold(topic)))
    return [candidate(Topic.INFLAMMATORY, "topic", reading.span(*span)) for span in spans]


def _spans(reading: Reading, topic: str) -> Iterator[Span]:
    if topic not in table(_FILE):
        yield from (span for _, span in phrases([topic], "topic").found_in(reading.words))
        return
    passes = any_of(_FILE, topic, "passes")
    for span in spans_in(reading.folded, patterns(_FILE, topic)):
        if not passes.search(reading.folded, *sentence(reading.folded, span)):
            yield span
