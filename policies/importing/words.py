"""The words of a text, to see that none of them has been lost on the way."""

import re
from collections import Counter

from markdown_it.token import Token

from policies.importing.lines import BULLETS
from policies.text import MARKDOWN

ONLY_DRAWN = re.compile(rf"[{re.escape(BULLETS)}=_]+|o")


def words_in(text: str) -> list[str]:
    """Everything between spaces, but for the signs of bullets and lines that are drawn."""
    return [word for word in text.split() if not ONLY_DRAWN.fullmatch(word)]


def words_shown(markdown: str) -> list[str]:
    """The words that somebody reads on the page, with the numbers of the items."""
    return words_in(" ".join(_said(token) for token in MARKDOWN.parse(markdown)))


def lost(source: str, markdown: str) -> list[str]:
    """Words that the source has and the result has not, or not as often."""
    return list((Counter(words_in(source)) - Counter(words_shown(markdown))).elements())


def _said(token: Token) -> str:
    if token.type == "list_item_open":
        return f"{token.info}." if token.info else ""
    if token.type in ("inline", "image"):
        return "".join(_said(child) if child.children else _inline(child) for child in token.children or [])
    return token.content if token.type in ("code_block", "fence", "html_block") else ""


def _inline(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content
