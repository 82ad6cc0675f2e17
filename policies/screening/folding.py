"""A text folded for comparison, in which every letter knows its place in the original."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LONGEST = 20_000
"""So many letters of a text are looked at."""

_LONGEST_EXPANSION = 4
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")

# Letters of other alphabets, and letters with strokes, that are read as Latin ones.
_LOOK_ALIKES = str.maketrans(
    "авеоруксхіјѕмнтԁһգոαβεικνορτυχγłøđıßæœɑɡ",
    "abeopykcxijsmhtdhgnabeikvoptuxylodisaoag",
)
_TYPED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)
_DASHES = frozenset("‐‑‒–—―−")

Span = tuple[int, int]


class Word(NamedTuple):
    """A whole word as folded, with its place in the folded text."""

    letters: str
    start: int
    end: int


class Reading(NamedTuple):
    """`plain` keeps case and accents, `folded` does not; both have a letter for each of `spans`, the places before."""

    plain: str
    folded: str
    spans: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the original of these letters of the folded text."""
        return self.spans[start][0], self.spans[end - 1][1]

    @property
    def words(self) -> list[Word]:
        return [Word(match[0], *match.span()) for match in _WORD.finditer(self.folded)]


def read(words: str) -> Reading:
    """The first letters of a text, as many as are looked at, without what cannot be seen."""
    letters = list(_letters(words[:LONGEST]))
    plain = "".join(letter for letter, _ in letters)
    return Reading(plain, "".join(map(_fold, plain)), tuple(span for _, span in letters))


def rewritten(reading: Reading, changes: Iterable[tuple[Span, str]]) -> Reading:
    """The reading with some of its words replaced, in order; each new letter stands for the whole word replaced."""
    plain, folded, spans, done = [], [], [], 0  # type: list[str], list[str], list[Span], int
    for (start, end), word in changes:
        plain += [reading.plain[done:start], word]
        folded += [reading.folded[done:start], word]
        spans += [*reading.spans[done:start], *[reading.span(start, end)] * len(word)]
        done = end
    plain.append(reading.plain[done:])
    folded.append(reading.folded[done:])
    spans += reading.spans[done:]
    return Reading("".join(plain), "".join(folded), tuple(spans))


def fold(words: str) -> str:
    """Any words as folded text has them."""
    return read(words).folded


def _letters(words: str) -> Iterator[tuple[str, Span]]:
    for place, letter in enumerate(words):
        for part in letter if letter.isascii() else _visible(letter):
            yield _typed(part), (place, place + 1)


def _visible(letter: str) -> Iterator[str]:
    """The letter without its width or style; nothing, where it cannot be seen by itself."""
    seen = unicodedata.normalize("NFKC", letter)
    for part in seen if len(seen) <= _LONGEST_EXPANSION else letter:
        if unicodedata.category(part) not in ("Cf", "Mn", "Me"):
            yield part


def _typed(letter: str) -> str:
    """As a keyboard has it: straight quotation marks, hyphens, and one kind of space."""
    if letter.isspace():
        return "\n" if letter in "\n\r\u2028\u2029" else " "
    return "-" if letter in _DASHES else letter.translate(_TYPED)


def _fold(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return base[0].translate(_LOOK_ALIKES)
