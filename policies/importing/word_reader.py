"""A program that `policies.importing.word` starts: reads a Word document from standard input, prints it as JSON.

python-docx opens the document; the walk through it is ours, as python-docx passes over what was put in with tracked
changes, what stands in content controls and boxes, and the numbers that Word makes.
"""

import json
import re
import resource
import sys
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

MOST_SECONDS = 30
MOST_MEMORY = 1024**3

LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
BOX = qn("w:txbxContent")
SPACES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
WITHIN = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
ROMAN = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]


class Numbers:
    """Counts as Word does: an item's number is nowhere in the document, only the rule for it."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, Any]] = {}
        self.lists: dict[str, Any] = {}
        self.counted: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self.seen: set[tuple[str, int]] = set()
        parts = [one.target_part for one in document.part.rels.values() if one.reltype.endswith("/numbering")]
        for root in [part.element for part in parts]:
            for abstract in root.iter(qn("w:abstractNum")):
                of_list = {int(level.get(qn("w:ilvl"))): level for level in abstract.iter(qn("w:lvl"))}
                self.levels[abstract.get(qn("w:abstractNumId"))] = of_list
            for one in root.iter(qn("w:num")):
                self.lists[one.get(qn("w:numId"))] = one

    def label(self, list_id: str, depth: int) -> str:
        """What stands before this item; "•" before every one without a number, "" where there is no such list."""
        one = self.lists.get(list_id)
        abstract = value(one, "w:abstractNumId") if one is not None else ""
        level = self.levels.get(abstract, {}).get(depth)
        if level is None:
            return ""
        self._count(abstract, list_id, depth)
        if value(level, "w:numFmt") in ("bullet", "none"):
            return "•" if value(level, "w:numFmt") == "bullet" else ""
        return re.sub(r"%([1-9])", lambda found: self._said(abstract, int(found[1]) - 1), value(level, "w:lvlText"))

    def depth_of_style(self, list_id: str, style: str) -> int:
        one = self.lists.get(list_id)
        levels = self.levels.get(value(one, "w:abstractNumId"), {}) if one is not None else {}
        return next((depth for depth, level in levels.items() if value(level, "w:pStyle") == style), 0)

    def _count(self, abstract: str, list_id: str, depth: int) -> None:
        counted = self.counted[abstract]
        anew = self._begins_anew(list_id, depth)
        if anew is not None:
            counted[depth] = anew
        else:
            counted[depth] = counted[depth] + 1 if depth in counted else self._start(abstract, depth)
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]

    def _begins_anew(self, list_id: str, depth: int) -> int | None:
        """With which number this list begins, where it does not count on from another."""
        if (list_id, depth) in self.seen:
            return None
        self.seen.add((list_id, depth))
        for override in self.lists[list_id].iter(qn("w:lvlOverride")):
            if int(override.get(qn("w:ilvl"))) == depth and (start := value(override, "w:startOverride")):
                return int(start)
        return None

    def _start(self, abstract: str, depth: int) -> int:
        level = self.levels.get(abstract, {}).get(depth)
        return int(value(level, "w:start") or 1) if level is not None else 1

    def _said(self, abstract: str, depth: int) -> str:
        number = self.counted[abstract].get(depth, self._start(abstract, depth))
        level = self.levels[abstract].get(depth)
        kind = value(level, "w:numFmt") if level is not None else ""
        word = {"Letter": letters, "Roman": roman}.get(kind[5:], str)(number)
        return word.upper() if kind.startswith("upper") else word


def letters(number: int) -> str:
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    said = ""
    for amount, sign in ROMAN:
        while number >= amount:
            said, number = said + sign, number - amount
    return said


def value(element: Any, tag: str) -> str:
    """What the element's first descendant of that tag says."""
    found = next(element.iter(qn(tag)), None)
    return "" if found is None else found.get(qn("w:val"), "")


