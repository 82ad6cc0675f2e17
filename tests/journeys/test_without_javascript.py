"""The main thread where no script runs: plain fields, plain text, the same result."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests import making
from tests.journeys.conftest import Opener
from tests.journeys.steps import TITLE, approve
from tests.journeys.visitors import Visitor, sweep

Found = Callable[[str], making.Cast]


def test_a_draft_is_written_approved_and_published(found: Found, plain: Visitor, open_page: Opener) -> None:
    cast = found("model")
    author_page, clerk_page = plain, open_page(java_script_enabled=False)
    author_page.sign_in(cast.councillor)
    author_page.follow("Write something")
    author_page.look()
    fills_in(author_page)
    author_page.press("Save and submit for approval")
    author_page.sees("is saved and submitted")
    clerk_page.sign_in(cast.clerk)
    clerk_page.follow(f"Decide: {TITLE}")
    clerk_page.look()
    approve(clerk_page)
    clerk_page.sees("is approved and goes out in ten seconds")
    sweep()
    author_page.go("/news/")
    author_page.follow(TITLE)
    author_page.look()
    paragraphs = author_page.page.locator("article .mh-text p")
    expect(paragraphs).to_have_text(["We meet at the Moot Hall at 6 pm.", "Bring a lantern & good shoes."])


def fills_in(visitor: Visitor) -> None:
    visitor.field("Title").fill(TITLE)
    visitor.field("What you want to say").fill("We meet at the Moot Hall at 6 pm.\n\nBring a lantern & good shoes.")
    visitor.field("What kind of item is it?").select_option(label="News")
    visitor.choose("No, none of these")
