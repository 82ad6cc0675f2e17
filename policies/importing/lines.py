"""What a line of a policy looks like: an item of a list, a numbered paragraph, a heading, or words."""

import re
from dataclasses import dataclass

from policies.importing.blocks import Block, Kind

BULLETS = "-–—*•·●○▪■◦‣⁃∙➢➤✓❖\uf0a7\uf0b7\uf0d8\uf076\uf0fc"
MARKER = re.compile(
    rf"^(?P<indent>[ \t]*)(?:(?P<bullet>[{re.escape(BULLETS)}])[ \t]+|(?P<o>o)\t[ \t]*)?"
    r"(?:(?P<number>\d{1,3})[.)][ \t]+|(?P<dotted>\d{1,3}(?:\.\d{1,3})+\.?)[ \t]+"
    r"|(?P<letter>\(?(?:[a-z]|[ivx]{1,5})\)|[a-z]\.)[ \t]+)?(?=\S)"
)
MOST_WORDS = 12
ENDS = tuple(".;:,?!…")
SENTENCES = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!\d)[.!?;] +\S")
NO_HEADING = re.compile(
    r"@|https?:|www\.|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"  # addresses of mail, pages and letters
    r"|^(?:last |next |date )*(?:adopted|approved|reviewed?|amended|version|minute|date|signed)\b.*\d"
    r"|^\W*\d[\d\W]*$",
    re.IGNORECASE,
)
SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "our", "the", "to", "with")
)
TITLE = re.compile(
    r"\b(?:policy|policies|statement|code|procedures?|protocol|scheme|strategy|plan|orders|regulations|charter|guide)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """`text` is without the sign of a bullet and without the number of an item; `label` is what else stands first."""

    text: str
    indent: int = 0
    is_bullet: bool = False
    number: int = 0
    label: str = ""

    @property
    def is_marked(self) -> bool:
        return self.is_bullet or bool(self.number or self.label)

    @property
    def words(self) -> str:
        return f"{self.label} {self.text}".strip()


def line_of(raw: str) -> Line:
    found = MARKER.match(raw)
    if found is None:
        return Line(raw.strip())
    label = found["dotted"] or found["letter"] or ""
    return Line(
        raw[found.end() :].strip(),
        len(found["indent"].expandtabs(4)),
        bool(found["bullet"] or found["o"]),
        int(found["number"] or 0),
        label,
    )


def begins_item(raw: str) -> bool:
    return bool(raw.strip()) and line_of(raw).is_marked


def block_of(line: Line, depth: int) -> Block:
    """The block that a marked line begins. A paragraph's own number, as in “7.4”, stays before its words."""
    if line.number:
        if line.is_bullet:
            return Block(Kind.BULLET, f"{line.number}. {line.text}", depth)
        return Block(Kind.NUMBER, line.text, depth, line.number)
    if line.label[:1].isdigit():
        return Block(Kind.PARAGRAPH, line.words, depth)
    return Block(Kind.BULLET, line.words, depth)


def is_heading(text: str) -> bool:
    """Do these words, which stand alone, look like a heading?"""
    line = line_of(text)
    words = line.text.split()
    if line.is_bullet or line.label[:1].isalpha() or line.label.startswith("("):
        return False
    if not 0 < len(words) <= MOST_WORDS or not line.text[0].isupper():
        return False
    if NO_HEADING.search(line.text) or SENTENCES.search(line.text):
        return False
    return not line.text.endswith(ENDS) or (line.text.endswith(".") and _is_titled(words))


def level_of(heading: str) -> int:
    """2, or 3 for one with a number like 4.1."""
    return 3 if line_of(heading).label.rstrip(".").count(".") else 2


def _is_titled(words: list[str]) -> bool:
    """Has every word of these few a capital letter, so that the full stop is one too many?"""
    telling = [word for word in words if word.lower() not in SMALL_WORDS]
    return 1 < len(words) <= 6 and all(word[0].isupper() for word in telling)


def opening(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The policy's title among the short lines it opens with, and the blocks with what stands up to it as words.

    The page has its title above the text already, so it is no section of it.
    """
    for number, block in enumerate(blocks):
        if block.kind is not Kind.HEADING and not is_heading(block.text):
            break
        if TITLE.search(block.text):
            first = [Block(Kind.PARAGRAPH, one.text) for one in blocks[: number + 1]]
            return block.text, [*first, *blocks[number + 1 :]]
    return "", blocks
