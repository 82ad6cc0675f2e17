"""When an event takes place, in words; and its next times. Pure functions, told the time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from accounts.dates import NO_BREAK, say_day, say_time
from accounts.hours import settle
from website_groups.recurrence import Repeat, Times, starts_of

ORDINALS = ("first", "second", "third", "fourth", "last")


@dataclass(frozen=True)
class Time:
    """One time of an event, as the wall clock shows it."""

    starts: datetime
    ends: datetime | None
    is_all_day: bool

    @property
    def words(self) -> str:
        return f"{say_day(self.starts)}, {say_hours(self.starts, self.ends, is_all_day=self.is_all_day)}"


def say_times(times: Times) -> str:
    """Say when an event takes place: "every second Tuesday until 5 March 2027, 7.30 pm to 9 pm"."""
    hours = say_hours(times.starts, times.ends, is_all_day=times.is_all_day)
    if times.repeat is Repeat.NEVER:
        return f"{say_day(times.starts)}, {hours}"
    until = f" until {_say_date(times.until)}" if times.until else ""
    return f"{_say_rule(times)}{until}, {hours}"


def say_hours(starts: datetime, ends: datetime | None, *, is_all_day: bool) -> str:
    """Say the hours of one time, with the day of its end where that is another."""
    if ends is not None and ends.date() != starts.date():
        last = say_day(ends) if is_all_day else f"{say_day(ends)}, {say_time(ends)}"
        return f"until {last}" if is_all_day else f"{say_time(starts)} until {last}"
    if is_all_day:
        return "all day"
    return f"{say_time(starts)} to {say_time(ends)}" if ends else say_time(starts)


def say_left_out(times: Times, day: date) -> str:
    """Say on which days, from `day` on, it does not take place: "15 and 22 December 2026"; "" where there are none."""
    days = [_say_date(left) for left in sorted(set(times.left_out)) if left >= day]
    return " and ".join(filter(None, [", ".join(days[:-1]), *days[-1:]]))


def next_times(times: Times, now: datetime, last: date, most: int) -> list[Time]:
    """The next times that are not over at the moment `now`, up to the day `last`."""
    return list(islice(_still_to_come(times, now, last), most))


def _still_to_come(times: Times, now: datetime, last: date) -> Iterator[Time]:
    lasts = times.lasts or timedelta(0)
    for start in starts_of(times, last):
        end = datetime.combine((start + lasts).date() + timedelta(days=1), datetime.min.time())
        over = end if times.is_all_day or times.ends is None else start + lasts
        if settle(over).moment > now:
            yield Time(start, start + lasts if times.ends else None, times.is_all_day)


def _say_rule(times: Times) -> str:
    weekday, day = f"{times.starts:%A}", times.starts.day
    if times.repeat is Repeat.WEEKLY:
        return f"every {weekday}"
    if times.repeat is Repeat.FORTNIGHTLY:
        return f"every second {weekday}"
    if times.repeat is Repeat.MONTHLY_BY_WEEKDAY:
        return f"on the {ORDINALS[(day - 1) // 7]} {weekday} of every month"
    if times.repeat is Repeat.MONTHLY_BY_DATE:
        return f"on the {_ordinal(day)} of every month{' that has one' if day > 28 else ''}"
    in_leap_years = ", in leap years" if (times.starts.month, day) == (2, 29) else ""
    return f"every year on {day}{NO_BREAK}{times.starts:%B}{in_leap_years}"


def _say_date(day: date) -> str:
    return f"{day.day}{NO_BREAK}{day:%B} {day.year}"


def _ordinal(number: int) -> str:
    ending = "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
