"""A resident without JavaScript: the front page, the news, one post on paper, search, and a word to the council."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from accounts import workflow as people
from accounts.history import SYSTEM
from council import workflow
from council.models import AccessibilityReport
from tests import making
from tests.journeys.conftest import Opener
from tests.journeys.test_pages import at_both_widths, everywhere
from tests.journeys.visitors import Visitor
from tests.publishing import corrected, published, withdrawn

Found = Callable[[str], making.Cast]

MAP = "https://www.thornby.example/map"
AFTER = "getComputedStyle(document.querySelector({!r}), '::after').content"


def news(cast: making.Cast) -> dict[str, str]:
    """A little of everything; the addresses of three of them."""
    now = timezone.now()
    matter = people.open_matter("Christmas in Thornby", by=cast.clerk)
    people.call_meeting(by=cast.clerk, starts_at=now + timedelta(days=9), place="The Moot Hall")
    people.call_meeting(by=cast.clerk, starts_at=now + timedelta(days=30))
    body = f'<p>Bring a coat. See <a href="{MAP}">the map</a>.</p>'
    more = {"links_confirmed": (MAP,), "pictures": (making.picture(),)}
    lanterns = published(cast, "Lantern walk on Friday", matter=matter, body=body, **more)
    old = published(cast, "Carols at 5 pm", on=now - timedelta(days=40))
    published(cast, "Agenda for Monday", kind="agendas", on=now - timedelta(days=3))
    gone = withdrawn(published(cast, "Fair on Sunday", on=now - timedelta(days=2)), cast)
    alert = published(cast, "Mill Lane is closed", alert_until=now + timedelta(days=1), on=now - timedelta(days=1))
    return {"lanterns": lanterns.url, "carols": corrected(old, cast).url, "gone": gone.url, "alert": alert.url}


@pytest.mark.parametrize("width", [1280, 320])
def test_from_the_front_page_to_a_word_to_the_council(found: Found, open_page: Opener, width: int) -> None:
    """Nothing here needs a script, and at each step the page stands every look."""
    cast = found("model")
    addresses = news(cast)
    reader = open_page(width=width, java_script_enabled=False)
    reader.go("/")
    reader.sees("The next meeting", "Lantern walk on Friday")
    expect(reader.page.get_by_role("region", name="Alert")).to_contain_text("Mill Lane is closed")

    reader.follow("All news")
    reader.is_headed("News")
    reader.follow("Agendas")
    reader.is_headed("Agendas")
    reader.sees("Agenda for Monday")
    expect(reader.page.get_by_role("link", name="Lantern walk on Friday")).to_have_count(0)
    reader.follow("All news")
    reader.follow("Christmas in Thornby")
    reader.follow("Lantern walk on Friday")
    reader.is_headed("Lantern walk on Friday")
    assert reader.page.url.endswith(addresses["lanterns"])
    is_fit_for_paper(reader)

    look_for(reader, "coat")
    reader.is_headed("Search this website")
    reader.sees("Lantern walk on Friday", "Bring a coat.")
    look_for(reader, "zebra")
    reader.sees("Nothing found")

    reader.follow("Contact")
    reader.is_headed("Contact the council")
    reader.sees("Clerk is the Town Clerk", "A message on social media does not count as writing to the Council")
    reader.follow("Tell us what happened")
    tells(reader)


def look_for(reader: Visitor, words: str) -> None:
    """With the field that stands at the head of every page."""
    field = reader.page.get_by_role("banner").get_by_role("searchbox")
    field.fill(words)
    field.press("Enter")


def tells(reader: Visitor) -> None:
    reader.sees("Please leave private details")
    reader.field("What happened, or what do you need?").fill("I cannot read the plan on my telephone.")
    reader.field("Your e-mail address").fill("ann")
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        reader.press("Send it")
        reader.sees("Nothing you typed is lost.", "Give the whole address")
        reader.field("Your e-mail address").fill("ann@else.example")
        reader.press("Send it")
        reader.is_headed("Thank you")
    report = AccessibilityReport.objects.get()
    reader.sees(report.reference, "The answer comes to the e-mail address that you gave.")
    assert report.happened == "I cannot read the plan on my telephone."


def is_fit_for_paper(reader: Visitor) -> None:
    """On paper only what can be read there: no menus, and each link with its address."""
    reader.page.emulate_media(media="print")
    for part in ("banner", "contentinfo"):
        expect(reader.page.get_by_role(part).get_by_role("link", name="News", exact=True)).to_have_count(0)
    expect(reader.page.locator("article h1")).to_be_visible()
    expect(reader.page.locator("article img")).to_be_visible()
    expect(reader.page.get_by_text("This page: http")).to_be_visible()
    assert len(reader.page.pdf(format="A4", prefer_css_page_size=True)) > 0
    reader.page.emulate_media(media="screen")


def test_the_address_of_a_link_is_printed(found: Found, visitor: Visitor) -> None:
    address = news(found("model"))["lanterns"]
    visitor.go(address)
    visitor.page.emulate_media(media="print")
    assert MAP in visitor.page.evaluate(AFTER.format(".mh-text a"))
    assert visitor.page.evaluate(AFTER.format(".mh-aside a[href^='/']")) == "none"


def test_every_page_that_a_reader_meets(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    addresses = news(cast)
    lists = ["/news/kind/agendas/", "/news/kind/minutes/", f"/news/{timezone.localdate():%Y/%m}/", "/news/2020/01/"]
    search = ["/search/", "/search/?q=the", "/search/?q=lantern", "/search/?q=lantern&order=best", "/search/?q=zebra"]
    everywhere(visitor, ["/", "/news/", *lists, *search, *addresses.values(), "/contact/", "/nowhere/"])
    everywhere(visitor, ["/accessibility/", "/accessibility/feedback/", "/news/?before=x"])


def test_the_keepers_look_after_the_statement(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    visitor.arrive(cast.clerk)
    visitor.follow("Review: the accessibility statement")
    at_both_widths(visitor)
    visitor.field("When was the website last tested?").fill(f"{timezone.localdate():%Y-%m-%d}")
    visitor.field("Who tested it, and how?").fill("The Clerk, with the keyboard.")
    visitor.press("It is reviewed and right")
    visitor.sees("The statement is reviewed.", "Nothing is known that does not work.")
    visitor.follow("Note a barrier")
    visitor.press("Save it")
    visitor.sees("Say what does not work.", "Choose one of these reasons.")
    at_both_widths(visitor)
    visitor.field("What does not work, and where?").fill("Old minutes are pictures of paper.")
    visitor.field("Which criterion does it fail?").select_option(label="1.1.1 Non-text content")
    visitor.choose("It does not meet the standard yet")
    visitor.press("Save it")
    visitor.sees("It is on the list.")
    at_both_widths(visitor)
    visitor.go("/accessibility/")
    visitor.sees("This website is partially compliant", "Old minutes are pictures of paper.")
    at_both_widths(visitor)


def test_a_report_is_answered(found: Found, open_page: Opener) -> None:
    cast = found("model")
    workflow.report(by=SYSTEM, happened="I cannot read the minutes.", email="ann@else.example")
    clerk = open_page()
    clerk.arrive(cast.clerk)
    clerk.follow("Answer: I cannot read the minutes.")
    at_both_widths(clerk)
    clerk.press("Send the answer")
    clerk.sees("Write the answer, or close it without one.")
    clerk.field("Your answer").fill("We have typed them out for you.")
    clerk.press("Send the answer")
    clerk.sees("The answer is on its way to ann@else.example.", "Nobody waits for an answer.")
    at_both_widths(clerk)
    clerk.go("/desk/search/?q=minutes")
    at_both_widths(clerk)
