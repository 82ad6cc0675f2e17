"""Plain text: a line is a paragraph, or the lines of one end where they are full."""

import re
from collections.abc import Iterator

from policies.importing.blocks import Block, Kind
from policies.importing.depths import Depths, below_number
from policies.importing.lines import Line, begins_item, block_of, is_heading, level_of, line_of

WRAPPED_AT = 100
UNDERLINE = re.compile(r"^\s*[=\-_*]{3,}\s*$")


def blocks_in(text: str) -> list[Block]:
    """The text as blocks. Signs that only draw a line are left out."""
    lines = [line.rstrip() for line in text.expandtabs(4).splitlines()]
    is_wrapped = max(map(len, lines), default=0) <= WRAPPED_AT
    blocks: list[Block] = []
    depths = Depths(tolerance=0)
    for paragraph, stands_alone in _paragraphs(lines, is_wrapped):
        _add(blocks, paragraph, stands_alone, depths)
    return blocks


def _paragraphs(lines: list[str], is_wrapped: bool) -> Iterator[tuple[str, bool]]:
    """Each paragraph as one line, and whether it stands where a heading may: first after an empty line."""
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and not UNDERLINE.match(line):
            group.append(line)
        elif group:
            yield from _of_group(group, is_wrapped)
            group = []


def _of_group(group: list[str], is_wrapped: bool) -> Iterator[tuple[str, bool]]:
    """A group of lines between empty ones."""
    joined: list[str] = []
    for number, line in enumerate(group):
        if is_wrapped and number and not begins_item(line):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
    for number, line in enumerate(joined):
        followed_by_item = number + 1 < len(joined) and begins_item(joined[number + 1])
        yield line, number == 0 and not followed_by_item


def _add(blocks: list[Block], raw: str, may_be_heading: bool, depths: Depths) -> None:
    last = blocks[-1] if blocks else None
    if last and last.kind is not Kind.HEADING and goes_on(last.text, raw):
        blocks[-1] = continued(last, raw)
    elif may_be_heading and is_heading(raw):
        depths.forget()
        blocks.append(Block(Kind.HEADING, raw.strip(), level_of(raw)))
    elif begins_item(raw):
        add_item(blocks, line_of(raw), depths)
    else:
        depths.forget()
        blocks.append(Block(Kind.PARAGRAPH, raw.strip()))


def add_item(blocks: list[Block], line: Line, depths: Depths, left: float | None = None) -> None:
    """Adds what a marked line begins, at the depth at which it stands."""
    if line.label[:1].isdigit():
        depth = below_number(blocks)
        if not depth:
            depths.forget()
    else:
        depth = depths.at(line.indent if left is None else left)
    blocks.append(block_of(line, depth))


def goes_on(before: str, raw: str) -> bool:
    """Do these words go on with a sentence that was broken off, as at the end of a page?"""
    return raw.strip()[:1].islower() and not begins_item(raw) and before[-1:] not in ".;:!?"


def continued(block: Block, words: str) -> Block:
    return Block(block.kind, f"{block.text} {words.strip()}", block.level, block.number)
