"""What the clock does for reviews: opens those whose first step has come, and reminds people, each in one transaction.

The tables are the schedule: an hour that was missed costs nothing, and a second sweep finds nothing left to do.
"""

import logging
from collections.abc import Callable
from functools import partial

from django.db import DatabaseError
from django.utils import timezone

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import Refused
from policies import reminding, workflow

logger = logging.getLogger(__name__)


def remind_all_reviewers() -> int:
    """The number of people reminded. One who cannot be does not hold up the others."""
    day, now = today(), timezone.now()
    reviews = reminding.with_a_step(day)
    if not reviews:
        return 0
    for review in reviews:
        if review.is_planned:
            _attempt(partial(workflow.begin_review, review.pk, by=SYSTEM, day=day), f"Review {review.pk}")
    people = reminding.owed(day)
    return sum(_attempt(partial(workflow.remind, who, day, now, by=SYSTEM), f"Person {who.pk}") for who in people)


def _attempt(act: Callable[[], object], about: str) -> bool:
    try:
        return bool(act())
    except (Refused, DatabaseError) as problem:
        logger.error("%s was left as it is: %s", about, problem)
        return False
