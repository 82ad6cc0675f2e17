"""What the law has a council publish of its money and affairs, and by when: pure functions, told day and nation.

England only; of the other nations nothing is claimed. A financial year is named by the year in which it begins, on 1
April. Three laws, each with the councils that it binds:

- the Transparency Code for Smaller Authorities of 2014, made binding by SI 2015/494, on up to £25,000 a year;
- the Local Government Transparency Code of 2015, made binding by SI 2015/480, on more than £200,000;
- the Accounts and Audit Regulations 2015 (SI 2015/234), for smaller authorities, on up to £6.5 million.

Where a code asks for something “not later than one month after”, the day of the same number in the next month is taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from dateutil.relativedelta import relativedelta

from accounts.models import Council
from policies.statutory_days import is_working_day

A_DAY = timedelta(days=1)
A_MONTH = relativedelta(months=1)
WORKING_DAYS = 30
OF_JULY = 10
QUARTERS = (1, 2, 3, 4)
APRIL = 4

SMALLER = "Transparency Code for Smaller Authorities 2014 (SI 2015/494)"
LARGER = "Local Government Transparency Code 2015 (SI 2015/480)"
AUDIT = "Accounts and Audit Regulations 2015 (SI 2015/234)"


Turnovers = frozenset[str]

SMALLEST: Turnovers = frozenset({Council.Turnover.UP_TO_25_000})
LARGEST: Turnovers = frozenset({Council.Turnover.UP_TO_6_500_000, Council.Turnover.ABOVE_6_500_000})
AUDITED: Turnovers = frozenset({Council.Turnover.UP_TO_200_000, Council.Turnover.UP_TO_6_500_000})
"""Those up to £25,000 may certify themselves exempt from the yearly audit, so of them no return is claimed."""


class Due(Enum):
    """By when something about a period is to be published."""

    BY_1_JULY = "by 1 July"
    BEFORE_1_JULY = "before 1 July"
    BY_30_SEPTEMBER = "by 30 September"
    IN_A_MONTH = "within a month of its end"


@dataclass(frozen=True)
class Period:
    """A financial year from 1 April, or one of its quarters (1 to 4)."""

    year: int
    quarter: int = 0

    @property
    def begins(self) -> date:
        return date(self.year, APRIL, 1) + relativedelta(months=3 * max(self.quarter - 1, 0))

    @property
    def ends(self) -> date:
        return self.begins + relativedelta(months=3 if self.quarter else 12) - A_DAY

    @property
    def called(self) -> str:
        """ "2025–26", or "April to June 2025"."""
        if not self.quarter:
            return year_called(self.year)
        return f"{self.begins:%B} to {self.ends:%B %Y}"


@dataclass(frozen=True)
class Item:
    """One thing to be published. `key` is kept with what is published; `only_if` says who has it at all."""

    key: str
    title: str
    law: str
    binds: Turnovers
    due: Due
    is_quarterly: bool = False
    only_if: str = ""

    def due_on(self, period: Period) -> date:
        """The last day on which it is in time."""
        summer = period.year + 1
        match self.due:
            case Due.BY_1_JULY:
                return date(summer, 7, 1)
            case Due.BEFORE_1_JULY:
                return date(summer, 6, 30)
            case Due.BY_30_SEPTEMBER:
                return date(summer, 9, 30)
            case Due.IN_A_MONTH:
                return period.ends + A_MONTH

    def due_last(self, day: date) -> Period:
        """The latest period whose last day in time is behind us."""
        return next(period for period in self._back_from(day) if self.due_on(period) < day)

    def due_next(self, day: date) -> Period:
        """The period that is due first, from that day on, among those that have ended or will first."""
        coming = [period for period in self._back_from(day) if self.due_on(period) >= day]
        return coming[-1]

    def _back_from(self, day: date) -> Iterator[Period]:
        """The periods from a year ahead backwards, the latest first."""
        for year in range(day.year + 1, day.year - 4, -1):
            yield from (
                [Period(year, quarter) for quarter in reversed(QUARTERS)] if self.is_quarterly else [Period(year)]
            )


ITEMS = (
    Item("expenditure_100", "Every payment above £100", SMALLER, SMALLEST, Due.BY_1_JULY),
    Item("accounts", "End of year accounts", SMALLER, SMALLEST, Due.BY_1_JULY),
    Item("governance", "Annual governance statement", SMALLER, SMALLEST, Due.BY_1_JULY),
    Item("internal_audit", "Internal audit report", SMALLER, SMALLEST, Due.BY_1_JULY),
    Item("responsibilities", "Councillors’ responsibilities", SMALLER, SMALLEST, Due.BY_1_JULY),
    Item("land", "Public land and building assets", SMALLER, SMALLEST, Due.BY_1_JULY),
    Item("spending_500", "Every payment above £500", LARGER, LARGEST, Due.IN_A_MONTH, True),
    Item(
        "procurement_cards",
        "Payments by government procurement card",
        LARGER,
        LARGEST,
        Due.IN_A_MONTH,
        True,
        "where the council has such a card",
    ),
    Item("contracts", "Invitations to tender and contracts above £5,000", LARGER, LARGEST, Due.IN_A_MONTH, True),
    Item("grants", "Grants to voluntary bodies", LARGER, LARGEST, Due.IN_A_MONTH),
    Item("organisation", "Organisation chart", LARGER, LARGEST, Due.IN_A_MONTH),
    Item("salaries", "Senior salaries and the pay multiple", LARGER, LARGEST, Due.IN_A_MONTH),
    Item("constitution", "Constitution and standing orders", LARGER, LARGEST, Due.IN_A_MONTH),
    Item("local_land", "Land and building assets", LARGER, LARGEST, Due.IN_A_MONTH),
    Item("fraud", "Work against fraud", LARGER, LARGEST, Due.IN_A_MONTH),
    Item(
        "trade_unions",
        "Trade union facility time",
        LARGER,
        LARGEST,
        Due.IN_A_MONTH,
        only_if="where the council has union representatives",
    ),
    Item("parking", "Parking account and spaces", LARGER, LARGEST, Due.IN_A_MONTH, only_if="where it runs parking"),
    Item("public_rights", "Notice of the right to inspect the accounts", AUDIT, SMALLEST | AUDITED, Due.BEFORE_1_JULY),
    Item("agar_unaudited", "Annual return before the audit", AUDIT, AUDITED, Due.BEFORE_1_JULY),
    Item("agar_audited", "Annual return with the auditor’s report", AUDIT, AUDITED, Due.BY_30_SEPTEMBER),
)
BY_KEY = {item.key: item for item in ITEMS}


def items(nation: str, turnover: str) -> tuple[Item, ...]:
    """What the law has this council publish; none where its nation is not England, or its turnover is not known."""
    if nation != Council.Nation.ENGLAND:
        return ()
    return tuple(item for item in ITEMS if turnover in item.binds)


def year_called(year: int) -> str:
    """ "2025–26"."""
    return f"{year}–{(year + 1) % 100:02}"


def year_of(day: date) -> int:
    """The financial year in which the day lies."""
    return day.year if (day.month, day.day) >= (APRIL, 1) else day.year - 1


@dataclass(frozen=True)
class Inspection:
    """When people may inspect a year's accounts: 30 working days that hold the first ten working days of July.

    Accounts and Audit Regulations 2015, regulations 14 and 15. `year` is the financial year that the accounts are of.
    """

    year: int
    nation: str = Council.Nation.ENGLAND

    @property
    def called(self) -> str:
        return year_called(self.year)

    @property
    def earliest_last(self) -> date:
        return self.last_from(self.earliest_first)

    @property
    def latest_last(self) -> date:
        return self.last_from(self.latest_first)

    @cached_property
    def latest_first(self) -> date:
        """The last day on which it can begin."""
        return next(self._working_days(date(self.year + 1, 7, 1), A_DAY))

    @cached_property
    def earliest_first(self) -> date:
        """The first day on which it can begin and still hold all ten."""
        days = self._working_days(self.latest_first - A_DAY, -A_DAY)
        return [next(days) for _ in range(WORKING_DAYS - OF_JULY)][-1]

    def last_from(self, first: date) -> date:
        """Its last day, where it begins on `first`."""
        days = self._working_days(first, A_DAY)
        return [next(days) for _ in range(WORKING_DAYS)][-1]

    def _working_days(self, day: date, step: timedelta) -> Iterator[date]:
        while True:
            if is_working_day(day, self.nation):
                yield day
            day += step
