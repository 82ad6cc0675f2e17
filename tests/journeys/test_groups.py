"""A local group from its approval to its pages on the website, taken down and restored; and what its editors meet."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import APIResponse, expect

from accounts.clock import today
from tests import making as councils
from tests.files import making as files
from tests.journeys.conftest import Opener
from tests.journeys.group_steps import apply, approve, join
from tests.journeys.test_pages import at_both_widths, everywhere
from tests.journeys.visitors import Letters, Visitor
from tests.website_groups import making
from website_groups import workflow
from website_groups.content import Kind
from website_groups.models import Draft, Group, Item, Takedown

Found = Callable[[str], councils.Cast]

NAME = "Thornby Allotment Association"
TITLE = "Taking on a plot"
EVENT = "Pruning morning"
WITH_LISTS = (
    "groups:calendar",
    "groups:directory",
    "groups:events",
    "groups:feed",
    "home",
    "sitemap_pages",
)


@pytest.fixture
def cast(found: Found) -> councils.Cast:
    return found("model")


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    taken = tmp_path / "hut.jpg"
    taken.write_bytes(files.saved(files.photograph(700, 500)))
    return taken


# ------------------------------------------------------------------------------------------------- the big story
@pytest.mark.clause("groups-approved")
@pytest.mark.clause("groups-maintain-own-pages")
@pytest.mark.clause("groups-disclaimer")
@pytest.mark.clause("groups-removal")
def test_from_the_application_to_the_website_down_and_back_again(
    cast: councils.Cast, open_page: Opener, letters: Letters, photograph: Path
) -> None:
    clerk, resident = open_page(), open_page()
    clerk.arrive(cast.clerk)
    apply(open_page(width=320, java_script_enabled=False), NAME)
    approve(clerk, NAME)
    group = Group.objects.public().get()
    editor = become_editor(open_page(width=320), letters, scanner=resident)
    page = write_a_page(editor, group, photograph)
    event = write_an_event(editor, group)
    addresses = find_it_marked(resident, group, page, event)
    before = {address: got(resident, address) for address in addresses}
    assert all(answer.status == 200 for answer in before.values())
    bodies = {address: body_of(answer) for address, answer in before.items()}
    tags = {address: answer.headers["etag"] for address, answer in before.items() if "etag" in answer.headers}
    take_down(clerk, group)
    for address in addresses:
        assert_gone(resident, address, tags.get(address, ""))
    for address in lists():
        assert not re.search(f"{TITLE}|{EVENT}|{NAME}", got(resident, address).text()), address
    editor.go(reverse("group_pages:pages", args=[group.slug]))
    editor.sees("The council has taken down all of your pages", "Please take the prices out")
    editor.look()
    restore(clerk)
    assert {address: body_of(got(resident, address)) for address in addresses} == bodies


def become_editor(visitor: Visitor, letters: Letters, *, scanner: Visitor) -> Visitor:
    """Whoever applied was invited when the group was approved. They take it up on their telephone."""
    join(visitor, letters, scanner)
    visitor.is_headed(NAME)
    visitor.look()
    visitor.go(reverse("desk"))
    visitor.is_headed("Your groups")
    visitor.look()
    visitor.follow(NAME)
    visitor.is_headed(NAME)
    return visitor


def write_a_page(editor: Visitor, group: Group, photograph: Path) -> Item:
    editor.press("Add a page")
    editor.editor()
    editor.field("Title").fill(TITLE)
    editor.editor().click()
    editor.page.keyboard.type("A half plot is eighteen pounds a year.")
    expect(editor.page.locator("[data-kept]")).to_contain_text("Kept at")
    editor.look()
    editor.press("Save")
    editor.is_headed(TITLE)
    editor.page.get_by_role("link", name="Add pictures").click()
    editor.page.get_by_role("link", name="Add a picture").click()
    editor.look()
    editor.field("Choose a picture").set_input_files(photograph)
    editor.press("Send it")
    editor.field("What does it show?").fill("The hut between the plots")
    editor.look()
    editor.press("Save")
    editor.choose("Ours")
    editor.look()
    editor.press("Save")
    editor.look()
    editor.follow("Back to")
    answer_the_question(editor)
    editor.follow("See how it will look")
    expect(editor.page.get_by_role("note")).to_contain_text(f"Local group: {NAME}")
    editor.look()
    editor.press("Publish it")
    editor.sees(f"“{TITLE}” is public now")
    editor.look()
    return Item.objects.public().get(kind=Kind.PAGE)


def write_an_event(editor: Visitor, group: Group) -> Item:
    editor.go(reverse("group_pages:pages", args=[group.slug]))
    editor.press("Add an event")
    editor.field("Title").fill(EVENT)
    editor.press("Save")
    editor.is_headed("When")
    editor.look()
    starts = datetime.combine(today() + timedelta(days=3), datetime.min.time()).replace(hour=10)
    editor.field("When does it begin?").fill(f"{starts:%Y-%m-%dT%H:%M}")
    editor.press("Save")
    editor.is_headed("Does it repeat?")
    editor.look()
    editor.choose(f"Every {starts:%A}")
    editor.press("Save")
    editor.sees(f"Every {starts:%A}, 10")
    editor.page.get_by_role("link", name="Change days left out").click()
    editor.page.get_by_role("checkbox").nth(1).check()
    editor.look()
    editor.press("Save")
    editor.sees("Not on ")
    editor.page.get_by_role("link", name="Add where").click()
    editor.field("Where does it take place?").fill("The hut, Mill Lane")
    editor.press("Save")
    answer_the_question(editor)
    editor.look()
    editor.press("Publish it")
    editor.sees(f"“{EVENT}” is public now")
    return Item.objects.public().get(kind=Kind.EVENT)


def answer_the_question(editor: Visitor) -> None:
    editor.page.get_by_role("link", name=re.compile("^Answer")).click()
    editor.choose("No, none of these")
    editor.look()
    editor.press("Save")


def find_it_marked(resident: Visitor, group: Group, page: Item, event: Item) -> list[str]:
    """By search and in the calendar, with the mark beside it; every address at which something of it stands."""
    starts = event.occurrences.earliest("starts_at").starts_at
    month = reverse("groups:month", args=[f"{starts:%Y}", f"{starts:%m}"])
    for calendar in (reverse("groups:events"), month):
        resident.go(calendar)
        resident.sees(EVENT, NAME)
        resident.look()
    resident.go(f"{reverse('search')}?q=eighteen")
    resident.sees(TITLE, NAME)
    for item in (page, event):
        resident.go(item.get_absolute_url())
        expect(resident.page.get_by_role("note")).to_contain_text(f"Local group: {NAME}")
        resident.look()
    picture = reverse("files:file", args=[page.content.pictures[0].file, "jpg"])
    return [picture, group.get_absolute_url(), page.get_absolute_url(), event.get_absolute_url()]


def lists() -> list[str]:
    """Where things of all groups stand, which stay when one group is gone."""
    return [f"{reverse('search')}?q=eighteen", *map(reverse, WITH_LISTS)]


def got(visitor: Visitor, address: str, tag: str = "") -> APIResponse:
    headers = {"If-None-Match": tag} if tag else {}
    return visitor.page.request.get(address, headers=headers, max_redirects=0)


def body_of(answer: APIResponse) -> bytes:
    """Without what differs each time a page is made."""
    return re.sub(rb'nonce="[^"]*"|nonce-[\w+/=-]+', b"", answer.body())


def assert_gone(visitor: Visitor, address: str, tag: str) -> None:
    """With the next request, whether a browser has it already or not."""
    for answer in (got(visitor, address), got(visitor, address, tag)):
        assert answer.status in (404, 410), address
        assert b"eighteen pounds" not in answer.body()


def take_down(clerk: Visitor, group: Group) -> None:
    clerk.go(reverse("group_desk:group", args=[group.pk]))
    clerk.follow("Take down all of it")
    clerk.choose("Another one")
    clerk.field("The rule in your own words").fill("No prices")
    clerk.field("What do you tell the group?").fill("Please take the prices out.")
    clerk.look()
    clerk.press("Take it down now")
    clerk.look()


def restore(clerk: Visitor) -> None:
    clerk.go(reverse("group_desk:takedown", args=[Takedown.objects.get().pk]))
    clerk.look()
    clerk.press("Restore it now")
    clerk.look()


# ------------------------------------------------------------------------------------------- the editors' pages
@pytest.fixture
def group(cast: councils.Cast) -> Group:
    return making.edited_by(cast.group_editor, by=cast.clerk)


def test_every_page_of_the_editors_at_both_widths(cast: councils.Cast, group: Group, visitor: Visitor) -> None:
    picture = councils.picture()
    page = making.published(group, making.content(pictures=(picture,)), by=cast.group_editor)
    workflow.write(page.pk, making.content("About us all", pictures=(picture,)), by=cast.group_editor, revision=0)
    event = making.event(group, by=cast.group_editor)
    workflow.take_down(group.pk, by=cast.clerk, rule="Respectful", message="Why.", item_id=event.pk)
    workflow.invite(group.pk, by=cast.group_editor, name="Sam Ogden", email="sam@allotments.example")
    visitor.sign_in(cast.group_editor)
    of_group = ["", "details/", "details/about/", "details/contact/", "people/", "people/invite/", "end/"]
    of_item = ["", "words/", "question/", "preview/", "versions/", "versions/1/", "compare/", "discard/", "withdraw/"]
    of_files = ["picture/", "picture/add/", "picture/1/shows/", "picture/1/whose/", "document/", "document/add/"]
    everywhere(visitor, ["/desk/", *(f"/desk/my-groups/{group.slug}/{path}" for path in of_group)])
    everywhere(visitor, (f"/desk/my-groups/item/{page.pk}/{path}" for path in [*of_item, *of_files]))
    everywhere(visitor, (f"/desk/my-groups/item/{event.pk}/{path}" for path in ["", "when/", "repeat/", "where/"]))


def test_without_a_script_everything_can_be_written_and_published(
    cast: councils.Cast, group: Group, plain: Visitor
) -> None:
    plain.sign_in(cast.group_editor, path=reverse("group_pages:pages", args=[group.slug]))
    plain.press("Add a notice")
    plain.field("Title").fill("The tap is off")
    plain.field("What you want to say").fill("Until the frost is over.\n\nBring your own water.")
    plain.press("Save")
    plain.is_headed("The tap is off")
    plain.look()
    plain.press("Publish it")
    plain.sees("It is not published yet", "Say whether it is one of these kinds.", "Whom to ask")
    plain.look()
    plain.follow("Say whether it is one of these kinds.")
    plain.choose("No, none of these")
    plain.press("Save")
    plain.press("Publish it")
    plain.sees("“The tap is off” is public now")
    assert Item.objects.public().get().content.body == "<p>Until the frost is over.</p>\n\n<p>Bring your own water.</p>"


def test_two_editors_at_one_page_see_both_and_lose_nothing(
    cast: councils.Cast, group: Group, open_page: Opener
) -> None:
    invitation = workflow.invite(group.pk, by=cast.clerk, name="Outsider", email=cast.outsider.email)
    workflow.accept_invitation(invitation.pk, by=cast.outsider)
    item = making.written(group, by=cast.group_editor)
    path = reverse("group_pages:words", args=[item.pk])
    one, other = open_page(width=320), open_page(width=320)
    one.sign_in(cast.group_editor, path=path)
    other.sign_in(cast.outsider, path=path)
    one.editor()
    one.field("Title").fill("About the plots")
    expect(one.page.locator("[data-kept]")).to_contain_text("Kept at")
    other.editor()
    other.field("Title").fill("About the sheds")
    expect(other.page.locator("[data-not-kept]")).to_contain_text("Group Editor has changed this meanwhile.")
    other.look()
    other.press("Save")
    other.sees("What stands there now, beside what you typed", "plots")
    expect(other.field("Title")).to_have_value("About the sheds")
    at_both_widths(other)
    assert Draft.objects.get().content.title == "About the plots"
    other.press("Save")
    other.is_headed("About the sheds")


def test_without_a_signal_the_page_says_so_and_keeps_it_later(
    cast: councils.Cast, group: Group, narrow: Visitor
) -> None:
    item = making.written(group, by=cast.group_editor)
    narrow.sign_in(cast.group_editor, path=reverse("group_pages:words", args=[item.pk]))
    narrow.editor()
    narrow.page.context.set_offline(True)
    narrow.field("Title").fill("Typed in the shed")
    expect(narrow.page.locator("[data-not-kept]")).to_contain_text("No signal")
    narrow.notes.clear()
    narrow.page.context.set_offline(False)
    expect(narrow.page.locator("[data-kept]")).to_contain_text("Kept at")
    assert Draft.objects.get().content.title == "Typed in the shed"


def test_by_keyboard_alone_an_editor_gets_to_the_title_and_saves_it(
    cast: councils.Cast, group: Group, visitor: Visitor
) -> None:
    visitor.sign_in(cast.group_editor, path=reverse("group_pages:pages", args=[group.slug]))
    keyboard = visitor.page.keyboard
    walk_to(visitor, "Add a page")
    keyboard.press("Enter")
    visitor.editor()
    walk_to(visitor, "", name="title")
    keyboard.type("By keyboard")
    keyboard.press("Enter")
    visitor.is_headed("By keyboard")


def walk_to(visitor: Visitor, words: str, *, name: str = "") -> None:
    """Presses Tab until the button with these words, or the field of this name, is reached."""
    focused = "() => [document.activeElement.innerText || '', document.activeElement.name || '']"
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        said, called = visitor.page.evaluate(focused)
        if (words and said.strip() == words) or (name and called == name):
            return
    raise AssertionError(f"The keyboard does not get to {words or name}.")
