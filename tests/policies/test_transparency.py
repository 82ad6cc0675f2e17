"""What councils must publish of their money, and when, on days that the law or the audit's own notices name."""

from datetime import date, timedelta

import pytest

from accounts.models import Council
from policies.transparency import BY_KEY, ITEMS, Inspection, Period, items, year_called, year_of

D = date.fromisoformat
A_DAY = timedelta(days=1)
TURNOVERS = Council.Turnover

SMALLER_CODE = {"expenditure_100", "accounts", "governance", "internal_audit", "responsibilities", "land"}
LARGER_CODE = {
    "spending_500",
    "procurement_cards",
    "contracts",
    "grants",
    "organisation",
    "salaries",
    "constitution",
    "local_land",
    "fraud",
    "trade_unions",
    "parking",
}
AUDIT = {"public_rights", "agar_unaudited", "agar_audited"}


@pytest.mark.parametrize(
    ("turnover", "expected"),
    [
        (TURNOVERS.UP_TO_25_000, SMALLER_CODE | {"public_rights"}),
        (TURNOVERS.UP_TO_200_000, AUDIT),
        (TURNOVERS.UP_TO_6_500_000, LARGER_CODE | AUDIT),
        (TURNOVERS.ABOVE_6_500_000, LARGER_CODE),
        ("", set()),
    ],
)
def test_each_law_binds_the_councils_that_it_names(turnover: str, expected: set[str]) -> None:
    assert {item.key for item in items("england", turnover)} == expected


@pytest.mark.parametrize("nation", ["wales", "scotland", "northern_ireland"])
@pytest.mark.parametrize("turnover", list(TURNOVERS))
def test_of_other_nations_nothing_is_claimed(nation: str, turnover: str) -> None:
    assert items(nation, turnover) == ()


def test_each_item_has_its_own_key_and_its_law() -> None:
    assert len(BY_KEY) == len(ITEMS)
    assert [item for item in ITEMS if "SI 20" not in item.law] == []


@pytest.mark.parametrize(
    ("key", "period", "due"),
    [
        ("expenditure_100", Period(2025), "2026-07-01"),
        ("public_rights", Period(2025), "2026-06-30"),
        ("agar_unaudited", Period(2025), "2026-06-30"),
        ("agar_audited", Period(2025), "2026-09-30"),
        ("spending_500", Period(2025, 1), "2025-07-30"),  # a month after 30 June
        ("spending_500", Period(2025, 2), "2025-10-30"),
        ("spending_500", Period(2025, 3), "2026-01-31"),
        ("spending_500", Period(2025, 4), "2026-04-30"),
        ("grants", Period(2025), "2026-04-30"),
    ],
)
def test_when_it_is_due(key: str, period: Period, due: str) -> None:
    assert BY_KEY[key].due_on(period) == D(due)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
@pytest.mark.parametrize("day", ["2026-04-30", "2026-06-30", "2026-07-01", "2026-07-30", "2026-09-30", "2027-01-31"])
def test_the_last_day_in_time_is_still_in_time(item, day: str) -> None:
    """On the last day it is due; on the day after it was."""
    coming = item.due_next(D(day))
    due = item.due_on(coming)
    assert item.due_on(item.due_last(D(day))) < D(day) <= due
    assert (item.due_next(due), item.due_last(due + A_DAY)) == (coming, coming)
    assert item.due_next(due + A_DAY) != coming


def test_quarters_begin_and_end_where_they_do() -> None:
    quarters = [Period(2025, number) for number in (1, 2, 3, 4)]
    assert [quarter.begins for quarter in quarters] == [
        D("2025-04-01"),
        D("2025-07-01"),
        D("2025-10-01"),
        D("2026-01-01"),
    ]
    assert [quarter.ends for quarter in quarters] == [
        D("2025-06-30"),
        D("2025-09-30"),
        D("2025-12-31"),
        D("2026-03-31"),
    ]
    assert (quarters[0].called, quarters[3].called) == ("April to June 2025", "January to March 2026")
    assert (Period(2025).begins, Period(2025).ends) == (D("2025-04-01"), D("2026-03-31"))


def test_years_as_people_write_them() -> None:
    assert [year_called(year) for year in (2025, 2099)] == ["2025–26", "2099–00"]
    assert [year_of(D(day)) for day in ("2026-03-31", "2026-04-01")] == [2025, 2026]


@pytest.mark.parametrize(
    ("year", "first", "last", "latest", "latest_last"),
    [  # as the auditors have announced them
        (2022, "2023-06-05", "2023-07-14", "2023-07-03", "2023-08-11"),
        (2023, "2024-06-03", "2024-07-12", "2024-07-01", "2024-08-09"),
        (2024, "2025-06-03", "2025-07-14", "2025-07-01", "2025-08-11"),
        (2025, "2026-06-03", "2026-07-14", "2026-07-01", "2026-08-11"),
    ],
)
def test_when_the_accounts_can_be_inspected(year: int, first: str, last: str, latest: str, latest_last: str) -> None:
    run = Inspection(year)
    assert (run.earliest_first, run.earliest_last) == (D(first), D(last))
    assert (run.latest_first, run.latest_last) == (D(latest), D(latest_last))


def test_a_bank_holiday_is_no_working_day() -> None:
    """In Northern Ireland 13 July 2026 stands for the Twelfth, a Sunday."""
    assert Inspection(2025, "northern_ireland").last_from(D("2026-06-03")) == D("2026-07-15")
