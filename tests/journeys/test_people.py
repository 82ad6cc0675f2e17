"""A part-time Clerk keeps people, offices and the council's own page, and everybody chooses how they are told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from accounts import workflow as people
from accounts.clock import today
from accounts.models import Council, User
from email_log.tasks import send_waiting
from posts.life import State
from tests import making
from tests.journeys.conftest import Opener
from tests.journeys.visitors import PASSWORD, Letters, Visitor

Found = Callable[[str], making.Cast]

WIDTHS = (1280, 320)


@pytest.mark.parametrize("width", WIDTHS)
def test_somebody_new_comes_and_somebody_leaves(width: int, found: Found, open_page: Opener, letters: Letters) -> None:
    cast = found("model")
    clerk_page, anns_page = open_page(width), open_page(width)
    clerk_page.arrive(cast.clerk)
    clerk_page.follow("People")
    gives_a_place(clerk_page)
    appoints(clerk_page)
    chooses_a_password(anns_page, letters)
    anns_page.is_headed("Waiting for you")
    ends_the_office(clerk_page)
    takes_the_sign_in_away(clerk_page)
    anns_page.go("/desk/")
    anns_page.is_headed("Sign in")


def test_a_councillor_reads_who_is_who_and_notes_when_they_are_away(found: Found, open_page: Opener) -> None:
    cast = found("model")
    people.make_committee("Allotments", by=cast.clerk)
    making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    visitor = open_page()
    visitor.arrive(cast.councillor)
    visitor.follow("People")
    visitor.sees("Town Clerk", "May write, decide on what is to go out and keep people and settings.", "Allotments")
    expect(visitor.page.get_by_role("link", name="Give somebody a place")).to_have_count(0)
    looks(visitor)
    visitor.follow("Clerk")
    visitor.is_headed("Clerk")
    expect(visitor.page.get_by_role("heading", name=re.compile("did$"))).to_have_count(0)
    looks(visitor)
    visitor.page.locator(".mh-header__who").get_by_role("link").click()
    visitor.sees("What you did", "Submitted: “Mill Lane is closed”")
    looks(visitor)
    visitor.follow("Note an absence")
    visitor.field("Last day away").fill(f"{today():%Y-%m-%d}")
    looks(visitor)
    visitor.press("Note the absence")
    visitor.sees("It is noted that Councillor is away", "Away until")
    looks(visitor)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_councils_own_page(width: int, found: Found, open_page: Opener) -> None:
    cast = found("model")
    visitor = open_page(width)
    visitor.arrive(cast.clerk, path="/desk/council/")
    visitor.field("The council’s colour").fill("#7a1f3d")
    visitor.field("Telephone number").fill("07700 900111")
    visitor.press("See how the colour looks")
    visitor.sees("How #7a1f3d looks", "Not saved yet.")
    expect(visitor.page.locator(".mh-colour")).to_be_in_viewport()
    visitor.look()
    assert visitor.page.evaluate("document.querySelector('.mh-colour').naturalWidth") > 0
    visitor.field("E-mail address").fill("nonsense")
    visitor.press("Save")
    visitor.page.locator(".govuk-error-summary").get_by_role("link").click()
    expect(visitor.field("E-mail address")).to_be_focused()
    expect(visitor.field("Telephone number")).to_have_value("07700 900111")
    visitor.look()
    visitor.field("E-mail address").fill("office@thornby.example")
    visitor.press("Save")
    visitor.sees("Saved. Every page of Thornby Town Council shows it from now on.")
    visitor.sees("Council changed by Clerk, Clerk: telephone, e-mail address, colour")
    visitor.look()
    assert Council.objects.get().colour == "#7a1f3d"


@pytest.mark.parametrize("width", WIDTHS)
def test_who_wants_one_mail_a_day_gets_no_other(width: int, found: Found, open_page: Opener, letters: Letters) -> None:
    cast = found("model")
    visitor = open_page(width)
    visitor.arrive(cast.deputy)
    visitor.follow("Your notifications")
    visitor.look()
    visitor.choose("Once a day")
    visitor.press("Save")
    visitor.sees("Saved. One mail a day, at 7 am")
    making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    send_waiting()
    assert (len(letters.to(cast.clerk)), letters.to(cast.deputy)) == (1, [])
    visitor.go("/desk/notifications/")
    visitor.sees("1 thing waits for your next mail of the day.")
    visitor.look()
    visitor.choose("At once")
    visitor.press("Save")
    send_waiting()
    (letter,) = letters.to(cast.deputy)
    assert letter["Subject"] == "Waiting for your decision: Mill Lane is closed"
    assert "/desk/notifications/" in letter.get_content()


@pytest.mark.parametrize("who", ["clerk", "councillor", "outsider"])
def test_help(who: str, found: Found, open_page: Opener) -> None:
    cast = found("model")
    visitor = open_page()
    visitor.arrive(getattr(cast, who))
    visitor.page.get_by_text("Help with this page").click()
    visitor.sees("This is where you begin.")
    looks(visitor)
    visitor.follow("Help")
    visitor.is_headed("Help")
    looks(visitor)
    visitor.page.get_by_role("navigation", name="Pages").get_by_role("link", name="Matters").click()
    expect(visitor.page.get_by_role("heading", name="Matters")).to_be_in_viewport()


# ------------------------------------------------------------------------------------------------- helpers
def looks(visitor: Visitor) -> None:
    for width in WIDTHS[::-1]:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.look()


def gives_a_place(visitor: Visitor) -> None:
    visitor.look()
    visitor.follow("Give somebody a place")
    visitor.press("Give them a place")
    expect(visitor.page.locator(".govuk-error-summary")).to_be_focused()
    visitor.look()
    visitor.field("Name").fill("Ann Dell")
    visitor.field("E-mail address").fill("ann.dell@council.example")
    visitor.press("Give them a place")
    visitor.sees("Ann Dell has a place at the desk. Which office do they hold?")


def appoints(visitor: Visitor) -> None:
    visitor.look()
    visitor.field("Office").select_option(label="Employee")
    visitor.field("What it is called, if that differs").fill("Events Officer")
    visitor.choose("Appointed")
    visitor.press("Appoint Ann Dell")
    visitor.sees("Ann Dell is Events Officer from", "Ann Dell has not signed in yet.")
    visitor.look()


def chooses_a_password(visitor: Visitor, letters: Letters) -> None:
    """As the Clerk's page says it."""
    visitor.go("/accounts/login/")
    visitor.follow("I have forgotten my password")
    visitor.field("E-mail address").fill("ann.dell@council.example")
    visitor.press("Send me the link")
    visitor.page.wait_for_load_state()
    send_waiting()
    ann = User.objects.get(email="ann.dell@council.example")
    (letter,) = letters.to(ann)
    (link,) = re.findall(r"http://\S+/accounts/password/reset/key/\S+", letter.get_content())
    visitor.go(link)
    for field in visitor.page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    visitor.page.get_by_role("main").get_by_role("button").click()
    visitor.page.wait_for_load_state()
    visitor.sign_in(ann)


def ends_the_office(visitor: Visitor) -> None:
    visitor.follow("Set the last day")
    visitor.is_headed("Until when is Ann Dell Events Officer?")
    visitor.field("Why?").fill("Her year is over.")
    visitor.look()
    visitor.press("Set the last day")
    visitor.sees("Ann Dell is Events Officer until", "that day included.")


def takes_the_sign_in_away(visitor: Visitor) -> None:
    visitor.follow("Take the sign-in away")
    visitor.look()
    visitor.press("Take the sign-in away")
    visitor.sees("Ann Dell can no longer sign in, from this moment.", "Ann Dell may not sign in.")
    visitor.look()
