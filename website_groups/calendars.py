"""What groups do, for calendars of other programs: one event, one group, or all of them.

A repeating event is one entry with its rule (RFC 5545), by the wall clock of the place. Its UID stays and its SEQUENCE
rises with each version, so that what moves also moves in the calendars that have it. Every entry says whose it is
(groups-disclaimer): as a title alone it may stand beside the council's own.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Component, Event, Timezone

from accounts.hours import settle
from policies.calendars import blank
from richtext.html import plain
from website_groups.mark import marked
from website_groups.models import Item
from website_groups.recurrence import Repeat, Times, rule_parts

A_DAY = timedelta(days=1)
LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


def calendar_of(name: str, items: Iterable[Item], site: str) -> bytes:
    """The file. `items` are public events with their groups and live versions; `site` begins their addresses."""
    calendar = blank(name, "Local groups")
    calendar.add_component(_zone())
    for item in items:
        if times := item.content.times:
            calendar.add_component(_event(item, times, site))
    return calendar.to_ical()


@lru_cache(maxsize=1)
def _zone() -> Component:
    """Where the council is, by the rule for its clock, which goes on for ever: other programs take a list of the days
    on which the clock changed less well (seen: half of all winters one hour too early)."""
    return Timezone.from_ical(LONDON)


def _event(item: Item, times: Times, site: str) -> Event:
    whose = marked(item.title, item.group)
    event = Event()
    event.add("uid", f"group-event-{item.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("summary", whose)
    event.add("description", f"{whose}\n\n{plain(item.content.body)}".strip())
    event.add("url", f"{site}{item.get_absolute_url()}")
    if item.content.place:
        event.add("location", item.content.place)
    _add_version(event, item)
    _add_times(event, times)
    return event


def _add_version(event: Event, item: Item) -> None:
    if item.live_version is None or item.changed_at is None:
        return
    event.add("sequence", item.live_version.number - 1)
    event.add("dtstamp", item.changed_at.astimezone(UTC))
    event.add("last-modified", item.changed_at.astimezone(UTC))


def _add_times(event: Event, times: Times) -> None:
    event.add("dtstart", _here(times.starts, times))
    if times.is_all_day:
        event.add("dtend", (times.ends or times.starts).date() + A_DAY)
    elif times.ends:
        event.add("dtend", _here(times.ends, times))
    if times.repeat is Repeat.NEVER:
        return
    event.add("rrule", _rule(times))
    if times.left_out:
        left_out = [_here(datetime.combine(day, times.starts.time()), times) for day in sorted(set(times.left_out))]
        event.add("exdate", left_out)


def _rule(times: Times) -> dict[str, Any]:
    parts: dict[str, Any] = dict(rule_parts(times))
    if times.until:
        last = datetime.combine(times.until, time(23, 59, 59))
        parts["until"] = times.until if times.is_all_day else settle(last).moment
    return parts


def _here(wall: datetime, times: Times) -> date:
    """A day where it lasts all day, else the wall clock's time where the council is."""
    return wall.date() if times.is_all_day else wall.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
