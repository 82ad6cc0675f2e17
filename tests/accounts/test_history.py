"""The record of acts: no save without it, no act without its row."""

from collections.abc import Callable

import pytest
from django.db import models, transaction
from django.test import Client

from accounts import workflow
from accounts.clock import today
from accounts.history import SYSTEM, Immutable, Recorded, Stale, UnrecordedWrite, mark, record
from accounts.models import Committee, Council, Matter, User
from accounts.refusals import BadInput
from policies.models import Acknowledgement, PolicyVersion
from tests import making, stored
from tests.architecture.ours import our_models

RECORDED = sorted((model for model in our_models() if issubclass(model, Recorded)), key=lambda model: model.__name__)
IMMUTABLE = sorted((model for model in our_models() if issubclass(model, Immutable)), key=lambda model: model.__name__)

GOING_AROUND: dict[str, Callable[[models.QuerySet[models.Model]], object]] = {
    "update": lambda rows: rows.update(pk=9),
    "delete": lambda rows: rows.delete(),
    "bulk_create": lambda rows: rows.bulk_create([rows.model()]),
    "bulk_update": lambda rows: rows.bulk_update([rows.model(pk=1)], ["pk"]),
    "create": lambda rows: rows.create(),
    "get_or_create": lambda rows: rows.get_or_create(pk=9),
    "update_or_create": lambda rows: rows.update_or_create(pk=9),
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", GOING_AROUND)
@pytest.mark.parametrize("model", [*RECORDED, *IMMUTABLE])
def test_a_query_set_writes_nothing(model: type[models.Model], way: str) -> None:
    before = stored.everything()
    with pytest.raises(UnrecordedWrite):
        GOING_AROUND[way](model._default_manager.all())
    assert stored.everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize("model", [*RECORDED, *IMMUTABLE])
def test_an_object_saves_and_deletes_nothing_by_itself(model: type[models.Model]) -> None:
    with pytest.raises(UnrecordedWrite):
        model().save()
    with pytest.raises(UnrecordedWrite):
        model(pk=1).delete()


def test_a_related_manager_is_guarded_as_well(cast: making.Cast) -> None:
    with pytest.raises(UnrecordedWrite):
        cast.clerk.appointments.update(ends=today())
    with pytest.raises(UnrecordedWrite):
        cast.clerk.appointments.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("flushed_afterwards")
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="in one transaction"):
        record(Matter(name="Mill Lane"), by=SYSTEM, act="matter opened")
    with pytest.raises(transaction.TransactionManagementError, match="in one transaction"):
        Acknowledgement().keep()
    assert Matter.objects.count() == 0


def test_an_act_says_who_in_what_office_why_and_under_which_policy(cast: making.Cast) -> None:
    absence = workflow.record_absence(cast.volunteer, by=cast.deputy, begins=today(), ends=today())
    workflow.end_appointment(cast.volunteer.appointments.get(), by=cast.clerk, ends=today(), reason="Moved away.")
    said = [
        (row.act, row.actor_name, row.history_user, row.office, row.policy_version, row.history_change_reason)
        for row in (absence.history.get(), cast.volunteer.appointments.get().history.latest())
    ]
    assert said == [
        ("absence recorded", "Deputy", cast.deputy, "Deputy Clerk", 1, ""),
        ("appointment ended", "Clerk", cast.clerk, "Clerk", 1, "Moved away."),
    ]


def test_the_software_itself_is_named(cast: making.Cast) -> None:
    row = PolicyVersion.objects.get().history.get()
    assert (row.act, row.actor_name, row.history_user, row.office) == ("adopted", "Moothall", None, "")


def test_an_act_is_one_row(cast: making.Cast) -> None:
    committee = workflow.make_committee("Allotments", by=cast.clerk)
    assert [(row.history_type, row.act) for row in committee.history.all()] == [("+", "committee made")]


def test_what_was_said_of_one_act_does_not_pass_to_the_next_save(cast: making.Cast) -> None:
    """The user model keeps Django's own save: what sign-in software saves is not an act of whoever acted last."""
    person = cast.volunteer
    mark(person, by=cast.clerk, act="welcomed")
    person.save()
    person.save()
    latest = person.history.latest()
    assert (latest.act, latest.history_user) == ("sign-in changed", None)


def test_signing_in_is_no_act(cast: making.Cast, client: Client) -> None:
    before = cast.clerk.history.count()
    client.force_login(cast.clerk, backend="accounts.backends.SignInBackend")
    assert cast.clerk.history.count() == before


def test_the_record_of_a_person_holds_no_password(cast: making.Cast) -> None:
    columns = {field.name for field in User.history.model._meta.get_fields()}
    assert columns & {"password", "last_login"} == set()


# --------------------------------------------------------------------------------- conditional updates
@pytest.fixture
def committee(cast: making.Cast) -> Committee:
    return workflow.make_committee("Allotments", by=cast.clerk)


def test_what_has_changed_meanwhile_is_not_overwritten(committee: Committee, cast: making.Cast) -> None:
    other = Committee.objects.get()
    other.name = "Gardens"
    record(other, by=SYSTEM, act="renamed")
    before = stored.everything()
    committee.name = "Orchards"
    with pytest.raises(Stale):
        record(committee, by=cast.clerk, act="renamed", expecting={"name": "Allotments"})
    assert stored.everything() == before


def test_what_is_as_expected_is_changed_and_recorded(committee: Committee, cast: making.Cast) -> None:
    committee.name = "Orchards"
    record(committee, by=cast.clerk, act="renamed", expecting={"name": "Allotments"})
    assert Committee.objects.get().name == "Orchards"
    assert [row.act for row in committee.history.order_by("history_id")] == ["committee made", "renamed"]


def test_what_is_kept_is_kept_once(cast: making.Cast) -> None:
    making.read_by(cast.clerk)
    kept = Acknowledgement.objects.get()
    with pytest.raises(Exception, match=r"the record cannot be changed|duplicate key"), transaction.atomic():
        kept.keep()
    assert Acknowledgement.objects.count() == 1


@pytest.mark.django_db
def test_a_value_that_its_field_cannot_take_is_named_and_nothing_is_written(council: Council) -> None:
    council.short_name = "x" * 61
    with pytest.raises(BadInput, match="Short name: ") as refused, transaction.atomic():
        record(council, by=SYSTEM, act="council changed")
    assert refused.value.field == "short_name"
    assert Council.objects.get().short_name == "Thornby"


def test_people_are_never_deleted(cast: making.Cast) -> None:
    with pytest.raises(UnrecordedWrite, match="never deleted"):
        cast.outsider.delete()
