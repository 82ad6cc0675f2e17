"""Which paragraphs of a PDF are headings: those in larger or bolder letters, or those that read like one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from policies.importing.blocks import Kind
from policies.importing.lines import is_heading, level_of, line_of

MOST_WORDS = 20
LARGER = 1.08


class Styled(Protocol):
    @property
    def size(self) -> float: ...
    @property
    def is_bold(self) -> bool: ...


Looks = TypeVar("Looks", bound=Styled)


def with_headings(paragraphs: Sequence[tuple[str, Looks]]) -> Iterator[tuple[Kind, str, int, Looks]]:
    """Each with whether it is a heading, and of which level.

    Where no more than the title stands out by its letters, the words have to tell.
    """
    body = _body(paragraphs)
    standing_out = [(text, row) for text, row in paragraphs if _stands_out(text, row, body)]
    has_styles = len(standing_out) > 3
    ranks = _ranks([row for text, row in standing_out])
    for text, row in paragraphs:
        if has_styles and _stands_out(text, row, body):
            yield Kind.HEADING, text, max(ranks[_style(row)], level_of(text)), row
        elif not has_styles and is_heading(text):
            yield Kind.HEADING, text, level_of(text), row
        else:
            yield Kind.PARAGRAPH, text, 0, row


def _body(paragraphs: Sequence[tuple[str, Looks]]) -> tuple[float, bool]:
    letters = Counter[tuple[float, bool]]()
    for text, row in paragraphs:
        letters[_style(row)] += len(text)
    return letters.most_common(1)[0][0]


def _style(row: Styled) -> tuple[float, bool]:
    return round(row.size, 1), row.is_bold


def _stands_out(text: str, row: Styled, body: tuple[float, bool]) -> bool:
    line, (size, is_bold) = line_of(text), body
    if len(text.split()) > MOST_WORDS or line.is_bullet or text[-1:] in ";,:":
        return False
    return row.size > size * LARGER or (row.is_bold and not is_bold)


def _ranks(rows: Sequence[Styled]) -> dict[tuple[float, bool], int]:
    """The level of each look: the largest that comes more than once is 2, as is what is larger still, the rest 3."""
    counted = Counter(_style(row) for row in rows)
    main = max((style for style, number in counted.items() if number > 1), default=(0.0, False))
    return {style: 2 if style >= main else 3 for style in counted}
