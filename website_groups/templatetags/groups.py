"""Local groups in templates: `{% load groups %}`."""

from typing import Any

from django import template
from django.template import Context

from website_groups import mark as marks
from website_groups.models import Group

register = template.Library()


@register.inclusion_tag("groups/_mark.html", takes_context=True)
def mark(context: Context, group: Group) -> dict[str, Any]:
    """The whole mark, at the head of a page that shows what a group keeps: `{% mark group %}`."""
    return {"group": group, "words": marks.words_of(group, context.get("adopted")), "size": "whole"}


@register.inclusion_tag("groups/_mark.html")
def short_mark(group: Group) -> dict[str, Any]:
    """The mark in a list, beside one thing of a group: `{% short_mark item.group %}`."""
    return {"group": group, "size": "short"}


@register.inclusion_tag("groups/_mark.html")
def mark_in_a_cell(group: Group) -> dict[str, Any]:
    """The mark where there is little room, as in a day of a month; read aloud it is as long as the others."""
    return {"group": group, "size": "cell"}


@register.filter
def marked(text: str, group: Group) -> str:
    """The mark in a line that is no page, such as a title or a preview: `{{ item.title|marked:item.group }}`."""
    return marks.marked(text, group)
