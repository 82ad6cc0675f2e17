"""The record of acts: each change is saved together with who did it, in what office, why, and under which policy.

`record()` is the only save of a `Recorded` object. Rows that are written once and never change are `Immutable`.
The database refuses to change or delete rows of either kind (see `accounts.triggers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.dispatch import receiver
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from accounts.refusals import BadInput


class System:
    """The software itself, acting by the clock: it publishes what is due, and founds an installation."""

    pk = None
    name = "Moothall"

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM = System()


class UnrecordedWrite(TypeError):
    """A recorded object was saved or deleted without `record()`."""


class Stale(Exception):
    """The row is no longer as it was when the act was decided on."""


@dataclass(frozen=True)
class Standing:
    """In what office somebody acts, and under which version of the policy (None before the first)."""

    office: str
    policy_version: int | None


class Act(models.Model):
    """What every row of the record says beside the columns of the thing itself."""

    act = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    policy_version = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True


class Records(HistoricalRecords):
    """History tables with an index that finds what one person did, the newest first."""

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        options = super().get_meta_options(model)
        by_actor = models.Index(fields=["history_user", "-history_date", "-history_id"])
        return {**options, "indexes": (*options.get("indexes", ()), by_actor)}


class Historied(models.Model):
    """Has a record of acts, and keeps Django's own save (the user model and grants)."""

    is_confidential: ClassVar[bool] = False
    """Whether acts on it stay off the list of what a person did: on that list, their mere number would tell."""

    history = Records(
        inherit=True,
        bases=[Act],
        history_id_field=models.BigAutoField(),
        history_change_reason_field=models.TextField(blank=True),
        excluded_fields=["password", "last_login", "told_on"],
        user_db_constraint=False,
    )

    class Meta:
        abstract = True


Model = TypeVar("Model", bound=models.Model)


class GuardedQuerySet(models.QuerySet[Model]):
    """Reads as ever; refuses every write that would leave no record."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UnrecordedWrite(f"{self.model.__name__} changes only through accounts.history.record().")

    update = bulk_create = bulk_update = delete = _refuse
    update.alters_data = bulk_create.alters_data = delete.alters_data = True  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Frozen:
    """Once `field` has this value, these fields no longer change, and no row of the model is ever deleted."""

    field: str
    value: str
    fields: tuple[str, ...]


class Recorded(Historied):
    """Changes only by an act, through `record()`."""

    frozen_once: ClassVar[Frozen | None] = None
    """The database itself refuses what this rules out; see `accounts.triggers`."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise UnrecordedWrite(f"{type(self).__name__} is saved only by accounts.history.record().")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UnrecordedWrite(f"{type(self).__name__} is never deleted.")


class Immutable(models.Model):
    """Written once, by `keep()`; never changed or deleted."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise UnrecordedWrite(f"{type(self).__name__} is written once, by keep().")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UnrecordedWrite(f"{type(self).__name__} is never deleted.")

    def keep(self) -> Self:
        """Inserts this row, inside the transaction of the act that it belongs to. BadInput as `record` raises it."""
        _demand_transaction()
        check_values(self)
        super().save(force_insert=True)
        return self

    @classmethod
    def keep_all(cls, rows: Iterable[Self]) -> list[Self]:
        """Inserts these rows at once, inside the transaction of the act that they belong to."""
        _demand_transaction()
        return models.QuerySet(cls).bulk_create(rows)  # type: ignore[arg-type]


def record(obj: Historied, *, by: Any, act: str, reason: str = "", expecting: dict[str, Any] | None = None) -> None:
    """Saves `obj` with its row of the record, inside the caller's transaction.

    `by` is a user or SYSTEM. With `expecting` the save is one conditional UPDATE, done only while the stored row
    still has those values; otherwise Stale is raised and nothing is written. BadInput names a value that its field
    cannot take.
    """
    _demand_transaction()
    check_values(obj)
    mark(obj, by=by, act=act, reason=reason)
    if expecting is None:
        models.Model.save(obj)
        return
    columns = {f.attname: getattr(obj, f.attname) for f in obj._meta.concrete_fields if not f.primary_key}
    if not models.QuerySet(type(obj)).filter(pk=obj.pk, **expecting).update(**columns):
        raise Stale(f"{obj} has changed meanwhile.")
    models.signals.post_save.send(type(obj), instance=obj, created=False)


def check_values(obj: models.Model) -> None:
    """BadInput, naming the field, where a value is too long, missing or not one of its choices. Asks no database."""
    relations = {field.name for field in obj._meta.concrete_fields if field.is_relation}
    try:
        obj.clean_fields(exclude=relations)
    except ValidationError as error:
        name, problems = next(iter(error.message_dict.items()))
        label = capfirst(next(field.verbose_name for field in obj._meta.fields if field.name == name))
        raise BadInput(name, f"{label}: {problems[0]}") from error


def mark(obj: Historied, *, by: Any, act: str, reason: str = "") -> None:
    """Says who does what to `obj` in the save or deletion that follows at once."""
    standing: Standing = import_string(settings.RECORD_STANDING)(by)
    obj._history_user = None if by is SYSTEM else by  # type: ignore[attr-defined]
    obj._change_reason = reason  # type: ignore[attr-defined]
    obj._said = {  # type: ignore[attr-defined]
        "act": act,
        "actor_name": by.name,
        "office": standing.office,
        "policy_version": standing.policy_version,
    }


@receiver(pre_create_historical_record)
def describe_act(instance: Any, history_instance: Any, **kwargs: Any) -> None:
    """Copies what `mark` said into the history row. A save of sign-in software has said nothing."""
    # Taken away at once, so that a later save cannot pass under this act.
    said = instance.__dict__.pop("_said", {"act": "sign-in changed", "actor_name": str(instance)})
    for column, value in said.items():
        setattr(history_instance, column, value)
    history_instance.history_change_reason = history_instance.history_change_reason or ""
    for name in ("_history_user", "_change_reason"):
        instance.__dict__.pop(name, None)


def _demand_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An act and its record are written in one transaction.")
