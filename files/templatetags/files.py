"""Pictures and documents in templates: `{% load files %}`."""

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString

from files.models import Document, Picture, Rendition

register = template.Library()

PLAIN_WIDTH = 960


@register.simple_tag
def picture(picture: Picture, *, alt: str, sizes: str = "100vw", first: bool = False) -> SafeString:
    """The picture, in the size that the reader's screen needs. Its description is "" only where it is decoration.

    `sizes` says how wide it stands on the page. The `first` picture of a page is fetched at once, others when needed.
    """
    widths: list[Rendition | Picture] = [*picture.renditions.all(), picture]
    plain = next((size for size in widths if size.width >= PLAIN_WIDTH), picture)
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" decoding="async"{}>',
        plain.get_absolute_url(),
        ", ".join(f"{size.get_absolute_url()} {size.width}w" for size in widths),
        sizes,
        picture.width,
        picture.height,
        alt,
        "" if first else SafeString(' loading="lazy"'),
    )


@register.simple_tag
def document_facts(document: Document) -> str:
    """What follows a link to a document: "PDF, 1.2 MB"."""
    return f"{document.get_kind_display()}, {filesizeformat(document.size)}"
