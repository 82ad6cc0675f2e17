"""The report as its parts, in the words that page and paper share. No queries: it is told what was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.dates import say_day
from accounts.models import Committee
from council.report.contents import Period, Report
from policies.models import Review
from posts.models import Decision, Post


@dataclass(frozen=True)
class Row:
    """One thing in a list. `post` leads to its page on the desk."""

    what: str
    who: str = ""
    when: str = ""
    remarks: tuple[str, ...] = ()
    post: int | None = None


@dataclass(frozen=True)
class Listed:
    """`none` is said where there are no rows."""

    heading: str
    rows: tuple[Row, ...]
    none: str = ""
    what: str = "Post"


@dataclass(frozen=True)
class Counted:
    caption: str
    rows: list[tuple[str, int]]


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    says: str = ""
    counted: tuple[Counted, ...] = ()
    listed: tuple[Listed, ...] = ()


def heading(period: Period) -> str:
    return f"Communications, {_short(period.first)} to {_short(period.last)}"


def for_whom(committee: Committee | None) -> str:
    return committee.name if committee else "the full Council"


def what_is_in_it(committee: Committee | None) -> str:
    """What the choice of a committee does to the report; said on it, so that nobody takes a part for the whole."""
    if committee is None:
        return "All posts, all policies, and everybody who is asked to read one."
    return (
        f"Only what concerns the {committee.name}: posts that people wrote who sat on it in this time, policies that "
        "it reviews or that stand on its agenda, and those of its members who have still to read a policy. What others "
        "wrote stands in the report for the full Council."
    )


def sections(report: Report) -> list[Section]:
    parts = [_out(report), _decided(report), _reviewed(report)]
    return [*parts, _reading(report)] if report.unread else parts


def _out(report: Report) -> Section:
    number = report.published
    says = f"{number} post{'s were' if number > 1 else ' was'} published." if number else ""
    counted = (Counted("By purpose", report.purposes), Counted("By kind", report.kinds))
    listed = (
        Listed(
            "Corrected", tuple(_post(post, post.corrected_at) for post in report.corrected), "Nothing was corrected."
        ),
        Listed("Withdrawn", tuple(_post(post, post.since) for post in report.withdrawn), "Nothing was withdrawn."),
    )
    says = says or "Nothing was published in this time."
    return Section("out", "What went out", says, counted if number else (), listed)


def _decided(report: Report) -> Section:
    expired = (Row(row.title, when=_day(row.history_date), post=row.id) for row in report.expired)
    listed = (
        Listed("Refused", _decisions(report.refused), "Nothing was refused."),
        Listed(
            "Approved by who had written it",
            _decisions(report.by_author),
            "Nobody approved what they had written themselves.",
        ),
        Listed(
            "Approved although the check had found something",
            _decisions(report.overridden, with_reasons=True),
            "Nothing that the check had found was let stand.",
        ),
        Listed("Not decided in time", tuple(expired), "Everything was decided in time."),
    )
    return Section("decided", "How it was decided", listed=listed)


def _reviewed(report: Report) -> Section:
    listed = (
        Listed("Overdue", _reviews(report.overdue), "No review is overdue.", "Policy"),
        Listed("Due next", _reviews(report.due), "No review is due in the next three months.", "Policy"),
    )
    return Section("reviews", "Reviews of our policies", listed=listed)


def _reading(report: Report) -> Section:
    listed = (
        Listed(str(version), tuple(Row(one.name) for one in people), "", "Name") for version, people in report.unread
    )
    return Section("unread", "Still to read a policy", listed=tuple(listed))


def _post(post: Post, moment: Any) -> Row:
    return Row(post.title, when=_day(moment), post=post.pk)


def _decisions(decisions: Iterable[Decision], *, with_reasons: bool = False) -> tuple[Row, ...]:
    return tuple(
        Row(
            decision.version.title,
            f"{decision.by.name}, {decision.office}",
            _day(decision.decided_at),
            tuple(_remarks(decision, with_reasons=with_reasons)),
            decision.post_id,
        )
        for decision in decisions
    )


def _remarks(decision: Decision, *, with_reasons: bool) -> Iterable[str]:
    if decision.remark:
        yield f"“{decision.remark}”"
    for finding in decision.findings if with_reasons else ():
        if finding.get("reason"):
            yield f"“{finding['quote']}” stayed: {finding['reason']}"


def _reviews(reviews: Iterable[Review]) -> tuple[Row, ...]:
    return tuple(Row(review.policy.name, when=_agenda(review), remarks=()) for review in reviews)


def _agenda(review: Review) -> str:
    due = f"due on {say_day(review.due_on)}"
    if review.meeting is None:
        return due
    whose = review.meeting.committee or "the full Council"
    return f"{due}; on the agenda of {whose}, {_day(review.meeting.starts_at)}"


def _day(moment: Any) -> str:
    return say_day(timezone.localtime(moment)) if moment else ""


def _short(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
