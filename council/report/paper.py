"""The report on paper: a PDF with title, language, bookmarks, repeated head rows, and its page numbers."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from accounts.dates import say_day
from accounts.models import Committee, Council
from council.report.contents import Period
from council.report.parts import Counted, Listed, Row, Section, for_whom, heading, what_is_in_it

TYPEFACE = Path(__file__).parent / "typeface"
PLAIN, BOLD = "AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"
INK, SOFT, RULE = HexColor("#1b1b1b"), HexColor("#4a4a4a"), HexColor("#b5b5b5")
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
ROOM = 45 * mm
"""So much room a heading needs below it, or it goes to the next page with what it is about."""
LEFT_OUT = {"Cc", "Cf", "Cs", "Mn"}
"""Kinds of character that show nothing by themselves: what the typeface lacks of them is left out."""


class Styles:
    def __init__(self, colour: Color) -> None:
        self.colour = colour
        self.body = ParagraphStyle("body", fontName=PLAIN, fontSize=11, leading=15, textColor=INK, spaceAfter=6)
        self.soft = ParagraphStyle("soft", self.body, textColor=SOFT)
        self.head = ParagraphStyle("head", self.body, fontName=BOLD, fontSize=10, leading=13, spaceAfter=0)
        self.cell = ParagraphStyle("cell", self.body, fontSize=10, leading=13.5, spaceAfter=0)
        self.number = ParagraphStyle("number", self.cell, alignment=TA_RIGHT)
        self.number_head = ParagraphStyle("number_head", self.head, alignment=TA_RIGHT)
        self.headings = [
            ParagraphStyle("h1", self.body, fontName=BOLD, fontSize=22, leading=27, spaceAfter=6),
            ParagraphStyle(
                "h2",
                self.body,
                fontName=BOLD,
                fontSize=16,
                leading=20,
                spaceBefore=16,
                keepWithNext=1,
                textColor=colour,
            ),
            ParagraphStyle("h3", self.body, fontName=BOLD, fontSize=12.5, leading=16, spaceBefore=8),
        ]


class Numbered(Canvas):
    """Writes at the foot of each page which it is, of how many; so it waits with all of them until the last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self.setFont(PLAIN, 9)
            self.setFillColor(SOFT)
            self.drawRightString(A4[0] - MARGIN, 11 * mm, f"Page {number} of {len(self._pages)}")
            super().showPage()
        super().save()


class Paper(BaseDocTemplate):
    def __init__(self, to: BytesIO, *, title: str, council: str, foot: str) -> None:
        margins = {"leftMargin": MARGIN, "rightMargin": MARGIN, "topMargin": 24 * mm, "bottomMargin": 22 * mm}
        super().__init__(to, pagesize=A4, title=title, author=council, lang="en-GB", creator="Moothall", **margins)
        frame = Frame(MARGIN, 22 * mm, WIDTH, A4[1] - 46 * mm, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._around))
        self.head, self.foot = council, foot
        self.marked = 0

    def _around(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setFont(PLAIN, 9)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, A4[1] - 15 * mm, _fitting(shown(self.head), WIDTH))
        canvas.drawString(MARGIN, 11 * mm, _fitting(shown(self.foot), WIDTH - 30 * mm))
        canvas.setStrokeColor(RULE)
        canvas.line(MARGIN, A4[1] - 17 * mm, A4[0] - MARGIN, A4[1] - 17 * mm)

    def afterFlowable(self, flowable: Flowable) -> None:
        if bookmark := getattr(flowable, "bookmark", None):
            words, level = bookmark
            self.marked += 1
            self.canv.bookmarkPage(f"heading-{self.marked}")
            self.canv.addOutlineEntry(words, f"heading-{self.marked}", level, closed=False)


def write(
    parts: list[Section], *, council: Council, period: Period, committee: Committee | None, printed_on: date
) -> bytes:
    """The whole report as a PDF."""
    _register()
    to, styles, title = BytesIO(), Styles(HexColor(council.colour)), heading(period)
    printed = f"Printed on {say_day(printed_on)}"
    paper = Paper(to, title=f"{title}: {council.name}", council=council.name, foot=f"{title}. {printed}")
    story: list[Flowable] = [
        _heading(title, 0, styles),
        Paragraph(_safe(f"For {for_whom(committee)} of {council.name}. {printed}, made from the record."), styles.body),
        Paragraph(_safe(what_is_in_it(committee)), styles.soft),
    ]
    for part in parts:
        story.extend(_section(part, styles))
    paper.build(story, canvasmaker=Numbered)
    return to.getvalue()


