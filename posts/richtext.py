"""The rich text of a post: what the editor offers is exactly what is kept, on every way in."""

import re
from typing import Any

import nh3
from django.utils.html import linebreaks
from django_prose_editor.fields import ProseEditorFormField, create_sanitizer

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
    """The words alone, with a space where a block ended."""
    spaced = html.replace("</", " </").replace("<br", " <br")
    return " ".join(nh3.clean(spaced, tags=set()).replace("&nbsp;", " ").split())


def rich_text_field(**kwargs: Any) -> ProseEditorFormField:
    return ProseEditorFormField(config={"extensions": EXTENSIONS}, sanitize=clean_html, **kwargs)
