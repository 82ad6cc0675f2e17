"""When an event takes place, in the words of somebody who tells a neighbour; and what is odd about it, said plainly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from accounts.dates import NO_BREAK, say_day, say_time
from accounts.hours import settle
from website_groups.recurrence import Repeat, Times, horizon, starts_of, week_of_month

SHOWN = 6
"""So many of the next dates are shown."""

ORDINALS = ("first", "second", "third", "fourth", "last")
MOST_REMARKS = 2


@dataclass(frozen=True)
class When:
    """`words` say all of it, `coming` the next dates one by one where it repeats, `remarks` what may surprise."""

    words: str
    coming: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_over: bool = False


def when_of(times: Times | None, today: date) -> When | None:
    """What an event's page says of its times; None where none are said yet."""
    if times is None:
        return None
    coming = () if times.repeat is Repeat.NEVER else tuple(map(say_day, islice(coming_starts(times, today), SHOWN)))
    return When(in_words(times), coming, tuple(remarks_on(times, today)), is_over(times, today))


def coming_starts(times: Times, today: date) -> Iterator[datetime]:
    """The wall-clock starts from `today` on, as far ahead as dates are worked out."""
    return (start for start in starts_of(times, horizon(times, today)) if start.date() >= today)


def is_over(times: Times, today: date) -> bool:
    """Has the last day of its last time passed?"""
    lasts = times.lasts or timedelta(0)
    return all((start + lasts).date() < today for start in starts_of(times, horizon(times, today)))


def in_words(times: Times) -> str:
    """One sentence: "Every Tuesday, 7.30 pm to 9 pm, from Tuesday 5 January 2027"."""
    if times.repeat is Repeat.NEVER:
        return _once(times)
    parts = [_how_often(times), _hours(times), f"from {say_day(times.starts)}"]
    if times.until:
        parts.append(f"until {say_day(times.until)}")
    said = ", ".join(filter(None, parts))
    left_out = [say_day(day) for day in sorted(times.left_out)]
    return f"{said}. Not on {_joined(left_out)}" if left_out else said


def remarks_on(times: Times, today: date) -> Iterator[str]:
    """What calendars do that people may not expect: months without the day, leap years, and the clocks."""
    day = times.starts.day
    if times.repeat is Repeat.MONTHLY_BY_DATE and day > 28:
        yield f"Not every month has a {nth(day)}: those without it are passed over."
    if times.repeat is Repeat.YEARLY and (times.starts.month, day) == (2, 29):
        yield "It takes place in leap years only: other years have no 29 February."
    if times.repeat is Repeat.MONTHLY_BY_WEEKDAY and week_of_month(times) > 4:
        yield f"Not every month has a fifth {times.starts:%A}, so the last one of the month is taken."
    if not times.is_all_day:
        settled = (settle(start).remark for start in (times.starts, *coming_starts(times, today)))
        yield from islice(dict.fromkeys(filter(None, settled)), MOST_REMARKS)


def nth(day: int) -> str:
    """The day of a month as it is said: "31st"."""
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _once(times: Times) -> str:
    if times.ends is None or times.ends.date() == times.starts.date():
        return f"{say_day(times.starts)}, {_hours(times)}"
    if times.is_all_day:
        return f"{say_day(times.starts)} to {say_day(times.ends)}, all day"
    return f"{say_day(times.starts)}, {say_time(times.starts)}, to {say_day(times.ends)}, {say_time(times.ends)}"


def _hours(times: Times) -> str:
    days = (times.ends.date() - times.starts.date()).days if times.ends else 0
    if times.is_all_day:
        return f"all day, for {days + 1} days" if days else "all day"
    if times.ends is None or times.ends == times.starts:
        return say_time(times.starts)
    later = f", {days} day{'' if days == 1 else 's'} later" if days else ""
    return f"{say_time(times.starts)} to {say_time(times.ends)}{later}"


def _how_often(times: Times) -> str:
    start = times.starts
    return {
        Repeat.WEEKLY: f"Every {start:%A}",
        Repeat.FORTNIGHTLY: f"Every second {start:%A}",
        Repeat.MONTHLY_BY_DATE: f"On the {nth(start.day)} of each month",
        Repeat.MONTHLY_BY_WEEKDAY: f"On the {ORDINALS[week_of_month(times) - 1]} {start:%A} of each month",
        Repeat.YEARLY: f"Each year on {start.day}{NO_BREAK}{start:%B}",
    }[times.repeat]


def _joined(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
