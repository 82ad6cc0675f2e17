"""What the software does by the clock: it ends suspensions, works out dates ahead, and asks groups to confirm."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction

from accounts.history import System, record
from accounts.refusals import NotYours
from policies.rules import meaning as means
from policies.standing import rules_in_force
from website_groups import notices, permissions
from website_groups.models import Group, Takedown
from website_groups.workflow import occurrences, steps, takedowns

BETWEEN_REMINDERS = relativedelta(months=1)


@transaction.atomic
def lift_suspension(takedown_id: int, *, by: System, day: date) -> bool:
    """Ends a suspension whose day has come; False where it has ended, or its day was moved."""
    _require_clock(by)
    takedown = Takedown.objects.filter(pk=takedown_id, ended_at__isnull=True, until__lte=day).first()
    if takedown is None:
        return False
    takedowns.restore(takedown_id, by=by, reason="Its time was over.")
    return True


@transaction.atomic
def work_out_again(item_id: int, *, by: System) -> bool:
    """Works out the dates of a repeating event further ahead."""
    _require_clock(by)
    item = steps.locked(item_id)
    return occurrences.work_out(item) > 0


@transaction.atomic
def ask_to_confirm(group_id: int, *, by: System, day: date) -> bool:
    """Asks a group whether all is still right, where the council has chosen that; again after a month."""
    _require_clock(by)
    group, rules = steps.locked_group(group_id), rules_in_force()
    every = means.groups_confirm_every(rules) if rules else None
    if every is None or not is_to_confirm(group, every, day):
        return False
    group.reminded_on = day
    record(group, by=by, act="asked to confirm")
    notices.of_confirmation(group)
    return True


def is_to_confirm(group: Group, every: int, day: date) -> bool:
    """Are so many months over since it last confirmed, without a reminder in the last one?"""
    if not group.is_approved or group.confirmed_on is None:
        return False
    is_due = group.confirmed_on + relativedelta(months=every) <= day
    return is_due and (group.reminded_on is None or group.reminded_on + BETWEEN_REMINDERS <= day)


def _require_clock(by: System) -> None:
    if not permissions.can_keep_time(by):
        raise NotYours("Only the software does this, by the clock.")
