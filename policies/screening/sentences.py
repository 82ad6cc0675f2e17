"""The sentence around a place, and what in it denies, quotes or condemns."""

import re

from policies.screening.folding import Span
from policies.screening.templates import any_of

_LONGEST = 300
_END_OF_SENTENCE = re.compile(r"[.!?\n]")
_END_OF_CLAUSE = re.compile(r"[.!?\n;:,]")
_QUOTED = re.compile(r'"[^"\n]{1,300}"' + r"|(?<!\w)'[^'\n]{1,300}'(?!\w)")


def sentence(text: str, span: Span) -> Span:
    """Where the sentence around these letters begins and ends; never further than 300 letters away."""
    start, end = span
    ending = _END_OF_SENTENCE.search(text, end, end + _LONGEST)
    return _begins(text, start, _END_OF_SENTENCE), ending.start() if ending else min(end + _LONGEST, len(text))


def is_softened(text: str, span: Span) -> bool:
    """Are the words denied before, put in quotation marks, or condemned in the sentence?"""
    start, end = sentence(text, span)
    clause = text[_begins(text, span[0], _END_OF_CLAUSE) : span[0]]
    around = f"{text[start : span[0]]} {text[span[1] : end]}"
    return bool(
        any_of("softening.toml", "words", "before").search(clause)
        or any_of("softening.toml", "words", "anywhere").search(around)
        or _is_quoted(text, (start, end + 1), span)
    )


def is_of_games(text: str, span: Span) -> bool:
    """Does the sentence speak of a game, an animal or a picture?"""
    start, end = sentence(text, span)
    return any_of("softening.toml", "words", "games").search(text, start, end) is not None


def _begins(text: str, start: int, stop: re.Pattern[str]) -> int:
    first = max(start - _LONGEST, 0)
    return max((match.end() for match in stop.finditer(text, first, start)), default=first)


def _is_quoted(text: str, within: Span, span: Span) -> bool:
    quoted = (match.span() for match in _QUOTED.finditer(text, *within))
    return any(start < span[0] and span[1] < end for start, end in quoted)
