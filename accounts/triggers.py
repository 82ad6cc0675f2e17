"""Database triggers that refuse to change or delete what is on the record.

They are made after every `migrate`, not in a migration: SQLite drops a table's triggers when it rebuilds the table.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models

from accounts.history import Act, Immutable, Recorded

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


# INSERT OR REPLACE deletes the row that is in its way, and SQLite fires no DELETE trigger for that.
SQLITE_REPLACED = """
CREATE TRIGGER IF NOT EXISTS {table}_kept_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""


# A row that may change until it is frozen.
POSTGRESQL_FROZEN = """
CREATE OR REPLACE FUNCTION refuse_thaw() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{message}'; END $$;
DROP TRIGGER IF EXISTS {table}_frozen ON {table};
CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({thaws})
EXECUTE FUNCTION refuse_thaw();
DROP TRIGGER IF EXISTS {table}_frozen_delete ON {table};
CREATE TRIGGER {table}_frozen_delete BEFORE DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_thaw();
"""

SQLITE_FROZEN = """
CREATE TRIGGER IF NOT EXISTS {table}_frozen_update BEFORE UPDATE ON {table} WHEN {thaws}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
SQLITE_FROZEN_DELETE = """
CREATE TRIGGER IF NOT EXISTS {table}_frozen_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
SQLITE_FROZEN_REPLACED = SQLITE_REPLACED.replace("_kept_", "_frozen_")


def kept_models() -> Iterator[type[models.Model]]:
    """The history models and the models that are written once."""
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, Act | Immutable):
            yield model


def frozen_models() -> Iterator[type[Recorded]]:
    """The models of which a row no longer changes from some state on."""
    for model in apps.get_models():
        if issubclass(model, Recorded) and model.frozen_once:
            yield model


def install(using: str, **kwargs: Any) -> None:
    """Makes the triggers on the tables that exist (a receiver of post_migrate)."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in sorted(kept_models(), key=lambda model: model._meta.db_table):
            if model._meta.db_table in present:
                for statement in _statements(connection.vendor, model):
                    cursor.execute(statement)
        for frozen in frozen_models():
            if frozen._meta.db_table in present:
                for statement in _statements_of_frozen(connection.vendor, frozen):
                    cursor.execute(statement)


def lift(using: str = "default") -> None:
    """Takes the triggers away. Only tests that flush the database need this."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in kept_models()):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_kept ON {table}")
            else:
                for act in ("update", "delete", "replace"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_kept_{act}")
        for table in (model._meta.db_table for model in frozen_models()):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}")
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen_delete ON {table}")
            else:
                for act in ("update", "delete", "replace"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen_{act}")


def _statements(vendor: str, model: type[models.Model]) -> list[str]:
    table = model._meta.db_table
    if vendor == "postgresql":
        return [POSTGRESQL.format(table=table, message=MESSAGE)]
    refused = [SQLITE.format(table=table, act=act, message=MESSAGE) for act in ("update", "delete")]
    return [*refused, SQLITE_REPLACED.format(table=table, same=_same_key(model), message=MESSAGE)]


def _statements_of_frozen(vendor: str, model: type[Recorded]) -> list[str]:
    words = {"table": model._meta.db_table, "message": MESSAGE, "thaws": _thaws(vendor, model)}
    if vendor == "postgresql":
        return [POSTGRESQL_FROZEN.format(**words)]
    replaced = SQLITE_FROZEN_REPLACED.format(same=_same_key(model), **words)
    return [SQLITE_FROZEN.format(**words), SQLITE_FROZEN_DELETE.format(**words), replaced]


def _thaws(vendor: str, model: type[Recorded]) -> str:
    """The condition that an update changes what is frozen."""
    frozen = model.frozen_once
    assert frozen  # noqa: S101 - only models that have one come here
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    columns = [model._meta.get_field(name).column for name in (model._meta.pk.name, *frozen.fields)]  # type: ignore[union-attr]
    changes = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)
    return f"OLD.\"{frozen.field}\" = '{frozen.value}' AND ({changes})"


def _same_key(model: type[models.Model]) -> str:
    """The condition that a stored row has one of its keys in common with the row that comes."""
    options = model._meta
    keys = [[field.column] for field in options.concrete_fields if field.unique]
    keys += [[options.get_field(name).column for name in rule.fields] for rule in options.total_unique_constraints]  # type: ignore[union-attr]
    return " OR ".join(" AND ".join(f'"{column}" = NEW."{column}"' for column in key) for key in keys)
