"""Runs what the dialects say, on the database that Django calls `using`. The only place of SQL in this package."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections

from search.dialects import Dialect
from search.postgresql import Postgresql
from search.sqlite import Sqlite

DIALECTS: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": Postgresql()}


def dialect_of(using: str) -> Dialect:
    return DIALECTS[connections[using].vendor]


def run(using: str, statements: Iterable[str]) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rows(using: str, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()


def column(using: str, statement: str, values: Sequence[Any] = ()) -> list[Any]:
    """The first of the columns."""
    return [row[0] for row in rows(using, statement, values)]
