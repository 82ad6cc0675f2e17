"""What the database holds, so that a test can say: nothing has changed."""

from functools import cache

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models

from council.models import Edition
from posts.models import WorkingCopy

Rows = list[tuple[str, str]]
"""Of each row the name of its table, and all that stands in it."""


def everything() -> Rows:
    """Every row of every table, but for the sessions, which a mere visit changes, what is typed and not saved, and the
    edition: PostgreSQL notes at the end of a transaction that something in it may have changed."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor))
        return sorted(cursor.fetchall())


@cache
def _statement(vendor: str) -> str:
    """One for all tables: through Django's models, each of them would take longer than many a test."""
    tables = [
        model._meta
        for model in apps.get_models(include_auto_created=True)
        if model not in (Edition, Session, WorkingCopy) and model._meta.managed
    ]
    return " UNION ALL ".join(
        f"SELECT '{table.db_table}', {_row(table, vendor)} FROM {table.db_table} AS stored"  # noqa: S608
        for table in tables
    )


def _row(table: "models.options.Options[models.Model]", vendor: str) -> str:
    if vendor == "postgresql":
        return "stored::text"
    return " || ',' || ".join(f'quote("{field.column}")' for field in table.concrete_fields)
