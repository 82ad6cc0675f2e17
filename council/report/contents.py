"""What stands in the report, counted from the record and from decisions. Days are the council's own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from policies.models import Review
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


def report_of(period: Period, today: date) -> Report:
    out = list(_in(period, "published_at", Post.objects.filter(corrects=None)).select_related("current_version"))
    decisions = _in(period, "decided_at", Decision.objects.select_related("version", "by", "post")).order_by(
        "decided_at"
    )
    approved = decisions.filter(verdict=Decision.Verdict.APPROVED)
    ended = _in(period, "since", Post.objects.select_related("current_version")).order_by("since")
    reviews = Review.objects.coming().select_related("policy", "meeting__committee")
    expired = _in(period, "history_date", Post.history.filter(act="expired")).order_by("history_date")
    return Report(
        published=len(out),
        purposes=_counted(post.content.purpose or NO_PURPOSE for post in out),
        kinds=_counted(post.kind_label for post in out),
        corrected=list(_in(period, "corrected_at", Post.objects.select_related("current_version"))),
        withdrawn=list(ended.filter(state="withdrawn", published_at__isnull=False)),
        refused=list(decisions.filter(verdict=Decision.Verdict.REFUSED)),
        overridden=[decision for decision in approved.exclude(findings=[]) if _reasons(decision)],
        by_author=list(approved.filter(Q(by=F("post__author")) | Q(by=F("version__written_by")))),
        expired=_titled(expired),
        due=list(reviews.filter(due_on__gte=today, due_on__lte=period.last + COMING)),
        overdue=list(reviews.filter(due_on__lt=today)),
    )


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
