"""Two contents of a post side by side: everything that is decided on, place by place."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from accounts.dates import say_day, say_time
from accounts.models import Meeting
from files.enclosed import Attachment, Origin, Picture
from policies import transparency
from policies.comparing import Comparison, compare_places
from posts.content import Content
from posts.particulars import Part
from richtext.html import layout, lines_of
from richtext.links import links_in


def compare(old: Content, new: Content, names: dict[str, str]) -> Comparison:
    """`names`: what each channel is called, by its key."""
    before, after = dict(_places(old, names)), dict(_places(new, names))
    return compare_places(before, after)


def _places(content: Content, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Everything that is decided on, as plain text by its place."""
    yield "Title", content.title
    yield "Text", lines_of(content.body)
    yield "Links", "\n".join(links_in(content.body))
    yield "Emphasis and layout", layout(content.body)
    for variant in content.channels:
        yield names.get(variant.channel, variant.channel), variant.text or "The post’s own words"
    for number, picture in enumerate(content.pictures, 1):
        yield f"Picture {number}", _picture(picture)
    for number, attachment in enumerate(content.attachments, 1):
        yield f"Document {number}", _attachment(attachment)
    yield "Kind of item", content.kind.replace("_", " ")
    yield from particulars_said(content)
    yield "Purpose", content.purpose
    yield "Source of the quotation", _origin(content.quotation)
    yield "Confirmed links", "\n".join(content.links_confirmed)
    yield "Time asked for", _hour(content.wished_for, "as soon as it is approved")
    yield "Alert until", _hour(content.alert_until, "no alert")


def particulars_said(content: Content) -> Iterator[tuple[str, str]]:
    """What only this kind of item has, where it has any."""
    told = content.particulars
    if told.meeting and (meeting := Meeting.objects.whole().filter(pk=told.meeting).first()):
        moment = timezone.localtime(meeting.starts_at)
        yield "Meeting", f"{meeting.name}, {say_day(moment)} at {say_time(moment)}"
    if told.part:
        yield "What it is of the meeting", Part(told.part).label
    if told.year is not None and (item := transparency.BY_KEY.get(told.account)):
        yield "Item of the accounts", f"{item.title}, {transparency.Period(told.year, told.quarter).called}"
    if told.address:
        yield "Leads to", told.address


def _picture(picture: Picture) -> str:
    shown = "decorative" if picture.is_decorative else picture.description or "not described"
    return f"{shown}\n{_origin(picture.origin)}\nfile {picture.file[:8]}"


def _attachment(attachment: Attachment) -> str:
    return f"{attachment.title}\n{_origin(attachment.origin)}\nfile {attachment.file[:8]}"


def _origin(origin: Origin) -> str:
    return "the council’s own" if origin.is_own else f"from {origin.source}, allowed by {origin.permission}"


def _hour(moment: datetime | None, none: str) -> str:
    if moment is None:
        return none
    local = timezone.localtime(moment)
    return f"{say_day(local)} at {say_time(local)}"
