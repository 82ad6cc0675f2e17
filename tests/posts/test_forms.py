"""The form of a post: what it says is what is saved, and what it cannot take is refused at its field."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.hours import settle
from accounts.models import User
from files.enclosed import Attachment, Origin, Picture
from files.forms.pieces import MOST
from files.keeping import keep_document
from policies import founding
from policies import workflow as policies
from policies.standing import rules_in_force
from posts import workflow
from posts.content import Variant
from posts.forms import PostForm, typed
from posts.models import Post
from richtext.html import has_quotation
from richtext.links import outside_links
from tests import making
from tests.posts.browsing import filled_in, row, shown, text_file

SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
WRITE = "/desk/posts/write/"
NOWHERE = "a" * 64


# ------------------------------------------------------------------------------------- there and back again
BODIES = (
    "<p>The water main is being mended.</p>",
    "<h2>When</h2><p>From <strong>Monday</strong> on.</p><ul><li><p>Mill Lane</p></li><li><p>Church Row</p></li></ul>",
    "<p>She says:</p><blockquote><p>Never again &amp; never before</p></blockquote>",
    '<p>See <a href="https://maps.example/a?b=1&amp;c=2">the map</a> and <a href="https://else.example/">this</a></p>',
)
words = st.text(st.characters(categories=["L", "N", "P", "Zs"], codec="utf-8"), max_size=30).map(
    lambda text: " ".join(text.split())
)
origins = st.builds(Origin, st.just(True)) | st.builds(Origin, st.just(False), words, words)
hours = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(
    lambda wall: settle(wall.replace(second=0, microsecond=0)).moment
)
channels = st.lists(st.sampled_from(["facebook", "x", "email", "press"]), unique=True)


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    """Everything of a content but its files, which are stored only where the test runs."""
    body = draw(st.sampled_from(BODIES))
    links = outside_links(body)
    confirmed = draw(st.sets(st.sampled_from(links))) if links else set()
    order = ["facebook", "x", "email", "press"]
    return {
        "title": draw(words.filter(bool)),
        "body": body,
        "kind": draw(st.sampled_from(["news", "other", "minutes"])),
        "wished_for": draw(hours),
        "alert_until": draw(hours),
        "purpose": draw(st.sampled_from(["", "Urgent and important notices"])),
        "quotation": draw(origins) if has_quotation(body) else Origin(),
        "links_confirmed": tuple(link for link in links if link in confirmed),
        "channels": tuple(Variant(key, draw(words)) for key in sorted(draw(channels), key=order.index)),
        "pictures": draw(st.lists(st.tuples(words, st.booleans(), origins), max_size=3)),
        "attachments": draw(st.lists(st.tuples(words.filter(bool), origins), max_size=2)),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents())
def test_a_save_without_a_change_makes_no_version(cast: making.Cast, signed_in: SignIn, drawn: dict[str, Any]) -> None:
    """Whatever a post says, its form shows all of it, and sent back as it is shown it says the same."""
    sha256, document = making.picture().file, keep_document(text_file())
    drawn = dict(drawn)
    drawn["pictures"] = tuple(Picture(sha256, *rest) for rest in drawn["pictures"])
    drawn["attachments"] = tuple(
        Attachment(document.sha256, title, "txt", document.size, origin) for title, origin in drawn["attachments"]
    )
    post = workflow.write(making.content(**drawn), by=cast.councillor)
    address = f"/desk/posts/{post.pk}/change/"
    client = signed_in(cast.councillor)
    response = client.post(address, shown(client, address))
    assert response.status_code == 302, response.context["form"].errors
    saved = Post.objects.whole().get(pk=post.pk)
    assert saved.content == post.content
    assert saved.current_version.number == 1


def test_a_new_post_says_all_that_was_filled_in(cast: making.Cast, signed_in: SignIn) -> None:
    matter, sha256 = people.open_matter("Mill Lane", by=SYSTEM), making.picture().file
    data = filled_in(
        channels=["x", "facebook"],
        text_x="Summer fair!",
        text_email="For nobody: e-mail was not chosen",
        wished_for="2030-12-08T17:30",
        alert_until="2030-12-09T09:00",
        check_by="2031-01-31",
        purpose="Events and opportunities in Thornby",
        matter=str(matter.pk),
        **row(
            "picture", 0, file=sha256, description="The hall", whose="others", source="The Gazette", permission="May"
        ),
    )
    signed_in(cast.councillor).post(WRITE, data)
    post = Post.objects.whole().get()
    content = post.content
    assert (post.matter, f"{post.check_by}") == (matter, "2031-01-31")
    assert content.channels == (Variant("facebook"), Variant("x", "Summer fair!"))
    assert timezone.localtime(content.wished_for).strftime("%d.%m.%Y %H.%M") == "08.12.2030 17.30"
    assert timezone.localtime(content.alert_until).strftime("%d.%m.%Y %H.%M") == "09.12.2030 09.00"
    assert content.pictures == (Picture(sha256, "The hall", False, Origin(False, "The Gazette", "May")),)
    assert content.purpose == "Events and opportunities in Thornby"


def test_an_hour_that_the_clock_leaves_out_is_settled_and_said(cast: making.Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.councillor).post(WRITE, filled_in(wished_for="2030-03-31T01:30"), follow=True)
    assert "There is no 1.30\u00a0am" in response.content.decode()
    assert timezone.localtime(Post.objects.get().content.wished_for).hour == 2


def test_the_same_link_confirmed_twice_or_gone_from_the_text_is_passed_over(
    cast: making.Cast, signed_in: SignIn
) -> None:
    body = '<p><a href="https://maps.example/">Map</a></p>'
    confirmed = ["https://gone.example/", "https://maps.example/", "https://maps.example/"]
    signed_in(cast.councillor).post(WRITE, filled_in(body=body, links_confirmed=confirmed))
    assert Post.objects.get().content.links_confirmed == ("https://maps.example/",)


# -------------------------------------------------------------------------------------------- at its field
@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Give it a title"),
        ("title", "x" * 121, "at most 120"),
        ("body", "<p> </p>", "Write what you want to say"),
        ("body", "", "Write what you want to say"),
        ("kind", "", "Choose a kind"),
        ("kind", "gossip", "Choose a kind from the list"),
        ("barred_kind", "", "Say whether it is one of these"),
        ("barred_kind", "gossip", "Say whether it is one of these"),
        ("barred_kind", "political_organisation", "Our policy does not let this be published"),
        ("purpose", "Gossip", "Choose a purpose"),
        ("channels", ["x", "gossip"], "Choose from the channels"),
        ("channels", ["website"], "Choose from the channels"),
        ("matter", "999", "Choose a matter"),
        ("wished_for", "soon", "Give a day and an hour"),
        ("alert_until", "2030-02-31T10:00", "Give a day and an hour"),
        ("check_by", "some day", "Give a day"),
        ("version", "nonsense", "does not say which version"),
        ("quotation_whose", "gossip", "Say whose it is"),
        ("quotation_source", "x" * 301, "at most 300"),
        ("note", "x" * 1001, "at most 1000"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    field: str, value: Any, message: str, cast: making.Cast, signed_in: SignIn
) -> None:
    response = signed_in(cast.councillor).post(WRITE, filled_in(**{field: value}))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert message in response.context["form"].errors[field][0]
    assert not Post.objects.exists()


@pytest.mark.clause("channels-in-use")
def test_a_text_that_is_too_long_for_a_channel_is_refused_at_its_text(cast: making.Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.councillor).post(WRITE, filled_in(channels=["x"], text_x="x" * 281))
    assert "281 characters" in response.context["form"].errors["text_x"][0]
    response = signed_in(cast.councillor).post(WRITE, filled_in(channels=["x"], body=f"<p>{'x' * 300}</p>"))
    assert "Write a shorter one for it" in response.context["form"].errors["text_x"][0]
    assert not Post.objects.exists()


@pytest.mark.clause("channels-in-use")
def test_only_channels_in_use_are_offered(db: None) -> None:
    making.found("desborough")
    form = PostForm(rules=rules_in_force())
    assert [outlet.key for outlet in form.outlets] == ["facebook", "email", "press"]
    assert "text_x" not in form.fields


@pytest.mark.clause("purpose")
def test_purposes_are_asked_in_the_words_of_the_policy(db: None) -> None:
    making.found("faversham")
    offered = [label for value, label in PostForm(rules=rules_in_force()).fields["purpose"].choices if value]
    assert offered == list(rules_in_force().publishing.purposes.value)


@pytest.mark.clause("post-copyright")
@pytest.mark.parametrize(
    ("council", "asked"),
    [
        ("faversham", "Who has given the council the right to it, and when?"),
        ("desborough", "Who has given permission, and when?"),
        ("thornbury", "Who has consented, and when?"),
    ],
)
def test_whose_a_picture_is_is_asked_in_the_policys_own_terms(council: str, asked: str, db: None) -> None:
    making.found(council)
    form = PostForm(row("picture", 0, file=NOWHERE), rules=rules_in_force(), is_judged=False)
    assert form.picture_rows.rows[0].fields["permission"].label == asked
    assert form.fields["quotation_permission"].label == asked


# ---------------------------------------------------------------------------------------- forged and missing
def test_a_fingerprint_that_is_none_is_refused_in_its_row(cast: making.Cast, signed_in: SignIn) -> None:
    for forged in ("", "../../etc/passwd", "A" * 64, "a" * 65):
        data = filled_in(**row("picture", 0, file=forged, description="The hall"))
        response = signed_in(cast.councillor).post(WRITE, data)
        form = response.context["form"]
        assert "has not arrived here" in form.picture_rows.forms[0].errors["file"][0]
        assert response.content.decode().count("<title>Error: ") == 1
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("kind", "field", "more"), [("picture", "pictures", {}), ("document", "attachments", {"title": "The plan"})]
)
def test_a_file_that_never_came_is_refused(
    kind: str, field: str, more: dict[str, str], cast: making.Cast, signed_in: SignIn
) -> None:
    response = signed_in(cast.councillor).post(WRITE, filled_in(**row(kind, 0, file=NOWHERE, **more)))
    assert "has not arrived here" in response.context["form"].errors[field][0]
    assert not Post.objects.exists()


@pytest.mark.parametrize("number", [MOST + 1, 200, 10**9])
def test_more_pictures_than_a_post_takes_are_refused_without_being_looked_at(
    number: int, cast: making.Cast, signed_in: SignIn
) -> None:
    sha256 = making.picture().file
    data = filled_in(**{f"picture-{index}-file": sha256 for index in range(min(number, 200))})
    data |= {"picture-TOTAL_FORMS": str(number), "picture-INITIAL_FORMS": "0"}
    response = signed_in(cast.councillor).post(WRITE, data)
    form = response.context["form"]
    assert form.errors["pictures"] == ["There is room for 12 pictures. Take some of them out."]
    assert len(form.picture_rows.forms) == MOST + 1
    assert not Post.objects.exists()


@pytest.mark.clause("post-copyright")
def test_a_draft_may_leave_open_what_a_submission_must_say(cast: making.Cast, signed_in: SignIn) -> None:
    """All of it is asked at once, each at its own place; the draft is saved all the same when that is what is asked."""
    making.read_by(cast.councillor)
    body = '<blockquote><p>Yes</p></blockquote><p><a href="https://maps.example/">Map</a></p>'
    pictures = row("picture", 0, file=making.picture().file) | row("picture", 1, file=making.picture("red").file)
    pictures["picture-1-whose"] = "others"
    data = filled_in(body=body, **pictures, **row("document", 0, file=keep_document(text_file()).sha256, title="Plan"))
    client = signed_in(cast.councillor)
    form = client.post(WRITE, data | {"submit": "1"}).context["form"]
    assert set(form.errors) == {"quotation_whose", "links_confirmed"}
    assert [set(one.errors) for one in form.picture_rows.forms] == [
        {"description", "whose"},
        {"description", "source", "permission"},
    ]
    assert [set(one.errors) for one in form.document_rows.forms] == [{"whose"}]
    assert not Post.objects.exists()
    client.post(WRITE, data)
    content = Post.objects.get().content
    assert [picture.origin.is_stated for picture in content.pictures] == [False, False]
    assert content.quotation == Origin(False)


@pytest.mark.clause("post-links")
@pytest.mark.parametrize(("council", "is_asked"), [("thornbury", True), ("faversham", False)])
def test_links_are_confirmed_where_the_policy_asks_for_it(council: str, is_asked: bool, db: None) -> None:
    making.found(council)
    form = PostForm({"body": '<p><a href="https://maps.example/">Map</a></p>'}, rules=rules_in_force())
    assert ("links_confirmed" in form.fields) is is_asked
    assert form.links == ["https://maps.example/"]


def test_an_approver_who_amends_is_not_asked_what_is_the_authors(council: Any) -> None:
    form = PostForm(rules=rules_in_force(), is_amending=True)
    assert {"matter", "check_by", "note"}.isdisjoint(form.fields)


# ------------------------------------------------------------------------------------------- rearranging rows
texts = st.text(st.characters(exclude_characters="\0", codec="utf-8"))
rows = st.lists(st.dictionaries(st.sampled_from(["file", "description", "whose"]), st.lists(texts, min_size=1)))
others = st.dictionaries(st.sampled_from(["title", "text_x", "document-0-file", "picturesque"]), st.lists(texts))


def sent(made: list[typed.Row], more: typed.Typed) -> QueryDict:
    data = typed.as_sent(more)
    typed.put_rows(data, "picture", made)
    return data


@given(rows, others, st.integers(0, 8), st.sampled_from(["up", "down", "out", "sideways"]))
def test_rows_are_rearranged_as_a_list_is(made: list[typed.Row], more: typed.Typed, index: int, how: str) -> None:
    data, expected = sent(made, more), list(made)
    if index < len(made) and how == "out":
        del expected[index]
    other = {"up": index - 1, "down": index + 1}.get(how, -1)
    if index < len(made) and 0 <= other < len(made):
        expected[index], expected[other] = expected[other], expected[index]
    typed.rearrange(data, "picture", index, how)
    assert typed.rows_in(data, "picture") == expected
    assert {name: data.getlist(name) for name in more} == more


@given(rows, others)
def test_what_was_typed_comes_back_as_it_was(made: list[typed.Row], more: typed.Typed) -> None:
    data = sent(made, more)
    again = typed.as_sent(typed.typed_in(data), "w")
    assert typed.rows_in(again, "picture") == made
    assert {name: again.getlist(name) for name in more} == more


def test_what_no_database_can_hold_is_left_out_of_what_is_kept() -> None:
    data = sent([{"description": ["A b\0ench"]}], {"title": ["\0Fête"]})
    again = typed.as_sent(typed.typed_in(data))
    assert (again["title"], typed.rows_in(again, "picture")) == ("Fête", [{"description": ["A bench"]}])


@pytest.mark.parametrize("number", ["-1", "x", "", "²", "9" * 30])
def test_a_forged_number_of_rows_does_no_harm(number: str) -> None:
    data = QueryDict(mutable=True)
    data["picture-TOTAL_FORMS"] = number
    assert len(typed.rows_in(data, "picture")) <= typed.MOST_READ
    typed.rearrange(data, "picture", 3, "up")


# ------------------------------------------------------------------------------------------- press releases
@pytest.mark.clause("press-releases")
def test_a_press_release_begins_with_the_posts_words_and_a_post_with_the_press_release() -> None:
    data = typed.as_sent({"title": ["Fair"], "body": ["<p>Come.</p><p>Bring a friend.</p>"]})
    typed.begin_press_release(data)
    assert data["text_press"] == "Fair\n\nCome.\n\nBring a friend."
    assert data.getlist("channels") == ["press"]
    post = typed.as_sent({"text_press": [data["text_press"]]})
    typed.make_post_of_press_release(post)
    assert (post["title"], post["body"]) == ("Fair", "Come.\n\nBring a friend.")


@pytest.mark.clause("press-releases")
def test_neither_takes_the_place_of_what_was_typed() -> None:
    data = typed.as_sent({"title": ["Fair"], "body": ["<p>Come.</p>"], "text_press": ["For immediate release"]})
    typed.begin_press_release(data)
    assert data["text_press"] == "For immediate release\n\nFair\n\nCome."
    typed.make_post_of_press_release(data)
    assert data["title"] == "Fair"
    assert data["body"].startswith("<p>Come.</p><p>For immediate release</p>")
    hostile = typed.as_sent({"body": ["<p>Come.</p>"], "text_press": ["Title\n<script>alert(1)</script>"]})
    typed.make_post_of_press_release(hostile)
    assert "<script>" not in hostile["body"]


def test_a_content_of_long_ago_still_fits_the_form(cast: making.Cast, signed_in: SignIn) -> None:
    """A channel given up since, and a purpose that the policy no longer names, are dropped with the next save."""
    post = workflow.write(making.content(channels=(Variant("x", "Closed!"),)), by=cast.councillor)
    rules = founding.read("desborough").rules
    policies.adopt(by=SYSTEM, title="Policy", text="Words.", rules=rules, adopted_on=today())
    client = signed_in(cast.councillor)
    address = f"/desk/posts/{post.pk}/change/"
    client.post(address, shown(client, address))
    assert Post.objects.whole().get().content.channels == ()
