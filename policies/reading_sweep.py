"""Asks people to read what has come into force, and reminds those who have not where the council has chosen that.

Each version in its own transaction.
"""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.db import DatabaseError
from django.db.models import F

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import Refused
from policies import workflow
from policies.models import PolicyVersion
from policies.rules.people import LATEST
from policies.standing import rules_in_force

logger = logging.getLogger(__name__)

LATELY = timedelta(days=7)
"""So long after a version has come into force people are still told of it, if nobody could tell them on its day."""


def remind_all_readers() -> int:
    """The number of people told. A version that fails is logged and does not hold up the others."""
    day = today()
    return _tell_of_what_begins(day) + _remind(day)


def _tell_of_what_begins(day: date) -> int:
    """Of what was adopted for a later day. Of all else people were told at its adoption."""
    begun = PolicyVersion.objects.read_by_people(day).filter(effective_from__gt=F("adopted_on"))
    recent = begun.filter(effective_from__gte=day - LATELY)
    return sum(_attempt(partial(workflow.tell_readers, version.pk, by=SYSTEM), version) for version in recent)


def _remind(day: date) -> int:
    rules = rules_in_force()
    if rules is None or rules.reading.reminded_after is None:
        return 0
    longest = timedelta(days=max(rules.reading.reminded_after.value) + LATEST)
    versions = PolicyVersion.objects.read_by_people(day).filter(effective_from__gte=day - longest)
    return sum(
        _attempt(partial(workflow.remind_of_reading, version.pk, by=SYSTEM, today=day), version) for version in versions
    )


def _attempt(act: Callable[[], int], version: PolicyVersion) -> int:
    try:
        return act()
    except (Refused, DatabaseError, PolicyVersion.DoesNotExist) as problem:
        logger.error("Nobody was reminded to read version %s: %s", version.pk, problem)
        return 0
