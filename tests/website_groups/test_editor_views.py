"""The pages of a group's editors: one question a page, preview, putting out, versions, and two at once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.clock import today
from accounts.models import User
from email_log.models import OutgoingMail
from policies.rules import meaning as means
from policies.standing import rules_in_force
from tests import making as councils
from tests.files import making as files
from tests.posts.browsing import Form
from tests.website_groups import making
from website_groups import workflow
from website_groups.content import Kind
from website_groups.life import GroupState, ItemState
from website_groups.models import Draft, Group, Invitation, Item
from website_groups.recurrence import Repeat

SignIn = Callable[[User], Client]

pytestmark = [pytest.mark.django_db, pytest.mark.clause("groups-maintain-own-pages")]

ITEM = "/desk/my-groups/item/{}/"
THREATS = "<p>I know where you live, you idiots, and I will hurt you.</p>"


@pytest.fixture
def group(cast: councils.Cast) -> Group:
    return making.edited_by(cast.group_editor, by=cast.clerk)


@pytest.fixture
def editor(cast: councils.Cast, signed_in: SignIn) -> Client:
    return signed_in(cast.group_editor)


def page_of(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(f"group_pages:{name}", args=args)).content.decode().replace("\xa0", " ")


def seen_on(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def answer(client: Client, item: Item, name: str, *more: Any, **values: Any) -> Any:
    """Opens the question's page and sends the answer with what the page carries."""
    path = reverse(f"group_pages:{name}", args=[item.pk, *more])
    return client.post(path, {"seen": seen_on(client.get(path).content.decode()), **values})


def publish(client: Client, item: Item) -> Any:
    revision = Draft.objects.get(item=item).revision
    return client.post(reverse("group_pages:publish", args=[item.pk]), {"revision": revision}, follow=True)


def begun(client: Client, group: Group, kind: str = Kind.PAGE) -> Item:
    response = client.post(reverse("group_pages:add", args=[group.slug, kind]))
    item = Item.objects.latest("pk")
    assert response.url == reverse("group_pages:words", args=[item.pk])
    return item


# --------------------------------------------------------------------------------------------- where one begins
def test_whoever_looks_after_one_group_gets_straight_there(editor: Client, group: Group) -> None:
    assert editor.get("/desk/my-groups/").url == reverse("group_pages:pages", args=[group.slug])


def test_whoever_looks_after_several_chooses(editor: Client, group: Group, cast: councils.Cast) -> None:
    making.edited_by(cast.group_editor, "Silver band", by=cast.clerk)
    page = page_of(editor, "mine")
    assert page.index("Silver band") < page.index(group.name)


def test_whoever_looks_after_none_is_told_whom_to_ask(signed_in: SignIn, cast: councils.Cast) -> None:
    page = page_of(signed_in(cast.outsider), "mine")
    assert "You look after no group’s pages today" in page
    assert f"{cast.clerk.name} is the" in page


def test_the_desk_says_what_waits_for_the_group(editor: Client, group: Group, cast: councils.Cast) -> None:
    item = making.published(group, by=cast.group_editor)
    making.written(group, making.content("Half done"), by=cast.group_editor)
    workflow.take_down(group.pk, by=cast.clerk, rule="Respectful", message="Why.", item_id=item.pk)
    page = editor.get("/desk/").content.decode()
    assert "“About us” is taken down. Read why, and answer" in page
    assert "“Half done”: you have not published it yet" in page


def test_a_councillor_who_looks_after_a_group_keeps_the_whole_desk(signed_in: SignIn, cast: councils.Cast) -> None:
    making.edited_by(cast.councillor, by=cast.clerk)
    page = signed_in(cast.councillor).get("/desk/").content.decode()
    assert "Thornby Allotment Association" in page
    assert "Waiting for you" in page


@pytest.mark.parametrize("name", ["desborough", "thornbury"])
def test_where_the_policy_has_no_groups_there_are_no_pages_for_editors(db: None, signed_in: SignIn, name: str) -> None:
    councils.found(name)
    client = signed_in(councils.person("somebody"))
    assert client.get("/desk/my-groups/").status_code == 404
    assert client.get("/desk/my-groups/anything/").status_code == 404


