"""Keyboard shortcuts: they lead where they say, never while somebody types, and can be switched off for good."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.clock import today
from posts.life import State
from tests import making
from tests.journeys.visitors import Visitor

Found = Callable[[str], making.Cast]

TITLES = ["Benches", "Carols", "Mill Lane"]


@pytest.fixture
def at_the_desk(found: Found, visitor: Visitor) -> Visitor:
    """The Clerk, for whose decision three posts wait."""
    cast = found("model")
    for title in TITLES:
        making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk, title=title)
    visitor.sign_in(cast.clerk)
    visitor.is_headed("Waiting for you")
    return visitor


def press(page: Page, keys: str) -> None:
    page.wait_for_load_state()  # the script that hears them comes after the page's words
    for key in keys.split():
        page.keyboard.press(key)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_each_key_leads_where_it_says(at_the_desk: Visitor) -> None:
    page = at_the_desk.page
    for keys, heading in (
        ("g m", "What you have written"),
        ("g q", "To decide"),
        ("g c", f"{today():%B %Y}"),
        ("g d", "Waiting for you"),
        ("n", "Write something"),
        ("g s", "Search the desk"),
    ):
        press(page, keys)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_the_stroke_leads_to_the_search_and_into_its_field(at_the_desk: Visitor) -> None:
    for path in ("/desk/posts/", "/desk/search/"):
        at_the_desk.go(path)
        press(at_the_desk.page, "/")
        expect(at_the_desk.field("What are you looking for?")).to_be_focused()
        expect(at_the_desk.field("What are you looking for?")).to_have_value("")
        at_the_desk.look()


def test_j_and_k_walk_through_the_list_and_o_opens(at_the_desk: Visitor) -> None:
    at_the_desk.go("/desk/decisions/")
    page = at_the_desk.page
    walked = []
    for key in ("j", "j", "j", "j", "k"):
        press(page, key)
        walked.append(focused(page))
    assert walked == ["Benches", "Carols", "Mill Lane", "Mill Lane", "Carols"]
    press(page, "o")
    at_the_desk.is_headed("Carols")
    page.go_back()
    press(page, "k")
    assert focused(page) == "Mill Lane"
    press(page, "Enter")
    at_the_desk.is_headed("Mill Lane")


def test_the_list_of_keys_opens_and_closes_and_gives_the_focus_back(at_the_desk: Visitor) -> None:
    page = at_the_desk.page
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    for closing in ("Escape", "Tab Tab Enter"):
        press(page, "j ?")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("heading")).to_be_focused()
        at_the_desk.look()
        press(page, "g m j n")
        expect(dialog).to_be_visible()
        press(page, closing)
        expect(dialog).to_be_hidden()
        assert focused(page).startswith("Decide: ")
    at_the_desk.is_headed("Waiting for you")


def test_the_list_of_keys_fits_a_small_telephone(found: Found, narrow: Visitor) -> None:
    narrow.sign_in(found("model").clerk)
    narrow.is_headed("Waiting for you")
    press(narrow.page, "?")
    narrow.look()
    dialog = narrow.page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_be_in_viewport()
    assert dialog.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") == 0


def test_no_key_does_anything_while_somebody_types(at_the_desk: Visitor) -> None:
    at_the_desk.go("/desk/posts/write/")
    page = at_the_desk.page
    for field in (at_the_desk.field("Title"), at_the_desk.editor()):
        field.click()
        page.keyboard.type("g d n j k o ?")
    expect(at_the_desk.field("Title")).to_have_value("g d n j k o ?")
    expect(at_the_desk.editor()).to_contain_text("g d n j k o ?")
    at_the_desk.field("What kind of item is it?").focus()
    press(page, "g d n")
    at_the_desk.is_headed("Write something")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()
    expect(page.locator("[data-kept]")).to_contain_text("Kept at")  # nothing is under way any more


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_a_key_with_another_is_the_browsers(at_the_desk: Visitor, modifier: str) -> None:
    page = at_the_desk.page
    page.evaluate("""() => {
      window.kept = [];
      document.addEventListener("keydown", (event) => window.kept.push(event.defaultPrevented));
    }""")
    for key in ("j", "?", "n"):
        page.evaluate(
            """([key, modifier]) => document.body.dispatchEvent(new KeyboardEvent("keydown", {
              key, bubbles: true, cancelable: true, [`${modifier.replace("Control", "ctrl").toLowerCase()}Key`]: true,
            }))""",
            [key, modifier],
        )
    assert page.evaluate("window.kept") == [False, False, False]
    at_the_desk.is_headed("Waiting for you")


def test_the_second_key_of_a_pair_alone_leads_nowhere(at_the_desk: Visitor) -> None:
    page = at_the_desk.page
    page.clock.install()
    at_the_desk.go("/desk/")
    press(page, "m q d")
    press(page, "g x m")
    page.keyboard.press("g")
    page.clock.fast_forward(2_001)  # longer than the two keys of a pair may be apart
    page.keyboard.press("m")
    at_the_desk.is_headed("Waiting for you")


def test_they_can_be_switched_off_and_stay_off(at_the_desk: Visitor) -> None:
    page = at_the_desk.page
    press(page, "?")
    page.get_by_role("dialog").get_by_label("Use these keys").uncheck()
    press(page, "Escape")
    for path in ("/desk/", "/desk/posts/"):
        at_the_desk.go(path)
        heading = page.get_by_role("heading", level=1).inner_text()
        press(page, "j ? g q n")
        at_the_desk.is_headed(heading)
        expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()
    at_the_desk.follow("Keyboard shortcuts")
    page.get_by_label("Use these keys").check()
    at_the_desk.look()
    press(page, "Tab g d")
    at_the_desk.is_headed("Waiting for you")


def test_the_page_of_keys_needs_no_script(found: Found, plain: Visitor) -> None:
    plain.sign_in(found("model").councillor)
    plain.follow("Keyboard shortcuts")
    plain.is_headed("Keyboard shortcuts")
    plain.sees("g then d", "Waiting for you")
    plain.look()
    expect(plain.page.get_by_label("Use these keys")).to_be_hidden()
