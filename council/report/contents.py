"""What stands in the report, counted from the record and from decisions. Days are the council's own.

For a committee: the posts that its members wrote, the policies that it reviews, and its members who have still to read
one. Members are those who sat on it on any day of the time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import Committee, CommitteeMembership, User
from policies.models import PolicyVersion, Review
from policies.reading import unread
from policies.reviewing import plan_of
from policies.standing import rules_in_force
from posts.models import Decision, Post

LONGEST = timedelta(days=366)
NO_PURPOSE = "No purpose given"
COMING = timedelta(days=90)
"""So far ahead of the last day a review is named as due."""


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date

    @classmethod
    def month_before(cls, day: date) -> "Period":
        last = day.replace(day=1) - timedelta(days=1)
        return cls(last.replace(day=1), last)

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time()))

    @property
    def ends(self) -> datetime:
        """The midnight after the last day."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time()))


@dataclass(frozen=True)
class Report:
    """`purposes` and `kinds` are pairs of a name and how many posts; all else is listed, what came first in front."""

    published: int
    purposes: list[tuple[str, int]]
    kinds: list[tuple[str, int]]
    corrected: list[Post]
    withdrawn: list[Post]
    refused: list[Decision]
    overridden: list[Decision]
    by_author: list[Decision]
    expired: list[Any]
    due: list[Review]
    overdue: list[Review]
    unread: list[tuple[PolicyVersion, list[User]]]


def report_of(period: Period, today: date, committee: Committee | None = None) -> Report:
    members = _members(committee, period) if committee else None
    posts = _theirs(Post.objects.select_related("current_version"), "author", members)
    out = list(_in(period, "published_at", posts.filter(corrects=None)))
    decided = _theirs(Decision.objects.select_related("version", "by", "post"), "post__author", members)
    decisions = _in(period, "decided_at", decided).order_by("decided_at")
    approved = decisions.filter(verdict=Decision.Verdict.APPROVED)
    ended = _in(period, "since", posts).order_by("since")
    expired = _theirs(Post.history.filter(act="expired"), "author", members)
    reviews = _reviews(committee, today, until=period.last + COMING)
    return Report(
        published=len(out),
        purposes=_counted(post.content.purpose or NO_PURPOSE for post in out),
        kinds=_counted(post.kind_label for post in out),
        corrected=list(_in(period, "corrected_at", posts)),
        withdrawn=list(ended.filter(state="withdrawn", published_at__isnull=False)),
        refused=list(decisions.filter(verdict=Decision.Verdict.REFUSED)),
        overridden=[decision for decision in approved.exclude(findings=[]) if _reasons(decision)],
        by_author=list(approved.filter(Q(by=F("post__author")) | Q(by=F("version__written_by")))),
        expired=_titled(_in(period, "history_date", expired).order_by("history_date")),
        due=[review for review in reviews if review.due_on >= today],
        overdue=[review for review in reviews if review.due_on < today],
        unread=unread(members),
    )


def _members(committee: Committee, period: Period) -> QuerySet[User]:
    """Those who sat on it on any day of the time."""
    sat = CommitteeMembership.objects.filter(committee=committee, begins__lte=period.last)
    sat = sat.filter(Q(ends__isnull=True) | Q(ends__gte=period.first))
    return User.objects.filter(pk__in=sat.values("user"))


def _theirs(rows: Any, column: str, members: QuerySet[User] | None) -> Any:
    return rows if members is None else rows.filter(**{f"{column}__in": members})


def _reviews(committee: Committee | None, today: date, *, until: date) -> list[Review]:
    """What is due by then or overdue; for a committee what it reviews, and what stands on an agenda of its own."""
    coming = list(Review.objects.coming().filter(Q(due_on__lte=until) | Q(due_on__lt=today)).whole())
    if committee is None:
        return coming
    rules, name = rules_in_force(), committee.name.casefold()
    plans = [(review, plan_of(review.policy, rules)) for review in coming]
    return [
        review
        for review, plan in plans
        if (plan and plan.committee.casefold() == name)
        or (review.meeting and review.meeting.committee_id == committee.pk)
    ]


def _in(period: Period, column: str, rows: Any) -> Any:
    return rows.filter(**{f"{column}__gte": period.begins, f"{column}__lt": period.ends})


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    """The most frequent first, and by name where two are alike."""
    return sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))


def _reasons(decision: Decision) -> list[dict[str, Any]]:
    """The findings that were answered with a reason why they may stay."""
    return [finding for finding in decision.findings if finding.get("reason")]


def _titled(rows: Any) -> list[Any]:
    """Rows of the record, each with the title that the post had then."""
    return list(rows.annotate(title=F("current_version__title")))
