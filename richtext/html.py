"""The HTML of a rich text, made safe on every way in, and the plain words of it."""

import re
from html import unescape
from typing import Any

import nh3
from django.utils.html import linebreaks
from django_prose_editor.fields import create_sanitizer

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Heading": {"levels": [2, 3]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "HardBreak": True,
    "History": True,
    "NoSpellCheck": False,  # the browser's own spelling help stays
}

A_BLOCK = re.compile(r"<(p|h[1-6]|ul|ol|blockquote)[\s>]", re.IGNORECASE)
"""What the editor sends stands in blocks. Anything else was typed as plain text, angle brackets and all."""

_sanitise = create_sanitizer(EXTENSIONS)


def clean_html(html: str) -> str:
    """`html` with nothing in it but what the editor offers. Typed plain text becomes paragraphs."""
    return _sanitise(html if A_BLOCK.search(html) else linebreaks(html, autoescape=True)).strip()


def plain(html: str) -> str:
    """The words alone, as plain text on one line; not safe as HTML."""
    return " ".join(lines_of(html).split())


def lines_of(html: str) -> str:
    """The words, with a line for each block: paragraphs, headings, items of lists."""
    broken = re.sub(r"</(?:p|h[1-6]|li|blockquote)>|<br\s*/?>", "\n", html)
    lines = unescape(nh3.clean(broken, tags=set())).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def has_quotation(html: str) -> bool:
    """Does it set somebody's words apart as a quotation?"""
    return "<blockquote" in html


def layout(html: str) -> str:
    """The tags alone, so that a word made bold is a change like any other."""
    return " ".join(re.findall(r"<(/?\w+)", html))