def test_the_overview_takes_as_many_questions_for_many_things_as_for_few(
    editor: Client, group: Group, cast: councils.Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        making.published(group, making.content(f"Page {number}"), by=cast.group_editor)
        making.written(group, making.content(f"Draft {number}"), by=cast.group_editor)
    with django_assert_max_num_queries(20):
        page = page_of(editor, "pages", group.slug)
    assert "Page 7" in page


# --------------------------------------------------------------------------------------------- one thing a page
def test_a_page_from_its_first_word_to_the_public(editor: Client, group: Group) -> None:
    item = begun(editor, group)
    assert answer(editor, item, "words", title="Taking on a plot", body="<p>£18 a year.</p>").status_code == 302
    page = publish(editor, item).content.decode()
    assert "It is not published yet" in page
    assert reverse("group_pages:question", args=[item.pk]) in page
    answer(editor, item, "question", barred_kind="none")
    page = publish(editor, item).content.decode()
    item = Item.objects.public().get()
    assert "“Taking on a plot” is public now" in page
    assert item.get_absolute_url() in page


def test_what_is_sent_is_made_safe(editor: Client, group: Group) -> None:
    item = begun(editor, group)
    answer(editor, item, "words", title="  A \n plot ", body="<p onclick='x()'>Hi<script>alert(1)</script></p>")
    content = Draft.objects.get().content
    assert (content.title, content.body) == ("A plot", "<p>Hi</p>")


@pytest.mark.clause("website-items")
def test_what_the_policy_bars_is_refused_in_its_own_words_and_it_is_said_whom_to_ask(
    editor: Client, group: Group, cast: councils.Cast
) -> None:
    item = making.written(group, making.content(barred_kind=""), by=cast.group_editor)
    page = page_of(editor, "question", item.pk)
    rules = rules_in_force()
    assert rules is not None
    never = means.never_kinds(rules)
    assert all(listed.words in page for listed in never)
    page = answer(editor, item, "question", barred_kind=never[0].key).content.decode()
    assert never[0].words in page
    assert "does not let this be on its website" in page
    assert f"{cast.clerk.name} is the" in page
    assert Draft.objects.get().content.barred_kind == ""


@pytest.mark.clause("website-items")
def test_where_the_policy_bars_nothing_nothing_is_asked(db: None, signed_in: SignIn) -> None:
    councils.found("sevenoaks")
    cast = councils.cast()
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    item = making.written(group, making.content(barred_kind=""), by=cast.group_editor)
    client = signed_in(cast.group_editor)
    assert "bars" not in page_of(client, "item", item.pk)
    assert client.get(reverse("group_pages:question", args=[item.pk])).status_code == 302
    publish(client, item)
    assert Item.objects.public().get() == item


def test_an_event_goes_on_from_question_to_question(editor: Client, group: Group) -> None:
    item = begun(editor, group, Kind.EVENT)
    response = answer(editor, item, "words", title="Seed swap", body="")
    assert response.url == reverse("group_pages:when", args=[item.pk])
    response = answer(editor, item, "when", starts="2027-01-30T14:00", ends="2027-01-30T16:00")
    assert response.url == reverse("group_pages:repeat", args=[item.pk])
    assert "Every month on the last Saturday" in page_of(editor, "repeat", item.pk)
    answer(editor, item, "repeat", repeat="monthly_by_weekday", until="2027-12-31")
    answer(editor, item, "left_out", left_out=["2027-02-27"])
    answer(editor, item, "where", place="The Moot Hall")
    times = Draft.objects.get().content.times
    assert times == making.times(
        datetime(2027, 1, 30, 14, 0),
        ends=datetime(2027, 1, 30, 16, 0),
        repeat=Repeat.MONTHLY_BY_WEEKDAY,
        until=date(2027, 12, 31),
        left_out=(date(2027, 2, 27),),
    )
    page = page_of(editor, "item", item.pk)
    assert "On the last Saturday of each month, 2 pm to 4 pm, from Saturday 30 January 2027" in page
    assert "Not every month has a fifth Saturday" in page


def test_an_hour_is_kept_as_it_was_typed_and_what_the_clocks_do_is_said(editor: Client, group: Group) -> None:
    item = begun(editor, group, Kind.EVENT)
    path = reverse("group_pages:when", args=[item.pk])
    sent = {"seen": seen_on(editor.get(path).content.decode()), "starts": "2027-03-28T01:30"}
    page = editor.post(path, sent, follow=True).content.decode().replace("\xa0", " ")
    assert "There is no 1.30 am on Sunday 28 March 2027" in page
    assert Draft.objects.get().content.times.starts == datetime(2027, 3, 28, 1, 30)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"starts": ""}, "Say when it begins."),
        ({"starts": "soon"}, "Give a day and an hour"),
        ({"starts": "0001-01-01T00:00"}, "Give a year from 2000 to 2099."),
        ({"starts": "9999-12-31T23:59"}, "Give a year from 2000 to 2099."),
        ({"starts": "2027-02-30T10:00"}, "Give a day and an hour"),
        ({"starts": "2027-01-09T14:00", "ends": "2027-01-09T13:00"}, "It cannot end before it begins."),
        ({"starts": "2027-01-09T14:00", "ends": "2028-01-09T13:00"}, "It cannot last longer than 60 days."),
    ],
)
def test_times_that_cannot_be_are_refused_at_their_field(
    editor: Client, group: Group, values: dict[str, str], words: str
) -> None:
    response = answer(editor, begun(editor, group, Kind.EVENT), "when", **values)
    assert response.status_code == 200
    assert words in response.content.decode()


