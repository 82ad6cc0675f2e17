"""What an event says of its times, in words."""

from datetime import date, datetime

import pytest

from website_groups.recurrence import Repeat, Times
from website_groups.saying import SHOWN, in_words, when_of

TODAY = date(2027, 1, 10)
AT_TWO = datetime(2027, 1, 9, 14, 0)


def said(times: Times) -> str:
    return in_words(times).replace("\xa0", " ")


def remarks(times: Times) -> list[str]:
    when = when_of(times, TODAY)
    return [remark.replace("\xa0", " ") for remark in when.remarks] if when else []


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (Times(AT_TWO), "Saturday 9 January 2027, 2 pm"),
        (Times(AT_TWO, datetime(2027, 1, 9, 16, 30)), "Saturday 9 January 2027, 2 pm to 4.30 pm"),
        (
            Times(AT_TWO, datetime(2027, 1, 10, 12, 0)),
            "Saturday 9 January 2027, 2 pm, to Sunday 10 January 2027, 12 noon",
        ),
        (Times(datetime(2027, 1, 9), is_all_day=True), "Saturday 9 January 2027, all day"),
        (
            Times(datetime(2027, 1, 9), datetime(2027, 1, 10), is_all_day=True),
            "Saturday 9 January 2027 to Sunday 10 January 2027, all day",
        ),
        (Times(AT_TWO, repeat=Repeat.WEEKLY), "Every Saturday, 2 pm, from Saturday 9 January 2027"),
        (
            Times(AT_TWO, repeat=Repeat.FORTNIGHTLY, until=date(2027, 2, 6)),
            "Every second Saturday, 2 pm, from Saturday 9 January 2027, until Saturday 6 February 2027",
        ),
        (
            Times(AT_TWO, repeat=Repeat.MONTHLY_BY_DATE),
            "On the 9th of each month, 2 pm, from Saturday 9 January 2027",
        ),
        (
            Times(AT_TWO, repeat=Repeat.MONTHLY_BY_WEEKDAY),
            "On the second Saturday of each month, 2 pm, from Saturday 9 January 2027",
        ),
        (
            Times(datetime(2027, 1, 30, 14, 0), repeat=Repeat.MONTHLY_BY_WEEKDAY),
            "On the last Saturday of each month, 2 pm, from Saturday 30 January 2027",
        ),
        (
            Times(AT_TWO, repeat=Repeat.YEARLY, left_out=(date(2028, 1, 9), date(2030, 1, 9), date(2029, 1, 9))),
            "Each year on 9 January, 2 pm, from Saturday 9 January 2027. Not on Sunday 9 January 2028, "
            "Tuesday 9 January 2029 and Wednesday 9 January 2030",
        ),
    ],
)
def test_in_words(times: Times, words: str) -> None:
    assert said(times) == words


def test_the_next_dates_are_said_one_by_one_where_it_repeats() -> None:
    when = when_of(Times(AT_TWO, repeat=Repeat.WEEKLY), TODAY)
    assert when is not None
    assert (len(when.coming), when.coming[0].replace("\xa0", " ")) == (SHOWN, "Saturday 16 January 2027")
    assert when_of(Times(AT_TWO), TODAY) == when_of(Times(AT_TWO), date(2030, 1, 1))


def test_nothing_is_said_before_there_is_a_time() -> None:
    assert when_of(None, TODAY) is None


@pytest.mark.parametrize(
    ("times", "remark"),
    [
        (
            Times(datetime(2027, 1, 31, 10, 0), repeat=Repeat.MONTHLY_BY_DATE),
            "Not every month has a 31st: those without it are passed over.",
        ),
        (
            Times(datetime(2028, 2, 29, 10, 0), repeat=Repeat.YEARLY),
            "It takes place in leap years only: other years have no 29 February.",
        ),
        (
            Times(datetime(2027, 1, 30, 10, 0), repeat=Repeat.MONTHLY_BY_WEEKDAY),
            "Not every month has a fifth Saturday, so the last one of the month is taken.",
        ),
        (
            Times(datetime(2027, 1, 3, 1, 30), repeat=Repeat.WEEKLY),
            "There is no 1.30 am on Sunday 28 March 2027: the clocks go forward then. It is taken as 2.30 am.",
        ),
        (
            Times(datetime(2027, 10, 31, 1, 30)),
            "1.30 am comes twice on Sunday 31 October 2027, when the clocks go back. The first is taken, "
            "in summer time.",
        ),
    ],
)
def test_what_may_surprise_is_said_plainly(times: Times, remark: str) -> None:
    assert remark in remarks(times)


def test_nothing_is_remarked_where_nothing_is_odd() -> None:
    assert remarks(Times(AT_TWO, repeat=Repeat.MONTHLY_BY_DATE)) == []
    assert remarks(Times(datetime(2027, 1, 3, 0, 0), is_all_day=True, repeat=Repeat.WEEKLY)) == []
