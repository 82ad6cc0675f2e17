"""Who has read and understood which version, who is asked to, and who is reminded."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import clock
from accounts.actors import present
from accounts.history import System, record
from accounts.mail import notify
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import NotNow, NotYours
from policies.models import Acknowledgement, Policy, PolicyVersion
from policies.permissions import can_acknowledge, can_keep_reading, can_remind_by_clock
from policies.reading import not_yet
from policies.rules.people import reminder_step
from policies.standing import rules_in_force

REMINDED, REMINDED_BY_CLOCK = "reminded readers", "reminded readers by the clock"
TOLD = "told readers of a new version"


@transaction.atomic
def acknowledge(version: PolicyVersion, *, by: User) -> Acknowledgement:
    """`by` says that they have read and understood `version` (read-and-understood)."""
    by, locked = present(by), PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if not can_acknowledge(by, locked):
        raise NotYours(
            "You have already acknowledged this version, hold no office today, or another version is in force."
        )
    return Acknowledgement(user=by, version=locked, given_at=timezone.now()).keep()


@transaction.atomic
def ask_to_read(policy: Policy, *, by: User, offices: Iterable[Office], because: str = "") -> Policy:
    """From now on the holders of these offices are asked to confirm each version of this policy."""
    by, locked = present(by), Policy.objects.select_for_update().get(pk=policy.pk)
    if not can_keep_reading(by):
        raise NotYours("The Clerk and the Deputy Clerk say who is asked to read a policy.")
    chosen = frozenset(offices)
    locked.read_by = [office.value for office in Office if office in chosen]
    names = ", ".join(Office(name).label for name in locked.read_by) or "Nobody"
    record(locked, by=by, act="readers chosen", reason=f"{names}; {because}" if because else names)
    return locked


@transaction.atomic
def tell_readers(version_id: int, *, by: User | System) -> int:
    """Asks everybody who is to confirm the version that is now in force, by mail and once (read-and-understood).

    Made by who records the adoption or, where the version takes effect later, by the clock. Gives how many were told.
    """
    if not (can_remind_by_clock(by) or (isinstance(by, User) and can_keep_reading(by))):
        raise NotYours("The Clerk and the Deputy Clerk ask people to read a policy.")
    version = PolicyVersion.objects.current(clock.today()).defer("text").get(pk=version_id)
    policy = Policy.objects.select_for_update().get(pk=version.policy_id)
    waiting, said = list(not_yet(version)), f"Version {version.number}"
    if not waiting or policy.history.filter(act=TOLD, history_change_reason=said).exists():
        return 0
    record(policy, by=by, act=TOLD, reason=said)
    notify(waiting, "policies/email/to_read.txt", {"version": version, "policy": policy})
    return len(waiting)


@transaction.atomic
def remind_readers(version: PolicyVersion, *, by: User) -> list[User]:
    """Reminds everybody who has not confirmed the version in force, once a day at most; on the record of the policy.

    NotNow where nobody is left to be reminded, where they were today already, and of a version no longer in force.
    """
    by, policy = present(by), Policy.objects.select_for_update().get(pk=version.policy_id)
    if not can_keep_reading(by):
        raise NotYours("The Clerk and the Deputy Clerk remind those who have not read a policy.")
    if not PolicyVersion.objects.current(clock.today()).filter(pk=version.pk).exists():
        raise NotNow("Another version of this policy is in force now. Open the list again.")
    waiting = list(not_yet(version))
    if not waiting:
        raise NotNow("Everybody who is asked to has read it, so nobody was reminded.")
    if policy.history.filter(act=REMINDED, history_date__date=clock.today()).exists():
        raise NotNow("They were reminded today already. You can remind them again tomorrow.")
    names = ", ".join(person.name for person in waiting)
    record(policy, by=by, act=REMINDED, reason=f"Version {version.number}: {names}")
    notify(waiting, "policies/email/to_read.txt", {"version": version, "policy": policy})
    return waiting


@transaction.atomic
def remind_of_reading(version_id: int, *, by: User | System, today: date) -> int:
    """The reminder that the clock makes, once for each version and step, if the council has chosen any.

    Gives how many people were told. Which were made stands on the policy's record, read under the lock of its row.
    """
    if not can_remind_by_clock(by):
        raise NotYours("Only the software reminds by the clock.")
    version = PolicyVersion.objects.current(today).defer("text").get(pk=version_id)
    policy, rules = Policy.objects.select_for_update().get(pk=version.policy_id), rules_in_force()
    step = reminder_step(rules, _days_in_force(version, today)) if rules else None
    waiting = list(not_yet(version)) if step else []
    made = f"Version {version.number}, {step} days after it took effect"
    if not waiting or policy.history.filter(act=REMINDED_BY_CLOCK, history_change_reason=made).exists():
        return 0
    record(policy, by=by, act=REMINDED_BY_CLOCK, reason=made)
    notify(waiting, "policies/email/to_read.txt", {"version": version, "policy": policy})
    return len(waiting)


def _days_in_force(version: PolicyVersion, day: date) -> int:
    return (day - version.effective_from).days if version.effective_from else 0
