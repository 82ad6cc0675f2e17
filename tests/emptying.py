"""How the database is emptied after a test that commits. Django deletes all and then does what follows a migration.

On PostgreSQL that takes most of a second, and a hundred tests commit. What a migration has made there stays, and
everything else goes at once, past the triggers that keep the record.
"""

from django.db import connections, transaction
from django.test import TransactionTestCase

STAYS = ("auth_permission", "django_content_type", "django_migrations")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ALL(%s)"
PAST_TRIGGERS = "SET LOCAL session_replication_role = replica"

_slowly = TransactionTestCase._fixture_teardown


def empty(case: TransactionTestCase) -> None:
    """In the place of what Django does after each test in which transactions end."""
    if connections["default"].vendor != "postgresql":
        _slowly(case)
        return
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(TABLES, [list(STAYS)])
        deletions = [f'DELETE FROM "{table}"' for (table,) in cursor.fetchall()]  # noqa: S608 - tables of ours
        cursor.execute("; ".join([PAST_TRIGGERS, *deletions]))
