"""People, their offices, committees and absences: who keeps them, what cannot stand, and two at the same moment."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from simple_history.signals import pre_create_historical_record

from accounts import workflow
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Absence, Appointment, Committee, Council, Matter, User
from accounts.offices import SINGLE, Arrival, Office
from accounts.refusals import BadInput, NotNow, NotYours
from tests import making, stored

DAY = timedelta(days=1)
KEEPERS = {"clerk", "deputy"}


def appoint(who: User, office: Office, *, by: object = SYSTEM, begins: int = 0, ends: int | None = None) -> Appointment:
    """From so many days after today to so many days after today."""
    last = None if ends is None else today() + ends * DAY
    return workflow.appoint(who, office, by=by, begins=today() + begins * DAY, ends=last, arrival=Arrival.APPOINTED)


# -------------------------------------------------------------------------------------------- who keeps
ACTS: dict[str, Callable[[making.Cast, User], object]] = {
    "change_council": lambda cast, by: workflow.change_council(by=by, telephone="01632 960 111"),
    "welcome": lambda cast, by: workflow.welcome(by=by, email="new@council.example", name="New"),
    "appoint": lambda cast, by: appoint(cast.outsider, Office.VOLUNTEER, by=by),
    "end_appointment": lambda cast, by: workflow.end_appointment(
        cast.volunteer.appointments.get(), by=by, ends=today()
    ),
    "set_sign_in": lambda cast, by: workflow.set_sign_in(cast.volunteer, by=by, allowed=False, reason="Left."),
    "make_committee": lambda cast, by: workflow.make_committee("Allotments", by=by),
    "seat": lambda cast, by: workflow.seat(cast.councillor, Committee.objects.get(), by=by, begins=today()),
    "call_meeting": lambda cast, by: workflow.call_meeting(by=by, starts_at=timezone.now()),
    "record_absence": lambda cast, by: workflow.record_absence(cast.group_editor, by=by, begins=today(), ends=today()),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_the_keepers_keep_people_and_committees(cast: making.Cast, act: str) -> None:
    workflow.make_committee("Parks", by=SYSTEM)
    before = stored.everything()
    for name, person in cast.everybody().items():
        if name not in KEEPERS | ({"group_editor"} if act == "record_absence" else set()):
            with pytest.raises(NotYours):
                ACTS[act](cast, person)
            assert (name, stored.everything()) == (name, before)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", sorted(KEEPERS))
def test_the_keepers_do(cast: making.Cast, act: str, name: str) -> None:
    workflow.make_committee("Parks", by=SYSTEM)
    before = stored.everything()
    ACTS[act](cast, getattr(cast, name))
    assert stored.everything() != before


def test_nobody_founds_a_second_council(cast: making.Cast) -> None:
    for actor in (cast.clerk, SYSTEM):
        with pytest.raises(NotYours, match="an installation serves one"):
            workflow.found_council(by=actor, name="Another", short_name="Another", kind="town")
    assert Council.objects.count() == 1


@pytest.mark.django_db
def test_without_a_council_nobody_is_appointed() -> None:
    person = workflow.welcome(by=SYSTEM, email="clerk@council.example", name="Clerk")
    with pytest.raises(NotNow, match="No council stands here yet"):
        appoint(person, Office.CLERK)


# -------------------------------------------------------------------------------------------- welcoming
def test_somebody_new_has_a_place_and_no_password(cast: making.Cast) -> None:
    person = workflow.welcome(by=cast.clerk, email=" New.Person@Council.example ", name=" Ann Dell ")
    assert (person.email, person.name, person.has_usable_password(), person.is_active) == (
        "new.person@council.example",
        "Ann Dell",
        False,
        True,
    )
    assert [(row.act, row.actor_name) for row in person.history.all()] == [("welcomed", "Clerk")]


def test_who_is_known_already_is_not_welcomed_twice(cast: making.Cast) -> None:
    before = stored.everything()
    known = workflow.welcome(by=cast.clerk, email="CHAIR@council.example", name="Somebody Else")
    assert known == cast.chair
    assert stored.everything() == before


@pytest.mark.parametrize(
    ("email", "name", "field"),
    [("", "Ann", "email"), ("ann", "Ann", "email"), ("ann@", "Ann", "email"), ("ann@council.example", "  ", "name")],
)
def test_an_address_and_a_name_are_needed(cast: making.Cast, email: str, name: str, field: str) -> None:
    before = stored.everything()
    with pytest.raises(BadInput) as refused:
        workflow.welcome(by=cast.clerk, email=email, name=name)
    assert refused.value.field == field
    assert stored.everything() == before


def test_a_sign_in_taken_away_is_gone_at_once_and_on_the_record(cast: making.Cast) -> None:
    workflow.set_sign_in(cast.deputy, by=cast.clerk, allowed=False, reason="Left.")
    deputy = User.objects.get(pk=cast.deputy.pk)
    row = deputy.history.latest()
    assert (deputy.is_active, row.actor_name, row.history_change_reason) == (False, "Clerk", "Left.")
    assert Appointment.objects.on(today()).filter(user=deputy).count() == 0


# ------------------------------------------------------------------------------------------ single offices
@pytest.fixture
def two(council: Council) -> tuple[User, User]:
    return making.person("first"), making.person("second")


@pytest.mark.parametrize("office", sorted(SINGLE))
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, None), (0, None)),
        ((0, None), (5, None)),
        ((5, None), (0, None)),
        ((0, 9), (9, None)),
        ((0, 9), (3, 5)),
        ((3, 5), (0, 9)),
        ((5, 9), (0, 5)),
    ],
)
def test_one_holds_a_single_office_on_any_day(
    two: tuple[User, User], office: Office, first: tuple[int, int | None], second: tuple[int, int | None]
) -> None:
    appoint(two[0], office, begins=first[0], ends=first[1])
    before = stored.everything()
    with pytest.raises(BadInput) as refused:
        appoint(two[1], office, begins=second[0], ends=second[1])
    assert (refused.value.field, refused.value.message[:23]) == ("begins", "First holds this office")
    assert stored.everything() == before


@pytest.mark.parametrize(
    ("first", "second"), [((0, 9), (10, None)), ((10, None), (0, 9)), ((0, 0), (1, 1)), ((-9, -1), (0, None))]
)
def test_one_follows_the_other_the_day_after(
    two: tuple[User, User], first: tuple[int, int | None], second: tuple[int, int | None]
) -> None:
    for who, (begins, ends) in zip(two, (first, second), strict=True):
        appoint(who, Office.CLERK, begins=begins, ends=ends)
    assert Appointment.objects.count() == 2


@pytest.mark.parametrize("office", [Office.COUNCILLOR, Office.EMPLOYEE, Office.VOLUNTEER, Office.ASSISTANT_CLERK])
def test_many_hold_the_other_offices(two: tuple[User, User], office: Office) -> None:
    for who in two:
        appoint(who, office)
    assert Appointment.objects.on(today()).filter(office=office).count() == 2


def test_an_office_does_not_end_before_it_begins(two: tuple[User, User]) -> None:
    with pytest.raises(BadInput, match="The last day cannot be before the first"):
        appoint(two[0], Office.CLERK, begins=0, ends=-1)
    held = appoint(two[0], Office.CLERK)
    with pytest.raises(BadInput, match="The last day cannot be before the first"):
        workflow.end_appointment(held, by=SYSTEM, ends=today() - DAY)
    assert Appointment.objects.get().ends is None


def test_an_office_made_longer_still_gives_way_to_the_next_holder(two: tuple[User, User]) -> None:
    held = appoint(two[0], Office.CLERK, ends=5)
    appoint(two[1], Office.CLERK, begins=6)
    with pytest.raises(BadInput, match="Second holds this office"):
        workflow.end_appointment(held, by=SYSTEM, ends=today() + 6 * DAY)
    assert workflow.end_appointment(held, by=SYSTEM, ends=today() + 4 * DAY).ends == today() + 4 * DAY


# ---------------------------------------------------------------------------------- at the same moment
def dawdle(**kwargs: object) -> None:
    """Holds a transaction open, so that the others come in the middle of it."""
    time.sleep(0.2)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Does the acts in threads of their own, at one signal; how each of them ended."""
    ended: list[str] = []
    start = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> None:
        connection.ensure_connection()
        start.wait(timeout=10)
        try:
            act()
            ended.append("done")
        except BadInput:
            ended.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(ended)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("flushed_afterwards")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection for all threads")
