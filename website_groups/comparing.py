"""Two contents of something that a group shows, side by side: everything that the public sees, place by place."""

from collections.abc import Iterator
from datetime import date, datetime

from accounts.dates import say_day, say_time
from files.enclosed import Attachment, Origin, Picture
from policies.comparing import Comparison, compare_places
from richtext.html import layout, lines_of
from richtext.links import links_in
from website_groups.content import Content
from website_groups.recurrence import Repeat, Times

REPEATS = {
    Repeat.NEVER: "once",
    Repeat.WEEKLY: "every week",
    Repeat.FORTNIGHTLY: "every second week",
    Repeat.MONTHLY_BY_DATE: "every month on that date",
    Repeat.MONTHLY_BY_WEEKDAY: "every month on that weekday",
    Repeat.YEARLY: "every year",
}


def compare(old: Content, new: Content) -> Comparison:
    return compare_places(dict(_places(old)), dict(_places(new)))


def _places(content: Content) -> Iterator[tuple[str, str]]:
    """Everything that is decided on, as plain text by its place. A place where nothing stands is left out."""
    places = [
        ("Title", content.title),
        ("When", when(content.times)),
        ("Where", content.place),
        ("Text", lines_of(content.body)),
        ("Links", "\n".join(links_in(content.body))),
        ("Emphasis and layout", layout(content.body)),
        *((f"Picture {number}", _picture(picture)) for number, picture in enumerate(content.pictures, 1)),
        *((f"Document {number}", _document(document)) for number, document in enumerate(content.attachments, 1)),
    ]
    return ((place, words) for place, words in places if words)


def when(times: Times | None) -> str:
    """When an event takes place, in words; "" where there is nothing."""
    if times is None:
        return ""
    lines = [f"{_moment(times.starts, times)}{f' to {_moment(times.ends, times)}' if times.ends else ''}"]
    lines.append(REPEATS[times.repeat])
    if times.until:
        lines.append(f"until {say_day(times.until)}")
    if times.left_out:
        lines.append(f"not on {_days(times.left_out)}")
    return ", ".join(lines)


def _moment(moment: datetime, times: Times) -> str:
    return say_day(moment) if times.is_all_day else f"{say_day(moment)} at {say_time(moment)}"


def _days(days: tuple[date, ...]) -> str:
    return ", ".join(say_day(day) for day in sorted(days))


def _picture(picture: Picture) -> str:
    shown = "decorative" if picture.is_decorative else picture.description or "not described"
    return f"{shown}\n{_origin(picture.origin)}\nfile {picture.file[:8]}"


def _document(document: Attachment) -> str:
    return f"{document.title}\n{_origin(document.origin)}\nfile {document.file[:8]}"


def _origin(origin: Origin) -> str:
    return "the group’s own" if origin.is_own else f"from {origin.source}, allowed by {origin.permission}"
