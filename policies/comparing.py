"""Two texts side by side, word by word: what was taken out, what was put in, and what stayed as it was."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from policies.text import sections_of

LONG = 4_000
"""From so many words on, words that come often are not used as anchors: the comparison stays quick."""

BEGINNING = "Before the first heading"


class Mark(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class Piece:
    mark: Mark
    words: str


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    """What differs at one place: "Title", "Text", "Facebook page", "Picture 1", or a policy's section."""

    place: str
    pieces: Pieces


@dataclass(frozen=True)
class Comparison:
    """`same` names the places at which both say the same."""

    changes: tuple[Change, ...]
    same: tuple[str, ...]


def compare_policies(old: str, new: str) -> Comparison:
    """Two texts of a policy, as Markdown, section by section in the order of the new one; what is gone comes last."""
    return compare_places(dict(_sections(old)), dict(_sections(new)))


def compare_places(before: dict[str, str], after: dict[str, str]) -> Comparison:
    """What is said at each place, before and after."""
    places = dict.fromkeys([*after, *before])
    changed = [place for place in places if before.get(place, "") != after.get(place, "")]
    changes = (Change(place, compare_words(before.get(place, ""), after.get(place, ""))) for place in changed)
    return Comparison(tuple(changes), tuple(place for place in places if place not in set(changed)))


def compare_words(old: str, new: str) -> Pieces:
    """The pieces of two plain texts, in reading order; what was taken out stands before what was put in."""
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > LONG)
    return tuple(
        piece
        for tag, i, j, k, n in matcher.get_opcodes()
        for piece in _pieces(tag, before[i:j], after[k:n])
        if piece.words
    )


def changed_lines(before: str, after: str) -> tuple[Pieces, ...]:
    """Of the compared texts only the lines in which something differs, each with all its words."""
    lines: list[list[Piece]] = [[]]
    for piece in compare_words(before, after):
        first, *others = piece.words.split("\n")
        lines[-1].append(Piece(piece.mark, first))
        lines += [[Piece(piece.mark, part)] for part in others]
    marked = (tuple(piece for piece in line if piece.words.strip()) for line in lines)
    return tuple(line for line in marked if any(piece.mark != Mark.SAME for piece in line))


def _pieces(tag: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if tag == "equal":
        yield Piece(Mark.SAME, "".join(before))
    else:
        yield Piece(Mark.OUT, "".join(before))
        yield Piece(Mark.IN, "".join(after))


def _tokens(text: str) -> list[str]:
    """Each word with the space behind it, and each line break, so that the pieces put together are the text."""
    return re.findall(r"\n|[^\S\n]*[^\s]+[^\S\n]*|[^\S\n]+", text)


def _sections(markdown: str) -> Iterator[tuple[str, str]]:
    """Each section by its heading; a second of the same name is told apart by its number."""
    used = Counter[str]()
    for section in sections_of(markdown):
        heading = section.heading or BEGINNING
        used[heading] += 1
        place = f"{heading} ({used[heading]})" if used[heading] > 1 else heading
        # The heading is part of what is said, so that a section without words is a change as well.
        yield place, f"{section.heading}\n{section.text}".strip()
