"""Clear days before a meeting, as the law counts them: pure functions, told the day and the nation.

Three clear days at least before a meeting of a parish council its notice and summons go out (Local Government Act
1972, Schedule 12, paragraph 10(2); in Wales, paragraph 26(2)); of committees the Public Bodies (Admission to Meetings)
Act 1960, section 1(4), asks the same for their notice. The day of issue and the day of the meeting do not count, nor do
Sundays, bank holidays and the breaks at Christmas and Easter (section 243). Saturdays do.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from dateutil.easter import easter

from accounts.models import Council

NOTICE = 3

SATURDAY, SUNDAY = 5, 6
A_DAY = timedelta(days=1)
SUBDIVISIONS = {
    Council.Nation.ENGLAND: "ENG",
    Council.Nation.WALES: "WLS",
    Council.Nation.SCOTLAND: "SCT",
    Council.Nation.NORTHERN_IRELAND: "NIR",
}


NOTICE_OF_A_COUNCIL = {
    Council.Nation.ENGLAND: "Local Government Act 1972, Schedule 12, paragraph 10(2)",
    Council.Nation.WALES: "Local Government Act 1972, Schedule 12, paragraph 26(2)",
}


def law_on_notice(nation: str) -> str:
    """The law by which the notice of a council's meeting goes out so early; "" for a nation of which we know none."""
    return NOTICE_OF_A_COUNCIL.get(Council.Nation(nation), "") if nation else ""


def is_working_day(day: date, nation: str) -> bool:
    """Neither a Saturday, a Sunday nor a bank holiday, Christmas Day and Good Friday among them."""
    return day.weekday() < SATURDAY and not is_bank_holiday(day, nation)


def is_bank_holiday(day: date, nation: str) -> bool:
    return day in _bank_holidays(day.year, nation)


def counts(day: date, nation: str) -> bool:
    """Does the day count as a clear day?"""
    in_a_break = _is_in(day, _christmas_break(day.year, nation)) or _is_in(day, _easter_break(day.year))
    return day.weekday() != SUNDAY and not in_a_break and not is_bank_holiday(day, nation)


def clear_days(issued: date, meeting: date, nation: str) -> int:
    """How many clear days lie between the day of issue and the day of the meeting."""
    between = (issued + A_DAY * number for number in range(1, (meeting - issued).days))
    return sum(counts(day, nation) for day in between)


def agenda_by(meeting: date, nation: str) -> date:
    """The last day on which the agenda can go out: one that counts itself."""
    issued = meeting - A_DAY
    while clear_days(issued, meeting, nation) < NOTICE or not counts(issued, nation):
        issued -= A_DAY
    return issued


@lru_cache(maxsize=64)
def _bank_holidays(year: int, nation: str) -> frozenset[date]:
    subdivision = SUBDIVISIONS[Council.Nation(nation or Council.Nation.ENGLAND)]
    return frozenset(holidays.country_holidays("GB", subdiv=subdivision, years=year))


def _christmas_break(year: int, nation: str) -> tuple[date, date]:
    """From the last weekday before Christmas Day to the first after it that is no bank holiday."""
    first, last = date(year, 12, 24), date(year, 12, 26)
    while first.weekday() == SUNDAY:
        first -= A_DAY
    while last.weekday() == SUNDAY or is_bank_holiday(last, nation):
        last += A_DAY
    return first, last


def _easter_break(year: int) -> tuple[date, date]:
    """From the Thursday before Easter Day to the Tuesday after it."""
    return easter(year) - 3 * A_DAY, easter(year) + 2 * A_DAY


def _is_in(day: date, days: tuple[date, date]) -> bool:
    return days[0] <= day <= days[1]
