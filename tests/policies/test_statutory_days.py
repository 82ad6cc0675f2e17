"""Clear days before a meeting, on days whose bank holidays GOV.UK has published."""

from datetime import date, timedelta

import pytest

from policies.statutory_days import agenda_by, clear_days, counts, is_bank_holiday

D = date.fromisoformat


@pytest.mark.parametrize(
    ("day", "nation", "expected"),
    [
        ("2026-04-06", "england", True),  # Easter Monday
        ("2026-04-06", "scotland", False),
        ("2026-12-28", "wales", True),  # for Boxing Day, a Saturday
        ("2026-11-30", "scotland", True),  # St Andrew's Day
        ("2026-11-30", "england", False),
        ("2026-07-13", "northern_ireland", True),  # for the 12th, a Sunday
        ("2026-07-13", "england", False),
        ("2026-08-03", "scotland", True),
        ("2026-08-31", "england", True),
        ("2022-09-19", "england", True),  # the late Queen's funeral
        ("2027-12-27", "england", True),
        ("2028-01-03", "england", True),
    ],
)
def test_bank_holidays_of_the_nations(day: str, nation: str, expected: bool) -> None:
    assert is_bank_holiday(D(day), nation) is expected


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        ("2026-11-19", "2026-11-14"),  # Thursday: Wednesday, Tuesday, Monday; not issued on the Sunday
        ("2026-11-17", "2026-11-12"),  # Tuesday: Monday, Saturday, Friday; no Sunday
        ("2026-11-16", "2026-11-11"),  # Monday: Saturday, Friday, Thursday
        ("2026-05-27", "2026-05-21"),  # the Monday is a bank holiday
        ("2026-04-09", "2026-03-30"),  # Easter: Thursday 2 to Tuesday 7 April do not count
        ("2027-01-05", "2026-12-30"),  # Monday, Saturday, Thursday; New Year's Day is a Friday
        ("2026-12-30", "2026-12-19"),  # Christmas: 24 to 29 December do not count, nor does Sunday 20
    ],
)
def test_when_the_agenda_goes_out(meeting: str, last: str) -> None:
    assert agenda_by(D(meeting), "england") == D(last)


@pytest.mark.parametrize("weekday", range(7))
def test_between_the_last_day_and_the_meeting_lie_three_and_a_day_later_fewer(weekday: int) -> None:
    meeting = date(2026, 6, 15 + weekday)
    last = agenda_by(meeting, "england")
    assert clear_days(last, meeting, "england") == 3
    assert clear_days(last.replace(day=last.day + 1), meeting, "england") <= 3


def test_saturdays_count_and_sundays_do_not() -> None:
    assert counts(D("2026-06-13"), "england")
    assert not counts(D("2026-06-14"), "england")


EVERYWHERE = {
    2024: "01-01 03-29 05-06 05-27 12-25 12-26",
    2025: "01-01 04-18 05-05 05-26 12-25 12-26",
    2026: "01-01 04-03 05-04 05-25 12-25 12-28",
    2027: "01-01 03-26 05-03 05-31 12-27 12-28",
}
"""With their substitute days: Boxing Day of 2026 is a Saturday, Christmas Day of 2027 another."""

IN_SOME = {
    "england": {2024: "04-01 08-26", 2025: "04-21 08-25", 2026: "04-06 08-31", 2027: "03-29 08-30"},
    "scotland": {
        2024: "01-02 08-05 12-02",
        2025: "01-02 08-04 12-01",
        2026: "01-02 08-03 11-30",
        2027: "01-04 08-02 11-30",
    },
    "northern_ireland": {
        2024: "03-18 04-01 07-12 08-26",
        2025: "03-17 04-21 07-14 08-25",
        2026: "03-17 04-06 07-13 08-31",
        2027: "03-17 03-29 07-12 08-30",
    },
}
IN_SOME["wales"] = IN_SOME["england"]


SATURDAY = 5
WORLD_CUP = {("scotland", 2026): "06-15"}
"""Proclaimed for that year alone. A holiday that falls on a Saturday may stand beside its substitute day."""


@pytest.mark.parametrize("year", EVERYWHERE)
@pytest.mark.parametrize("nation", IN_SOME)
def test_every_bank_holiday_of_four_years(nation: str, year: int) -> None:
    """Of the days from Monday to Saturday: on Sundays nothing counts anyway."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365 + (year == 2024))]
    found = {f"{day:%m-%d}" for day in days if day.weekday() != 6 and is_bank_holiday(day, nation)}
    published = {*EVERYWHERE[year].split(), *IN_SOME[nation][year].split()}
    assert published <= found
    besides = {f"{day:%m-%d}" for day in days if day.weekday() == SATURDAY} | {WORLD_CUP.get((nation, year))}
    assert found - published <= besides
