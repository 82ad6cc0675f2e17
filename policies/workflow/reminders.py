"""Reminders of reviews: everything that is due for one person, in one transaction and one mail."""

from datetime import date, datetime

from django.db import transaction

from accounts.history import System
from accounts.models import User
from accounts.refusals import NotYours
from policies import permissions
from policies.models import Reminder
from policies.notices import of_reviews
from policies.reminding import Owed, owed


@transaction.atomic
def remind(person: User, day: date, now: datetime, *, by: System) -> int:
    """Makes all reminders that are due for the person, with their mail; the number made.

    The person's row is the lock: a second worker at the same time finds nothing left to do, and sends nothing. The
    mail is on the record in the same transaction, so a row without its mail, or a mail without its rows, cannot be.
    """
    if not permissions.can_remind(by):
        raise NotYours("Only the software reminds people of reviews, by the clock.")
    person = User.objects.select_for_update().get(pk=person.pk)
    due = owed(day, to=person).get(person, [])
    if due:
        Reminder.keep_all(_row(one, person, now) for one in due)
        of_reviews(person, due, day)
    return len(due)


def _row(one: Owed, person: User, now: datetime) -> Reminder:
    return Reminder(
        review=one.review,
        due_on=one.review.due_on,
        step=one.step.number,
        person=person,
        belongs_to=one.step.belongs_to,
        made_at=now,
    )
