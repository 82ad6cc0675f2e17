"""What the product's own acts have written once in a run, put back as rows when a test asks for the same again.

A council and the standing cast are what most tests begin with. Their acts take many times as long as their rows.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from time_machine import escape_hatch

from accounts.clock import today

Models = Sequence[type[Model]]
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')

_kept: dict[Hashable, list[list[Model]]] = {}


def made_once(make: Callable[[], object], models: Models, *key: Hashable) -> None:
    """Makes it, or puts back the rows that `make` wrote for the same key on the same day.

    It is made where the clock has been moved, and where something stands in one of the tables. `make` may write into
    the tables of `models` and no others; else AssertionError.
    """
    if escape_hatch.is_travelling() or _anything_stands(models):
        make()
        return
    key = (*key, today(), make.__name__)
    if key in _kept:
        for rows in _kept[key]:
            QuerySet(type(rows[0])).bulk_create(rows)
        _pass_their_keys(_kept[key])
    else:
        _kept[key] = _made(make, models)


def with_history(*models: type[Model]) -> Models:
    return [one for model in models for one in (model, model.history.model)]


def _anything_stands(models: Models) -> bool:
    asked = " OR ".join(f"EXISTS (SELECT 1 FROM {model._meta.db_table})" for model in models)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return bool(cursor.fetchone()[0])


def _pass_their_keys(kept: list[list[Model]]) -> None:
    """PostgreSQL counts keys apart from the rows: the next one comes after those that were put back."""
    if connection.vendor != "postgresql":
        return
    counted = [rows for rows in kept if isinstance(rows[0].pk, int)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(its, greatest(highest, pg_sequence_last_value(its)))"
            " FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS put (name, key, highest),"
            " LATERAL (SELECT pg_get_serial_sequence(name, key)::regclass AS its) AS found WHERE its IS NOT NULL",
            [
                [rows[0]._meta.db_table for rows in counted],
                [rows[0]._meta.pk.column for rows in counted],
                [max(row.pk for row in rows) for rows in counted],
            ],
        )


def _made(make: Callable[[], object], models: Models) -> list[list[Model]]:
    written: set[str] = set()

    def noted(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        written.update(WRITES.findall(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        make()
    assert written <= {model._meta.db_table for model in models}
    return [rows for model in models if (rows := list(QuerySet(model)))]
