"""The only writer of policy versions and acknowledgements."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.history import System, record
from accounts.models import User
from accounts.refusals import NotYours
from policies.models import Acknowledgement, PolicyVersion
from policies.permissions import can_acknowledge, can_adopt
from policies.rules import Rules


@transaction.atomic
def adopt(
    *,
    by: User | System,
    title: str,
    text: str,
    rules: Rules,
    adopted_on: date,
    effective_from: date | None = None,
    source: str = "",
    minute_reference: str = "",
) -> PolicyVersion:
    """Puts the next version on the books, in force from midnight at the start of `effective_from` (or adoption)."""
    if not can_adopt(by):
        raise NotYours("A policy is adopted by the Council.")
    newest = PolicyVersion.objects.order_by("-number").first()
    version = PolicyVersion(
        number=newest.number + 1 if newest else 1,
        title=title,
        text=text,
        rules_text=rules.model_dump_json(exclude_none=True),
        source=source,
        adopted_on=adopted_on,
        effective_from=effective_from or adopted_on,
        minute_reference=minute_reference,
    )
    record(version, by=by, act="adopted", reason=minute_reference)
    return version


@transaction.atomic
def acknowledge(version: PolicyVersion, *, by: User) -> Acknowledgement:
    """`by` says that they have read and understood `version` (read-and-understood)."""
    by, locked = present(by), PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if not can_acknowledge(by, locked):
        raise NotYours("You have already acknowledged this version, or hold no office today.")
    return Acknowledgement(user=by, version=locked, given_at=timezone.now()).keep()
