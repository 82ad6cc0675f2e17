"""Times and days in the words people use."""

from datetime import date, datetime

import pytest

from accounts.dates import keep_together, say_day, say_when

NOW = datetime(2026, 12, 8, 10, 0)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 8, 17, 30), "today at 5.30~pm"),
        (datetime(2026, 12, 8, 0, 0), "today at midnight"),
        (datetime(2026, 12, 8, 0, 5), "today at 12.05~am"),
        (datetime(2026, 12, 8, 12, 0), "today at 12~noon"),
        (datetime(2026, 12, 8, 12, 1), "today at 12.01~pm"),
        (datetime(2026, 12, 8, 23, 59), "today at 11.59~pm"),
        (datetime(2026, 12, 7, 9, 0), "yesterday at 9~am"),
        (datetime(2026, 12, 7, 23, 59), "yesterday at 11.59~pm"),
        (datetime(2026, 12, 9, 0, 0), "tomorrow at midnight"),
        (datetime(2026, 12, 6, 9, 0), "6~December at 9~am"),
        (datetime(2026, 12, 10, 9, 0), "10~December at 9~am"),
        (datetime(2026, 1, 1, 9, 0), "1~January at 9~am"),
        (datetime(2025, 12, 8, 9, 0), "8~December 2025 at 9~am"),
        (datetime(2027, 1, 1, 9, 0), "1~January 2027 at 9~am"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment: datetime, words: str) -> None:
    assert say_when(moment, NOW) == words.replace("~", "\u00a0")


def test_yesterday_may_be_last_year() -> None:
    assert say_when(datetime(2026, 12, 31, 9), datetime(2027, 1, 1, 9)) == "yesterday at 9\u00a0am"


@pytest.mark.parametrize("day", [date(2026, 12, 8), datetime(2026, 12, 8, 23, 30)])
def test_a_day_is_said_in_full(day: date) -> None:
    assert say_day(day) == "Tuesday 8\u00a0December 2026"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Carols at 5.30 pm on 19 December", "Carols at 5.30~pm on 19~December"),
        ("Open 9 am to 12 noon", "Open 9~am to 12~noon"),
        ("3 amber lights and 2 Mayors", "3 amber lights and 2 Mayors"),
    ],
)
def test_what_belongs_together_stays_on_one_line(typed: str, kept: str) -> None:
    assert keep_together(typed) == kept.replace("~", "\u00a0")
