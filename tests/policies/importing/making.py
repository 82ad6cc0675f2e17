"""Makes Word documents and PDFs from a policy's plain text, as an office program would."""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

TEXTS = Path(__file__).parent / "texts"

SECTIONS = {
    "barton_le_clay": [
        "Introduction",
        "Policy",
        "Parish Council Website",
        "Parish Council email",
        "SMS (texting)",
        "Video Conferencing e.g. Zoom",
        "Internal communication and access to information within the Council",
        "Review Process.",
    ],
    "desborough": ["All communications", "Town Council Website"],
    "faversham": [
        "Civility & Respect Bullying and Harassment Statement",
        "Faversham Town Council Website",
        "Faversham.org Website",
        "Town Council Email",
        "SMS",
        "Video Conferencing",
        "Internal Communication and Access to Information within the Council",
    ],
    "sevenoaks": [
        "Sevenoaks Town Council Website.",
        "Sevenoaks Town Council email",
        "SMS (texting) and all App based or Social Media messaging systems",
        "Video Conferencing e.g. Skype",
        "Internal communication and access to information within the Town Council",
    ],
    "thornbury": [
        "Introduction",
        "Policy Statement",
        "1. The Scope of the Policy",
        "2. Responsibility for Implementation of the Policy",
        "3. Using Social Media Sites in our Name",
        "4. Using Social Media",
        "5. Rules for use of Social Media",
        "6. Monitoring use of Social Media Platforms",
        "7. Practical Application",
        "8. Fraudulent Accounts",
        "9. Security and Access Control",
        "10. Monitoring and Review of this Policy",
    ],
}
"""The headings of each, as a person reads them."""


OUTLINE = 90
"""Which of its lists a Word document calls the one that `outline` describes."""


def text_of(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def lines_of(text: str, sections: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each line as (kind, label, words): a heading, a bullet, a number, or a paragraph."""
    for line in filter(None, map(str.strip, text.splitlines())):
        bullet = re.match(r"[-·]\s+(.*)", line)
        number = re.match(r"(\d{1,2})\.\s+(.*)", line)
        if line in sections:
            yield "heading", "", line
        elif bullet:
            yield "bullet", "", bullet[1]
        elif number:
            yield "number", number[1], number[2]
        else:
            yield "paragraph", "", line


def word(text: str, sections: list[str]) -> bytes:
    """With Word's own headings, bullets and numbers."""
    document = docx.Document()
    outline(document, ("decimal", "%1."))
    for kind, label, words in lines_of(text, sections):
        if kind == "number":
            numbered(document, int(label), words)
        else:
            style = {"heading": "Heading 1", "bullet": "List Bullet", "paragraph": "Normal"}[kind]
            document.add_paragraph(words, style)
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    stored = BytesIO()
    document.save(stored)
    return stored.getvalue()


def numbered(document: "docx.document.Document", start: int, words: str) -> None:
    """An item of a list that begins with that number; the number itself stands nowhere in the document."""
    numbering = document.part.numbering_part.element
    number = numbering.add_num(OUTLINE)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    item(document, number.numId, 0, words)


def outline(document: "docx.document.Document", *formats: tuple[str, str]) -> int:
    """A list of several levels, each with its kind of number and how it is written; gives its number."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(OUTLINE))
    for depth, (kind, written) in enumerate(formats):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", written)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    numbering.insert(0, abstract)
    return int(numbering.add_num(OUTLINE).numId)


def item(document: "docx.document.Document", list_id: int, depth: int, words: str) -> None:
    properties = document.add_paragraph(words)._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = list_id


BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
HEADING = ParagraphStyle("heading", BODY, fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=10)
ITEM = ParagraphStyle("item", BODY, leftIndent=30, bulletIndent=12, spaceAfter=0)


def pdf(text: str, sections: list[str], *, head: str = "", plain: bool = False) -> bytes:
    """Over several pages, with `head` and the number of the page on each; `plain`: all in letters of one kind."""
    story = []
    for kind, label, words in lines_of(text, sections):
        style = BODY if plain and kind == "heading" else {"heading": HEADING, "paragraph": BODY}.get(kind, ITEM)
        sign = {"bullet": "•", "number": f"{label}."}.get(kind)
        story.append(Paragraph(escape(words), style, bulletText=sign))
    stored = BytesIO()

    def around(canvas, document):
        canvas.drawString(72, A4[1] - 40, head)
        canvas.drawString(280, 30, f"Page {document.page}")

    SimpleDocTemplate(stored, pagesize=A4).build(story, onFirstPage=around, onLaterPages=around)
    return stored.getvalue()


class Reader(HTMLParser):
    """What somebody reads on a page, with the numbers that the browser puts before the items of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self.lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        if tag == "li" and self.lists[-1] is not None:
            self.said.append(f" {self.lists[-1]}. ")
            self.lists[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def seen(html: str) -> list[str]:
    """The words on the page in the order in which they stand there."""
    reader = Reader()
    reader.feed(html)
    return "".join(reader.said).split()
