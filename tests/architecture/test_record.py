"""An act without its record cannot happen: where the record cannot be written, the act is undone as a whole.

The acts are found, not listed: a new one without a recipe in `recipes.py` fails here.
"""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import grants
from accounts.triggers import kept_models
from tests import stored
from tests.architecture import ours
from tests.architecture.recipes import RECIPES

NOT_BY_A_PERSON = {
    "email_log.workflow.put_on_record": "the mail belongs to the act that sends it, and names nobody",
    "email_log.workflow.send": "a row of a queue, which is no part of the record",
    "accounts.workflow.keep_notices": "rows of a queue; the notice belongs to the act that it tells of",
    "website_groups.workflow.join": "who joins has no sign-in before, and is named by the record that is made",
    "website_groups.workflow.report": "anybody of the public may say that something is wrong, and gives no name",
}
OF_QUEUES = {"email_log.workflow.send", "accounts.workflow.keep_notices"}
OF_WORKING_COPIES = {
    "posts.workflow.keep_copy",
    "posts.workflow.drop_copy",
    "website_groups.workflow.write",
    "website_groups.workflow.discard",
    "website_groups.workflow.take_back",
}
WORKED_OUT = {"website_groups.workflow.work_out_again"}
OFF_THE_RECORD = OF_QUEUES | OF_WORKING_COPIES | WORKED_OUT
"""They write nothing that is on the record."""

SQLITE = "CREATE TRIGGER is_full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'the record is full'); END"
POSTGRESQL = """
CREATE OR REPLACE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the record is full'; END $$;
CREATE TRIGGER is_full BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION is_full();
"""


def writers() -> dict[str, Callable[..., Any]]:
    """The public functions of every workflow, and those that write grants."""
    found = {f"accounts.grants.{function.__name__}": function for function in (grants.give, grants.withdraw)}
    for label in ours.labels():
        module = ours.module(label, "workflow")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__.startswith(f"{label}.workflow") and not name.startswith("_"):
                found[f"{label}.workflow.{name}"] = function
    return found


WRITERS = writers()


def tables_kept_by(act: Callable[[], object]) -> list[str]:
    """Into which tables of the record the act writes. The act itself is undone."""
    savepoint = transaction.savepoint()
    with CaptureQueriesContext(connection) as queries:
        act()
    transaction.savepoint_rollback(savepoint)
    statements = [query["sql"] for query in queries]
    tables = [model._meta.db_table for model in kept_models()]
    return [table for table in tables if any(sql.startswith(f'INSERT INTO "{table}"') for sql in statements)]


def fill_up(table: str) -> None:
    connection.check_constraints()  # PostgreSQL makes no trigger while checks are still to come
    with connection.cursor() as cursor:
        cursor.execute((POSTGRESQL if connection.vendor == "postgresql" else SQLITE).format(table=table))


def test_the_acts_are_found() -> None:
    assert len(WRITERS) > 20


def test_every_act_has_a_recipe() -> None:
    assert set(RECIPES) == set(WRITERS) - OFF_THE_RECORD


@pytest.mark.parametrize("name", sorted(set(WRITERS) - set(NOT_BY_A_PERSON)))
def test_who_acts_is_named_and_never_assumed(name: str) -> None:
    by = inspect.signature(WRITERS[name]).parameters["by"]
    assert (by.kind, by.default) == (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.empty)


@pytest.mark.parametrize("name", sorted(NOT_BY_A_PERSON))
def test_the_exceptions_stand_here_for_a_reason(name: str) -> None:
    assert "by" not in inspect.signature(WRITERS[name]).parameters


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(RECIPES))
def test_an_act_is_undone_without_its_record_and_done_with_it(name: str) -> None:
    act = RECIPES[name]()
    tables = tables_kept_by(act)
    assert tables != []
    before = stored.everything()
    for table in tables:
        savepoint = transaction.savepoint()
        fill_up(table)
        with pytest.raises(DatabaseError, match="the record is full"), transaction.atomic():
            act()
        assert stored.everything() == before
        transaction.savepoint_rollback(savepoint)
    act()
    assert stored.everything() != before
