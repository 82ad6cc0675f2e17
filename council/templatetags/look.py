"""Moothall's look in templates: `{% load look %}`."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from js_asset import Media

from accounts import dates
from council import contact
from council import forms as govuk
from policies.text import anchor_of

register = template.Library()

SOURCES = {"policy": ("Policy", ""), "law": ("Law", "scales"), "suggestion": ("Suggestion", "lamp")}
STATES = {
    "draft": ("Draft", "file", "draft"),
    "submitted": ("To decide", "pen", "waiting"),
    "returned": ("Returned", "return", "waiting"),
    "refused": ("Refused", "barred", "stopped"),
    "scheduled": ("Scheduled", "clock", "scheduled"),
    "published": ("Published", "tick", "out"),
    "withdrawn": ("Withdrawn", "cross", "stopped"),
    "expired": ("Not out in time", "warn", "stopped"),
    "replaced": ("Corrected", "return", "stopped"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative sign; the word always stands beside it. Its own size and strokes are for where no style arrives."""
    return format_html(
        '<svg class="mh-icon" width="20" height="20" fill="none" stroke="currentColor" aria-hidden="true"'
        ' focusable="false"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name,
    )


@register.simple_tag
def day_sign(moment: datetime, is_full: bool = False) -> SafeString:
    """A decorative leaf of a calendar, the month in short or in full; the date stands beside it in words."""
    day = timezone.localtime(moment)
    return format_html(
        '<span class="mh-date{}" aria-hidden="true"><b>{}</b> {}</span>',
        " mh-date--full" if is_full else "",
        day.day,
        dateformat.format(day, "F" if is_full else "M"),
    )


@register.simple_tag
def status(state: str) -> SafeString:
    """The state of a post as sign and word."""
    word, sign, kind = STATES[state]
    return format_html('<span class="mh-status mh-status--{}">{}{}</span>', kind, icon(sign), word)


@register.inclusion_tag("look/source.html")
def source(citation: Any, leads_on: bool = True) -> dict[str, Any]:
    """Where a rule comes from: `citation` has a kind and a place; None shows nothing.

    The places of the policy in force are links; those of a version that is not yet in force have nowhere to lead.
    """
    if not citation:
        return {}
    word, sign = SOURCES[citation.kind]
    is_linked = citation.kind == "policy" and leads_on
    url = f"{reverse('policies:adopted')}#{anchor_of(citation.place)}" if is_linked else ""
    return {"citation": citation, "word": word, "sign": sign, "url": url}


@register.simple_tag(takes_context=True)
def current(context: Context, view_name: str, below: bool = True) -> SafeString:
    """What a menu's link says of itself on its own page and, unless `below` is False, on those below it."""
    path, target = getattr(context.get("request"), "path", ""), reverse(view_name)
    if path != target and not (below and path.startswith(target)):
        return SafeString()
    return format_html(' aria-current="{}"', "page" if path == target else "true")


@register.inclusion_tag("forms/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """What is wrong with a form, each line leading to its field."""
    return {"errors": govuk.errors_by_place(form), "is_all_kept": govuk.is_all_kept(form)}


@register.inclusion_tag("help/beside.html")
def help(page: str) -> dict[str, str]:
    """Help with one page of the desk, folded up: `page` is a name in council.help.pages."""
    return {"text": f"help/{page}.html"}


@register.inclusion_tag("look/_ask.html", takes_context=True)
def ask_the_clerk(context: Context) -> dict[str, Any]:
    """Whom to ask where something was refused or has to wait, and how the council is reached."""
    return {"council": context.get("council"), "clerk": contact.the_clerk(context.get("adopted"))}


@register.simple_tag(takes_context=True)
def editor(context: Context, form: forms.BaseForm) -> Media:
    """The scripts and style sheets of a form with rich text, with the nonce that their import map needs."""
    return Media.from_media(Media(js=["editor.js"]) + form.media, nonce=str(context["request"].csp_nonce))


@register.simple_tag
def govuk_widget(field: BoundField) -> SafeString:
    return govuk.widget_html(field)


@register.simple_tag
def govuk_option(option: BoundWidget) -> SafeString:
    return govuk.option_html(option)


@register.filter
def date_parts(field: BoundField) -> list[dict[str, Any]]:
    return govuk.date_parts(field)


@register.filter(expects_localtime=True)
def when(moment: datetime | None) -> str:
    """A moment as people say it now, in the council's time zone; nothing where there is none."""
    return dates.say_when(moment, timezone.localtime()) if moment else ""


@register.filter(expects_localtime=True)
def hour(moment: datetime) -> str:
    """The time of day alone: "5.30 pm"."""
    return dates.say_time(moment)


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """A day in full; nothing where there is none."""
    return dates.say_day(value) if value else ""


@register.filter
def together(text: str) -> str:
    """What somebody typed, with its times and dates kept on one line."""
    return dates.keep_together(text)
