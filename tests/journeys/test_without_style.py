"""The public pages where no style sheet arrives: everything in an order that makes sense, and nothing in its way."""

from collections.abc import Callable

import pytest

from posts.life import State
from tests import making
from tests.journeys.visitors import Visitor
from tests.posts import papers
from tests.website_groups.showing import UNMISTAKABLE, group_with_everything

Found = Callable[[str], making.Cast]

LARGEST_SIGN = 64
SIGNS = "[...document.querySelectorAll('svg:not(.mh-roofs)')].map((sign) => sign.getBoundingClientRect().width)"
# Of each piece of text how far it reaches to the right; a picture may be wider than the window, its words may not.
WORDS = """[...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, label, button")]
  .filter((element) => !element.querySelector("img"))
  .map((element) => [element.getBoundingClientRect().right, element.textContent.trim()])"""


@pytest.fixture
def bare(narrow: Visitor) -> Visitor:
    """Somebody at a small telephone to whom no style sheet comes."""
    narrow.page.route("**/*.css", lambda route: route.abort())
    return narrow


def test_public_pages_can_be_read(found: Found, bare: Visitor) -> None:
    cast = found("model")
    post = making.post_in(State.PUBLISHED, author=cast.councillor, approver=cast.clerk)
    papers.meeting(days=3, committee=papers.committee())
    council = ["/meetings/", "/council/members/", "/policies/", "/contact/"]
    for path in ("/", "/news/", post.url, *council, "/search/?q=mill"):
        bare.go(path)
        can_be_read(bare)


def test_pages_of_a_group_can_be_read_and_say_first_whose_they_are(found: Found, bare: Visitor) -> None:
    shown = group_with_everything(found("model"))
    own = shown.group.get_absolute_url()
    of_all = ["/groups/", "/groups/search/?q=kazoo", "/groups/events/"]
    month = f"/groups/events/{shown.event.content.times.starts:%Y/%m}/"
    for path in (*of_all, month, own, f"{own}events/", *(item.get_absolute_url() for item in shown.items)):
        bare.go(path)
        can_be_read(bare)
    bare.go(shown.page.get_absolute_url())
    words = bare.page.get_by_role("main").inner_text()
    assert words.index("not the direct responsibility") < words.index(UNMISTAKABLE)


def can_be_read(visitor: Visitor) -> None:
    assert visitor.page.evaluate("getComputedStyle(document.body).margin") == "8px"  # the browser's own
    assert visitor.page.locator("body").inner_text().startswith("Skip to main content")
    assert visitor.page.get_by_role("heading", level=1).inner_text() in visitor.page.get_by_role("main").inner_text()
    assert [sign for sign in visitor.page.evaluate(SIGNS) if not 0 < sign <= LARGEST_SIGN] == []
    assert [words for right, words in visitor.page.evaluate(WORDS) if right > 320] == []