def test_two_appointments_at_one_moment_do_not_pass_each_other() -> None:
    making.found()
    people = [making.person(f"person_{number}") for number in range(4)]
    pre_create_historical_record.connect(dawdle)
    try:
        ended = at_once(*(lambda who=who: appoint(who, Office.CLERK) for who in people))  # type: ignore[misc]
    finally:
        pre_create_historical_record.disconnect(dawdle)
    assert ended == ["done", "refused", "refused", "refused"]
    assert Appointment.objects.count() == 1


# ------------------------------------------------------------------------ absences, committees, matters
def test_anybody_records_their_own_absence(cast: making.Cast) -> None:
    workflow.record_absence(cast.councillor, by=cast.councillor, begins=today(), ends=today() + DAY)
    assert [absence.user for absence in Absence.objects.on(today())] == [cast.councillor]
    assert Absence.objects.on(today() + 2 * DAY).count() == 0


def test_an_absence_does_not_end_before_it_begins(cast: making.Cast) -> None:
    with pytest.raises(BadInput) as refused:
        workflow.record_absence(cast.clerk, by=cast.clerk, begins=today(), ends=today() - DAY)
    assert refused.value.field == "ends"


@pytest.mark.parametrize("name", ["Allotments", "allotments", " ALLOTMENTS "])
def test_a_committee_has_a_name_of_its_own(cast: making.Cast, name: str) -> None:
    workflow.make_committee("Allotments", by=cast.clerk)
    with pytest.raises(BadInput, match="There is a committee of this name already"):
        workflow.make_committee(name, by=cast.clerk)


