"""With the keyboard alone: the decision is made, and whoever looks sees where they are."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from posts.life import State
from posts.models import Post
from tests import making
from tests.journeys.visitors import Visitor

Found = Callable[[str], making.Cast]

FARTHEST = 60  # presses of Tab before a thing counts as out of reach
WHERE = """() => {
  const now = document.activeElement;
  const again = now === window.lastFocused;
  window.lastFocused = now;
  return {again, name: (now.labels?.[0] ?? now).textContent.trim(), inside: !!now.closest("main")};
}"""
HIDE = "() => document.activeElement.blur()"
SHOW = "() => window.lastFocused.focus({preventScroll: true, focusVisible: true})"


def test_the_decision(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    visitor.sign_in(cast.clerk, path=f"/desk/decisions/{post.pk}/")
    visitor.is_headed("Mill Lane is closed")
    walk_to(visitor.page, "Approve")
    visitor.page.keyboard.press("ArrowDown")
    walk_to(visitor.page, "Save my decision")
    visitor.page.keyboard.press("Enter")
    goes_from_the_summary_to_the_field(visitor)
    visitor.page.keyboard.type("Say which days.")
    walk_to(visitor.page, "Save my decision")
    visitor.page.keyboard.press("Enter")
    visitor.sees("is back with Councillor")
    assert Post.objects.get().state == State.RETURNED


def test_the_skip_link(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    visitor.sign_in(cast.clerk)
    visitor.is_headed("Waiting for you")
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.look()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate(WHERE)["inside"]


def test_the_editors_toolbar(found: Found, visitor: Visitor) -> None:
    """Each of its buttons is reached, named, large enough, and does its work."""
    cast = found("model")
    visitor.sign_in(cast.councillor, path="/desk/posts/write/")
    editor = visitor.editor()
    editor.click()
    visitor.page.keyboard.type("Lanterns")
    visitor.page.keyboard.press("Control+a")
    walk_back_to(visitor.page, "paragraph")
    visitor.page.keyboard.press("Enter")
    walk_to(visitor.page, "Heading 2")
    visitor.page.keyboard.press("Enter")
    expect(editor.get_by_role("heading", level=2)).to_have_text("Lanterns")
    for button in visitor.page.locator(".prose-menubar__button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 43, button.get_attribute("aria-label")


# ------------------------------------------------------------------------------------------------- helpers
def walk_to(page: Page, name: str) -> None:
    """Presses Tab until the thing of that name has the focus; each stop on the way shows that it has it."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if not stop["again"]:
            assert is_visibly_focused(page), f"nothing shows that “{stop['name']}” has the focus"
        if stop["name"] == name:
            return
    raise AssertionError(f"“{name}” is out of the keyboard's reach")


def walk_back_to(page: Page, label: str) -> None:
    for _ in range(FARTHEST):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("() => document.activeElement.getAttribute('aria-label')") == label:
            return
    raise AssertionError(f"“{label}” is out of the keyboard's reach")


def is_visibly_focused(page: Page) -> bool:
    """Does the window look otherwise once the focus is taken away?"""
    focused = page.screenshot()
    page.evaluate(HIDE)
    blurred = page.screenshot()
    page.evaluate(SHOW)
    return focused != blurred


def goes_from_the_summary_to_the_field(visitor: Visitor) -> None:
    expect(visitor.page.locator(".govuk-error-summary")).to_be_focused()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    expect(visitor.field("What should the author know?")).to_be_focused()
