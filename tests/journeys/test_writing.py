"""Writing in a browser: without a signal, after a crash, on a telephone, by keyboard, and without a script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from files.models import Picture
from posts import workflow
from posts.life import State
from posts.models import Post, WorkingCopy
from tests import making
from tests.files import making as files
from tests.journeys.conftest import Opener
from tests.journeys.test_keyboard import walk_to
from tests.journeys.test_pages import at_both_widths
from tests.journeys.visitors import Visitor

Found = Callable[[str], making.Cast]

WRITE = "/desk/posts/write/"
KEPT = "[data-kept]"
NOT_KEPT = "[data-not-kept]"
ON_THIS_DEVICE = "() => Object.keys(localStorage).filter((key) => key.startsWith('moothall:draft:'))"
CRASHES = 5_000


@pytest.fixture
def cast(found: Found) -> making.Cast:
    everybody = found("model")
    making.read_by(*everybody.everybody().values())
    return everybody


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    taken = []
    for name, width in (("hall", 60), ("market", 70)):
        taken.append(tmp_path / f"{name}.jpg")
        taken[-1].write_bytes(files.saved(files.photograph(width)))
    return taken


def begin(visitor: Visitor, cast: making.Cast) -> None:
    visitor.arrive(cast.councillor, path=WRITE)
    visitor.is_headed("Write something")


def type_words(visitor: Visitor, title: str = "Soup on Fridays", text: str = "From noon until it is gone.") -> None:
    visitor.field("Title").fill(title)
    visitor.editor().click()
    visitor.page.keyboard.type(text)


def is_kept(visitor: Visitor) -> None:
    """A journey ends only when nothing is under way any more: the next begins with an empty database."""
    expect(visitor.page.locator(KEPT)).to_contain_text("Kept at")


def on_this_device(page: Page) -> list[str]:
    return page.evaluate(ON_THIS_DEVICE)


def finish(visitor: Visitor, button: str = "Save as a draft") -> None:
    visitor.field("What kind of item is it?").select_option(label="News")
    visitor.choose("No, none of these")
    visitor.press(button)


# --------------------------------------------------------------------------------------- nothing typed is lost
def test_what_is_typed_is_kept_and_forgotten_once_it_is_saved(cast: making.Cast, visitor: Visitor) -> None:
    begin(visitor, cast)
    type_words(visitor)
    assert len(on_this_device(visitor.page)) == 1
    is_kept(visitor)
    at_both_widths(visitor)
    copy = WorkingCopy.objects.get()
    assert (copy.typed["title"], copy.typed["body"]) == (["Soup on Fridays"], ["<p>From noon until it is gone.</p>"])
    finish(visitor)
    visitor.sees("is saved as a draft")
    assert visitor.page.url.endswith(f"/desk/posts/{Post.objects.get().pk}/")
    assert on_this_device(visitor.page) == []
    assert not WorkingCopy.objects.exists()
    visitor.go(WRITE)
    visitor.editor()
    expect(visitor.page.get_by_text("newer text")).to_have_count(0)


def test_without_a_signal_it_is_kept_here_and_sent_when_there_is_one(cast: making.Cast, visitor: Visitor) -> None:
    begin(visitor, cast)
    visitor.editor()
    visitor.page.context.set_offline(True)
    type_words(visitor)
    expect(visitor.page.locator(NOT_KEPT)).to_contain_text("No signal: kept on this device.")
    assert not WorkingCopy.objects.exists()
    visitor.page.context.set_offline(False)
    is_kept(visitor)
    expect(visitor.page.locator(NOT_KEPT)).to_be_empty()
    assert WorkingCopy.objects.get().typed["title"] == ["Soup on Fridays"]


def test_after_a_crash_it_is_offered_and_taken_up(cast: making.Cast, visitor: Visitor, photographs: list[Path]) -> None:
    begin(visitor, cast)
    visitor.editor()
    visitor.field("Add pictures").set_input_files(photographs[0])
    expect(visitor.page.get_by_role("group", name="Picture 1")).to_be_visible()
    visitor.page.context.set_offline(True)
    type_words(visitor, "The last words before it")
    again = after_a_crash(visitor)
    again.page.context.set_offline(False)
    again.go(WRITE)
    again.sees("There is newer text on this device, from")
    again.look()
    again.press("Use it")
    expect(again.field("Title")).to_have_value("The last words before it")
    expect(again.editor()).to_have_text("From noon until it is gone.")
    expect(again.page.get_by_role("group", name="Picture 1")).to_be_visible()
    expect(again.page.get_by_text("newer text on this device")).to_have_count(0)
    again.look()


def test_what_is_offered_can_be_thrown_away(cast: making.Cast, visitor: Visitor) -> None:
    begin(visitor, cast)
    visitor.editor()
    visitor.page.context.set_offline(True)
    type_words(visitor)
    again = after_a_crash(visitor)
    again.page.context.set_offline(False)
    again.go(WRITE)
    again.press("Throw it away")
    expect(again.field("Title")).to_be_focused()
    again.go(WRITE)
    again.editor()
    expect(again.page.get_by_text("newer text")).to_have_count(0)
    assert on_this_device(again.page) == []


def test_another_device_offers_what_the_council_keeps(cast: making.Cast, open_page: Opener) -> None:
    computer, telephone = open_page(), open_page(width=320)
    begin(telephone, cast)
    type_words(telephone)
    is_kept(telephone)
    begin(computer, cast)
    computer.sees("There is newer text of yours, kept today at")
    computer.look()
    computer.press("Use it")
    expect(computer.field("Title")).to_have_value("Soup on Fridays")
    computer.field("Title").fill("Soup on Fridays and Mondays")
    is_kept(computer)
    telephone.field("Title").fill("Soup on Saturdays")
    expect(telephone.page.locator("#others")).to_contain_text("in another window or on another device")
    telephone.look()


def test_a_session_that_has_ended_loses_nothing(cast: making.Cast, visitor: Visitor) -> None:
    begin(visitor, cast)
    type_words(visitor)
    is_kept(visitor)
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.field("Title").fill("Typed after the session had ended")
    expect(visitor.page.locator(NOT_KEPT)).to_contain_text("You are signed out")
    at_both_widths(visitor)
    finish(visitor)
    visitor.field("E-mail address").fill(cast.councillor.email)
    visitor.field("Password").fill("Nine wet ducks, 1 pond!")
    visitor.press("Sign in")
    visitor.is_headed("Write something")
    visitor.sees("There is newer text on this device")
    visitor.press("Use it")
    expect(visitor.field("Title")).to_have_value("Typed after the session had ended")
    expect(visitor.field("What kind of item is it?")).to_have_value("news")


def test_whoever_signs_out_leaves_nothing_on_the_device(cast: making.Cast, visitor: Visitor) -> None:
    begin(visitor, cast)
    type_words(visitor)
    is_kept(visitor)
    visitor.press("Sign out")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert on_this_device(visitor.page) == []


def test_two_in_one_post_see_each_other_and_overwrite_nothing(cast: making.Cast, open_page: Opener) -> None:
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    author, clerk = open_page(), open_page()
    author.arrive(cast.councillor, path=f"/desk/posts/{post.pk}/change/")
    author.field("Title").fill("Mill Lane is closed on Tuesday")
    is_kept(author)
    clerk.arrive(cast.clerk, path=f"/desk/posts/{post.pk}/amend/")
    clerk.sees("Councillor wrote this", "Councillor has this open, last change today at")
    clerk.field("Title").fill("Mill Lane is shut")
    clerk.look()
    clerk.press("Save this change")
    clerk.sees("“Mill Lane is shut” is changed, and Councillor hears of it")
    author.press("Save as a draft")
    author.sees("What Clerk has changed meanwhile", "Mill Lane is closedshut")
    expect(author.field("Title")).to_have_value("Mill Lane is closed on Tuesday")
    at_both_widths(author)
    author.press("Save as a draft")
    author.sees("is saved as a draft")
    assert Post.objects.whole().get().title == "Mill Lane is closed on Tuesday"


# --------------------------------------------------------------------------------------------------- pictures
def test_pictures_are_sent_as_they_are_chosen_and_described(
    cast: making.Cast, narrow: Visitor, photographs: list[Path]
) -> None:
    begin(narrow, cast)
    type_words(narrow)
    narrow.field("Add pictures").set_input_files(photographs)
    second = narrow.page.get_by_role("group", name="Picture 2")
    expect(second).to_be_visible()
    expect(narrow.page.get_by_role("button", name="Add what I have chosen")).to_have_count(0)
    first = narrow.page.get_by_role("group", name="Picture 1")
    expect(first.get_by_label("What does it show?")).to_be_focused()
    narrow.page.keyboard.type("The Moot Hall")
    first.get_by_label("Ours").check()
    second.get_by_label("Somebody else’s").check()
    second.get_by_label("Where is it from, and who made it?").fill("The Gazette")
    narrow.look()
    second.get_by_role("button", name="Move up picture 2").click()
    first = narrow.page.get_by_role("group", name="Picture 1")
    expect(first.get_by_label("Where is it from, and who made it?")).to_have_value("The Gazette")
    narrow.look()
    finish(narrow, "Save and submit for approval")
    narrow.sees("Picture 1: What does it show?", "Say who has allowed it, and when")
    at_both_widths(narrow)
    first.get_by_label("It only decorates").check()
    first.get_by_label("Who has given permission, and when?").fill("By letter of 3 December")
    narrow.press("See how it will look")
    narrow.is_headed("How it will look")
    at_both_widths(narrow)
    narrow.press("Save and submit for approval")
    narrow.sees("is saved and submitted")
    at_both_widths(narrow)
    content = Post.objects.whole().get().content
    assert [(picture.description, picture.is_decorative) for picture in content.pictures] == [
        ("", True),
        ("The Moot Hall", False),
    ]


def test_a_picture_that_cannot_be_taken_says_why(cast: making.Cast, visitor: Visitor, tmp_path: Path) -> None:
    song = tmp_path / "song.jpg"
    song.write_bytes(b"la la la")
    begin(visitor, cast)
    visitor.field("Add pictures").set_input_files(song)
    visitor.sees("“song.jpg”: This is not a picture of a kind that we take")
    visitor.look()
    visitor.page.context.set_offline(True)
    visitor.field("Add pictures").set_input_files(song)
    visitor.sees("No signal: it was not sent")
    assert not Picture.objects.exists()


def test_the_length_is_counted_while_one_types(cast: making.Cast, visitor: Visitor) -> None:
    begin(visitor, cast)
    visitor.page.get_by_role("checkbox", name="X, @ThornbyTown").check()
    text = visitor.page.get_by_label("Its own text for X, @ThornbyTown")
    text.fill("x" * 281)
    count = visitor.page.locator('[data-counted="x"]')
    expect(count).to_contain_text("Needs a shorter text: 281 characters as X counts them, and 280 fit")
    text.fill("Soup at https://www.thornby.example/news/a-long-address/")
    expect(count).to_have_text("31 characters as X counts them, and 280 fit")
    is_kept(visitor)
    visitor.look()


def test_the_check_and_the_links_follow_what_is_typed(cast: making.Cast, visitor: Visitor) -> None:
    begin(visitor, cast)
    type_words(visitor, text="Ring Bob on 07700 900461. ")
    found = visitor.page.locator("#found")
    expect(found).to_contain_text("07700 900461")
    expect(visitor.page.locator("#quotation")).to_be_hidden()
    visitor.editor().click()
    with visitor.page.expect_response("**/copies/"):
        visitor.page.keyboard.press("Enter")
        visitor.page.keyboard.type("> Never again")
        expect(visitor.page.locator("#quotation")).to_be_visible()
    found.get_by_role("link", name="Go there").first.click()
    at_both_widths(visitor)


# ------------------------------------------------------------------------------------- by keyboard, and without
def test_with_the_keyboard_alone(cast: making.Cast, visitor: Visitor) -> None:
    begin(visitor, cast)
    visitor.editor()
    walk_to(visitor.page, "Title")
    visitor.page.keyboard.type("Soup on Fridays")
    visitor.page.keyboard.press("Enter")  # as “Save as a draft”, never as “submit”
    expect(visitor.page.locator(".govuk-error-summary")).to_be_focused()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.type("From noon until it is gone.")
    expect(visitor.editor()).to_have_text("From noon until it is gone.")
    visitor.field("What kind of item is it?").select_option(label="News")
    visitor.choose("No, none of these")
    visitor.field("Title").focus()
    visitor.page.keyboard.press("Enter")
    visitor.sees("is saved as a draft")
    assert Post.objects.get().state == State.DRAFT


def test_without_a_script_all_of_it_is_there(cast: making.Cast, open_page: Opener, photographs: list[Path]) -> None:
    plain = open_page(width=320, java_script_enabled=False)
    begin(plain, cast)
    plain.field("Title").fill("Soup on Fridays")
    plain.field("What you want to say").fill("From noon until it is gone.")
    plain.field("Add pictures").set_input_files(photographs)
    plain.page.get_by_role("button", name="Add what I have chosen").first.click()
    expect(plain.page.get_by_role("group", name="Picture 2")).to_be_visible()
    expect(plain.field("Title")).to_have_value("Soup on Fridays")
    plain.page.get_by_role("button", name="Take it out").first.click()
    expect(plain.page.get_by_role("group", name="Picture 2")).to_have_count(0)
    plain.page.get_by_role("checkbox", name="Press release").check()
    plain.press("Begin the press release with the post’s words")
    release = plain.page.get_by_label("Its own text for Press release")
    expect(release).to_have_value("Soup on Fridays\n\nFrom noon until it is gone.")
    plain.press("See how it will look")
    plain.sees("Choose a kind")
    plain.field("What kind of item is it?").select_option(label="News")
    plain.choose("No, none of these")
    plain.press("See how it will look")
    plain.is_headed("How it will look")
    plain.press("Go on writing")
    expect(release).to_have_value("Soup on Fridays\n\nFrom noon until it is gone.")
    plain.go(WRITE)
    plain.sees("There is newer text of yours")
    plain.press("Use it")
    finish(plain)
    plain.sees("is saved as a draft")
    assert len(Post.objects.whole().get().content.pictures) == 1


# ------------------------------------------------------------------------------------------------- other pages
def test_the_authors_page_in_every_state(cast: making.Cast, visitor: Visitor) -> None:
    visitor.arrive(cast.councillor)
    for state in State:
        post = making.post_in(state, author=cast.councillor, approver=cast.clerk, title=f"Mill Lane: {state.label}")
        visitor.go(f"/desk/posts/{post.pk}/")
        at_both_widths(visitor)


def test_places_to_change_lists_and_questions(cast: making.Cast, visitor: Visitor) -> None:
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    places = [("water main", "Which one?")]
    workflow.return_for_changes(post.pk, by=cast.clerk, version=post.current_version_id, remark="", places=places)
    visitor.arrive(cast.councillor, path=f"/desk/posts/{post.pk}/")
    visitor.sees("Which one?")
    at_both_widths(visitor)
    for path in (f"/desk/posts/{post.pk}/ask/", "/desk/posts/everything/", "/desk/posts/?state=draft", "/desk/posts/"):
        visitor.go(path)
        at_both_widths(visitor)
    visitor.go("/desk/posts/everything/")
    visitor.field("State").select_option(label="Returned for changes")
    visitor.press("Show these")
    visitor.sees("Mill Lane is closed")


def after_a_crash(visitor: Visitor) -> Visitor:
    """Ends the window without a last word from it, and opens a new one in the same browser."""
    context = visitor.page.context
    try:
        visitor.page.goto("chrome://crash", timeout=CRASHES)
    except Error:
        visitor.page.close()
    return Visitor(context.new_page(), story=visitor.story, served=visitor.served)