def test_an_event_that_takes_all_day_has_days_only(editor: Client, group: Group) -> None:
    item = begun(editor, group, Kind.EVENT)
    answer(editor, item, "when", starts="2027-01-09T14:00", ends="2027-01-10T09:00", is_all_day="on")
    times = Draft.objects.get().content.times
    assert (times.starts, times.ends, times.is_all_day) == (datetime(2027, 1, 9), datetime(2027, 1, 10), True)


def test_questions_that_do_not_belong_here_lead_back(editor: Client, group: Group) -> None:
    page, event = begun(editor, group), begun(editor, group, Kind.EVENT)
    for item, name in ((page, "when"), (page, "where"), (page, "repeat"), (event, "repeat"), (event, "left_out")):
        response = editor.get(reverse(f"group_pages:{name}", args=[item.pk]))
        assert response.url == reverse("group_pages:item", args=[item.pk])


# --------------------------------------------------------------------------------------- pictures and documents
def add_picture(client: Client, item: Item, width: int = 60) -> Any:
    upload = files.upload(files.saved(files.photograph(width)), "hut.jpg")
    return client.post(reverse("group_pages:add_piece", args=[item.pk, "picture"]), {"file": upload})


def test_a_picture_in_three_steps(editor: Client, group: Group) -> None:
    item = begun(editor, group)
    assert add_picture(editor, item).url == reverse("group_pages:shows", args=[item.pk, "picture", 1])
    assert "Say in one sentence what it shows" in answer(editor, item, "shows", "picture", 1).content.decode()
    response = answer(editor, item, "shows", "picture", 1, description="The hut")
    assert response.url == reverse("group_pages:whose", args=[item.pk, "picture", 1])
    page = answer(editor, item, "whose", "picture", 1, whose="others", source="The Gazette").content.decode()
    assert "Say who has allowed it, and when." in page
    response = answer(editor, item, "whose", "picture", 1, whose="own")
    assert response.url == reverse("group_pages:pieces", args=[item.pk, "picture"])
    [picture] = Draft.objects.get().content.pictures
    assert (picture.description, picture.origin.is_own) == ("The hut", True)


def test_pictures_are_put_in_order_and_taken_out(editor: Client, group: Group) -> None:
    item = begun(editor, group)
    for width in (60, 70, 80):
        add_picture(editor, item, width)
    first, second, third = (picture.file for picture in Draft.objects.get().content.pictures)

    def arrange(number: int, act: str) -> list[str]:
        seen = seen_on(page_of(editor, "pieces", item.pk, "picture"))
        path = reverse("group_pages:arrange", args=[item.pk, "picture", number])
        editor.post(path, {"seen": seen, "act": act})
        return [picture.file for picture in Draft.objects.get().content.pictures]

    assert arrange(2, "up") == [second, first, third]
    assert arrange(1, "up") == [second, first, third]
    assert arrange(2, "down") == [second, third, first]
    assert arrange(1, "out") == [third, first]


