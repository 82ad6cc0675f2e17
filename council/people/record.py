"""What one person did, over all that is on the record, page by page; and what became of one thing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import BadRequest
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from accounts import cursor
from accounts.history import Act, Historied
from accounts.models import User

COLUMNS = (
    "history_date",
    "label",
    "history_id",
    "thing",
    "act",
    "office",
    "policy_version",
    "history_change_reason",
)
Key = tuple[datetime, str, int]


@dataclass(frozen=True)
class Deed:
    """One act. `label` and `thing` are the model and the key of what was acted on."""

    at: datetime
    label: str
    row: int
    thing: str
    act: str
    office: str
    policy_version: int | None
    reason: str

    @property
    def word(self) -> str:
        """Where this stands in the list, for the address of the page that follows."""
        return f"{cursor.write(self.at, self.row)}-{self.label}"


@dataclass(frozen=True)
class Change:
    """One row of a thing's record, with the names of what it changed."""

    row: Any
    names: str


def read_word(word: str) -> Key | None:
    """The key in `word`; None for an empty word. Raises BadRequest for anything else."""
    if not word:
        return None
    place, _, label = word.rpartition("-")
    key = cursor.read(place)
    if key is None:
        raise BadRequest("The address of this page of the list is not complete.")
    return key[0], label, key[1]


def changes_of(thing: Historied, most: int) -> list[Change]:
    """The newest rows of the thing's record, each with what differs from the row before it."""
    rows = list(thing.history.order_by("-history_date", "-history_id")[: most + 1])
    before = [*rows[1:], None]
    return [Change(row, _difference(thing, row, other)) for row, other in zip(rows, before, strict=True)][:most]


def deeds(person: User, before: Key | None, most: int) -> list[Deed]:
    """What the person did, one statement for however many tables: each gives its newest few, by its index."""
    tables = [_newest(history, person, before, most) for history in histories()]
    rows: QuerySet[Any] = tables[0].union(*tables[1:], all=True)
    return [Deed(*row) for row in rows.order_by("-history_date", "-label", "-history_id")[:most]]


def histories() -> list[type[Act]]:
    """The tables of the record whose acts may be counted up by person."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Act) and not model.instance_type.is_confidential  # type: ignore[attr-defined]
    ]


def keys_of(history: type[Act], person: User, before: Key | None, most: int) -> QuerySet[Act]:
    """The keys of the person's newest rows of one table."""
    rows = history.objects.filter(_older(label_of(history), before), history_user=person)  # type: ignore[attr-defined]
    return rows.order_by("-history_date", "-history_id").values("history_id")[:most]


def label_of(history: type[Act]) -> str:
    return str(history.instance_type._meta.label_lower)  # type: ignore[attr-defined]


def _newest(history: type[Act], person: User, before: Key | None, most: int) -> QuerySet[Act]:
    # By key and without order, since SQLite takes neither LIMIT nor ORDER BY in a part of a UNION.
    rows = history.objects.filter(history_id__in=keys_of(history, person, before, most)).order_by()  # type: ignore[attr-defined]
    thing = Cast(F(history.instance_type._meta.pk.attname), CharField())  # type: ignore[attr-defined]
    return rows.annotate(label=Value(label_of(history), CharField()), thing=thing).values_list(*COLUMNS)


def _older(label: str, before: Key | None) -> Q:
    """Those behind the last one seen. Of two at the same moment, the later in the alphabet stands first."""
    if before is None:
        return Q()
    moment, last, row = before
    if label > last:
        return Q(history_date__lt=moment)
    if label < last:
        return Q(history_date__lte=moment)
    return Q(history_date__lte=moment) & (Q(history_date__lt=moment) | Q(history_id__lt=row))


def _difference(thing: Historied, row: Any, other: Any) -> str:
    if other is None:
        return ""
    fields = thing._meta.concrete_fields
    return ", ".join(
        str(field.verbose_name) for field in fields if getattr(row, field.attname) != getattr(other, field.attname)
    )
