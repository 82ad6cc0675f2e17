"""A month of events as a calendar shows it: whole weeks from Monday, so many of a day, and the months beside it."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import F, Window
from django.db.models.functions import RowNumber, TruncDate
from django.urls import reverse
from django.utils import timezone

from accounts import cursor
from website_groups.models import Occurrence
from website_groups.recurrence import FARTHEST

OF_A_DAY = 6
A_DAY = timedelta(days=1)
A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def before(self) -> Month | None:
        """None before the first that a calendar knows."""
        return Month.of(self.first - A_DAY) if self.first.year > 1900 or self.first.month > 1 else None

    @property
    def after(self) -> Month:
        return Month.of(self.last + A_DAY)

    @property
    def url(self) -> str:
        return reverse("groups:month", args=[self.year, f"{self.number:02}"])

    @property
    def weeks_from(self) -> date:
        return self.first - timedelta(days=self.first.weekday())

    @property
    def weeks_until(self) -> date:
        """The day behind the last week."""
        return self.last + timedelta(days=7 - self.last.weekday())

    def beside(self, today: date) -> tuple[Month | None, Month | None]:
        """The months before and after it, where they are worth going to from here."""
        before = self.before if self.before and self.before.last >= today - A_YEAR else None
        return before, self.after if self.after.first <= today + FARTHEST else None


@dataclass(frozen=True)
class Day:
    """`more` leads to the whole day where it has more than a calendar can show."""

    date: date
    is_other: bool
    is_today: bool
    occurrences: list[Occurrence] = field(default_factory=list)
    more: str = ""


def days_of(month: Month, today: date) -> list[Day]:
    """The days of whole weeks, with the first of what takes place on each; in one query."""
    by_day = _by_day(_first_of_each_day(month))
    days = (month.weeks_until - month.weeks_from).days
    return [_day(month.weeks_from + timedelta(days=number), month, today, by_day) for number in range(days)]


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def address_from(day: date) -> str:
    """The list of events from that day on."""
    return f"{reverse('groups:events')}?after={cursor.write(midnight(day), 0)}"


def _first_of_each_day(month: Month) -> Iterable[Occurrence]:
    ours = Occurrence.objects.public().titles_only()
    place = Window(RowNumber(), partition_by=TruncDate("starts_at"), order_by=[F("starts_at"), F("pk")])
    within = ours.between(midnight(month.weeks_from), midnight(month.weeks_until))
    return within.annotate(place=place).filter(place__lte=OF_A_DAY + 1)


def _by_day(occurrences: Iterable[Occurrence]) -> dict[date, list[Occurrence]]:
    days: dict[date, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        days[timezone.localdate(occurrence.starts_at)].append(occurrence)
    return days


def _day(day: date, month: Month, today: date, by_day: dict[date, list[Occurrence]]) -> Day:
    found = by_day.get(day, [])
    more = address_from(day) if len(found) > OF_A_DAY else ""
    return Day(day, Month.of(day) != month, day == today, found[:OF_A_DAY], more)
