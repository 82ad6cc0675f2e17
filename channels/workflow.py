"""The only writer of deliveries: one function an act. Each is one transaction with the row locked, the permission
asked, the move taken from the table of `channels.life`, and the act recorded. No function changes a payload.

Every function raises NotYours, NotNow or BadInput (accounts.refusals), in words for the person, and then nothing has
changed. Hours are aware datetimes.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.history import System, record
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours
from channels import permissions, wording
from channels.in_use import Outlet
from channels.life import LIFE, Act, State, Task
from channels.models import Delivery
from channels.payload import Payload
from policies.standing import standing_of

GRACE = timedelta(minutes=2)
"""How far an hour may lie ahead when the form arrives: clocks differ."""

Permission = Callable[[Any, Delivery], bool]

is_web_address = URLValidator(schemes=["http", "https"])


# -------------------------------------------------------------------------------------------- the software
@transaction.atomic(savepoint=False)  # part of the publication, which happens with it or not at all
def prepare(
    outlet: Outlet,
    task: Task,
    payload: Payload,
    *,
    by: User | System,
    follows: Delivery | None = None,
    due_at: datetime | None = None,
) -> Delivery:
    """Something new to do on a channel, from `due_at` or now. Only SYSTEM may, in the transaction that publishes.

    What puts right or takes down `follows` a delivery that is done; the caller drops one that still waits.
    """
    if not permissions.can_prepare(by):
        raise NotYours("Only the software hands over to the channels, once something is approved and out.")
    if follows is not None:
        _require_out(follows)
    now = timezone.now()
    delivery = Delivery(
        kind=outlet.kind.value,
        outlet=outlet.key,
        name=outlet.name,
        host=outlet.host,
        task=task,
        payload=payload.document(),
        since=now,
        made_at=now,
        due_at=due_at or now,
        follows=follows,
    )
    record(delivery, by=by, act="made ready")
    return delivery


# --------------------------------------------------------------------------------- whoever uses the accounts
@transaction.atomic
def finish(
    delivery_id: int, *, by: User, address: str = "", when: datetime | None = None, remark: str = ""
) -> Delivery:
    """Notes that it is done: by whom, when (now, where nothing is said) and at which address it can be seen."""
    by, delivery = present(by), _locked(delivery_id)
    _require(Act.FINISH, permissions.can_finish, by, delivery)
    now = timezone.now()
    delivery.done_by, delivery.done_at = by, _hour(when or now, delivery, now)
    delivery.address = _web_address(address)
    return _move(delivery, Act.FINISH, by=by, act=wording.DID[Task(delivery.task)], reason=remark.strip(), now=now)


@transaction.atomic
def reopen(delivery_id: int, *, by: User, reason: str) -> Delivery:
    """Takes back that it was done: it waits again. What was noted stays on the record."""
    by, delivery = present(by), _locked(delivery_id)
    _require(Act.REOPEN, permissions.can_reopen, by, delivery)
    _require_reason(reason, "Say why it is to be done again: the reason is kept on the record.")
    delivery.done_by, delivery.done_at, delivery.address = None, None, ""
    return _move(delivery, Act.REOPEN, by=by, act="reopened", reason=reason.strip(), now=timezone.now())


@transaction.atomic
def drop(delivery_id: int, *, by: User | System, reason: str) -> Delivery:
    """Gives up what cannot be done, or what something else replaces. It does not come back."""
    by, delivery = present(by), _locked(delivery_id)
    _require(Act.DROP, permissions.can_drop, by, delivery)
    _require_reason(reason, "Say why it will not be done: the reason is kept on the record.")
    return _move(delivery, Act.DROP, by=by, act="dropped", reason=reason.strip(), now=timezone.now())


# ------------------------------------------------------------------------------------------------- helpers
def _locked(delivery_id: int) -> Delivery:
    delivery = Delivery.objects.select_for_update(of=("self",)).whole().filter(pk=delivery_id).first()
    if delivery is None:
        raise NotNow("There is no such delivery.")
    return delivery


def _require(act: Act, permission: Permission, by: User | System, delivery: Delivery) -> None:
    if permission(by, delivery):
        return
    if isinstance(by, System) or permissions.operates(by, delivery):
        raise NotNow(wording.not_now(act, delivery))
    raise NotYours(*wording.not_yours(standing_of(by).rules))


def _require_out(follows: Delivery) -> None:
    stands = _locked(follows.pk)
    if stands.state != State.DONE:
        raise NotNow(f"“{stands}” is not out, so there is nothing to change on the channel.")
    if stands.followers.filter(state=State.WAITING).exists():
        raise NotNow(f"Another change of “{stands}” still waits to be done.")


def _require_reason(reason: str, message: str) -> None:
    if not reason.strip():
        raise BadInput("reason", message)


def _hour(when: datetime, delivery: Delivery, now: datetime) -> datetime:
    if when > now + GRACE:
        raise BadInput("when", "That hour is still to come. Give the hour it was done, or none if it was just now.")
    if when < delivery.made_at.replace(second=0, microsecond=0):
        raise BadInput("when", "That was before it was approved. Give a later hour, or none if it was just now.")
    return when


def _web_address(typed: str) -> str:
    """The address as it was pasted back, with https:// where a telephone left it out."""
    address = typed.strip()
    if not address:
        return ""
    if "://" not in address:
        address = f"https://{address}"
    try:
        is_web_address(address)
    except ValidationError as error:
        raise BadInput("address", "Paste the whole address of the page, such as https://www.facebook.com/…") from error
    return address


def _move(delivery: Delivery, move: Act, *, by: User | System, act: str, reason: str, now: datetime) -> Delivery:
    delivery.state, delivery.since = LIFE.after(delivery.state, move), now
    record(delivery, by=by, act=act, reason=reason)
    return delivery
