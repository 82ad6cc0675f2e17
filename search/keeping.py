"""The database keeps each index itself: triggers on the tables that its words come from.

They are made after `migrate` and taken away before it changes anything. SQLite drops the triggers of a table that it
rebuilds, and rebuilds no table that another one's trigger mentions; PostgreSQL changes no column that a trigger names.
An index is built anew unless all its triggers are there, under names that say what they do.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.apps import apps as all_apps
from django.apps.registry import Apps
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction

from search.databases import column, dialect_of, run
from search.dialects import Dialect, Trigger
from search.indexes import Index, Source, declared

AT_ONCE = 5_000
"""So many rows are taken in between two words about the progress."""

LOWEST_KEY = -(2**63)

Told = Callable[[int], None]
"""Hears how many rows have been taken in so far."""


def lift_before(using: str, plan: list[Any], **kwargs: Any) -> None:
    """A receiver of pre_migrate. Sent for each app: after the first there is nothing left to lift."""
    if plan:
        lift(using)


def install_after(app_config: AppConfig, using: str, apps: Apps = all_apps, **kwargs: Any) -> None:
    """A receiver of post_migrate: keeps the indexes of this app."""
    for index in declared():
        if index.app_label == app_config.label:
            install(index, using, apps)


def install(index: Index, using: str, apps: Apps = all_apps) -> None:
    """Builds the index where it is not kept. One whose columns are yet to come waits for their migration."""
    try:
        source = index.source(apps)
    except (LookupError, FieldDoesNotExist):
        return
    if not is_kept(index, source, using):
        build(index, source, using)


def lift(using: str) -> None:
    """Takes away all triggers of search, those of an index that is no longer declared too."""
    dialect = dialect_of(using)
    run(using, [dialect.drop_trigger(name) for name in column(using, dialect.own_triggers)])


def is_kept(index: Index, source: Source, using: str) -> bool:
    """Are its table and its triggers there, as they are declared today?"""
    dialect = dialect_of(using)
    needed = {index.table, *(trigger.name for trigger in triggers(index, source, dialect))}
    return needed <= set(column(using, dialect.names))


def build(index: Index, source: Source, using: str, told: Told = lambda number: None) -> None:
    """In one transaction. Whoever writes to the tables of its words waits until it is done."""
    dialect = dialect_of(using)
    with transaction.atomic(using=using):
        present = column(using, dialect.own_triggers)
        run(using, [dialect.drop_trigger(name) for name in present if name.startswith(f"{index.table}_")])
        run(using, dialect.make_table(index.table))
        run(using, [made for trigger in triggers(index, source, dialect) for made in dialect.make_trigger(trigger)])
        _fill(index, source, using, told)
        run(using, dialect.settle(index.table))


def triggers(index: Index, source: Source, dialect: Dialect) -> list[Trigger]:
    """What keeps the index. Each name holds a mark that changes with anything in the index's declaration or SQL."""
    found = _triggers(index, source, dialect)
    said = [*dialect.make_table(index.table), *map(repr, found), *dialect.settle(index.table)]
    mark = hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]
    return [replace(trigger, name=f"{index.table}_{mark}_{trigger.name}") for trigger in found]


def _triggers(index: Index, source: Source, dialect: Dialect) -> list[Trigger]:
    put, forget = partial(dialect.put, index.table, source), partial(dialect.forget, index.table)
    owners = f"SELECT {source.owner_key} FROM {source.owner} WHERE {source.link} = NEW.{source.texts_key}"  # noqa: S608
    of_text = [forget(dialect.those(owners)), put(f"texts.{source.texts_key} = NEW.{source.texts_key}")]
    found = [
        Trigger("written", "INSERT", source.texts, of_text),
        _changed("changed", source.texts, [source.title, source.body], of_text, dialect),
        Trigger("deleted", "DELETE", source.owner, [forget(f"= OLD.{source.owner_key}")]),
    ]
    if source.is_apart:
        of_owner = [forget(f"= NEW.{source.owner_key}"), put(f"owner.{source.owner_key} = NEW.{source.owner_key}")]
        found.append(Trigger("made", "INSERT", source.owner, of_owner))
        found.append(_changed("turned", source.owner, [source.link], of_owner, dialect))
    if dialect.truncates:
        found.append(Trigger("emptied", "TRUNCATE", source.owner, [forget("IS NOT NULL")]))
    return found


def _changed(name: str, table: str, columns: list[str], statements: list[str], dialect: Dialect) -> Trigger:
    """Every save names all columns of its row; only one that is another than before is a change."""
    condition = " OR ".join(f"OLD.{column} {dialect.differs} NEW.{column}" for column in columns)
    return Trigger(name, f"UPDATE OF {', '.join(columns)}", table, statements, condition)


def _fill(index: Index, source: Source, using: str, told: Told) -> None:
    key, dialect, last, done = source.owner_key, dialect_of(using), LOWEST_KEY, 0
    further = f"SELECT {key} FROM {source.owner} WHERE {key} > %s ORDER BY {key} LIMIT %s"  # noqa: S608 - our names
    while keys := column(using, further, [last, AT_ONCE]):
        last, done = keys[-1], done + len(keys)
        run(using, [dialect.put(index.table, source, f"owner.{key} BETWEEN {keys[0]} AND {last}")])
        told(done)
