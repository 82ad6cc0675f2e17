"""All texts and pieces of one thing against the rules in force: what a person should look at before it is published."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from policies.rules.schema import Rules
from policies.screening.commerce import commerce_in
from policies.screening.findings import Candidate, Finding, Known, Piece, Text, Topic, Weight, candidate, kind_of
from policies.screening.folding import LONGEST, Reading, Span, read
from policies.screening.grounds import Place, ground_of
from policies.screening.personal import personal_in
from policies.screening.pieces import findings_about
from policies.screening.politics import politics_in
from policies.screening.tone import abuse_in
from policies.screening.topics import topics_in
from policies.screening.wordlists import phrases

MOST = 200
"""So many candidates of a text are listed."""

_PASS = frozenset(
    {"slur", "profanity", "mild", "insult", "name", "known_name", "topic", "party_politics", "party_named"}
)
"""Kinds that the council's own words can pass. Never what is said in a sentence: a threat to somebody stays one."""


def screen(
    texts: Iterable[Text], pieces: Iterable[Piece], rules: Rules, nation: str, known: Callable[[], Known]
) -> tuple[Finding, ...]:
    """The findings, by place in the order given and then as they stand there. Nothing is decided by them.

    `known` is asked once, if there are words at all: private people and the council's own words are among what is
    looked for.
    """
    texts, pieces = [text for text in texts if text.words.strip()], list(pieces)
    places = dict.fromkeys([text.place for text in texts] + [piece.place for piece in pieces])
    order = {place: number for number, place in enumerate(places)}
    found = [*_in_texts(texts, rules, nation, known() if texts else Known())]
    found += [finding for piece in pieces for finding in findings_about(piece, rules)]
    return tuple(sorted(found, key=lambda finding: (order[finding.place], finding.start)))


def _in_texts(texts: Iterable[Text], rules: Rules, nation: str, known: Known) -> Iterator[Finding]:
    seen: dict[str, list[Candidate]] = {}
    for text in texts:
        if text.words not in seen:
            seen[text.words] = candidates_in(text.words, rules, known)
        place = Place(rules, nation, text.channel)
        yield from (_finding(text, found, place) for found in seen[text.words])


def candidates_in(words: str, rules: Rules, known: Known) -> list[Candidate]:
    """Everything to look at in one text, in order."""
    reading = read(words)
    if not reading.plain:
        return []
    to_avoid = rules.publishing.topics_to_avoid
    found = [
        *abuse_in(reading, known.shows),
        *personal_in(reading, known),
        *politics_in(reading),
        *commerce_in(reading),
        *topics_in(reading, to_avoid.value if to_avoid else ()),
    ]
    passed = _passed(reading, known.passes)
    return _bounded(words, _weightiest(one for one in found if not _is_passed(one, passed)))


def _passed(reading: Reading, passes: frozenset[str]) -> list[Span]:
    own = phrases(sorted(passes), "passes").found_in(reading.words)
    return [reading.span(*span) for _, span in own]


def _is_passed(found: Candidate, passed: Iterable[Span]) -> bool:
    """A name passes with its title."""
    if found.kind == "name":
        return any(found.start <= start and end == found.end for start, end in passed)
    return found.kind in _PASS and any(start <= found.start and found.end <= end for start, end in passed)


def _weightiest(found: Iterable[Candidate]) -> list[Candidate]:
    """One of each topic for the same letters: the heaviest, and of those the longest. The heaviest come first."""
    kept: dict[Topic, bytearray] = {}
    chosen = []
    for one in sorted(found, key=lambda one: (-one.weight, one.start - one.end, one.start)):
        taken = kept.setdefault(one.topic, bytearray(LONGEST))
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            chosen.append(one)
    return chosen


def _bounded(words: str, found: Sequence[Candidate]) -> list[Candidate]:
    """As many as are listed, in order, and what says so where that, or the length looked at, is not all."""
    listed = sorted(found[:MOST], key=lambda one: (one.start, one.end))
    if len(found) > MOST:
        end = min(len(words), LONGEST)
        listed.append(candidate(Topic.TONE, "too_many", (end, end)))
    if len(words) > LONGEST:
        listed.append(candidate(Topic.TONE, "too_long", (LONGEST, len(words))))
    return listed


def _finding(text: Text, found: Candidate, place: Place) -> Finding:
    ground = ground_of(found, place)
    kind = kind_of(found.topic, found.kind)
    weight = Weight.LOW if found.topic == Topic.COMMERCE and ground.source.kind == "suggestion" else found.weight
    quote = text.words[found.start : min(found.end, LONGEST)]
    return Finding(
        found.topic,
        found.kind,
        text.place,
        found.start,
        found.end,
        quote,
        weight,
        ground.source,
        ground.stops,
        kind.advice,
    )
