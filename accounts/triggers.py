"""Database triggers that refuse to change or delete what is on the record.

They are made after every `migrate`, not in a migration: SQLite drops a table's triggers when it rebuilds the table.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models

from accounts.history import Act, Immutable

MESSAGE = "the record cannot be changed"

POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{message}'; END $$;
DROP TRIGGER IF EXISTS {table}_kept ON {table};
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_kept_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""


def kept_models() -> Iterator[type[models.Model]]:
    """The history models and the models that are written once."""
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, Act | Immutable):
            yield model


def install(using: str, **kwargs: Any) -> None:
    """Makes the triggers on the tables that exist (a receiver of post_migrate)."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in kept_models()):
            if table in present:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def lift(using: str = "default") -> None:
    """Takes the triggers away. Only tests that flush the database need this."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in kept_models()):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_kept ON {table}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_kept_update")
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_kept_delete")


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [POSTGRESQL.format(table=table, message=MESSAGE)]
    return [SQLITE.format(table=table, act=act, message=MESSAGE) for act in ("update", "delete")]
