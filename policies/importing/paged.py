"""PDF: lines on pages, put together again to paragraphs, items and headings by where and how they stand."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from files.refusals import Unusable
from policies.importing.apart import read_apart
from policies.importing.blocks import Block, Kind, Understood
from policies.importing.depths import Depths
from policies.importing.headings import with_headings
from policies.importing.lines import begins_item, line_of
from policies.importing.plain import add_item

READER = "pdf_reader.py"
MARGIN = 0.12  # of a page's height, where running heads and page numbers stand
SAME_PLACE = 6.0  # points

UNREADABLE = (
    "This PDF is damaged, has more than 300 pages, or is made in such a way that we cannot read it. "
    "Choose the Word document that it was made from, or open it, print it to a new PDF, and choose that."
)
NO_TEXT = (
    "This PDF holds pictures of its pages and no text, as a scanner makes them. "
    "Choose the Word document that it was made from, or type the text into a plain file."
)
LEFT_OUT = "Left out, since it stands on every page: “{words}”."
COLUMNS = "Some pages seem to be set in columns. Look whether the sentences stand in the right order."
UNKNOWN_LETTERS = "Some letters of this PDF have no name: they stand as “(cid:…)” below. Type them anew."


@dataclass(frozen=True)
class Row:
    """One line across a page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    is_bold: bool
    page: int = 0
    zone: str = ""


@dataclass(frozen=True)
class Group:
    """Rows that are one paragraph, item or heading."""

    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        text = self.rows[0].text
        for row in self.rows[1:]:
            text += row.text if re.search(r"\w-$", text) else f" {row.text}"
        return text


def understood(content: bytes) -> Understood:
    """The PDF as blocks. Unusable where it cannot be read, or is a scan."""
    pages = read_apart(READER, content, UNREADABLE)
    fragments = [_row(line, number, page["height"]) for number, page in enumerate(pages) for line in page["lines"]]
    rows = list(_rows(fragments))
    rows, running = _without_running(rows, len(pages))
    if not rows:
        raise Unusable(NO_TEXT)
    warnings = [LEFT_OUT.format(words=words) for words in running]
    warnings += [COLUMNS] * _has_columns(fragments, rows)
    warnings += [UNKNOWN_LETTERS] * any("(cid:" in row.text for row in rows)
    groups = _grouped(rows)
    return Understood(_blocks(groups), " ".join(group.text for group in groups), tuple(warnings))


def _row(line: dict[str, Any], page: int, height: float) -> Row:
    middle = (line["top"] + line["bottom"]) / 2 / height
    zone = "head" if middle < MARGIN else "foot" if middle > 1 - MARGIN else ""
    return Row(**line, page=page, zone=zone)


def _rows(fragments: Iterable[Row]) -> Iterator[Row]:
    """Pieces at one height put together, as the sign of a bullet and the words after it."""
    current: list[Row] = []
    for fragment in sorted(fragments, key=lambda one: (one.page, (one.top + one.bottom) / 2)):
        if current and not _at_one_height(current[-1], fragment):
            yield _joined(current)
            current = []
        current.append(fragment)
    if current:
        yield _joined(current)


def _at_one_height(one: Row, other: Row) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return one.page == other.page and overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _joined(fragments: list[Row]) -> Row:
    parts = sorted(fragments, key=lambda one: one.left)
    longest = max(parts, key=lambda one: len(one.text))
    text = " ".join(one.text for one in parts)
    return replace(longest, text=text, left=parts[0].left, right=parts[-1].right, top=min(one.top for one in parts))


def _without_running(rows: list[Row], pages: int) -> tuple[list[Row], list[str]]:
    """Without what repeats at the head or foot of every page, the first perhaps left out; and what that was."""
    seen: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        seen.setdefault(_running_key(row), set()).add(row.page)
    others = set(range(1, pages))
    enough = others if pages > 2 else set(range(pages))
    is_running = {key for key, on in seen.items() if pages > 1 and key[0] and on >= enough}
    dropped = [row for row in rows if _running_key(row) in is_running]
    named = {_running_key(row): row.text for row in reversed(dropped)}
    return [row for row in rows if _running_key(row) not in is_running], list(reversed(named.values()))


def _running_key(row: Row) -> tuple[str, str]:
    return row.zone, re.sub(r"\d+", "#", row.text)


def _has_columns(fragments: list[Row], rows: list[Row]) -> bool:
    long_ones = sum(len(one.text.split()) > 3 for one in fragments)
    return long_ones > 1.3 * sum(len(row.text.split()) > 3 for row in rows)


def _grouped(rows: list[Row]) -> list[Group]:
    steps = [after.top - before.top for before, after in pairwise(rows) if before.page == after.page]
    body = Counter[float]()
    for row in rows:
        body[round(row.size, 1)] += len(row.text)
    size = body.most_common(1)[0][0]
    pitch = median([step for step in steps if step < 2 * size] or [1.5 * size])
    right = sorted(row.right for row in rows)[int(len(rows) * 0.9)]
    groups: list[Group] = []
    for row in rows:
        if groups and _belongs(row, groups[-1], pitch, right):
            groups[-1] = Group((*groups[-1].rows, row))
        else:
            groups.append(Group((row,)))
    return groups


def _belongs(row: Row, group: Group, pitch: float, right: float) -> bool:
    last = group.rows[-1]
    if begins_item(row.text) or abs(row.size - last.size) > 0.6 or row.is_bold != last.is_bold:
        return False
    is_broken_off = last.text[-1:] not in ".;:!?"
    if row.page != last.page:
        return is_broken_off and (row.text[0].islower() or not _had_room(last, row, right))
    if row.top - last.top > 1.3 * pitch * max(1.0, row.size / 12):
        return False
    if is_broken_off and row.text[0].islower():
        return True
    is_indented = len(group.rows) > 1 and row.left > last.left + 2 * SAME_PLACE
    is_after_item = begins_item(group.rows[0].text) and row.left < last.left - SAME_PLACE
    return not (is_indented or is_after_item or _had_room(last, row, right))


def _had_room(last: Row, row: Row, right: float) -> bool:
    """Would the first word of the row have stood on the line before, if it went on with it?"""
    a_letter = (row.right - row.left) / max(len(row.text), 1)
    return last.right + (len(row.text.split()[0]) + 1.5) * a_letter < right


def _blocks(groups: list[Group]) -> list[Block]:
    depths = Depths(SAME_PLACE)
    blocks: list[Block] = []
    for kind, text, level, row in with_headings([(group.text, group.rows[0]) for group in groups]):
        if kind is Kind.PARAGRAPH and begins_item(text):
            add_item(blocks, line_of(text), depths, row.left)
        else:
            depths.forget()
            blocks.append(Block(kind, text, level))
    return blocks
