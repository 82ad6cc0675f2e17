"""Reminds those who have not read a policy, where the council has chosen that: each version in its own transaction."""

import logging

from django.db import DatabaseError

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import Refused
from policies import workflow
from policies.models import PolicyVersion
from policies.rules.people import LATEST
from policies.standing import rules_in_force

logger = logging.getLogger(__name__)


def remind_all_readers() -> int:
    """The number of people told. A version that fails is logged and does not hold up the others."""
    rules, day = rules_in_force(), today()
    if rules is None or rules.reading.reminded_after is None:
        return 0
    told = 0
    longest = max(rules.reading.reminded_after.value) + LATEST
    for version in PolicyVersion.objects.read_by_people(day):
        if version.effective_from is None or (day - version.effective_from).days > longest:
            continue
        try:
            told += workflow.remind_of_reading(version.pk, by=SYSTEM, today=day)
        except (Refused, DatabaseError, PolicyVersion.DoesNotExist) as problem:
            logger.error("Nobody was reminded to read version %s: %s", version.pk, problem)
    return told
