"""Mail about reviews of policies: all that is due for one person in one mail. The workflow decides when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.clock import today
from accounts.dates import say_day
from accounts.mail import notify
from accounts.models import Council, User
from policies.models import Policy, PolicyVersion, Recommendation, Review
from policies.reminding import Owed
from policies.reviewing import CHAIR_IS_TOLD_AFTER
from policies.statutory_days import agenda_by


@dataclass(frozen=True)
class Line:
    """What the mail says of one review."""

    review: Review
    due: str
    agenda_by: date | None
    recommendations: Sequence[Recommendation]
    address: str
    is_vacant: bool = False


def of_reviews(person: User, due: Iterable[Owed], day: date) -> None:
    """One mail with every review among `due` named once, whatever steps of it are due."""
    reviewed: dict[Review, None] = {}
    told: dict[Review, None] = {}
    is_late, vacant = False, set()
    for one in due:
        (reviewed if one.reviews_it else told)[one.review] = None
        if one.is_vacant:
            vacant.add(one.review)
        is_late = is_late or one.step.number <= -CHAIR_IS_TOLD_AFTER
    lines = _lines([*reviewed, *told], day)
    to_know = [lines[review] for review in told if review not in reviewed]
    context = {
        "to_review": [lines[review] for review in reviewed],
        "to_know": [replace(line, is_vacant=line.review in vacant) for line in to_know],
        "is_late": is_late,
        "chair_after": CHAIR_IS_TOLD_AFTER,
    }
    notify([person], "policies/email/reviews.txt", context)


def of_version_sent(version: PolicyVersion, people: Iterable[User]) -> None:
    """A version is given to those who review it: what it changes, by when, and where it is read (review-cycle)."""
    review, council = version.policy.reviews.coming().whole().first(), Council.objects.first()
    context = {
        "version": version,
        "review": review,
        "due": say_due(review.due_on, today()) if review else "",
        "agenda_by": agenda_day(review, council.nation) if review and council else None,
    }
    notify(people, "policies/email/to_review.txt", context)


def of_recommendation(wish: Recommendation, people: Iterable[User]) -> None:
    """Somebody would change something: it waits for the policy's review (policy-questions)."""
    review = wish.policy.reviews.coming().first()
    notify(people, "policies/email/recommended.txt", {"wish": wish, "review": review})


def say_due(due_on: date, day: date) -> str:
    """When a review is due, as somebody would say it on `day`."""
    days = (due_on - day).days
    if days == 0:
        return f"today, {say_day(due_on)}"
    number = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"{say_day(due_on)}, in {number}" if days > 0 else f"{say_day(due_on)}, {number} ago"


def agenda_day(review: Review, nation: str) -> date | None:
    """The last day on which the agenda that it is on can go out; None where it is on none."""
    return agenda_by(timezone.localdate(review.meeting.starts_at), nation) if review.meeting else None


def address_of(policy: Policy) -> str:
    """The policy's public page: what is reviewed has been adopted, and is read without signing in."""
    return reverse("policies:policy", args=[policy.slug])


def _lines(reviews: list[Review], day: date) -> dict[Review, Line]:
    council = Council.objects.first()
    nation = council.nation if council else ""
    wishes: defaultdict[int, list[Recommendation]] = defaultdict(list)
    policies = {review.policy_id for review in reviews}
    for wish in Recommendation.objects.open().filter(policy__in=policies).select_related("by"):
        wishes[wish.policy_id].append(wish)
    return {
        review: Line(
            review,
            say_due(review.due_on, day),
            agenda_day(review, nation),
            wishes[review.policy_id],
            address_of(review.policy),
        )
        for review in reviews
    }
