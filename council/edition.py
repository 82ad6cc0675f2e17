"""Says whether anything has changed that public pages are made of: each change gives them a new edition.

Triggers note it, so that no act, command or SQL by hand can forget to. They are made after `migrate` and lifted before
it, as PostgreSQL changes no table with a trigger that is still to run.
"""

from typing import Any

from django.apps import apps
from django.db import connections

from council.models import Edition

MADE_OF = [
    "accounts.Appointment",
    "accounts.Committee",
    "accounts.CommitteeMembership",
    "accounts.Council",
    "accounts.Matter",
    "accounts.Meeting",
    "accounts.User",
    "policies.Policy",
    "policies.PolicyVersion",
    "policies.Review",
    "posts.AllowedKind",
    "posts.Post",
    "website_groups.Group",
    "website_groups.Item",
    "website_groups.Occurrence",
]
"""The models of which the pages in `council.caching.KEPT` show something, but for what is written once."""

# At the end of the transaction: who notes a change holds the row of the edition, and nobody shall wait for it longer.
POSTGRESQL = """
CREATE CONSTRAINT TRIGGER {table}_edition AFTER INSERT OR UPDATE OR DELETE ON {table}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION council_new_edition()
"""
# Once in a transaction: one that changes a million rows would find its way to the last of a million editions each time.
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION council_new_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('moothall.edition_of', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    PERFORM set_config('moothall.edition_of', pg_current_xact_id()::text, true);
    INSERT INTO council_edition (id, stamp) VALUES (1, gen_random_uuid()::text)
    ON CONFLICT (id) DO UPDATE SET stamp = EXCLUDED.stamp;
  END IF;
  RETURN NULL;
END $$
"""
SQLITE = """
CREATE TRIGGER {table}_edition_{event} AFTER {event} ON {table}
BEGIN
  INSERT INTO council_edition (id, stamp) VALUES (1, hex(randomblob(16)))
  ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp;
END
"""
EVENTS = ("insert", "update", "delete")


def stamp() -> str:
    """The mark of the present edition, never given twice; "" where there is none yet."""
    return Edition.objects.values_list("stamp", flat=True).first() or ""


def install(using: str, **kwargs: Any) -> None:
    """A receiver of post_migrate: makes the triggers on the tables that exist."""
    lift(using)
    present = _present(using)
    if Edition._meta.db_table not in present:
        return
    is_postgresql = connections[using].vendor == "postgresql"
    with connections[using].cursor() as cursor:
        if is_postgresql:
            cursor.execute(POSTGRESQL_FUNCTION)
        for table in _tables() & present:
            for made in [POSTGRESQL] if is_postgresql else [SQLITE.replace("{event}", event) for event in EVENTS]:
                cursor.execute(made.format(table=table))


def lift(using: str, **kwargs: Any) -> None:
    """A receiver of pre_migrate: takes the triggers away."""
    present = _present(using)
    with connections[using].cursor() as cursor:
        for table in _tables() & present:
            if connections[using].vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_edition ON {table}")
            else:
                for event in EVENTS:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_edition_{event}")


def _tables() -> set[str]:
    return {apps.get_model(label)._meta.db_table for label in MADE_OF}


def _present(using: str) -> set[str]:
    return set(connections[using].introspection.table_names())
