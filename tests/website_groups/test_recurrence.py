"""When events take place: over clock changes, leap days and months of every length."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from website_groups.recurrence import LONGEST, MOST, Repeat, Times, horizon, moments_of, starts_of

LAST = date(2029, 12, 31)
REPEATING = [repeat for repeat in Repeat if repeat is not Repeat.NEVER]


def days(times: Times, last: date = LAST) -> list[str]:
    return [start.date().isoformat() for start in starts_of(times, last)]


def hours(times: Times, last: date = LAST) -> list[str]:
    """The starts as they are shown in London, and by how much London is ahead then."""
    shown = [timezone.localtime(start) for start, _ in moments_of(times, last)]
    return [f"{start:%Y-%m-%d %H:%M %z}" for start in shown]


def test_an_event_that_takes_place_once_has_one_date() -> None:
    assert days(Times(datetime(2035, 1, 9, 14, 0))) == ["2035-01-09"]


def test_a_weekly_event_keeps_its_hour_in_winter_and_in_summer() -> None:
    times = Times(datetime(2027, 3, 23, 19, 30), repeat=Repeat.WEEKLY)
    assert hours(times, date(2027, 4, 1)) == ["2027-03-23 19:30 +0000", "2027-03-30 19:30 +0100"]
    times = Times(datetime(2027, 10, 26, 19, 30), repeat=Repeat.WEEKLY)
    assert hours(times, date(2027, 11, 3)) == ["2027-10-26 19:30 +0100", "2027-11-02 19:30 +0000"]


def test_an_hour_that_the_clocks_leave_out_is_the_one_that_they_show_instead() -> None:
    times = Times(datetime(2027, 3, 21, 1, 30), repeat=Repeat.WEEKLY)
    assert hours(times, date(2027, 4, 4)) == [
        "2027-03-21 01:30 +0000",
        "2027-03-28 02:30 +0100",
        "2027-04-04 01:30 +0100",
    ]


def test_of_an_hour_that_comes_twice_the_first_is_taken() -> None:
    times = Times(datetime(2027, 10, 24, 1, 30), repeat=Repeat.WEEKLY)
    assert hours(times, date(2027, 11, 7)) == [
        "2027-10-24 01:30 +0100",
        "2027-10-31 01:30 +0100",
        "2027-11-07 01:30 +0000",
    ]


def test_an_end_is_settled_by_itself_and_never_before_the_start() -> None:
    """From 12.30 am to 1.30 am in the night in which there is no 1.30 am; and over the hour that comes twice."""
    night = Times(datetime(2027, 3, 28, 0, 30), datetime(2027, 3, 28, 1, 30))
    assert moments_of(night, LAST) == [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC))
    ]
    night = Times(datetime(2027, 10, 31, 0, 30), datetime(2027, 10, 31, 3, 0))
    [(start, end)] = moments_of(night, LAST)
    assert end - start == timedelta(hours=3, minutes=30)


def test_29_february_comes_in_leap_years_only() -> None:
    times = Times(datetime(2024, 2, 29, 10, 0), repeat=Repeat.YEARLY)
    assert days(times, date(2036, 3, 1)) == ["2024-02-29", "2028-02-29", "2032-02-29", "2036-02-29"]


def test_months_without_the_day_are_passed_over() -> None:
    times = Times(datetime(2027, 1, 31, 10, 0), repeat=Repeat.MONTHLY_BY_DATE, until=date(2027, 8, 31))
    assert days(times) == ["2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31", "2027-08-31"]
    times = Times(datetime(2027, 12, 29, 10, 0), repeat=Repeat.MONTHLY_BY_DATE)
    assert days(times, date(2028, 4, 1)) == ["2027-12-29", "2028-01-29", "2028-02-29", "2028-03-29"]


def test_the_second_tuesday_of_each_month() -> None:
    times = Times(datetime(2027, 1, 12, 19, 0), repeat=Repeat.MONTHLY_BY_WEEKDAY)
    assert days(times, date(2027, 5, 1)) == ["2027-01-12", "2027-02-09", "2027-03-09", "2027-04-13"]


def test_the_fifth_weekday_is_the_last_of_each_month() -> None:
    times = Times(datetime(2027, 1, 29, 19, 0), repeat=Repeat.MONTHLY_BY_WEEKDAY)
    assert days(times, date(2027, 5, 1)) == ["2027-01-29", "2027-02-26", "2027-03-26", "2027-04-30"]


def test_every_second_week() -> None:
    times = Times(datetime(2027, 1, 1, 19, 0), repeat=Repeat.FORTNIGHTLY)
    assert days(times, date(2027, 2, 1)) == ["2027-01-01", "2027-01-15", "2027-01-29"]


def test_the_day_until_which_it_repeats_is_one_of_them() -> None:
    times = Times(datetime(2027, 1, 1, 19, 0), repeat=Repeat.WEEKLY, until=date(2027, 1, 15))
    assert days(times) == ["2027-01-01", "2027-01-08", "2027-01-15"]


def test_days_left_out_are_left_out_and_move_nothing() -> None:
    left_out = (date(2027, 1, 8), date(2027, 1, 9))
    times = Times(datetime(2027, 1, 1, 19, 0), repeat=Repeat.WEEKLY, left_out=left_out, until=date(2027, 1, 22))
    assert days(times) == ["2027-01-01", "2027-01-15", "2027-01-22"]


def test_what_began_long_ago_still_takes_place_next_week_and_its_dates_have_a_limit() -> None:
    found = days(Times(datetime(1990, 1, 1, 19, 0), repeat=Repeat.WEEKLY), date(2027, 1, 31))
    assert len(found) == MOST
    assert found[-1] == "2027-01-25"


def test_an_event_with_a_last_day_has_all_its_dates_and_one_that_begins_late_has_some() -> None:
    today = date(2026, 12, 1)
    times = Times(datetime(2027, 1, 1, 19, 0), repeat=Repeat.WEEKLY)
    assert horizon(times, today) == date(2029, 1, 1)
    assert horizon(replace(times, until=date(2027, 3, 1)), today) == horizon(times, today)
    assert horizon(replace(times, until=date(2031, 1, 3)), today) == date(2031, 1, 3)
    assert horizon(replace(times, until=date(2090, 1, 3)), today) == today + LONGEST
    late = replace(times, starts=datetime(2040, 1, 1, 19, 0))
    assert days(late, horizon(late, today))


# ------------------------------------------------------------------------------------------------- properties
SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
walls = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1)).map(lambda wall: wall.replace(second=0, microsecond=0))
lengths = st.none() | st.timedeltas(timedelta(0), timedelta(days=3)).map(
    lambda length: timedelta(minutes=length // timedelta(minutes=1))
)


@st.composite
def several(draw: st.DrawFn) -> Times:
    starts, length = draw(walls), draw(lengths)
    until = draw(st.none() | st.dates(starts.date(), date(2034, 1, 1)))
    left_out = draw(st.lists(st.dates(date(2020, 1, 1), date(2032, 1, 1)), max_size=4))
    repeat = draw(st.sampled_from(REPEATING))
    ends = None if length is None else starts + length
    return Times(starts, ends, repeat=repeat, until=until, left_out=tuple(sorted(set(left_out))))


@SLOWLY
@given(several())
def test_each_start_shows_the_same_hour_in_order_and_within_its_limits(times: Times) -> None:
    last = date(2030, 6, 30)
    found = list(starts_of(times, last))
    assert all(one < other for one, other in pairwise(found))
    assert {start.time() for start in found} <= {times.starts.time()}
    assert all(start.date() <= min(last, times.until or last) for start in found)
    assert not {start.date() for start in found} & set(times.left_out)


@SLOWLY
@given(several())
def test_it_is_written_and_read_without_loss(times: Times) -> None:
    assert Times.read(times.written()) == times


@SLOWLY
@given(several())
def test_no_time_ends_before_it_begins(times: Times) -> None:
    assert all(start <= end for start, end in moments_of(times, date(2030, 6, 30)))


@SLOWLY
@given(several())
def test_a_plain_count_finds_the_same_days(times: Times) -> None:
    """Counted day by day, without any library for recurrence."""
    last = date(2028, 6, 30)
    expected = [day for day in _each_day(times.starts.date(), min(last, times.until or last)) if _falls_on(times, day)]
    assert [start.date() for start in starts_of(times, last)] == [day for day in expected if day not in times.left_out]


def _each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=days) for days in range((last - first).days + 1)]


def _falls_on(times: Times, day: date) -> bool:
    first = times.starts.date()
    week, of_first = (day.day - 1) // 7, (first.day - 1) // 7
    is_last = (day + timedelta(days=7)).month != day.month
    return {
        Repeat.WEEKLY: (day - first).days % 7 == 0,
        Repeat.FORTNIGHTLY: (day - first).days % 14 == 0,
        Repeat.MONTHLY_BY_DATE: day.day == first.day,
        Repeat.MONTHLY_BY_WEEKDAY: day.weekday() == first.weekday()
        and (is_last if of_first == 4 else week == of_first),
        Repeat.YEARLY: (day.month, day.day) == (first.month, first.day),
    }[times.repeat]
