"""Word documents: their headings, lists and tables; the numbers of items as Word shows them."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from files.refusals import Unusable
from policies.importing import plain
from policies.importing.apart import read_apart
from policies.importing.blocks import Block, Kind, Understood
from policies.importing.depths import Depths
from policies.importing.lines import is_heading, level_of, line_of

MOST_UNPACKED = 64 * 1024 * 1024
READER = "word_reader.py"

UNREADABLE = (
    "This Word document is damaged, or made in such a way that we cannot read it. "
    "Open it, save it again under another name, and choose that."
)
SWOLLEN = (
    "Unpacked, this Word document is larger than any policy: more than 64 MB. "
    "Open it, take its pictures out, save it again, and choose that."
)
NUMBERS = "Word makes the numbers of this document by itself. They stand in the text now: look whether they are right."
LEFT_OUT = "Left out, since it stands at the head or foot of pages or is a footnote: “{words}”."


def understood(content: bytes) -> Understood:
    """The document as blocks. Unusable where it cannot be read."""
    with ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise Unusable(SWOLLEN)
    said = read_apart(READER, content, UNREADABLE)
    pieces = [piece for piece in said["pieces"] if piece.get("rows") or piece.get("text", "").strip()]
    numbered = any(piece.get("label", "•").strip() not in ("", "•") for piece in pieces)
    warnings = [LEFT_OUT.format(words=words[:200]) for words in said["running"]]
    return Understood(_blocks(pieces), _words(pieces), tuple([NUMBERS] * numbered + warnings))


def _blocks(pieces: list[dict[str, Any]]) -> list[Block]:
    levels = sorted({piece["level"] for piece in pieces if piece.get("level", 0) > 1})
    marked = [piece for piece in pieces if piece.get("level")]
    blocks: list[Block] = []
    depths = Depths(tolerance=0)
    for piece in pieces:
        if "rows" in piece:
            blocks += _table(piece["rows"])
        elif piece["level"]:
            depths.forget()
            level = 2 if piece["level"] <= min(levels, default=2) else 3
            blocks.append(Block(Kind.HEADING, _said(piece), level))
        elif piece["label"]:
            plain.add_item(blocks, line_of(_said(piece)), depths, piece["depth"])
        elif piece["is_contents"]:
            blocks.append(Block(Kind.PARAGRAPH, piece["text"]))
        else:
            _add_unmarked(blocks, piece, depths, may_guess=len(marked) <= 1)
    return blocks


def _add_unmarked(blocks: list[Block], piece: dict[str, Any], depths: Depths, *, may_guess: bool) -> None:
    """A paragraph without a style that says what it is: its lines may be items with signs typed before them."""
    parts = [part for part in piece["text"].split("\n") if part.strip()]
    if blocks and blocks[-1].kind in (Kind.PARAGRAPH, Kind.NUMBER) and plain.goes_on(blocks[-1].text, parts[0]):
        blocks[-1] = plain.continued(blocks[-1], " ".join(parts))
        return
    if len(parts) == 1 and (may_guess or piece["is_bold"]) and is_heading(parts[0]):
        blocks.append(Block(Kind.HEADING, parts[0].strip(), level_of(parts[0])))
        return
    for number, part in enumerate(parts):
        line = line_of(part)
        if line.is_marked:
            plain.add_item(blocks, line, depths)
        elif number:
            blocks[-1] = plain.continued(blocks[-1], part)
        else:
            depths.forget()
            blocks.append(Block(Kind.PARAGRAPH, part.strip()))


def _table(rows: list[list[str]]) -> list[Block]:
    """A table of one column only frames its words."""
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if max(map(len, rows), default=0) > 1:
        return [Block(Kind.TABLE, rows=tuple(tuple(row) for row in rows))]
    return [Block(Kind.PARAGRAPH, cell) for row in rows for cell in row]


def _said(piece: dict[str, Any]) -> str:
    return f"{piece['label']} {piece['text']}".strip()


def _words(pieces: list[dict[str, Any]]) -> str:
    cells = [cell for piece in pieces for row in piece.get("rows", []) for cell in row]
    return "\n".join([piece["text"] for piece in pieces if "text" in piece] + cells)
