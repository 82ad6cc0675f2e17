"""People and offices on the desk: everybody reads who is who, the keepers keep it, and nobody else does."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts import workflow
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Absence, Appointment, User
from accounts.offices import Arrival, Office
from council.people import roll
from council.people.views import WITHOUT_OFFICE
from tests import making, stored

SignIn = Callable[[User], Client]

DAY = timedelta(days=1)
PEOPLE = "/desk/people/"


def page_of(person: User, act: str = "") -> str:
    return f"{PEOPLE}{person.pk}/{act}"


def words(response: HttpResponse) -> str:
    """The main part of a page, without its markup, in one line."""
    assert response.status_code == 200
    (main,) = re.findall(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())


def appoint(person: User, office: Office, begins: date, ends: date | None = None, title: str = "") -> Appointment:
    return workflow.appoint(person, office, by=SYSTEM, begins=begins, ends=ends, arrival=Arrival.APPOINTED, title=title)


# ------------------------------------------------------------------------------------------- who is who
def test_everybody_stands_with_their_offices_and_what_they_may_do(cast: making.Cast, signed_in: SignIn) -> None:
    shown = words(signed_in(cast.councillor).get(PEOPLE))
    assert "Clerk Town Clerk May write, decide on what is to go out and keep people and settings." in shown
    assert "Councillor Councillor May write." in shown
    names = [entry.person for entry in roll.in_office(today())]
    assert names[:3] == [cast.clerk, cast.deputy, cast.assistant]
    assert cast.outsider not in names


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("council", "deciders"),
    [
        ("faversham", {"clerk"}),
        ("sevenoaks", {"clerk"}),
        ("desborough", {"clerk", "chair", "vice_chair"}),
        ("barton_le_clay", {"clerk", "chair", "vice_chair"}),
        ("thornbury", {"clerk", "deputy"}),
    ],
)
def test_what_each_may_do_is_what_that_councils_policy_says(council: str, deciders: set[str]) -> None:
    making.found(council)
    cast = making.cast().everybody()
    may = {entry.person: entry.may for entry in roll.in_office(today())}
    assert {name for name, person in cast.items() if "decide" in may.get(person, "")} == deciders
    assert {name for name, person in cast.items() if "keep people" in may.get(person, "")} == {"clerk", "deputy"}
    assert all("write" in said for said in may.values())


def test_an_office_is_called_as_it_is_here(cast: making.Cast) -> None:
    appoint(cast.employee, Office.VOLUNTEER, today())
    appoint(cast.outsider, Office.EMPLOYEE, today(), title="Events Officer")
    offices = {entry.person: entry.offices for entry in roll.in_office(today())}
    assert (offices[cast.clerk], offices[cast.outsider]) == ("Town Clerk", "Events Officer")
    assert offices[cast.employee] == "Employee, Volunteer"


@pytest.mark.parametrize(("days", "is_there"), [(-1, False), (0, True), (5, True), (6, False)])
def test_an_office_counts_from_its_first_day_to_its_last(cast: making.Cast, days: int, is_there: bool) -> None:
    appoint(cast.outsider, Office.VOLUNTEER, today(), today() + 5 * DAY)
    day = today() + days * DAY
    assert (cast.outsider in [entry.person for entry in roll.in_office(day)]) is is_there
    assert (cast.outsider in roll.without_office(day, None)) is not is_there


@pytest.mark.parametrize(("days", "is_away"), [(-1, False), (0, True), (5, True), (6, False)])
def test_who_is_away_is_marked(cast: making.Cast, days: int, is_away: bool) -> None:
    workflow.record_absence(cast.clerk, by=cast.clerk, begins=today(), ends=today() + 5 * DAY)
    (entry,) = [entry for entry in roll.in_office(today() + days * DAY) if entry.person == cast.clerk]
    assert (entry.absence is not None) is is_away


def test_of_two_absences_the_longer_is_said(cast: making.Cast, signed_in: SignIn) -> None:
    for ends in (date(2026, 12, 24), date(2099, 1, 3), date(2026, 12, 1)):
        workflow.record_absence(cast.clerk, by=cast.clerk, begins=date(2026, 1, 1), ends=ends)
    assert "Away until Saturday 3 January 2099" in words(signed_in(cast.chair).get(PEOPLE))


def test_who_holds_no_office_stands_apart(cast: making.Cast, signed_in: SignIn) -> None:
    workflow.set_sign_in(cast.volunteer, by=cast.clerk, allowed=False)
    _, apart = words(signed_in(cast.chair).get(PEOPLE)).split("People who hold no office now")
    assert "Group Editor Outsider Volunteer may not sign in" in apart


def test_many_without_office_come_in_pages(cast: making.Cast, signed_in: SignIn) -> None:
    same = [User(email=f"{number}@council.example", name="Same Name") for number in range(WITHOUT_OFFICE)]
    User.objects.bulk_create(same)
    client = signed_in(cast.chair)
    first = client.get(PEOPLE).context
    second = client.get(f"{PEOPLE}?after={first['more']}").context
    assert (len(first["others"]), len(second["others"]), second["more"]) == (WITHOUT_OFFICE, 2, "")
    seen = [person.pk for person in (*first["others"], *second["others"])]
    assert len(set(seen)) == WITHOUT_OFFICE + 2


@pytest.mark.parametrize("after", ["", "nonsense", "-1", "99999999", "²"])
def test_a_page_that_is_none_is_the_first(cast: making.Cast, signed_in: SignIn, after: str) -> None:
    response = signed_in(cast.chair).get(f"{PEOPLE}?after={after}")
    assert [person.name for person in response.context["others"]] == ["Group Editor", "Outsider"]


def test_committees_stand_with_who_sits_on_them_today(cast: making.Cast, signed_in: SignIn) -> None:
    committee = workflow.make_committee("Allotments", by=cast.clerk)
    workflow.make_committee("Empty Committee", by=cast.clerk)
    workflow.seat(cast.chair, committee, by=cast.clerk, begins=today() - DAY)
    workflow.seat(cast.volunteer, committee, by=cast.clerk, begins=today() - 9 * DAY, ends=today() - DAY)
    shown = words(signed_in(cast.councillor).get(PEOPLE))
    assert "Allotments Chair Empty Committee Nobody sits on it today." in shown


def test_who_is_who_is_for_people_of_the_council(cast: making.Cast, signed_in: SignIn, client: Client) -> None:
    assert signed_in(cast.outsider).get(PEOPLE).status_code == 403
    assert signed_in(cast.outsider).get(page_of(cast.clerk)).status_code == 403
    assert signed_in(cast.outsider).get(page_of(cast.outsider)).status_code == 200
    assert client.get(PEOPLE)["Location"] == f"/accounts/login/?next={PEOPLE}"


# --------------------------------------------------------------------------------------------- keeping it
def forms_of(cast: making.Cast) -> dict[str, dict[str, Any]]:
    """Each page of a keeper with what would do something."""
    held = cast.volunteer.appointments.get()
    day = {"begins": today(), "ends": today() + DAY}
    return {
        f"{PEOPLE}welcome/": {"name": "Ann Dell", "email": "ann@council.example"},
        page_of(cast.outsider, "appoint/"): {"office": "volunteer", "arrival": "appointed", "begins": today()},
        page_of(cast.volunteer, f"end/{held.pk}/"): {"ends": today()},
        page_of(cast.volunteer, "away/"): day,
        page_of(cast.volunteer, "sign-in/"): {"allowed": "False", "reason": "Left."},
    }


@pytest.mark.parametrize("who", ["assistant", "chair", "councillor", "employee", "outsider"])
def test_others_only_read(cast: making.Cast, signed_in: SignIn, who: str) -> None:
    client, before = signed_in(getattr(cast, who)), stored.everything()
    for address, filled in forms_of(cast).items():
        assert (address, client.get(address).status_code) == (address, 403)
        assert (address, client.post(address, filled).status_code) == (address, 403)
    assert stored.everything() == before


@pytest.mark.parametrize("who", ["clerk", "deputy"])
def test_the_keepers_do(cast: making.Cast, signed_in: SignIn, who: str) -> None:
    client = signed_in(getattr(cast, who))
    for address, filled in forms_of(cast).items():
        assert (address, client.get(address).status_code) == (address, 200)
        before = stored.everything()
        assert (address, client.post(address, filled).status_code) == (address, 302)
        assert stored.everything() != before


def test_the_pages_offer_only_what_one_may(cast: making.Cast, signed_in: SignIn) -> None:
    acts = ("Give somebody a place", "Appoint to an office", "Set the last day", "Take the sign-in away")
    for person, offered in ((cast.clerk, acts), (cast.chair, ())):
        client = signed_in(person)
        shown = words(client.get(PEOPLE)) + words(client.get(page_of(cast.volunteer)))
        assert [act for act in acts if act in shown] == list(offered)


def test_somebody_new_gets_a_place_and_then_an_office(cast: making.Cast, signed_in: SignIn) -> None:
    clerk = signed_in(cast.clerk)
    welcome = {"name": "Ann Dell", "email": "Ann.Dell@council.example"}
    shown = words(clerk.post(f"{PEOPLE}welcome/", welcome, follow=True))
    ann = User.objects.get(email="ann.dell@council.example")
    assert "Ann Dell has a place at the desk. Which office do they hold?" in shown
    office = {"office": "councillor", "arrival": "co_opted", "begins": "2026-05-12"}
    shown = words(clerk.post(page_of(ann, "appoint/"), office, follow=True))
    assert "Ann Dell is Councillor from Tuesday 12 May 2026." in shown
    assert "Ann Dell has not signed in yet. Tell them to open testserver/accounts/login/" in shown
    held = ann.appointments.get()
    assert (held.office, held.arrival, held.begins, held.ends) == ("councillor", "co_opted", date(2026, 5, 12), None)


def test_an_address_that_is_known_leads_to_that_person(cast: making.Cast, signed_in: SignIn) -> None:
    welcome = {"name": "Somebody Else", "email": cast.chair.email}
    response = signed_in(cast.clerk).post(f"{PEOPLE}welcome/", welcome, follow=True)
    assert response.redirect_chain == [(page_of(cast.chair, "appoint/"), 302)]
    assert "This e-mail address is Chair’s already, who keeps that name." in words(response)


def test_an_office_is_ended_with_its_reason(cast: making.Cast, signed_in: SignIn) -> None:
    held = cast.volunteer.appointments.get()
    given = {"ends": "2026-12-08", "reason": "Moves to Wales."}
    shown = words(signed_in(cast.clerk).post(page_of(cast.volunteer, f"end/{held.pk}/"), given, follow=True))
    assert "Volunteer is Volunteer until Tuesday 8 December 2026, that day included." in shown
    assert held.history.latest().history_change_reason == "Moves to Wales."


def test_an_appointment_is_ended_on_the_page_of_who_holds_it(cast: making.Cast, signed_in: SignIn) -> None:
    held = cast.volunteer.appointments.get()
    assert signed_in(cast.clerk).get(page_of(cast.chair, f"end/{held.pk}/")).status_code == 404


def test_anybody_notes_their_own_absence(cast: making.Cast, signed_in: SignIn) -> None:
    given = {"begins": "2026-12-08", "ends": "2026-12-09"}
    shown = words(signed_in(cast.chair).post(page_of(cast.chair, "away/"), given, follow=True))
    assert "Chair is away from Tuesday 8 December 2026 to Wednesday 9 December 2026." in shown
    assert Absence.objects.get().user == cast.chair


def test_a_second_press_does_not_turn_it_round(cast: making.Cast, signed_in: SignIn) -> None:
    clerk = signed_in(cast.clerk)
    offered = clerk.get(page_of(cast.volunteer, "sign-in/")).context["form"]["allowed"].value()
    for _ in range(2):
        shown = words(clerk.post(page_of(cast.volunteer, "sign-in/"), {"allowed": offered, "reason": ""}, follow=True))
    assert "Volunteer can no longer sign in, from this moment." in shown
    assert User.objects.get(pk=cast.volunteer.pk).is_active is False


def test_a_sign_in_is_given_back(cast: making.Cast, signed_in: SignIn) -> None:
    workflow.set_sign_in(cast.volunteer, by=cast.clerk, allowed=False)
    clerk = signed_in(cast.clerk)
    assert "Give Volunteer the sign-in back?" in words(clerk.get(page_of(cast.volunteer, "sign-in/")))
    clerk.post(page_of(cast.volunteer, "sign-in/"), {"allowed": "True"})
    assert User.objects.get(pk=cast.volunteer.pk).is_active is True


def test_nobody_takes_their_own_sign_in_away(cast: making.Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.clerk).post(page_of(cast.clerk, "sign-in/"), {"allowed": "False"})
    assert response.status_code == 403
    assert "nobody could give it back" in response.content.decode()


@pytest.mark.parametrize(
    ("act", "given", "field"),
    [
        ("welcome/", {"name": " ", "email": "ann@council.example"}, "name"),
        ("welcome/", {"name": "Ann", "email": "ann"}, "email"),
        ("{outsider}/appoint/", {"office": "mayor", "arrival": "elected", "begins": "2026-05-12"}, "office"),
        ("{outsider}/appoint/", {"office": "councillor", "begins": "2026-05-12"}, "arrival"),
        ("{outsider}/appoint/", {"office": "councillor", "arrival": "elected", "begins": "soon"}, "begins"),
        ("{outsider}/appoint/", {"office": "clerk", "arrival": "appointed", "begins": "2026-05-12"}, "begins"),
        (
            "{outsider}/appoint/",
            {"office": "councillor", "arrival": "elected", "begins": "2026-05-12", "ends": "2026-05-11"},
            "ends",
        ),
        ("{volunteer}/away/", {"begins": "2026-05-12", "ends": "2026-05-11"}, "ends"),
        ("{volunteer}/away/", {"begins": "2026-05-12"}, "ends"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field(
    cast: making.Cast, signed_in: SignIn, act: str, given: dict[str, str], field: str
) -> None:
    client, before = signed_in(cast.clerk), stored.everything()
    keys = {name: person.pk for name, person in cast.everybody().items()}
    response = client.post(PEOPLE + act.format(**keys), given)
    assert list(response.context["form"].errors) == [field]
    assert "Error: " in response.content.decode().partition("</title>")[0]
    assert stored.everything() == before


def test_the_offices_are_offered_as_this_council_calls_them(cast: making.Cast, signed_in: SignIn) -> None:
    form = signed_in(cast.clerk).get(page_of(cast.outsider, "appoint/")).context["form"]
    assert dict(form.fields["office"].choices)["clerk"] == "Town Clerk"
