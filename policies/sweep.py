"""What the clock does for reviews: plans what is missing, opens what has its first step, and reminds people.

Each in a transaction of its own.

The tables are the schedule: an hour that was missed costs nothing, and a second sweep finds nothing left to do.
"""

import logging
from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import DatabaseError
from django.utils import timezone

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import Refused
from policies import reminding, workflow
from policies.models import Policy
from policies.reviewing import plan_of
from policies.standing import rules_in_force

logger = logging.getLogger(__name__)


def remind_all_reviewers() -> int:
    """The number of people reminded. One who cannot be does not hold up the others."""
    day, now = today(), timezone.now()
    _plan_what_is_missing(day)
    reviews = reminding.with_a_step(day)
    if not reviews:
        return 0
    for review in reviews:
        if review.is_planned:
            _attempt(partial(workflow.begin_review, review.pk, by=SYSTEM, day=day), f"Review {review.pk}")
    people = reminding.owed(day)
    return sum(_attempt(partial(workflow.remind, who, day, now, by=SYSTEM), f"Person {who.pk}") for who in people)


def _plan_what_is_missing(day: date) -> None:
    """Of policies whose way of review is known, and of which no review has been planned yet."""
    policies = list(Policy.objects.adopted(day).without_review().select_related("committee"))
    rules = rules_in_force() if policies else None
    for policy in policies:
        if plan_of(policy, rules):
            _attempt(partial(workflow.plan_missing, policy.pk, by=SYSTEM), f"Policy {policy.pk}")


def _attempt(act: Callable[[], object], about: str) -> bool:
    try:
        return bool(act())
    except (Refused, DatabaseError) as problem:
        logger.error("%s was left as it is: %s", about, problem)
        return False
