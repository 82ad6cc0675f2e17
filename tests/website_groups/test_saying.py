"""When an event takes place, in words, and its next times."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from website_groups.recurrence import Repeat, Times
from website_groups.saying import next_times, say_left_out, say_times

EVENING = datetime(2027, 1, 12, 19, 30)
HOURS = "7.30 pm to 9 pm"


def said(repeat: Repeat = Repeat.NEVER, starts: datetime = EVENING, **more: Any) -> str:
    ends = more.pop("ends", starts + timedelta(hours=1, minutes=30))
    return say_times(Times(starts, ends, repeat=repeat, **more)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        (Repeat.NEVER, f"Tuesday 12 January 2027, {HOURS}"),
        (Repeat.WEEKLY, f"every Tuesday, {HOURS}"),
        (Repeat.FORTNIGHTLY, f"every second Tuesday, {HOURS}"),
        (Repeat.MONTHLY_BY_DATE, f"on the 12th of every month, {HOURS}"),
        (Repeat.MONTHLY_BY_WEEKDAY, f"on the second Tuesday of every month, {HOURS}"),
        (Repeat.YEARLY, f"every year on 12 January, {HOURS}"),
    ],
)
def test_each_rule_in_words(repeat: Repeat, words: str) -> None:
    assert said(repeat) == words


def test_the_end_of_a_rule() -> None:
    assert said(Repeat.FORTNIGHTLY, until=date(2027, 3, 5)) == f"every second Tuesday until 5 March 2027, {HOURS}"


@pytest.mark.parametrize(
    ("repeat", "starts", "words"),
    [
        (Repeat.MONTHLY_BY_DATE, datetime(2027, 1, 31, 9), "on the 31st of every month that has one, 9 am to 10.30 am"),
        (Repeat.MONTHLY_BY_WEEKDAY, datetime(2027, 1, 29, 9), "on the last Friday of every month, 9 am to 10.30 am"),
        (Repeat.YEARLY, datetime(2028, 2, 29, 9), "every year on 29 February, in leap years, 9 am to 10.30 am"),
    ],
)
def test_days_that_not_every_month_or_year_has(repeat: Repeat, starts: datetime, words: str) -> None:
    assert said(repeat, starts) == words


def test_whole_days_open_ends_and_nights() -> None:
    assert said(ends=None) == "Tuesday 12 January 2027, 7.30 pm"
    assert said(is_all_day=True, ends=None) == "Tuesday 12 January 2027, all day"
    assert said(is_all_day=True, ends=EVENING + timedelta(days=1)) == (
        "Tuesday 12 January 2027, until Wednesday 13 January 2027"
    )
    assert said(ends=EVENING + timedelta(hours=6)) == (
        "Tuesday 12 January 2027, 7.30 pm until Wednesday 13 January 2027, 1.30 am"
    )


def test_the_days_that_are_left_out_are_said_until_they_are_past() -> None:
    times = Times(EVENING, repeat=Repeat.WEEKLY, left_out=(date(2027, 2, 9), date(2027, 1, 19), date(2027, 1, 26)))
    words = [
        say_left_out(times, day).replace("\N{NO-BREAK SPACE}", " ") for day in (date(2027, 1, 1), date(2027, 2, 1))
    ]
    assert words == ["19 January 2027, 26 January 2027 and 9 February 2027", "9 February 2027"]
    assert say_left_out(times, date(2027, 3, 1)) == ""


def test_what_is_going_on_is_still_among_the_next_times() -> None:
    times = Times(EVENING, EVENING + timedelta(hours=2), repeat=Repeat.WEEKLY, left_out=(date(2027, 1, 19),))
    during, after = datetime(2027, 1, 12, 20, tzinfo=UTC), datetime(2027, 1, 12, 22, tzinfo=UTC)
    days = [[time.starts.day for time in next_times(times, now, date(2028, 1, 1), 3)] for now in (during, after)]
    assert days == [[12, 26, 2], [26, 2, 9]]
    whole = Times(datetime(2027, 1, 12), is_all_day=True)
    assert [len(next_times(whole, now, date(2028, 1, 1), 3)) for now in (after, after + timedelta(hours=3))] == [1, 0]