def shown(text: str) -> str:
    """The text as the typeface can show it: a character that it lacks is said by its name, as in [grinning face]."""
    return "".join(_glyph(character) for character in unicodedata.normalize("NFC", text))


def _glyph(character: str) -> str:
    if character in _characters():
        return character
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", character)
    if plain != character:
        return shown(plain)
    if unicodedata.category(character) in LEFT_OUT:
        return ""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


@lru_cache(maxsize=1)
def _characters() -> frozenset[str]:
    _register()
    faces = (pdfmetrics.getFont(name).face.charToGlyph for name in (PLAIN, BOLD))
    plain, bold = (frozenset(map(chr, face)) for face in faces)
    return frozenset(character for character in plain & bold if character.isprintable() or character == "\u00a0")


@lru_cache(maxsize=1)
def _register() -> None:
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(TYPEFACE / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def _safe(text: str) -> str:
    return escape(shown(text))


def _fitting(text: str, width: float) -> str:
    while text and pdfmetrics.stringWidth(text, PLAIN, 9) > width:
        text = f"{text[:-2].rstrip()}…"
    return text


# ---------------------------------------------------------------------------------------------------- parts
def _heading(text: str, level: int, styles: Styles) -> Paragraph:
    """A paragraph that the document's outline leads to."""
    paragraph = Paragraph(_safe(text), styles.headings[level])
    paragraph.bookmark = (shown(text), level)
    return paragraph


def _section(part: Section, styles: Styles) -> Iterator[Flowable]:
    yield CondPageBreak(ROOM)
    yield _heading(part.title, 1, styles)
    if part.says:
        yield Paragraph(_safe(part.says), styles.body)
    for counted in part.counted:
        yield CondPageBreak(ROOM)
        yield _heading(counted.caption, 2, styles)
        yield _numbers(counted, styles)
        yield Spacer(0, 4 * mm)
    for listed in part.listed:
        yield CondPageBreak(ROOM)
        yield _heading(listed.heading, 2, styles)
        yield _rows(listed, styles) if listed.rows else Paragraph(_safe(listed.none), styles.body)
        yield Spacer(0, 3 * mm)


def _numbers(counted: Counted, styles: Styles) -> Table:
    head = [Paragraph("What", styles.head), Paragraph("Posts", styles.number_head)]
    rows = [[_cell([name], styles), Paragraph(str(number), styles.number)] for name, number in counted.rows]
    return _table([head, *rows], [WIDTH * 0.82, WIDTH * 0.18], styles)


def _rows(listed: Listed, styles: Styles) -> Table:
    """Columns that stay empty in every row are left out."""
    columns = [(listed.what, 40, _what), ("Who", 27, _who), ("When", 27, _when), ("Remarks", 46, _remarks)]
    used = [*columns[:1], *(one for one in columns[1:] if any(any(one[2](row)) for row in listed.rows))]
    head = [Paragraph(name, styles.head) for name, _, _ in used]
    rows = [[_cell(read(row), styles) for _, _, read in used] for row in listed.rows]
    share = WIDTH / sum(width for _, width, _ in used)
    return _table([head, *rows], [width * share for _, width, _ in used], styles)


def _what(row: Row) -> tuple[str, ...]:
    return (row.what,)


def _who(row: Row) -> tuple[str, ...]:
    return (row.who,)


def _when(row: Row) -> tuple[str, ...]:
    return (row.when,)


def _remarks(row: Row) -> tuple[str, ...]:
    return row.remarks


def _cell(lines: tuple[str, ...] | list[str], styles: Styles) -> Paragraph:
    return Paragraph("<br/>".join(_safe(line) for line in lines), styles.cell)


def _table(rows: list[list[Paragraph]], widths: list[float], styles: Styles) -> Table:
    """Breaks over pages, within a row as well, with its head row on each."""
    look = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 1.2, styles.colour),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, RULE),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ]
    )
    return Table(rows, colWidths=widths, repeatRows=1, splitInRow=1, style=look, hAlign="LEFT")
