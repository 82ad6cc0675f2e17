"""Meetings as they are shown: when and where, and what is published of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Meeting
from accounts.querysets import LONGEST_MEETING, MeetingQuerySet
from posts.kinds.shown import Shown
from posts.life import DECIDED
from posts.models import Post
from posts.particulars import MINUTES, Part
from posts.querysets import PostQuerySet

MOST = 400
"""No more than these stand on one page; a council with all its committees meets less often in a year."""

LAST_ONES = 12
A_YEAR = timedelta(days=366)
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


def around(shown: Shown, now: datetime) -> tuple[list[Listed], list[Listed]]:
    """Those that are not over yet, the next first, and the last few of a year that are, the latest first."""
    found = _listed(visible(shown).filter(starts_at__gte=now - A_YEAR).order_by("-starts_at", "-pk"), shown)
    begun = now - LONGEST_MEETING
    coming = [one for one in found if one.meeting.starts_at >= begun]
    over = [one for one in found if one.meeting.starts_at < begun and not one.meeting.is_called_off]
    return coming[::-1], over[:LAST_ONES]


def over(shown: Shown, now: datetime, year: int) -> list[Listed]:
    """Those of that year that took place, the latest first."""
    return _listed(visible(shown).over(now).filter(starts_at__year=year), shown)


def years(shown: Shown, now: datetime) -> list[int]:
    """The years in which meetings took place, the latest first."""
    moments: QuerySet[Meeting, datetime] = visible(shown).over(now).order_by().datetimes("starts_at", "year", "DESC")
    return [moment.year for moment in moments]


def one(pk: int, shown: Shown) -> Listed | None:
    """The meeting with its papers; None where there is none that may be shown."""
    return next(iter(_listed(visible(shown).filter(pk=pk), shown)), None)


def _listed(meetings: MeetingQuerySet, shown: Shown) -> list[Listed]:
    papers = published(shown).select_related("current_version").order_by("published_at", "pk")
    found = meetings.prefetch_related(Prefetch("posts", papers, to_attr="papers"))[:MOST]
    return [Listed(meeting, sorted(meeting.papers, key=_rank)) for meeting in found]  # type: ignore[attr-defined]


def _rank(post: Post) -> int:
    return IN_ORDER.index(Part(post.part))


def without(part: Q) -> Q:
    """Whether a meeting has nothing such on the website or on its way there: to filter meetings with."""
    return ~Q(Exists(Post.objects.filter(part, meeting=OuterRef("pk"), state__in=DECIDED)))
