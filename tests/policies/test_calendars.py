"""Calendars: the council's for everybody, and one's own at a signed address; read by a second library."""

from datetime import date, datetime

import pytest
import vobject
from django.test import Client

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import NotYours
from policies import calendars, workflow
from policies.models import Review
from tests.policies import reviewing as making

pytestmark = [pytest.mark.django_db, pytest.mark.clause("review-cycle")]

D = date.fromisoformat
FIRST = D("2026-06-26")
COUNCILS = "/policies/calendar.ics"


@pytest.fixture
def clerk() -> User:
    with making.on(FIRST, 8):
        making.council("thornbury", FIRST)
        committee = people.make_committee("Allotments & Paths; Trees", by=SYSTEM)
        clerk = making.holder("Cleo", Office.CLERK, FIRST)
        making.holder("Cora", Office.COUNCILLOR, FIRST)
        making.member("Ann", committee, FIRST)
        making.meeting(D("2027-01-12"), committee)
        making.meeting(D("2027-07-06"))
        return clerk


def events(client: Client, address: str) -> dict[str, object]:
    """What a second library reads, by summary."""
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {event.summary.value: event for event in vobject.readOne(response.content.decode()).vevent_list}


def own_address(person: User) -> str:
    workflow.renew_calendar(person, by=person)
    return calendars.address_of(person)


def test_the_councils_calendar_has_every_meeting_and_review(clerk: User, client: Client) -> None:
    with making.on(D("2026-12-01")):
        found = events(client, COUNCILS)
    review = "Review due: Official Social Media Engagement Policy"
    assert set(found) == {"Allotments & Paths; Trees", "Full Council", review}
    assert found[review].dtstart.value == D("2027-06-26")
    assert found["Full Council"].dtstart.value == datetime.fromisoformat("2027-07-06T18:00+00:00")  # 7 pm in summer
    assert found["Allotments & Paths; Trees"].dtstart.value == datetime.fromisoformat("2027-01-12T19:00+00:00")
    assert found["Full Council"].location.value == "Village Hall"


def test_what_moves_moves_in_place(clerk: User, client: Client) -> None:
    with making.on(D("2026-12-01")):
        before = events(client, COUNCILS)["Review due: Official Social Media Engagement Policy"]
    with making.on(D("2026-12-02")):
        workflow.move_review(Review.objects.get().pk, by=clerk, due_on=D("2027-09-01"), reason="Elections.")
        after = events(client, COUNCILS)["Review due: Official Social Media Engagement Policy"]
    assert after.uid.value == before.uid.value
    assert (before.dtstart.value, after.dtstart.value) == (D("2027-06-26"), D("2027-09-01"))
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert after.last_modified.value > before.last_modified.value


def test_ones_own_has_ones_reviews_and_meetings_and_needs_no_signing_in(clerk: User, client: Client) -> None:
    names = {"Cleo": {"Full Council", "Review due: Official Social Media Engagement Policy"}}
    names |= {"Cora": {"Full Council"}, "Ann": {"Full Council", "Allotments & Paths; Trees"}}
    with making.on(D("2026-12-01")):
        for name, expected in names.items():
            assert set(events(client, own_address(User.objects.get(name=name)))) == expected
        response = client.get(own_address(clerk))
    assert response["Cache-Control"] == "private, no-cache"
    assert response.cookies == {}


def test_renewing_the_address_takes_the_old_one_away(clerk: User, client: Client) -> None:
    old = own_address(clerk)
    assert client.get(old).status_code == 200
    new = own_address(clerk)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_an_address_that_nobody_was_given_shows_nothing(clerk: User, client: Client) -> None:
    address = own_address(clerk)
    guessed = address.replace(f"/{clerk.pk}.1:", f"/{clerk.pk + 1}.1:")
    assert guessed != address
    assert [client.get(path).status_code for path in (guessed, "/policies/calendar/1.1.ics")] == [404, 404]


def test_who_may_no_longer_sign_in_has_no_calendar(clerk: User, client: Client) -> None:
    address = own_address(clerk)
    people.set_sign_in(clerk, by=SYSTEM, allowed=False, reason="Left.")
    assert client.get(address).status_code == 404


def test_everybody_renews_their_own(clerk: User) -> None:
    with pytest.raises(NotYours):
        workflow.renew_calendar(User.objects.get(name="Cora"), by=clerk)


def test_the_notifications_page_gives_the_address_and_a_new_one(clerk: User, signed_in) -> None:
    browser = signed_in(clerk)
    assert "Give me an address" in browser.get("/desk/notifications/").content.decode()
    first = browser.post("/desk/reviews/calendar/", follow=True).content.decode()
    address = calendars.address_of(clerk)
    assert address in first
    browser.post("/desk/reviews/calendar/")
    assert calendars.address_of(clerk) != address


def test_the_councils_calendar_is_for_everybody(clerk: User, client: Client) -> None:
    response = client.get(COUNCILS)
    assert response["Cache-Control"] == "public, no-cache"
    assert response.cookies == {}
