"""The triggers that keep the record: there after every `migrate`, and gone only while they are lifted."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from accounts import triggers
from policies.models import Acknowledgement
from tests import making

pytestmark = pytest.mark.each_database

KEPT = sorted(model._meta.db_table for model in triggers.kept_models())


def tables_with_triggers() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT DISTINCT event_object_table FROM information_schema.triggers"
                " WHERE action_statement LIKE '%refuse_change%'"
            )
        else:
            cursor.execute(
                "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE tbl_name || '_kept_%'"
            )
        return sorted(row[0] for row in cursor.fetchall())


def take_away(rows: "models.QuerySet[Acknowledgement]") -> None:
    with transaction.atomic():
        models.QuerySet(rows.model).all()._raw_delete(connection.alias)


@pytest.mark.django_db
def test_every_kept_table_has_its_triggers() -> None:
    assert tables_with_triggers() == KEPT


def test_lifted_they_let_go_and_installed_they_hold_again(cast: making.Cast) -> None:
    making.read_by(cast.clerk, cast.deputy)
    connection.check_constraints()  # PostgreSQL takes no trigger away while checks are still to come
    triggers.lift()
    assert tables_with_triggers() == []
    models.QuerySet(Acknowledgement).filter(user=cast.deputy).update(given_at=Acknowledgement.objects.first().given_at)
    triggers.install("default")
    with pytest.raises(DatabaseError, match="the record cannot be changed"):
        take_away(Acknowledgement.objects.all())
    assert Acknowledgement.objects.count() == 2


@pytest.mark.django_db
def test_a_second_migrate_changes_nothing() -> None:
    call_command("migrate", verbosity=0)
    assert tables_with_triggers() == KEPT
