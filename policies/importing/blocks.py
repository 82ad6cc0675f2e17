"""The pieces that a policy is made of, whatever file they came from, and how they are written as Markdown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

SPECIAL = re.compile(r"([\\`*<\[\]|])|(?<!\w)(_)|(_)(?!\w)|(&)(?=#?\w+;)")
FIRST_OF_A_LINE = re.compile(r"^(#|>|[-+=~](?=[-+=~\s]|$))")
FIRST_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


class Kind(Enum):
    HEADING = auto()
    PARAGRAPH = auto()
    BULLET = auto()
    NUMBER = auto()
    TABLE = auto()


@dataclass(frozen=True)
class Block:
    """`level` is 2 or 3 for a heading and the depth for everything else, 0 for the outermost.

    `number` is an item's own; `rows` are those of a table.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_item(self) -> bool:
        return self.kind in (Kind.BULLET, Kind.NUMBER)


@dataclass(frozen=True)
class Understood:
    """What a program made of a file: `words` are all that stand in it, to compare the blocks with."""

    blocks: list[Block]
    words: str
    warnings: tuple[str, ...] = ()


def markdown_of(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown; what they say stands in it word for word."""
    lines: list[str] = []
    before: Block | None = None
    for block, written in _written(blocks):
        if lines and not (before and before.is_item and block.is_item):
            lines.append("")
        lines += written
        before = block
    return "\n".join(lines) + "\n" if lines else ""


def escape(text: str) -> str:
    """A paragraph as Markdown that shows its words as they are."""
    return FIRST_NUMBER.sub(r"\1\\\2", FIRST_OF_A_LINE.sub(r"\\\1", in_line(text)))


def in_line(text: str) -> str:
    """The same for words that do not begin a line."""
    return SPECIAL.sub(lambda found: "\\" + found[0], " ".join(text.split()))


class _Margins:
    """How far each depth of a list is indented, and which number comes next at it."""

    def __init__(self) -> None:
        self.widths: list[int] = []
        self.numbers: list[tuple[int, str]] = []

    def before(self, depth: int) -> str:
        return " " * sum(self.widths[:depth])

    def marker(self, block: Block) -> tuple[int, str]:
        """At which depth the item really stands, and what stands before it."""
        depth = min(block.level, len(self.widths))
        marker = "-" if block.kind is Kind.BULLET else f"{block.number}{self._sign(block, depth)}"
        self.widths[depth:] = [len(marker) + 1]
        self.numbers[depth:] = [(block.number, marker[-1])]
        return depth, marker

    def _sign(self, block: Block, depth: int) -> str:
        """Markdown counts on by itself; another sign begins a list anew, with the number that stands there."""
        number, sign = self.numbers[depth] if depth < len(self.numbers) else (0, ")")
        if block.number == number + 1 and sign in ".)" and number:
            return sign
        return ")" if sign == "." else "."


def _written(blocks: Iterable[Block]) -> Iterator[tuple[Block, list[str]]]:
    margins = _Margins()
    for block in blocks:
        if block.is_item:
            depth, marker = margins.marker(block)
            yield block, [f"{margins.before(depth)}{marker} {escape(block.text)}"]
        elif block.kind is Kind.PARAGRAPH and block.level and margins.widths:
            yield block, [margins.before(block.level) + escape(block.text)]
        else:
            margins = _Margins()
            yield block, _outermost(block)


def _outermost(block: Block) -> list[str]:
    if block.kind is Kind.HEADING:
        return [f"{'#' * block.level} {in_line(block.text)}"]
    if block.kind is Kind.TABLE:
        return _table(block.rows)
    return [escape(block.text)]


def _table(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    width = max(map(len, rows))
    lines = [f"| {' | '.join([in_line(cell) for cell in row] + [''] * (width - len(row)))} |" for row in rows]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]
