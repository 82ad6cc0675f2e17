"""Calendars open in a second recurrence library, of other people in another language, and mean the same there."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from accounts.clock import today
from tests import making as councils
from tests.website_groups import making
from tests.website_groups.showing import NAME, Shown, group_with_everything
from website_groups import workflow
from website_groups.calendars import calendar_of
from website_groups.content import Content, Kind
from website_groups.models import Group, Item, ItemVersion
from website_groups.recurrence import Repeat, Times, moments_of, starts_of

READER = Path(__file__).with_name("second_library.cjs")
NODE = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}") or "node"
LONDON = ZoneInfo("Europe/London")
LAST = date(2033, 12, 31)
AN_HOUR = 3600
NOON = datetime(2026, 11, 5, 12, tzinfo=LONDON)


def second_library(calendar: bytes, last: date) -> dict[str, list[int | str]]:
    """When each event begins, up to the day `last`, as the other library understands the calendar."""
    until = int(datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=LONDON).timestamp())
    done = subprocess.run(
        [NODE, str(READER), str(until)],
        input=calendar,
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, "TZ": "Pacific/Auckland"},
    )
    return dict(json.loads(done.stdout))


def event(number: int, times: Times) -> Item:
    """An event as the database would give it, without one."""
    content = Content("Practice", "<p>Bring a kazoo.</p>", "The Moot Hall", times)
    item = Item(pk=number, kind=Kind.EVENT, group=Group(name=NAME, slug="kazoo"), changed_at=NOON)
    item.live_version = ItemVersion(item=item, number=3, title="Practice", document=content.document())
    return item


STARTS = [
    datetime(2027, 1, 4, 19, 30),  # a Monday evening, through every change of the clock
    datetime(2027, 3, 28, 1, 30),  # an hour that the clocks leave out
    datetime(2026, 10, 25, 1, 30),  # an hour that comes twice
    datetime(2027, 3, 21, 1, 0),  # a week before the one that is left out
    datetime(2026, 10, 18, 1, 59),
    datetime(2027, 3, 27, 23, 30),
    datetime(2028, 2, 29, 10, 0),  # a day of leap years
    datetime(2027, 1, 31, 18, 0),  # a day that not every month has
    datetime(2027, 1, 29, 9, 0),  # a fifth Friday, the last of its month
    datetime(2026, 12, 30, 0, 0),
    datetime(2026, 6, 9, 20, 15),
]
UNTIL = [None, date(2029, 3, 25), date(2028, 2, 29)]


def cases() -> list[Times]:
    found = []
    for starts, repeat, until, is_all_day in product(STARTS, Repeat, UNTIL, (False, True)):
        if until and until < starts.date():
            continue
        times = Times(starts, starts + timedelta(hours=2), is_all_day, repeat, until)
        occurring = list(starts_of(times, LAST))
        left_out = tuple(start.date() for start in occurring[2::5][:4]) if repeat is not Repeat.NEVER else ()
        found.append(Times(starts, times.ends, is_all_day, repeat, until, left_out))
    return found


def test_every_rule_means_the_same_in_the_second_library() -> None:
    """Over every change of the clock from 2026 to 2033, two leap days, and days that are left out."""
    events = {f"group-event-{number}": (number, times) for number, times in enumerate(cases(), 1)}
    calendar = calendar_of("All", [event(*numbered) for numbered in events.values()], settings.SITE_URL)
    read = {uid.partition("@")[0]: starts for uid, starts in second_library(calendar, LAST).items()}
    assert len(read) == len(events) > 300
    different = {uid: times for uid, (_, times) in events.items() if not are_same(times, read[uid])}
    assert different == {}
    assert sum(map(len, read.values())) > 10_000


def are_same(times: Times, theirs: list[int | str]) -> bool:
    if times.is_all_day:
        return [start.date().isoformat() for start in starts_of(times, LAST)] == theirs
    walls = list(starts_of(times, LAST))
    ours = [int(start.timestamp()) for start, _ in moments_of(times, LAST)]
    return len(ours) == len(theirs) and all(
        moment == their or (is_unclear(wall) and abs(moment - int(their)) == AN_HOUR)
        for wall, moment, their in zip(walls, ours, theirs, strict=True)
    )


def is_unclear(wall: datetime) -> bool:
    """Does the clock leave this hour out, or show it twice? RFC 5545 says how it is meant, and the library does not
    follow it there (ical.js 2.2.1); the next test says that we do."""
    here = wall.replace(tzinfo=LONDON)
    return here.utcoffset() != here.replace(fold=1).utcoffset()


@pytest.mark.parametrize(
    ("wall", "moment"),
    [
        (datetime(2027, 3, 28, 1, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # left out: by the clock before it
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice: the first
    ],
)
def test_an_hour_that_the_clock_leaves_out_or_shows_twice_is_meant_as_rfc_5545_says(
    wall: datetime, moment: datetime
) -> None:
    assert moments_of(Times(wall), LAST) == [(moment, moment)]


# --------------------------------------------------------------------------------------------- what stands in it
@pytest.fixture
def shown(cast: councils.Cast) -> Shown:
    return group_with_everything(cast)


def entries(client: Client, address: str) -> list[Calendar]:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.clause("groups-disclaimer")
def test_the_calendars_of_an_event_of_a_group_and_of_all_hold_it_marked(shown: Shown, client: Client) -> None:
    group = shown.group.get_absolute_url()
    for address in (f"{group}{shown.event.pk}.ics", f"{group}calendar.ics", "/groups/calendar.ics"):
        (entry,) = entries(client, address)
        assert f"local group: {NAME}, not the council’s" in entry["SUMMARY"]
        assert f"local group: {NAME}, not the council’s" in entry["DESCRIPTION"]
        assert entry["URL"] == f"{settings.SITE_URL}{shown.event.get_absolute_url()}"


def test_the_time_is_that_of_the_wall_clock_with_its_zone(shown: Shown, client: Client) -> None:
    text = client.get("/groups/calendar.ics").content.decode()
    starts = shown.event.content.times.starts
    assert f"DTSTART;TZID=Europe/London:{starts:%Y%m%dT193000}" in text
    assert "BEGIN:VTIMEZONE" in text
    assert "RRULE:FREQ=WEEKLY" in text


def test_what_moves_keeps_its_uid_and_raises_its_sequence(shown: Shown, cast: councils.Cast, client: Client) -> None:
    address = f"{shown.group.get_absolute_url()}calendar.ics"
    (before,) = entries(client, address)
    times = Times(shown.event.content.times.starts + timedelta(days=1), left_out=(today(),))
    workflow.write(shown.event.pk, making.content("Practice", times=times), by=cast.group_editor, revision=0)
    workflow.publish(shown.event.pk, by=cast.group_editor, revision=1)
    (after,) = entries(client, address)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert (before.get("RRULE") is None, after.get("RRULE") is None) == (False, True)


@pytest.mark.clause("groups-removal")
def test_what_is_taken_down_leaves_the_calendars(shown: Shown, cast: councils.Cast, client: Client) -> None:
    workflow.take_down(shown.group.pk, item_id=shown.event.pk, by=cast.clerk, rule="Rule 3", message="Mend it.")
    group = shown.group.get_absolute_url()
    assert [entries(client, address) for address in (f"{group}calendar.ics", "/groups/calendar.ics")] == [[], []]
    assert client.get(f"{group}{shown.event.pk}.ics").status_code == 404


def test_an_event_of_a_whole_day_has_days_and_no_hours(shown: Shown, cast: councils.Cast, client: Client) -> None:
    times = Times(datetime(2027, 8, 7), datetime(2027, 8, 8), is_all_day=True)
    fair = making.published(shown.group, making.content("Fair", times=times), by=cast.group_editor, kind=Kind.EVENT)
    (entry,) = entries(client, f"{shown.group.get_absolute_url()}{fair.pk}.ics")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2027, 8, 7), date(2027, 8, 9))
