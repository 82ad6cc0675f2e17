"""The pages of procedures: for whose eyes they are, each step with its day, and what leads there."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from policies import workflow
from policies.models import Procedure
from posts import workflow as posts
from posts.life import State
from tests import making
from tests.policies.test_conduct import A_DAY, meeting_on, passed_on, raised

pytestmark = [pytest.mark.django_db, pytest.mark.clause("code-of-conduct")]

SignIn = Callable[[User], Client]
LIST = "/desk/conduct/"
SECRET = "He swore at a resident."


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def steps(key: object) -> list[str]:
    return [f"{LIST}{key}/{step}" for step in ("", "pass-on/", "decide/", "drop/")]


def without_what_changes(page: str) -> str:
    """The page without its tokens and its own address."""
    return re.sub(r"[0-9a-f-]{36}|value=\"[A-Za-z0-9]{64}\"|nonce=\"[^\"]*\"", "", page)


# ------------------------------------------------------------------------------------------- for whose eyes
@pytest.mark.parametrize("who", ["clerk", "chair", "councillor", "outsider"])
def test_what_is_not_for_somebody_is_a_page_that_does_not_exist(cast: making.Cast, signed_in: SignIn, who: str) -> None:
    about = cast.clerk if who == "clerk" else cast.employee
    found = raised(about, by=cast.deputy)
    browser = signed_in(cast.everybody()[who])
    for real, invented in zip(steps(found.pk), steps(uuid4()), strict=True):
        for method in (browser.get, browser.post):
            there, not_there = method(real), method(invented)
            assert (there.status_code, not_there.status_code) == (404, 404)
            assert without_what_changes(text_of(there)) == without_what_changes(text_of(not_there))


def test_where_there_is_nobody_to_choose_the_page_says_so(cast: making.Cast, signed_in: SignIn) -> None:
    for keeper in (cast.clerk, cast.deputy):
        people.end_appointment(keeper.appointments.get(), by=SYSTEM, ends=today() - A_DAY)
    assert "There is nobody about whom you can note this today." in text_of(signed_in(cast.chair).get(f"{LIST}new/"))


@pytest.mark.parametrize("who", ["assistant", "vice_chair", "councillor", "employee", "volunteer", "outsider"])
def test_the_list_is_for_keepers_and_the_chair(cast: making.Cast, signed_in: SignIn, who: str) -> None:
    browser = signed_in(cast.everybody()[who])
    for page in (LIST, f"{LIST}new/", f"{LIST}new/{cast.clerk.pk}/"):
        assert browser.get(page).status_code == 403
    assert LIST not in text_of(browser.get("/desk/"))


def test_the_pages_of_whom_it_is_about_are_as_if_it_were_not(cast: making.Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.clerk)
    pages = [LIST, "/desk/", f"/desk/people/{cast.clerk.pk}/", "/desk/search/?q=swore", "/desk/report/", "/admin/"]

    def shown() -> list[str]:
        return [re.sub(r'value="[A-Za-z0-9]{64}"', "", text_of(browser.get(page))) for page in pages]

    shown()
    before = shown()
    passed_on(cast.clerk, by=cast.deputy, meeting=None, raised_on=today() - 2 * A_DAY)
    raised(cast.clerk, by=cast.chair)
    assert shown() == before
    assert SECRET not in "".join(before)


def test_the_chair_sees_what_is_about_the_clerk_and_nothing_else(cast: making.Cast, signed_in: SignIn) -> None:
    about_clerk, other = raised(cast.clerk, by=cast.deputy), raised(cast.councillor, by=cast.clerk)
    page = text_of(signed_in(cast.chair).get(LIST))
    assert str(about_clerk.pk) in page
    assert str(other.pk) not in page
    assert "You see here what is about the Clerk or the Deputy Clerk." in page
    names = text_of(signed_in(cast.chair).get(f"{LIST}new/"))
    assert ">Deputy</option>" in names
    assert ">Councillor</option>" not in names


def test_opening_it_is_recorded_and_shown(cast: making.Cast, signed_in: SignIn) -> None:
    found = raised(cast.councillor, by=cast.clerk)
    page = signed_in(cast.deputy).get(f"{LIST}{found.pk}/")
    assert "<b>Read</b>, Deputy, Deputy Clerk" in text_of(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert found.history.filter(act="read", actor_name="Deputy").count() == 1
    signed_in(cast.deputy).get(LIST)
    assert found.history.filter(act="read").count() == 1


# ------------------------------------------------------------------------------------------- step by step
def test_from_the_finding_to_the_outcome(cast: making.Cast, signed_in: SignIn) -> None:
    browser, day = signed_in(cast.clerk), today()
    met = meeting_on(day)
    choose = browser.get(f"{LIST}new/?where=/desk/posts/7/")
    assert 'name="where" value="/desk/posts/7/"' in text_of(choose)
    led = browser.get(f"{LIST}new/", {"about": cast.employee.pk, "where": "/desk/posts/7/"})
    assert led.headers["Location"] == f"{LIST}new/{cast.employee.pk}/?where=%2Fdesk%2Fposts%2F7%2F"
    form = text_of(browser.get(led.headers["Location"]))
    assert 'value="/desk/posts/7/"' in form
    assert "Disciplinary Policy; Policy and Finance Committee" in form
    assert "9.1 If something goes wrong" in form
    given = {"what": SECRET, "where": "/desk/posts/7/", "way": "0", "raised_on": day.isoformat()}
    browser.post(led.headers["Location"], given)
    found = Procedure.objects.get()
    own = f"{LIST}{found.pk}/"
    shown = text_of(browser.get(own))
    assert "The council’s people decide; this page keeps the dates." in shown
    assert 'href="/desk/posts/7/"' in shown
    assert "decide/" not in shown
    assert "To which body?" not in text_of(browser.get(f"{own}pass-on/"))
    browser.post(f"{own}pass-on/", {"passed_on": day.isoformat(), "meeting": met.pk})
    decided = {"outcome": "A written warning.", "ended_on": day.isoformat()}
    assert "Give the minute of the meeting." in text_of(browser.post(f"{own}decide/", decided))
    browser.post(f"{own}decide/", {**decided, "minute_reference": "PF 9"})
    shown = text_of(browser.get(own))
    assert "A written warning." in shown
    assert "minute PF 9" in shown
    assert "pass-on/" not in shown


def test_where_the_policy_names_nothing_the_clerk_writes_it(signed_in: SignIn) -> None:
    making.found("sevenoaks")
    cast = making.cast()
    browser, page = signed_in(cast.clerk), f"{LIST}new/{cast.employee.pk}/"
    assert "Our policy names no procedure for this office, and nothing is made up here." in text_of(browser.get(page))
    given = {"what": SECRET, "raised_on": today().isoformat()}
    assert "Say under which procedure." in text_of(browser.post(page, given))
    browser.post(page, {**given, "procedure": "Contract of employment"})
    own = f"{LIST}{Procedure.objects.get().pk}/"
    assert "Whoever noted it: our policy names no procedure for this office" in text_of(browser.get(own))
    missing = browser.post(f"{own}pass-on/", {"passed_on": today().isoformat()})
    assert "Say to which body it was passed on." in text_of(missing)
    browser.post(f"{own}pass-on/", {"passed_on": today().isoformat(), "body": "Personnel Panel"})
    assert Procedure.objects.get().body == "Personnel Panel"
    browser.post(f"{own}drop/", {"ended_on": today().isoformat(), "outcome": "Withdrawn by who raised it."})
    assert "Why it is not taken further" in text_of(browser.get(own))


def test_bad_input_is_said_at_its_field(cast: making.Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.clerk)
    assert "Choose whom it is about." in text_of(browser.get(f"{LIST}new/?about="))
    for about in (str(cast.clerk.pk), str(cast.outsider.pk), "x", "99999999999999999999"):
        assert "Choose somebody from the list." in text_of(browser.get(f"{LIST}new/", {"about": about}))
    page = f"{LIST}new/{cast.councillor.pk}/"
    given = {"what": SECRET, "way": "9", "raised_on": "30 February"}
    shown = text_of(browser.post(page, given))
    assert "Choose one of these procedures." in shown
    assert "Give a day, such as 8 December 2026." in shown
    late = {"what": SECRET, "way": "0", "raised_on": (today() + A_DAY).isoformat()}
    assert "Give the day on which it was done: today or before." in text_of(browser.post(page, late))
    found = raised(cast.councillor, by=cast.clerk)
    refused = browser.post(f"{LIST}{found.pk}/decide/", {"outcome": "x", "ended_on": today().isoformat()})
    assert refused.status_code == 409
    assert browser.get(f"{LIST}new/{cast.clerk.pk}/").status_code == 403
    assert browser.get(f"{LIST}new/123456/").status_code == 404


def test_what_is_typed_is_shown_as_it_is(cast: making.Cast, signed_in: SignIn) -> None:
    found = raised(cast.councillor, by=cast.clerk, what="<script>1</script>", where="javascript:alert(1)")
    page = text_of(signed_in(cast.clerk).get(f"{LIST}{found.pk}/"))
    assert "&lt;script&gt;1&lt;/script&gt;" in page
    assert 'href="javascript' not in page


# ---------------------------------------------------------------------------------------- what leads there
def test_the_desk_asks_for_the_outcome_once_the_meeting_is_over(cast: making.Cast, signed_in: SignIn) -> None:
    found = passed_on(cast.employee, by=cast.clerk, meeting=meeting_on(today() - A_DAY), raised_on=today() - 2 * A_DAY)
    shown = text_of(signed_in(cast.deputy).get("/desk/"))
    assert "Note the outcome: Policy and Finance Committee" in shown
    assert f"{LIST}{found.pk}/" in shown
    for name in ("employee", "chair", "assistant"):
        assert str(found.pk) not in text_of(signed_in(cast.everybody()[name]).get("/desk/"))


def test_a_persons_page_leads_there_for_those_who_may(cast: making.Cast, signed_in: SignIn) -> None:
    for whose, seers in (("employee", {"clerk", "deputy"}), ("clerk", {"deputy", "chair"}), ("outsider", set())):
        page, link = f"/desk/people/{cast.everybody()[whose].pk}/", f"{LIST}new/{cast.everybody()[whose].pk}/"
        names = ("clerk", "deputy", "chair", "assistant", "councillor", "employee")
        found = {name for name in names if link in text_of(signed_in(cast.everybody()[name]).get(page))}
        assert (whose, found) == (whose, seers)


@pytest.mark.parametrize(("who", "is_led"), [("clerk", True), ("employee", False)])
def test_the_decision_page_leads_there(who: str, is_led: bool, cast: making.Cast, signed_in: SignIn) -> None:
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk, title="You bloody idiot")
    posts.delegate(post.pk, by=cast.clerk, to=cast.employee, reason="The Clerk is away.", ends=today())
    page = text_of(signed_in(cast.everybody()[who]).get(reverse("moderation:decide", args=[post.pk])))
    assert "If a finding is about one of our own people" in page
    link = f"{LIST}new/?where=/desk/posts/{post.pk}/"
    assert (link in page) is is_led


# ------------------------------------------------------------------------------------------------- queries
def test_as_many_questions_for_many_as_for_few(cast: making.Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.clerk), []
    committee = people.make_committee("Staffing Committee", by=SYSTEM)
    met = people.call_meeting(by=SYSTEM, starts_at=timezone.now() + 7 * A_DAY, committee=committee)
    for number in (2, 20):
        while Procedure.objects.count() < number:
            found = passed_on(cast.councillor, by=cast.deputy, meeting=met)
            if Procedure.objects.count() % 2:
                workflow.drop_procedure(found.pk, by=cast.deputy, ended_on=today(), outcome="Taken back.")
        newest = Procedure.objects.open().last()
        counts.append([asked(browser, page) for page in (LIST, f"{LIST}{newest.pk}/", f"{LIST}new/", "/desk/")])
    assert counts[0] == counts[1]


def asked(browser: Client, page: str) -> int:
    browser.get(page)
    with CaptureQueriesContext(connection) as queries:
        browser.get(page)
    return len(queries)
