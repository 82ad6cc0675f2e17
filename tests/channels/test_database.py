"""What the database itself refuses, when somebody goes past the product with SQL of their own."""

# ruff: noqa: S608 - SQL put together from names of our own is what is tried here

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from channels.life import State, Task
from channels.models import Delivery
from tests import making
from tests.channels.deliveries import change_of, delivery_in, prepared

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def run(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def change(delivery: Delivery, assignments: str, *values: Any) -> None:
    run(f"UPDATE channels_delivery SET {assignments} WHERE id = %s", *values, delivery.pk)


@pytest.mark.parametrize("column", ["done_by_id", "done_at"])
def test_what_is_done_says_by_whom_and_when(cast: making.Cast, column: str) -> None:
    delivery = delivery_in(State.DONE, by=cast.clerk)
    with pytest.raises(IntegrityError):
        change(delivery, f"{column} = NULL")


@pytest.mark.parametrize("state", [State.WAITING, State.DROPPED])
@pytest.mark.parametrize("column", ["done_by_id", "done_at", "address"])
def test_what_is_not_done_says_nothing_of_the_kind(cast: making.Cast, state: State, column: str) -> None:
    delivery = delivery_in(state, by=cast.clerk)
    value = {"done_by_id": cast.clerk.pk, "done_at": timezone.now(), "address": "https://x.com/"}[column]
    with pytest.raises(IntegrityError):
        change(delivery, f"{column} = %s", value)


@pytest.mark.parametrize(("column", "value"), [("state", "sent"), ("task", "like")])
def test_states_and_tasks_are_known(council: object, column: str, value: str) -> None:
    with pytest.raises(IntegrityError):
        change(prepared(), f"{column} = %s", value)


def test_a_change_follows_something_and_a_publication_nothing(cast: making.Cast) -> None:
    done = delivery_in(State.DONE, by=cast.clerk)
    correction = change_of(done, Task.CORRECT)
    with pytest.raises(IntegrityError):
        change(correction, "follows_id = NULL")
    with pytest.raises(IntegrityError):
        change(prepared(), "follows_id = %s", done.pk)


def test_one_change_of_a_delivery_waits_at_a_time(cast: making.Cast) -> None:
    done, other = (delivery_in(State.DONE, by=cast.clerk) for _ in range(2))
    change_of(done, Task.CORRECT)
    with pytest.raises(IntegrityError):
        change(change_of(other, Task.CORRECT), "follows_id = %s", done.pk)


def test_the_record_keeps_the_payload_as_it_was_approved(cast: making.Cast) -> None:
    delivery = delivery_in(State.DONE, by=cast.clerk)
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="the record cannot be changed"):
        run("UPDATE channels_historicaldelivery SET payload = '{}' WHERE id = %s", delivery.pk)
