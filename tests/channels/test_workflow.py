"""What is done by hand and noted: each act, what it refuses, and what stays on the record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import BadInput, NotNow, NotYours, Refused
from channels import permissions, workflow
from channels.life import State, Task
from channels.models import Delivery
from tests import making, stored
from tests.channels.deliveries import (
    EMAIL,
    FACEBOOK,
    POSTED,
    TOWN_SITE,
    X,
    change_of,
    delivery_in,
    payload,
    prepared,
)

pytestmark = pytest.mark.django_db

MOST_FOR_ONE = 3
"""The row, its record, and the version of the policy that every record names."""


def acts(delivery: Delivery) -> list[tuple[str, str, str]]:
    rows = delivery.history.order_by("history_id")
    return [(row.act, row.actor_name, row.history_change_reason) for row in rows]


def refused(kind: type[Refused], act: Callable[[], object]) -> Refused:
    """The refusal of an act, which leaves everything as it was."""
    before = stored.everything()
    with pytest.raises(kind) as refusal, transaction.atomic():
        act()
    assert stored.everything() == before
    return refusal.value


# ----------------------------------------------------------------------------------------------- made ready
def test_it_is_made_ready_with_all_that_is_needed(council: object) -> None:
    what = payload()
    delivery = Delivery.objects.get(pk=prepared(TOWN_SITE, what).pk)
    assert (delivery.kind, delivery.outlet, delivery.name, delivery.host) == (
        "website",
        "thornby-town",
        "Thornby Town",
        "town.thornby.example",
    )
    assert (delivery.state, delivery.task, delivery.content) == (State.WAITING, Task.PUBLISH, what)
    assert delivery.made_at == delivery.due_at == delivery.since
    assert acts(delivery) == [("made ready", "Moothall", "")]


def test_it_can_be_due_later(council: object) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    assert prepared(due_at=tomorrow).due_at == tomorrow


def test_making_it_ready_costs_little(council: object) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        workflow.prepare(FACEBOOK, Task.PUBLISH, payload(), by=SYSTEM)
    assert len(queries) <= MOST_FOR_ONE, [query["sql"] for query in queries]


@pytest.mark.clause("post-moderators")
def test_no_person_makes_anything_ready(cast: making.Cast) -> None:
    """Else something could get to a channel that nobody has approved."""
    for person in cast.everybody().values():
        with pytest.raises(NotYours), transaction.atomic():
            workflow.prepare(FACEBOOK, Task.PUBLISH, payload(), by=person)
    assert Delivery.objects.count() == 0


def test_it_happens_with_the_publication_or_not_at_all(council: object) -> None:
    before = stored.everything()
    with transaction.atomic():
        workflow.prepare(FACEBOOK, Task.PUBLISH, payload(), by=SYSTEM)
        assert stored.everything() != before
        transaction.set_rollback(True)
    assert stored.everything() == before


@pytest.mark.parametrize("task", [Task.CORRECT, Task.WITHDRAW])
@pytest.mark.parametrize("state", [State.WAITING, State.DROPPED])
def test_only_what_is_out_is_put_right_or_taken_down(cast: making.Cast, task: Task, state: State) -> None:
    delivery = delivery_in(state, by=cast.clerk)
    assert "is not out" in refused(NotNow, lambda: change_of(delivery, task)).message


def test_one_change_waits_at_a_time(cast: making.Cast) -> None:
    done = delivery_in(State.DONE, by=cast.clerk)
    first = change_of(done, Task.CORRECT)
    assert "still waits" in refused(NotNow, lambda: change_of(done, Task.WITHDRAW)).message
    workflow.drop(first.pk, by=SYSTEM, reason="Something newer takes its place.")
    assert change_of(done, Task.WITHDRAW).follows == done


# ----------------------------------------------------------------------------------------------------- done
def test_it_is_noted_by_whom_when_and_where(cast: making.Cast) -> None:
    delivery = prepared()
    workflow.finish(delivery.pk, by=cast.deputy, address=f" {POSTED} ", remark=" Pinned to the top. ")
    done = Delivery.objects.get(pk=delivery.pk)
    assert (done.state, done.done_by, done.address) == (State.DONE, cast.deputy, POSTED)
    assert done.done_at == done.since
    assert acts(done)[-1] == ("put out by hand", "Deputy", "Pinned to the top.")
    assert done.history.first().office == "Deputy Clerk"


@pytest.mark.parametrize(("task", "act"), [(Task.CORRECT, "put right by hand"), (Task.WITHDRAW, "taken down by hand")])
def test_a_change_is_noted_in_its_own_words(cast: making.Cast, task: Task, act: str) -> None:
    change = change_of(delivery_in(State.DONE, by=cast.clerk), task)
    workflow.finish(change.pk, by=cast.clerk)
    assert acts(change)[-1] == (act, "Clerk", "")


def test_where_there_is_no_address_none_is_needed(cast: making.Cast) -> None:
    delivery = prepared(EMAIL)
    assert workflow.finish(delivery.pk, by=cast.clerk).address == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("http://thornby.example/", "http://thornby.example/"),
        ("www.facebook.com/thornby/posts/1", "https://www.facebook.com/thornby/posts/1"),
    ],
)
def test_an_address_is_taken_as_a_browser_or_a_telephone_gives_it(cast: making.Cast, typed: str, kept: str) -> None:
    assert workflow.finish(prepared().pk, by=cast.clerk, address=typed).address == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "javascript://x.com/%0aalert(1)",
        "ftp://thornby.example/",
        "//x.com/a",
        "on Facebook",
        "https://",
        "https://x.com/" + "a" * 487,
    ],
)
def test_what_is_no_address_is_said_at_its_field(cast: making.Cast, typed: str) -> None:
    delivery = prepared()
    assert refused(BadInput, lambda: workflow.finish(delivery.pk, by=cast.clerk, address=typed)).field == "address"


def test_the_longest_address_is_taken(cast: making.Cast) -> None:
    longest = "https://x.com/" + "a" * 486
    assert workflow.finish(prepared(X).pk, by=cast.clerk, address=longest).address == longest


def test_an_hour_between_its_approval_and_now_is_taken(cast: making.Cast) -> None:
    delivery = prepared()
    to_the_minute = delivery.made_at.replace(second=0, microsecond=0)
    assert workflow.finish(delivery.pk, by=cast.clerk, when=to_the_minute).done_at == to_the_minute


@pytest.mark.parametrize("off_by", [timedelta(minutes=-1), timedelta(minutes=5)])
def test_an_hour_before_its_approval_or_still_to_come_is_not_taken(cast: making.Cast, off_by: timedelta) -> None:
    delivery = prepared()
    when = delivery.made_at.replace(second=0, microsecond=0) + off_by
    assert refused(BadInput, lambda: workflow.finish(delivery.pk, by=cast.clerk, when=when)).field == "when"


def test_the_second_who_notes_it_hears_who_was_first(cast: making.Cast) -> None:
    delivery = delivery_in(State.DONE, by=cast.deputy)
    said = refused(NotNow, lambda: workflow.finish(delivery.pk, by=cast.clerk)).message
    assert said.startswith("Deputy has done this already and noted it today at")


def test_what_there_is_not_cannot_be_noted(cast: making.Cast) -> None:
    refused(NotNow, lambda: workflow.finish(404, by=cast.clerk))


# ---------------------------------------------------------------------------------------- taken back, dropped
def test_what_was_noted_by_mistake_waits_again_and_the_record_keeps_both(cast: making.Cast) -> None:
    delivery = delivery_in(State.DONE, by=cast.clerk, address=POSTED)
    workflow.reopen(delivery.pk, by=cast.deputy, reason="That was another post.")
    again = Delivery.objects.get(pk=delivery.pk)
    assert (again.state, again.done_by, again.done_at, again.address) == (State.WAITING, None, None, "")
    assert [row.address for row in again.history.order_by("history_id")] == ["", POSTED, ""]
    assert acts(again)[-1] == ("reopened", "Deputy", "That was another post.")


@pytest.mark.parametrize("task", [Task.CORRECT, Task.WITHDRAW])
def test_what_was_changed_since_is_not_taken_back(cast: making.Cast, task: Task) -> None:
    """It would wait to be put out with words that hold no more."""
    done = delivery_in(State.DONE, by=cast.clerk)
    change = change_of(done, task)
    workflow.drop(change.pk, by=cast.clerk, reason="It had never been there.")
    said = refused(NotNow, lambda: workflow.reopen(done.pk, by=cast.clerk, reason="It had never been there."))
    assert "put right or withdrawn since" in said.message


def test_what_cannot_be_done_is_dropped_for_good(cast: making.Cast) -> None:
    delivery = delivery_in(State.DROPPED, by=cast.clerk)
    assert acts(delivery)[-1] == ("dropped", "Clerk", "Nobody knows the password.")
    for act in (
        lambda: workflow.finish(delivery.pk, by=cast.clerk),
        lambda: workflow.reopen(delivery.pk, by=cast.clerk, reason="Found it."),
        lambda: workflow.drop(delivery.pk, by=cast.clerk, reason="Again."),
    ):
        assert "it is “dropped”" in refused(NotNow, act).message


def test_the_software_drops_what_something_newer_replaces(council: object) -> None:
    delivery = prepared()
    workflow.drop(delivery.pk, by=SYSTEM, reason="Something newer takes its place.")
    assert acts(delivery)[-1] == ("dropped", "Moothall", "Something newer takes its place.")
    refused(NotNow, lambda: workflow.drop(delivery.pk, by=SYSTEM, reason="Again."))


@pytest.mark.parametrize(("state", "act"), [(State.DONE, workflow.reopen), (State.WAITING, workflow.drop)])
def test_a_reason_is_asked_for(cast: making.Cast, state: State, act: Callable[..., Delivery]) -> None:
    delivery = delivery_in(state, by=cast.clerk)
    assert refused(BadInput, lambda: act(delivery.pk, by=cast.clerk, reason="  ")).field == "reason"


# ------------------------------------------------------------------------------------------------- frozen
def test_no_act_changes_what_was_approved(cast: making.Cast) -> None:
    delivery = prepared()
    frozen = delivery.payload
    workflow.finish(delivery.pk, by=cast.clerk, address=POSTED)
    workflow.reopen(delivery.pk, by=cast.clerk, reason="That was another post.")
    workflow.drop(delivery.pk, by=cast.clerk, reason="It has passed.")
    assert Delivery.objects.get(pk=delivery.pk).payload == frozen
    assert {row.payload for row in delivery.history.all()} == {frozen}


@pytest.mark.clause("account-access")
def test_whoever_leaves_office_can_note_nothing_more(cast: making.Cast) -> None:
    delivery = prepared()
    assert permissions.can_finish(cast.clerk, delivery)
    people.end_appointment(cast.clerk.appointments.get(), by=cast.deputy, ends=today() - timedelta(days=1))
    assert permissions.can_finish(cast.clerk, delivery)  # the object at hand still remembers what it held
    refused(NotYours, lambda: workflow.finish(delivery.pk, by=cast.clerk))
