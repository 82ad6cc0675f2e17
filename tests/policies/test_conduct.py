"""Procedures about the council's own people: who sees one, what each step asks, and where nothing of it may show."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Meeting, User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours, Refused
from council.people import record
from email_log.models import OutgoingMail
from policies import permissions, workflow
from policies.conduct.waiting import Waiting, waiting_for
from policies.life import PROCEDURE, PROCEDURE_MOVES, PROCEDURE_PEN, Pen, ProcedureAct, ProcedureState
from policies.models import Procedure
from policies.rules.people import ways
from policies.standing import rules_in_force
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.clause("code-of-conduct")]

A_DAY = timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
WHO = ("clerk", "deputy", "assistant", "chair", "vice_chair", "councillor", "employee", "volunteer", "outsider")
ABOUT = ("clerk", "deputy", "assistant", "chair", "councillor", "employee", "volunteer")


def again(person: User) -> User:
    """The same person on their next request."""
    return User.objects.get(pk=person.pk)


def under(about: User) -> dict[str, str]:
    """The first procedure that the policy names for them, or one that is written."""
    rules = rules_in_force()
    offices = [Office(held.office) for held in about.appointments.on(today())]
    named = ways(rules, offices) if rules else ()
    if not named:
        return {"procedure": "Volunteers' agreement"}
    return {"procedure": "".join(named[0].documents), "body": named[0].body}


def raised(about: User, *, by: User, **changes: Any) -> Procedure:
    given = {"what": "He swore at a resident.", "raised_on": today(), **under(about), **changes}
    return workflow.raise_procedure(about, by=by, **given)


def passed_on(about: User, *, by: User, meeting: Meeting | None = None, raised_on: date | None = None) -> Procedure:
    found = raised(about, by=by, raised_on=raised_on or today())
    body = "" if found.policy_names_body else "Standards Board"
    return workflow.pass_on(found.pk, by=by, passed_on=raised_on or today(), body=body, meeting=meeting)


def meeting_on(day: date) -> Meeting:
    return people.call_meeting(by=SYSTEM, starts_at=datetime(day.year, day.month, day.day, 19, tzinfo=LONDON))


# -------------------------------------------------------------------------------------------------- who may
def expected_to_see(about: str) -> set[str]:
    """Keepers, but not whom it is about; and the Chair where it is about a keeper."""
    seers = {"clerk", "deputy"} | ({"chair"} if about in ("clerk", "deputy") else set())
    return seers - {about}


@pytest.mark.parametrize("council", [*making.COUNCILS, "model"])
def test_who_sees_and_does_what(council: str) -> None:
    """Council × person × about whom × act; the list answers as the single question does."""
    making.found(council)
    cast = making.cast().everybody()
    for about in ABOUT:
        by = cast["deputy"] if about == "clerk" else cast["clerk"]
        stages = {
            permissions.can_see_procedure: raised(cast[about], by=by),
            permissions.can_pass_on: raised(cast[about], by=by),
            permissions.can_drop_procedure: raised(cast[about], by=by),
            permissions.can_decide_procedure: passed_on(cast[about], by=by),
        }
        for may, procedure in stages.items():
            allowed = {name for name in WHO if may(again(cast[name]), procedure)}
            assert (council, about, may.__name__, allowed) == (council, about, may.__name__, expected_to_see(about))
        listed = {name for name in WHO if Procedure.objects.visible_to(again(cast[name])).filter(about=cast[about])}
        assert (about, listed) == (about, expected_to_see(about))


@pytest.mark.parametrize("council", making.COUNCILS)
def test_who_raises_about_whom(council: str) -> None:
    making.found(council)
    cast = making.cast().everybody()
    for name in WHO:
        may = {about for about in cast if permissions.can_raise_about(again(cast[name]), again(cast[about]))}
        in_office = set(cast) - {"group_editor", "outsider"}
        expected = {"clerk": in_office, "deputy": in_office, "chair": {"clerk", "deputy"}}.get(name, set()) - {name}
        assert (name, may) == (name, expected)


def test_the_workflow_asks_again(cast: making.Cast) -> None:
    for by, about in ((cast.clerk, cast.clerk), (cast.chair, cast.councillor), (cast.clerk, cast.outsider)):
        with pytest.raises(NotYours):
            workflow.raise_procedure(about, by=by, what="It.", raised_on=today(), procedure="Any")
    assert not Procedure.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "chair", "councillor", "outsider"])
def test_what_one_may_not_see_is_not_there_for_any_act(cast: making.Cast, who: str) -> None:
    about = cast.clerk if who == "clerk" else cast.employee
    found = raised(about, by=cast.deputy)
    person = cast.everybody()[who]
    acts = [
        lambda key: workflow.read_procedure(key, by=person),
        lambda key: workflow.pass_on(key, by=person, passed_on=today(), body="Board"),
        lambda key: workflow.decide_procedure(key, by=person, ended_on=today(), outcome="Guilty."),
        lambda key: workflow.drop_procedure(key, by=person, ended_on=today(), outcome="Nothing."),
    ]
    for act in acts:
        said = []
        for key in (found.pk, uuid4()):
            with pytest.raises(Refused) as refused:
                act(key)
            said.append((type(refused.value), refused.value.message))
        assert said[0] == said[1] == (NotNow, "There is no such record.")
    assert found.history.count() == 1


def test_the_chair_goes_on_seeing_it_when_the_clerk_leaves(cast: making.Cast) -> None:
    found = raised(cast.clerk, by=cast.chair)
    people.end_appointment(cast.clerk.appointments.get(), by=SYSTEM, ends=today() - A_DAY)
    people.set_sign_in(cast.clerk, by=SYSTEM, allowed=False)
    assert Procedure.objects.visible_to(again(cast.chair)).get() == found
    assert permissions.can_see_procedure(again(cast.chair), Procedure.objects.get())


def test_who_becomes_clerk_does_not_come_to_see_what_is_about_them_and_the_chair_does(cast: making.Cast) -> None:
    raised(cast.assistant, by=cast.clerk)
    people.end_appointment(cast.clerk.appointments.get(), by=SYSTEM, ends=today() - A_DAY)
    people.appoint(cast.assistant, Office.CLERK, by=SYSTEM, begins=today(), arrival="appointed")
    found = Procedure.objects.get()
    may = {name for name in WHO if permissions.can_see_procedure(again(cast.everybody()[name]), found)}
    listed = {name for name in WHO if Procedure.objects.visible_to(again(cast.everybody()[name])).exists()}
    assert may == listed == {"deputy", "chair"}


# ---------------------------------------------------------------------------------------- what the policy names
@pytest.mark.parametrize(
    ("council", "who", "named"),
    [
        ("faversham", "councillor", [("Code of Conduct", "")]),
        ("faversham", "employee", []),
        ("sevenoaks", "clerk", []),
        ("desborough", "chair", [("Code of Conduct", "")]),
        ("barton_le_clay", "employee", [("Disciplinary Policy", ""), ("Code of Conduct", "")]),
        ("thornbury", "clerk", [("", "Staffing Committee")]),
        ("thornbury", "councillor", [("Members' Code of Conduct", "")]),
        ("thornbury", "volunteer", []),
        ("model", "employee", [("Disciplinary Policy", "Policy and Finance Committee")]),
    ],
)
def test_the_procedure_is_one_of_those_that_the_policy_names(
    council: str, who: str, named: list[tuple[str, str]]
) -> None:
    making.found(council)
    cast = making.cast()
    about, by = cast.everybody()[who], cast.deputy
    for procedure, body in named:
        found = raised(about, by=by, procedure=procedure, body=body)
        assert (found.procedure, found.body, found.policy_names_body) == (procedure, body, bool(body))
        assert found.policy_place != ""
    if named:
        with pytest.raises(BadInput, match="Choose one of those that our policy names"):
            raised(about, by=by, procedure="A procedure of mine", body="Me")
        return
    with pytest.raises(BadInput, match="Our policy names no procedure"):
        raised(about, by=by, procedure=" ")
    written = raised(about, by=by, procedure="Contract of employment", body="The Council")
    assert (written.policy_place, written.policy_names_body) == ("", False)


def test_the_office_is_kept_as_it_was_that_day(cast: making.Cast) -> None:
    found = raised(cast.employee, by=cast.clerk)
    people.end_appointment(cast.employee.appointments.get(), by=SYSTEM, ends=today() - A_DAY)
    assert Procedure.objects.get(pk=found.pk).office == "Employee"
    assert found.is_about_keeper is False


# ------------------------------------------------------------------------------------------------- its life
def test_the_table_covers_its_life() -> None:
    assert set(PROCEDURE_PEN) == set(ProcedureState)
    assert {act for _, act in PROCEDURE_MOVES} == set(ProcedureAct)
    starts = {state for state, _ in PROCEDURE_MOVES}
    assert {state for state, pen in PROCEDURE_PEN.items() if pen == Pen.PEOPLE} == starts
    assert set(PROCEDURE_MOVES.values()) | {ProcedureState.RAISED} == set(ProcedureState)
    assert Pen.SOFTWARE not in PROCEDURE_PEN.values()


@pytest.mark.parametrize("state", ProcedureState)
@pytest.mark.parametrize("act", ProcedureAct)
def test_each_act_in_each_state(cast: making.Cast, state: ProcedureState, act: ProcedureAct) -> None:
    found, clerk = in_state(state, cast), cast.clerk
    acts = {
        ProcedureAct.PASS_ON: lambda: workflow.pass_on(found.pk, by=clerk, passed_on=today(), body="Board"),
        ProcedureAct.DECIDE: lambda: workflow.decide_procedure(
            found.pk, by=clerk, ended_on=today(), outcome="No breach."
        ),
        ProcedureAct.DROP: lambda: workflow.drop_procedure(found.pk, by=clerk, ended_on=today(), outcome="Taken back."),
    }
    if (state, act) in PROCEDURE_MOVES:
        assert acts[act]().state == PROCEDURE.after(state, act)
        assert Procedure.objects.get().pen == PROCEDURE_PEN[PROCEDURE.after(state, act)]
        return
    with pytest.raises(NotNow, match=f"This is “{state.label}”"):
        acts[act]()


def in_state(state: ProcedureState, cast: making.Cast) -> Procedure:
    if state == ProcedureState.RAISED:
        return raised(cast.councillor, by=cast.clerk)
    found = passed_on(cast.councillor, by=cast.clerk)
    if state == ProcedureState.DECIDED:
        return workflow.decide_procedure(found.pk, by=cast.clerk, ended_on=today(), outcome="No breach.")
    if state == ProcedureState.DROPPED:
        return workflow.drop_procedure(found.pk, by=cast.clerk, ended_on=today(), outcome="Taken back.")
    return found


def test_a_whole_life_with_its_days_and_words(cast: making.Cast) -> None:
    day = today()
    met = meeting_on(day - A_DAY)
    found = raised(cast.employee, by=cast.clerk, raised_on=day - 3 * A_DAY, where="The village group")
    workflow.pass_on(found.pk, by=cast.deputy, passed_on=day - 2 * A_DAY, body="Ignored", meeting=met)
    ended = workflow.decide_procedure(
        found.pk, by=cast.clerk, ended_on=day - A_DAY, outcome=" A written warning. ", minute_reference="PF 9"
    )
    assert (ended.body, ended.meeting, ended.passed_on) == ("Policy and Finance Committee", met, day - 2 * A_DAY)
    assert (ended.outcome, ended.minute_reference, ended.ended_on) == ("A written warning.", "PF 9", day - A_DAY)
    assert "Policy and Finance Committee" in found.history.get(act="passed on").history_change_reason
    rows = [(row.act, row.actor_name) for row in found.history.order_by("history_id")]
    assert rows == [("raised", "Clerk"), ("passed on", "Deputy"), ("outcome recorded", "Clerk")]


def test_days_and_words_that_are_amiss_name_their_field(cast: making.Cast) -> None:
    day, clerk = today(), cast.clerk
    met = meeting_on(day)
    early = meeting_on(day - 5 * A_DAY)
    found = raised(cast.councillor, by=clerk, raised_on=day - A_DAY)
    amiss = [
        ("what", lambda: raised(cast.councillor, by=clerk, what="  ")),
        ("raised_on", lambda: raised(cast.councillor, by=clerk, raised_on=day + A_DAY)),
        ("passed_on", lambda: workflow.pass_on(found.pk, by=clerk, passed_on=day + A_DAY, body="Board")),
        ("passed_on", lambda: workflow.pass_on(found.pk, by=clerk, passed_on=day - 2 * A_DAY, body="Board")),
        ("body", lambda: workflow.pass_on(found.pk, by=clerk, passed_on=day, body=" ")),
        ("meeting", lambda: workflow.pass_on(found.pk, by=clerk, passed_on=day, body="Board", meeting=early)),
        ("outcome", lambda: workflow.drop_procedure(found.pk, by=clerk, ended_on=day, outcome="")),
        ("ended_on", lambda: workflow.drop_procedure(found.pk, by=clerk, ended_on=day + A_DAY, outcome="No.")),
    ]
    for field, act in amiss:
        with pytest.raises(BadInput) as refused:
            act()
        assert refused.value.field == field
    workflow.pass_on(found.pk, by=clerk, passed_on=day - A_DAY, body="Board", meeting=met)
    decided = [
        ("ended_on", {"ended_on": day - A_DAY, "outcome": "No breach.", "minute_reference": "1"}),
        ("outcome", {"ended_on": day, "outcome": " ", "minute_reference": "1"}),
        ("minute_reference", {"ended_on": day, "outcome": "No breach."}),
    ]
    for field, given in decided:
        with pytest.raises(BadInput) as refused:
            workflow.decide_procedure(found.pk, by=clerk, **given)
        assert refused.value.field == field


def test_the_database_keeps_days_and_words_together(cast: making.Cast) -> None:
    found = raised(cast.councillor, by=cast.clerk)
    broken = [{"procedure": ""}, {"state": "passed_on"}, {"state": "decided"}, {"ended_on": today()}]
    for values in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            models.QuerySet(Procedure).filter(pk=found.pk).update(**values)


# ----------------------------------------------------------------------------------------- confidential
def test_reading_is_recorded_and_changes_nothing(cast: making.Cast) -> None:
    found = raised(cast.councillor, by=cast.clerk)
    before = Procedure.objects.values().get()
    workflow.read_procedure(found.pk, by=cast.deputy)
    assert Procedure.objects.values().get() == before
    newest = found.history.latest("history_id")
    assert (newest.act, newest.actor_name, newest.office) == ("read", "Deputy", "Deputy Clerk")


def test_nothing_of_it_shows_anywhere_else(cast: making.Cast) -> None:
    done = [record.deeds(person, None, 9) for person in (cast.clerk, cast.councillor)]
    mails = OutgoingMail.objects.count()
    found = passed_on(cast.councillor, by=cast.clerk)
    workflow.read_procedure(found.pk, by=cast.clerk)
    workflow.decide_procedure(found.pk, by=cast.clerk, ended_on=today(), outcome="No breach.")
    assert [record.deeds(person, None, 9) for person in (cast.clerk, cast.councillor)] == done
    assert OutgoingMail.objects.count() == mails
    assert Procedure not in admin.site._registry
    assert apps.get_model("policies.HistoricalProcedure") not in admin.site._registry
    assert str(cast.councillor) not in str(found)


# ------------------------------------------------------------------------------------------------ the desk
def test_what_waits_is_what_was_not_passed_on_and_what_has_met(cast: making.Cast) -> None:
    day = today()
    before = {"by": cast.clerk, "raised_on": day - 3 * A_DAY}
    over = passed_on(cast.councillor, meeting=meeting_on(day - A_DAY), **before)
    passed_on(cast.councillor, meeting=meeting_on(day), **before)
    passed_on(cast.councillor, meeting=meeting_on(day + A_DAY), **before)
    passed_on(cast.councillor, **before)
    here = raised(cast.employee, by=cast.clerk)
    found = waiting_for(again(cast.deputy))
    assert (found.to_note, found.to_pass_on, len(found)) == ((over,), (here,), 2)
    workflow.decide_procedure(over.pk, by=cast.clerk, ended_on=day, outcome="No breach.", minute_reference="3")
    workflow.drop_procedure(here.pk, by=cast.clerk, ended_on=day, outcome="Taken back.")
    assert waiting_for(again(cast.deputy)) == Waiting()


@pytest.mark.parametrize("about", ["clerk", "employee"])
def test_it_waits_only_for_those_who_may_see_it(cast: making.Cast, about: str) -> None:
    raised(cast.everybody()[about], by=cast.deputy)
    asked = {name for name in WHO if len(waiting_for(again(cast.everybody()[name])))}
    assert asked == expected_to_see(about)


def test_the_desk_asks_one_question_of_the_database(cast: making.Cast) -> None:
    for _ in range(5):
        passed_on(cast.clerk, by=cast.deputy, meeting=meeting_on(today() - A_DAY), raised_on=today() - 2 * A_DAY)
    for person, asked in ((cast.chair, 1), (cast.deputy, 1), (cast.councillor, 0)):
        known = again(person)
        permissions.can_open_procedures(known)
        with CaptureQueriesContext(connection) as queries:
            for one in waiting_for(known).to_note:
                assert (one.about.name, one.meeting.committee) == ("Clerk", None)
        assert (person, len(queries)) == (person, asked)