@pytest.mark.parametrize("name", ["Mill Lane", "mill  lane", " MILL LANE "])
def test_a_matter_has_a_name_of_its_own(cast: making.Cast, name: str) -> None:
    workflow.open_matter("Mill Lane", by=cast.clerk)
    with pytest.raises(BadInput, match="There is a matter of this name already"):
        workflow.open_matter(name, by=cast.clerk)
    assert Matter.objects.count() == 1


@pytest.mark.parametrize("act", [workflow.make_committee, workflow.open_matter])
@pytest.mark.parametrize("name", ["", "   "])
def test_a_committee_and_a_matter_have_a_name(cast: making.Cast, act: Callable[..., object], name: str) -> None:
    with pytest.raises(BadInput) as refused:
        act(name, by=cast.clerk)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("council", "expected"),
    [
        ("faversham", {"clerk"}),
        ("sevenoaks", {"clerk"}),
        ("desborough", {"clerk", "chair", "vice_chair"}),
        ("barton_le_clay", {"clerk", "chair", "vice_chair"}),
        ("thornbury", {"clerk", "deputy"}),
    ],
)
@pytest.mark.django_db
def test_the_approvers_open_matters(council: str, expected: set[str]) -> None:
    making.found(council)
    able = set()
    for name, person in making.cast().everybody().items():
        try:
            workflow.open_matter(f"Matter of {name}", by=person)
            able.add(name)
        except NotYours:
            pass
    assert able == expected


@pytest.mark.parametrize(
    ("field", "value"), [("colour", "green"), ("email", "clerk"), ("name", ""), ("kind", "city"), ("nation", "france")]
)
def test_the_council_takes_no_value_that_cannot_stand(cast: making.Cast, field: str, value: str) -> None:
    before = stored.everything()
    with pytest.raises(BadInput) as refused:
        workflow.change_council(by=cast.clerk, **{field: value})
    assert refused.value.field == field
    assert stored.everything() == before
