"""What the clock does to groups. The tables are the schedule; what is refused does not hold up the others."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import DatabaseError
from django.db.models import Max

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import Refused
from policies.rules import meaning as means
from policies.standing import rules_in_force
from website_groups import workflow
from website_groups.content import Kind
from website_groups.models import Group, Item, Takedown
from website_groups.recurrence import FARTHEST

logger = logging.getLogger(__name__)

AHEAD = FARTHEST - timedelta(days=92)
"""Dates are worked out again where the last of them is nearer than this: some four times a year."""


def lift_suspensions() -> int:
    """The number that ended today."""
    day = today()
    due = Takedown.objects.filter(ended_at__isnull=True, until__lte=day)
    return _for_each(due.values_list("pk", flat=True), lambda pk: workflow.lift_suspension(pk, by=SYSTEM, day=day))


def work_out_dates() -> int:
    """The number of repeating events whose dates were worked out further ahead."""
    events = Item.objects.filter(kind=Kind.EVENT, live_version__document__contains='"until":null')
    repeating = events.exclude(live_version__document__contains='"repeat":"never"')
    last = repeating.annotate(last=Max("occurrences__starts_at")).filter(last__date__lt=today() + AHEAD)
    return _for_each(last.values_list("pk", flat=True), lambda pk: workflow.work_out_again(pk, by=SYSTEM))


def ask_groups_to_confirm() -> int:
    """The number that were asked today; none where the council has not chosen that."""
    rules, day = rules_in_force(), today()
    if rules is None or means.groups_confirm_every(rules) is None:
        return 0
    approved = Group.objects.filter(state="approved", confirmed_on__isnull=False)
    return _for_each(approved.values_list("pk", flat=True), lambda pk: workflow.ask_to_confirm(pk, by=SYSTEM, day=day))


def _for_each(keys: Iterable[int], act: Callable[[int], bool]) -> int:
    done = 0
    for key in keys:
        try:
            done += act(key)
        except (Refused, DatabaseError) as problem:
            logger.error("Row %s was left as it is: %s", key, problem)
    return done