def test_a_picture_that_is_described_meanwhile_elsewhere_is_not_mixed_up(editor: Client, group: Group) -> None:
    item = begun(editor, group)
    add_picture(editor, item)
    seen = seen_on(page_of(editor, "shows", item.pk, "picture", 1))
    answer(editor, item, "shows", "picture", 1, description="The hut")
    path = reverse("group_pages:shows", args=[item.pk, "picture", 1])
    page = editor.post(path, {"seen": seen, "description": "A bean"}).content.decode()
    assert "Look whether this is still the right picture" in page
    assert 'value="A bean"' in page
    assert Draft.objects.get().content.pictures[0].description == "The hut"


# --------------------------------------------------------------------------------------------------- two at once
def test_what_another_editor_has_changed_is_shown_beside_and_nothing_typed_is_lost(
    editor: Client, group: Group, cast: councils.Cast
) -> None:
    item = making.written(group, by=cast.group_editor)
    path = reverse("group_pages:words", args=[item.pk])
    seen = seen_on(editor.get(path).content.decode())
    answer(editor, item, "words", title="About them", body="<p>Older words.</p>")
    response = editor.post(path, {"seen": seen, "title": "About us all", "body": "<p>Newer words.</p>"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "You have changed this meanwhile" in page
    assert "<del>Older </del>" in page
    assert "<ins>Newer </ins>" in page
    assert 'value="About us all"' in page
    assert Draft.objects.get().content.title == "About them"
    sent = Form(page).fields | {"title": ["About us all"], "body": ["<p>Newer words.</p>"]}
    assert editor.post(path, sent).status_code == 302
    assert Draft.objects.get().content.title == "About us all"


def test_two_who_change_different_things_do_not_disturb_each_other(
    editor: Client, group: Group, cast: councils.Cast
) -> None:
    item = making.written(group, making.content(barred_kind=""), by=cast.group_editor)
    seen = seen_on(page_of(editor, "words", item.pk))
    answer(editor, item, "question", barred_kind="none")
    path = reverse("group_pages:words", args=[item.pk])
    assert editor.post(path, {"seen": seen, "title": "New", "body": "<p>New</p>"}).status_code == 302
    content = Draft.objects.get().content
    assert (content.title, content.barred_kind) == ("New", "none")


def test_what_was_published_meanwhile_is_not_overwritten_either(
    editor: Client, group: Group, cast: councils.Cast
) -> None:
    item = making.published(group, by=cast.group_editor)
    seen = seen_on(page_of(editor, "words", item.pk))
    answer(editor, item, "words", title="About us, in short", body="<p>Short.</p>")
    publish(editor, item)
    path = reverse("group_pages:words", args=[item.pk])
    response = editor.post(path, {"seen": seen, "title": "Old", "body": "<p>Old.</p>"})
    assert response.status_code == 409
    assert not Draft.objects.exists()


def test_only_what_was_looked_at_is_published(editor: Client, group: Group, cast: councils.Cast) -> None:
    item = making.written(group, by=cast.group_editor)
    answer(editor, item, "words", title="Changed since", body="<p>x</p>")
    path = reverse("group_pages:publish", args=[item.pk])
    page = editor.post(path, {"revision": "2"}, follow=True).content.decode()
    assert "changed this meanwhile" in page
    assert not Item.objects.public().exists()
    assert editor.post(path, {"revision": "two"}).status_code == 404


# ------------------------------------------------------------------------------------------------------ autosave
def test_what_is_typed_is_kept_without_a_title_too(editor: Client, group: Group) -> None:
    item = begun(editor, group)
    path = reverse("group_pages:keep", args=[item.pk])
    said = editor.post(path, {"seen": seen_on(page_of(editor, "words", item.pk)), "title": "", "body": "<p>Be</p>"})
    assert said.json()["kept"]
    assert Draft.objects.get().content.body == "<p>Be</p>"
    again = editor.post(path, {"seen": said.json()["seen"], "title": "T", "body": "<p>Beans</p>"}).json()
    assert "problem" not in again
    late = editor.post(path, {"seen": said.json()["seen"], "title": "Late", "body": ""}).json()
    assert "Press Save to see both." in late["problem"]
    assert Draft.objects.get().content.title == "T"
    assert "Not kept" in editor.post(path, {"seen": again["seen"], "title": "x" * 200}).json()["problem"]
    assert editor.get(path).status_code == 405


# ------------------------------------------------------------------------------------------ putting out, versions
def test_it_waits_where_the_council_looks_first_and_says_why(editor: Client, group: Group, cast: councils.Cast) -> None:
    councils.choose("groups", changes="once_accepted")
    item = making.written(group, by=cast.group_editor)
    page = publish(editor, item).content.decode()
    assert "“About us” waits for the council now" in page
    assert "The council looks at every change of a group’s pages before it is public" in page
    assert "Waits for the council" in page_of(editor, "pages", group.slug)


def test_it_waits_where_something_serious_was_found_and_the_words_are_shown(
    editor: Client, group: Group, cast: councils.Cast
) -> None:
    item = making.written(group, making.content(body=THREATS), by=cast.group_editor)
    assert "somebody of the council looks at it before it is public" in page_of(editor, "item", item.pk)
    page = publish(editor, item).content.decode()
    assert "something that a person has to look at first" in page
    assert f"{cast.clerk.name} is the" in page
    workflow.return_for_changes(item.pk, by=cast.clerk, version=item_again(item).waiting_version_id, remark="Be kind.")
    page = page_of(editor, "item", item.pk)
    assert "asks you to change it" in page
    assert "Be kind." in page
    assert "the council returned it to you" in editor.get("/desk/").content.decode()


def item_again(item: Item) -> Item:
    return Item.objects.whole().get(pk=item.pk)


@pytest.mark.clause("groups-disclaimer")
def test_the_preview_is_what_the_public_will_see_with_the_mark(
    editor: Client, group: Group, cast: councils.Cast
) -> None:
    item = making.written(
        group, making.content("Seed swap", place="The Moot Hall", times=making.times()), by=cast.group_editor
    )
    page = page_of(editor, "preview", item.pk)
    for words in ("Local group: Thornby Allotment Association", "Seed swap", "Sixty-two plots", "The Moot Hall"):
        assert words in page
    assert page.index("Local group:") < page.index("<h1")
    assert not Item.objects.public().exists()


def test_every_version_stays_and_can_be_compared_and_taken_back(
    editor: Client, group: Group, cast: councils.Cast
) -> None:
    item = making.published(group, by=cast.group_editor)
    answer(editor, item, "words", title="About us", body="<p>Sixty-three plots behind Mill Lane.</p>")
    publish(editor, item)
    assert "Look at version 1" in page_of(editor, "versions", item.pk)
    page = editor.get(reverse("group_pages:compare", args=[item.pk]), {"old": "1", "new": "2"}).content.decode()
    assert "<del>Sixty-two </del><ins>Sixty-three </ins>" in page
    assert editor.get(reverse("group_pages:compare", args=[item.pk]), {"old": "7"}).status_code == 404
    path = reverse("group_pages:version", args=[item.pk, 1])
    assert "Take this version back" in editor.get(path).content.decode()
    assert editor.post(path, {"revision": "0"}).status_code == 302
    assert "Sixty-two" in Draft.objects.get().content.body
    publish(editor, item)
    assert [version.number for version in item.versions.all()] == [1, 2, 3]
    assert "Sixty-two" in item_again(item).content.body


def test_taking_back_loses_nothing_that_somebody_typed_since(editor: Client, group: Group, cast: councils.Cast) -> None:
    item = making.published(group, by=cast.group_editor)
    answer(editor, item, "words", title="First", body="<p>One.</p>")
    answer(editor, item, "words", title="Second", body="<p>Two.</p>")
    for name, args in (("version", [item.pk, 1]), ("discard", [item.pk])):
        editor.post(reverse(f"group_pages:{name}", args=args), {"revision": "1"})
        assert Draft.objects.get().content.title == "Second"


def test_thrown_away_and_withdrawn(editor: Client, group: Group, cast: councils.Cast) -> None:
    item = making.published(group, by=cast.group_editor)
    answer(editor, item, "words", title="Changed", body="<p>x</p>")
    editor.post(reverse("group_pages:discard", args=[item.pk]), {"revision": Draft.objects.get().revision})
    assert not Draft.objects.exists()
    assert Item.objects.public().get().title == "About us"
    editor.post(reverse("group_pages:withdraw", args=[item.pk]))
    assert item_again(item).state == ItemState.WITHDRAWN
    assert "Withdrawn by you" in page_of(editor, "pages", group.slug)
    publish(editor, item)
    assert Item.objects.public().get().title == "About us"
    new = begun(editor, group)
    editor.post(reverse("group_pages:discard", args=[new.pk]), {"revision": "1"})
    assert "What you were writing in “New page” is thrown away." in page_of(editor, "pages", group.slug)
    assert "New page" not in page_of(editor, "pages", group.slug)


def test_pages_are_moved(editor: Client, group: Group, cast: councils.Cast) -> None:
    for title in ("One", "Two"):
        making.published(group, making.content(title), by=cast.group_editor)
    second = Item.objects.latest("pk")
    editor.post(reverse("group_pages:move", args=[second.pk]), {"way": "up"})
    page = page_of(editor, "pages", group.slug)
    assert page.index("Two") < page.index("One")


def test_what_is_taken_down_says_why_and_leads_to_the_answer(editor: Client, group: Group, cast: councils.Cast) -> None:
    item = making.published(group, by=cast.group_editor)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="Be respectful", message="Please mend it.")
    for page in (page_of(editor, "item", item.pk), page_of(editor, "pages", group.slug)):
        assert "Be respectful" in page
        assert "Please mend it." in page
        assert reverse("group_desk:takedown", args=[takedown.pk]) in page
    assert "Taken down" in page_of(editor, "pages", group.slug)


# ---------------------------------------------------------------------------------------------------- the group
def test_what_is_said_of_the_group_is_changed_and_confirmed(editor: Client, group: Group) -> None:
    path = reverse("group_pages:change_details", args=[group.slug, "contact"])
    assert "Give an e-mail address" in editor.post(path, {"contact_email": "nowhere"}).content.decode()
    editor.post(path, {"contact_email": "hello@allotments.example", "contact_name": "Joan"})
    about = {"purpose": "Plots.", "category": "nature", "leader": "Joan"}
    editor.post(reverse("group_pages:change_details", args=[group.slug, "about"]), about)
    group = Group.objects.get()
    assert (group.contact_email, group.contact_name, group.purpose) == ("hello@allotments.example", "Joan", "Plots.")
    Group.objects.get()
    assert editor.post(reverse("group_pages:confirm", args=[group.slug])).status_code == 302
    assert Group.objects.get().confirmed_on == today()


def test_a_group_names_its_next_editor_and_the_clerk_is_told(editor: Client, group: Group, cast: councils.Cast) -> None:
    path = reverse("group_pages:invite", args=[group.slug])
    assert "Give the person’s name." in editor.post(path, {"email": "sam@allotments.example"}).content.decode()
    editor.post(path, {"name": "Sam Ogden", "email": "sam@allotments.example"})
    told = {address for mail in OutgoingMail.objects.all() for address in mail.to}
    assert {"sam@allotments.example", cast.clerk.email} <= told
    page = page_of(editor, "people", group.slug)
    assert "Sam Ogden" in page
    invitation = Invitation.objects.get(email="sam@allotments.example")
    editor.post(reverse("group_pages:withdraw_invitation", args=[group.slug, invitation.pk]))
    assert not Invitation.objects.get(pk=invitation.pk).is_open


def test_an_editor_leaves_but_not_as_the_last(editor: Client, group: Group, cast: councils.Cast) -> None:
    path = reverse("group_pages:remove", args=[group.slug, cast.group_editor.pk])
    assert "Nobody would look after the pages any more" in editor.post(path, follow=True).content.decode()
    invitation = workflow.invite(group.pk, by=cast.clerk, name="Outsider", email=cast.outsider.email)
    workflow.accept_invitation(invitation.pk, by=cast.outsider)
    editor.post(path)
    assert page_status(editor, group) == 404


def page_status(client: Client, group: Group) -> int:
    return client.get(reverse("group_pages:pages", args=[group.slug])).status_code


@pytest.mark.clause("groups-removal")
def test_a_whole_group_leaves_when_it_likes(editor: Client, group: Group, cast: councils.Cast) -> None:
    making.published(group, by=cast.group_editor)
    editor.post(reverse("group_pages:end", args=[group.slug]), {"reason": ""})
    assert Group.objects.get().state == GroupState.ENDED
    assert not Item.objects.public().exists()
    assert page_status(editor, group) == 404


def test_the_yearly_confirmation_is_asked_where_the_council_has_chosen_it(
    editor: Client, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    councils.choose("groups", confirmed_every=12)
    assert "Say that all is still right" not in editor.get("/desk/").content.decode()
    monkeypatch.setattr("website_groups.kept.today", lambda: today() + timedelta(days=400))
    assert "Say that all is still right" in editor.get("/desk/").content.decode()
