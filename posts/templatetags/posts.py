"""Posts in templates: `{% load posts %}`."""

from django import template

from accounts.models import Meeting
from channels.in_use import outlets
from policies.rules import Rules
from policies.screening import Finding, Topic
from posts import appearance as looks
from posts.comparing import particulars_said
from posts.content import Content
from posts.kinds.meetings import address_of

register = template.Library()

OF_TEXT = {"title": "the title", "body": "the text", "links": "the links"}
BEFORE_SUBMISSION = {Topic.DESCRIPTION, Topic.SOURCE, Topic.LINKS}
"""What these find is asked for before a post can be submitted."""

OF_SECTIONS = {Topic.SOURCE: "quotation", Topic.LINKS: "links"}
"""The ids of what is asked about the text as a whole."""


@register.simple_tag
def appearance(content: Content, rules: Rules | None) -> looks.Appearance:
    """How a content will look on each channel: `{% appearance post.content standing.rules as shown %}`."""
    return looks.appearance(content, rules)


@register.simple_tag
def particulars(content: Content) -> list[tuple[str, str]]:
    """What only this kind of item says, in words: `{% particulars post.content as told %}`."""
    return list(particulars_said(content))


@register.filter
def meeting_url(meeting: Meeting) -> str:
    return address_of(meeting)


@register.filter
def must_be_mended(finding: Finding) -> bool:
    return finding.stops and finding.topic in BEFORE_SUBMISSION


@register.simple_tag
def place_of(finding: Finding, rules: Rules | None) -> str:
    """Where a finding stands, in words: "the title", "picture 2", "Facebook page"."""
    names = {outlet.key: outlet.name for outlet in outlets(rules)} if rules else {}
    place = finding.place.replace("attachment", "document")
    return OF_TEXT.get(place) or names.get(place, place)


@register.filter
def field_id(finding: Finding) -> str:
    """The id of what in the form the finding is about."""
    kind, _, number = finding.place.partition(" ")
    if number:
        return f"{kind.replace('attachment', 'document')}-{number}"
    if finding.topic in OF_SECTIONS:
        return OF_SECTIONS[finding.topic]
    return f"id_{kind}" if kind in OF_TEXT else f"id_text_{kind}"
