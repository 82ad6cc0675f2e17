"""Local groups in templates: `{% load groups %}`."""

from typing import Any

from django import template
from django.template import Context

from website_groups.mark import words_of
from website_groups.models import Group

register = template.Library()


@register.inclusion_tag("groups/_mark.html", takes_context=True)
def mark(context: Context, group: Group) -> dict[str, Any]:
    """The whole mark, at the head of a page that shows what a group keeps: `{% mark group %}`."""
    return {"group": group, "words": words_of(group, context.get("adopted")), "is_short": False}


@register.inclusion_tag("groups/_mark.html")
def short_mark(group: Group) -> dict[str, Any]:
    """The mark in a list, beside one thing of a group: `{% short_mark item.group %}`."""
    return {"group": group, "words": "", "is_short": True}
