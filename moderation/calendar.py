"""What is out, scheduled and waiting in one month, and the council's meetings, by day."""

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from accounts.models import Meeting, User
from posts.life import State
from posts.models import Post

MOST = 300
"""Of one state in one month; a month with more is shown up to here, and says so."""

# In which state a post stands in the calendar, and by which of its hours.
HOURS = {State.PUBLISHED: "published_at", State.SCHEDULED: "publish_at", State.SUBMITTED: "expires_at"}


@dataclass(frozen=True)
class Entry:
    """`state` is a post's state, or "meeting"."""

    moment: datetime
    state: str
    title: str
    post: Post | None = None
    place: str = ""


@dataclass(frozen=True)
class Day:
    day: date
    is_of_month: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def before(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month":
        return Month.of(self.first + timedelta(days=31))

    @cached_property
    def dates(self) -> list[date]:
        """Whole weeks from Monday, so that the month's first and last week are full."""
        return list(Calendar().itermonthdates(self.year, self.month))

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the first midnight shown to the midnight after the last, in the council's time zone."""
        return _midnight(self.dates[0]), _midnight(self.dates[-1] + timedelta(days=1))


def days_of(month: Month, user: User) -> list[Day]:
    """The days of the month's weeks, each with its entries in order: only what this person may see."""
    days = {day: Day(day, day.month == month.month) for day in month.dates}
    for entry in sorted(_entries(month, user), key=lambda entry: entry.moment):
        days[timezone.localtime(entry.moment).date()].entries.append(entry)
    return list(days.values())


def _entries(month: Month, user: User) -> Iterator[Entry]:
    begins, ends = month.span
    visible = Post.objects.visible_to(user).with_content()
    for state, hour in HOURS.items():
        within = {"state": state, f"{hour}__gte": begins, f"{hour}__lt": ends}
        for post in visible.filter(**within).order_by(hour, "id")[:MOST]:
            yield Entry(getattr(post, hour), state, post.title, post)
    meetings = Meeting.objects.whole().filter(starts_at__gte=begins, starts_at__lt=ends, is_called_off=False)
    for meeting in meetings[:MOST]:
        yield Entry(meeting.starts_at, "meeting", meeting.name, place=meeting.place)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
