"""Reviews that nobody has planned yet, since the policy was adopted before reviews were planned with it."""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet

from accounts.history import SYSTEM
from accounts.offices import Office
from accounts.refusals import NotYours
from policies import workflow
from policies.models import Policy, Reminder, Review
from policies.sweep import remind_all_reviewers
from tests.policies import reviewing as making

pytestmark = [pytest.mark.django_db, pytest.mark.clause("review-cycle")]

FIRST = date(2026, 8, 31)
LATER = FIRST + timedelta(days=40)


def without_its_review(name: str) -> Policy:
    with making.on(FIRST, 8):
        policy = making.council(name, FIRST)
        making.holder("Ed", Office.CLERK, FIRST)
    QuerySet.delete(policy.reviews.all())
    return policy


@pytest.mark.parametrize(
    ("council", "due"),
    [("thornbury", [date(2027, 8, 31)]), ("barton_le_clay", [date(2027, 2, 28)]), ("sevenoaks", []), ("faversham", [])],
)
def test_what_the_policy_says_is_planned_once_by_the_software(council: str, due: list[date]) -> None:
    """Sevenoaks states no review and Faversham no reviewer, so nothing is planned for them."""
    without_its_review(council)
    with making.on(LATER):
        for _ in range(3):
            remind_all_reviewers()
    assert [review.due_on for review in Review.objects.all()] == due
    for review in Review.objects.all():
        row = review.history.get()
        assert (row.act, row.actor_name, review.planned_on) == ("review planned", SYSTEM.name, LATER)


def test_what_is_long_overdue_is_said_once() -> None:
    without_its_review("thornbury")
    with making.on(date(2028, 1, 10)):
        for _ in range(3):
            remind_all_reviewers()
    assert Review.objects.get().is_overdue(date(2028, 1, 10))
    assert Reminder.objects.count() == 1


def test_only_the_clock_plans_what_is_missing() -> None:
    policy = without_its_review("thornbury")
    with making.on(LATER), pytest.raises(NotYours):
        workflow.plan_missing(policy.pk, by=making.holder("Ann", Office.DEPUTY_CLERK, FIRST))
    assert not Review.objects.exists()
