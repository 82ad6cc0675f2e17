"""Sends the mail of the day to everybody for whom something waits, each in a transaction of their own."""

import logging

from django.db import DatabaseError
from django.utils import timezone

from accounts import workflow
from accounts.clock import last_at
from accounts.history import SYSTEM
from accounts.models import User
from accounts.refusals import Refused

logger = logging.getLogger(__name__)


def send_all_daily() -> int:
    """The number of mails. One that cannot be put on its way is logged and does not hold up the others."""
    now = timezone.now()
    sent = 0
    for person in User.objects.to_be_told(last_at(workflow.DAILY_HOUR, now)):
        try:
            sent += workflow.send_daily(person, by=SYSTEM, now=now)
        except (Refused, DatabaseError) as problem:
            logger.error("Person %s did not get the mail of the day: %s", person.pk, problem)
    return sent