def pieces_in(container: Any, document: Any, numbers: Numbers) -> Iterator[dict[str, Any]]:
    for child in container:
        if child.tag == qn("w:p"):
            yield piece(child, document, numbers)
            for box in boxes_in(child):
                yield from pieces_in(box, document, numbers)
        elif child.tag == qn("w:tbl"):
            yield {"rows": [[cell_text(cell) for cell in row.iter(qn("w:tc"))] for row in child.iter(qn("w:tr"))]}
        elif child.tag in WITHIN:
            yield from pieces_in(child, document, numbers)


def piece(paragraph: Any, document: Any, numbers: Numbers) -> dict[str, Any]:
    styles = styles_of(paragraph, document)
    list_id, depth = list_of(paragraph, styles, numbers)
    text = text_of(paragraph)
    return {
        "text": text,
        "level": heading_level(paragraph, styles),
        "is_contents": any((style.name or "").lower().startswith("toc ") for style in styles),
        "label": numbers.label(list_id, depth) if list_id and text.strip() else "",
        "depth": depth,
        "is_bold": is_bold(paragraph),
    }


def styles_of(paragraph: Any, document: Any) -> list[Any]:
    """The paragraph's style and those that it is based on."""
    named = paragraph.pPr.style if paragraph.pPr is not None else None
    style = next((one for one in document.styles if named and one.style_id == named), None)
    found: list[Any] = []
    while style is not None and style not in found:
        found.append(style)
        style = getattr(style, "base_style", None)
    return found


def heading_level(paragraph: Any, styles: list[Any]) -> int:
    for style in styles:
        if (style.name or "").lower() == "title":
            return 1
        if found := HEADING.match(style.name or ""):
            return int(found[1]) + 1
    outline = value(paragraph.pPr, "w:outlineLvl") if paragraph.pPr is not None else ""
    return int(outline) + 2 if outline.isdigit() and int(outline) < 9 else 0


def list_of(paragraph: Any, styles: list[Any], numbers: Numbers) -> tuple[str, int]:
    """Which list the paragraph belongs to, "" for none, and how deep it stands in it."""
    holders = [("", paragraph.pPr), *((style.style_id, style.element.find(qn("w:pPr"))) for style in styles)]
    for style_id, properties in holders:
        of_list = properties.find(qn("w:numPr")) if properties is not None else None
        if of_list is not None and (list_id := value(of_list, "w:numId")):
            depth = value(of_list, "w:ilvl")
            return ("" if list_id == "0" else list_id), int(depth or numbers.depth_of_style(list_id, style_id))
    return "", 0


def text_of(element: Any) -> str:
    if element.tag in LEFT_OUT or element.tag == BOX:
        return ""
    if element.tag == qn("w:t"):
        return element.text or ""
    return SPACES.get(element.tag, "") + "".join(text_of(child) for child in element if element.tag != qn("w:pPr"))


def cell_text(cell: Any) -> str:
    return " ".join(text_of(paragraph) for paragraph in cell.iter(qn("w:p")))


def boxes_in(paragraph: Any) -> Iterator[Any]:
    for child in paragraph:
        if child.tag == BOX:
            yield child
        elif child.tag not in LEFT_OUT:
            yield from boxes_in(child)


def is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if text_of(run).strip()]
    bold = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
    return bool(runs) and all(one is not None and one.get(qn("w:val"), "1") not in ("0", "false") for one in bold)


def running_in(document: Any) -> list[str]:
    """What stands at the head or foot of pages."""
    endings = ("/header", "/footer", "/footnotes", "/endnotes")
    parts = [one.target_part for one in document.part.rels.values() if one.reltype.endswith(endings)]
    roots = [parse_xml(part.blob) for part in parts]
    found = [" ".join(text_of(root).split()) for root in roots]
    return [text for text in dict.fromkeys(found) if text]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    opened = docx.Document(BytesIO(sys.stdin.buffer.read()))
    read = list(pieces_in(opened.element.body, opened, Numbers(opened)))
    sys.stdout.write(json.dumps({"pieces": read, "running": running_in(opened)}))
