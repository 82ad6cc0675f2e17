"""Meetings as they are shown: when and where, and what is published of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Meeting
from accounts.querysets import MeetingQuerySet
from posts.kinds.shown import Shown
from posts.life import DECIDED
from posts.models import Post
from posts.particulars import MINUTES, Part
from posts.querysets import PostQuerySet

MOST = 200
"""No more than these stand on one page; a council meets less often in a year."""

LAST_ONES = 12
IN_ORDER = list(Part)


@dataclass(frozen=True)
class Listed:
    """One meeting with what is published of it: the agenda first, then papers, then minutes."""

    meeting: Meeting
    papers: list[Post]

    @property
    def url(self) -> str:
        return address_of(self.meeting)

    @property
    def agenda(self) -> Post | None:
        return next((post for post in self.papers if post.part == Part.AGENDA), None)

    @property
    def others(self) -> list[Post]:
        """Papers of the meeting."""
        return [post for post in self.papers if post.part == Part.PAPER]

    @property
    def minutes(self) -> list[Post]:
        return [post for post in self.papers if post.part in MINUTES]


def address_of(meeting: Meeting) -> str:
    day = timezone.localdate(meeting.starts_at)
    return reverse("kinds:meeting", args=[meeting.pk, f"{day:%Y-%m-%d}-{slugify(meeting.name)[:60] or 'meeting'}"])


def visible(shown: Shown) -> MeetingQuerySet:
    """Every meeting, where the website may hold their dates; else those of which it holds a paper."""
    if shown.dates:
        return Meeting.objects.whole()
    return Meeting.objects.whole().filter(Exists(published(shown).filter(meeting=OuterRef("pk"))))


def published(shown: Shown) -> PostQuerySet:
    """What is published of meetings, of the kinds that the website may hold."""
    return Post.objects.published().filter(meeting__isnull=False, kind__in=shown.of_meetings)


def coming(shown: Shown, now: datetime) -> list[Listed]:
    return _listed(visible(shown).coming(now), shown)


def over(shown: Shown, now: datetime, year: int | None = None) -> list[Listed]:
    """Those of that year that took place; without a year, the last few."""
    meetings = visible(shown).over(now)
    return _listed(meetings.filter(starts_at__year=year), shown) if year else _listed(meetings, shown, LAST_ONES)


def years(shown: Shown, now: datetime) -> list[int]:
    """The years in which meetings took place, the latest first."""
    moments: QuerySet[Meeting, datetime] = visible(shown).over(now).order_by().datetimes("starts_at", "year", "DESC")
    return [moment.year for moment in moments]


def one(pk: int, shown: Shown) -> Listed | None:
    """The meeting with its papers; None where there is none that may be shown."""
    return next(iter(_listed(visible(shown).filter(pk=pk), shown)), None)


def _listed(meetings: MeetingQuerySet, shown: Shown, most: int = MOST) -> list[Listed]:
    papers = published(shown).select_related("current_version").order_by("published_at", "pk")
    found = meetings.prefetch_related(Prefetch("posts", papers, to_attr="papers"))[:most]
    return [Listed(meeting, sorted(meeting.papers, key=_rank)) for meeting in found]  # type: ignore[attr-defined]


def _rank(post: Post) -> int:
    return IN_ORDER.index(Part(post.part))


def without(part: Q) -> Q:
    """Whether a meeting has nothing such on the website or on its way there: to filter meetings with."""
    return ~Q(Exists(Post.objects.filter(part, meeting=OuterRef("pk"), state__in=DECIDED)))
