"""When an event takes place: once, or again and again by the wall clock of where the council is.

Everything here counts in wall-clock times without a zone, as people do: a choir that meets at 7.30 pm meets at 7.30 pm
in winter and in summer. `accounts.hours.settle` makes moments of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, YEARLY, rrule, weekday

from accounts.hours import settle

FARTHEST = timedelta(days=731)
"""So far ahead of today the dates of an event that repeats without end are worked out."""

LONGEST = timedelta(days=3653)
"""An event that repeats until a day has all its dates at once, where that day is no farther ahead."""

MOST = 1_000
"""Of an event that repeats, so many dates at the most: the latest."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Repeat(StrEnum):
    NEVER = "never"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY_BY_DATE = "monthly_by_date"
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"
    YEARLY = "yearly"


@dataclass(frozen=True)
class Times:
    """`starts` and `ends` of the first time, as the wall clock shows them; `ends` None: nothing is said. Of what takes
    place all day the hours say nothing, and the day of `ends` is the last on which it takes place.

    `until` is the last day on which it may begin, `left_out` the days on which it does not take place.
    """

    starts: datetime
    ends: datetime | None = None
    is_all_day: bool = False
    repeat: Repeat = Repeat.NEVER
    until: date | None = None
    left_out: tuple[date, ...] = ()

    @classmethod
    def read(cls, fields: dict[str, Any]) -> "Times":
        """As `written` writes it."""
        return cls(
            datetime.fromisoformat(fields["starts"]),
            datetime.fromisoformat(fields["ends"]) if fields.get("ends") else None,
            bool(fields.get("is_all_day", False)),
            Repeat(fields.get("repeat", Repeat.NEVER)),
            date.fromisoformat(fields["until"]) if fields.get("until") else None,
            tuple(date.fromisoformat(day) for day in fields.get("left_out", ())),
        )

    def written(self) -> dict[str, Any]:
        """For a canonical document: plain values, the days left out in order."""
        return {
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat() if self.ends else None,
            "is_all_day": self.is_all_day,
            "repeat": self.repeat.value,
            "until": self.until.isoformat() if self.until else None,
            "left_out": [day.isoformat() for day in sorted(set(self.left_out))],
        }

    @property
    def lasts(self) -> timedelta | None:
        return self.ends - self.starts if self.ends else None


def rule_of(times: Times) -> rrule | None:
    """The rule of RFC 5545 by which it repeats; None where it takes place once.

    A date that a month or a year does not have (the 31st, 29 February) is passed over, as calendars do; "the second
    Tuesday" is counted from the start of the month, "the fifth" is its last.
    """
    if times.repeat is Repeat.NEVER:
        return None
    until = datetime.combine(times.until, time.max.replace(microsecond=0)) if times.until else None
    return rrule(dtstart=times.starts, until=until, **_parts(times))


def starts_of(times: Times, last: date) -> Iterator[datetime]:
    """The wall-clock starts up to the day `last`, in order, without the days that are left out; MOST at most.

    Of what began long ago the oldest are not among them: a choir that meets since 1990 meets next week as well.
    """
    rule = rule_of(times)
    if rule is None:
        yield times.starts
        return
    first = last - MOST * timedelta(days=7)
    for start in takewhile(lambda start: start.date() <= last, rule):
        if start.date() > first and start.date() not in times.left_out:
            yield start


def horizon(times: Times, today: date) -> date:
    """The last day up to which dates are worked out: two years from now, or from its beginning where that is later.

    Nothing works out again an event that has a last day, so its dates go on to that day.
    """
    ahead = max(today, times.starts.date()) + FARTHEST
    return ahead if times.until is None else max(ahead, min(times.until, today + LONGEST))


def week_of_month(times: Times) -> int:
    """In which week of its month the first time falls, counted by its weekday: 1 to 5."""
    return (times.starts.day - 1) // 7 + 1


def moments_of(times: Times, last: date) -> list[tuple[datetime, datetime]]:
    """Start and end of each time up to the day `last`, as moments in universal time; without an end both are one."""
    lasts = times.lasts or timedelta(0)
    return [(settle(start).moment, settle(start + lasts).moment) for start in starts_of(times, last)]


def rule_parts(times: Times) -> dict[str, Any]:
    """The same rule in the words of RFC 5545, but for its end. KeyError for what takes place once."""
    day, month = times.starts.day, times.starts.month
    parts: dict[Repeat, dict[str, Any]] = {
        Repeat.WEEKLY: {"freq": "weekly"},
        Repeat.FORTNIGHTLY: {"freq": "weekly", "interval": 2},
        Repeat.MONTHLY_BY_DATE: {"freq": "monthly", "bymonthday": day},
        Repeat.MONTHLY_BY_WEEKDAY: {
            "freq": "monthly",
            "byday": f"{_counted_week(times)}{WEEKDAYS[times.starts.weekday()]}",
        },
        Repeat.YEARLY: {"freq": "yearly", "bymonth": month, "bymonthday": day},
    }
    return parts[times.repeat]


def _counted_week(times: Times) -> int:
    """Counted from the start of the month; -1, the last, where a month need not have it."""
    week = week_of_month(times)
    return week if week < 5 else -1


def _parts(times: Times) -> dict[str, Any]:
    that_weekday = weekday(times.starts.weekday(), _counted_week(times))
    parts: dict[Repeat, dict[str, Any]] = {
        Repeat.WEEKLY: {"freq": WEEKLY},
        Repeat.FORTNIGHTLY: {"freq": WEEKLY, "interval": 2},
        Repeat.MONTHLY_BY_DATE: {"freq": MONTHLY, "bymonthday": times.starts.day},
        Repeat.MONTHLY_BY_WEEKDAY: {"freq": MONTHLY, "byweekday": that_weekday},
        Repeat.YEARLY: {"freq": YEARLY, "bymonth": times.starts.month, "bymonthday": times.starts.day},
    }
    return parts[times.repeat]
