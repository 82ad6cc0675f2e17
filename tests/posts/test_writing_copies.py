"""Typed text is never lost: kept while it is typed, offered again, dropped once it is saved, and never in the way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.refusals import BadInput, NotYours
from files.models import Picture
from posts import copies, workflow
from posts.forms import typed
from posts.life import State
from posts.models import Post, WorkingCopy
from posts.workflow.copies import LONGEST
from tests import making
from tests.posts.browsing import filled_in, photograph, row, shown, shown_in

SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
WRITE = "/desk/posts/write/"
KEEP = "/desk/posts/copies/"
OFFER = 'id="offered"'
TYPED = {"title": ["Half a sen"], "body": ["<p>Half</p>"]}


@pytest.fixture
def draft(cast: making.Cast) -> Post:
    return making.post_in(State.DRAFT, author=cast.councillor, approver=cast.clerk)


@pytest.fixture
def waiting(cast: making.Cast) -> Post:
    return making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)


def change(post: Post) -> str:
    return f"/desk/posts/{post.pk}/change/"


# ------------------------------------------------------------------------------------------- who, and how much
def test_there_is_one_of_each_post_and_one_of_what_is_new(cast: making.Cast, draft: Post) -> None:
    for title in ("Half", "Half a sentence"):
        workflow.keep_copy(None, {"title": [title]}, by=cast.councillor)
        workflow.keep_copy(draft.pk, {"title": [title]}, by=cast.councillor)
    workflow.keep_copy(None, {"title": ["Another's"]}, by=cast.clerk)
    assert WorkingCopy.objects.filter(person=cast.councillor).count() == 2
    assert copies.own(cast.councillor, None).typed == {"title": ["Half a sentence"]}
    assert copies.own(cast.clerk, None).typed == {"title": ["Another's"]}
    assert copies.own(cast.clerk, draft) is None


@pytest.mark.parametrize("is_new", [True, False])
def test_the_database_knows_no_second_one(is_new: bool, cast: making.Cast, draft: Post) -> None:
    post = None if is_new else draft
    workflow.keep_copy(post.pk if post else None, TYPED, by=cast.councillor)
    second = WorkingCopy(person=cast.councillor, post=post, kept_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Model.save(second)


@pytest.mark.parametrize(
    ("who", "state", "is_kept"),
    [
        ("councillor", State.DRAFT, True),
        ("councillor", State.SUBMITTED, True),
        ("councillor", State.PUBLISHED, False),
        ("councillor", State.REFUSED, False),
        ("clerk", State.DRAFT, False),
        ("clerk", State.SUBMITTED, True),
        ("clerk", State.PUBLISHED, False),
        ("employee", State.SUBMITTED, False),
        ("outsider", State.SUBMITTED, False),
    ],
)
def test_kept_for_whoever_may_change_it(who: str, state: State, is_kept: bool, cast: making.Cast) -> None:
    post, user = making.post_in(state, author=cast.councillor, approver=cast.clerk), getattr(cast, who)
    if is_kept:
        workflow.keep_copy(post.pk, TYPED, by=user)
    else:
        with pytest.raises(NotYours):
            workflow.keep_copy(post.pk, TYPED, by=user)
    assert WorkingCopy.objects.exists() is is_kept


def test_what_is_new_is_kept_for_whoever_may_write(cast: making.Cast) -> None:
    with pytest.raises(NotYours):
        workflow.keep_copy(None, TYPED, by=cast.outsider)
    workflow.keep_copy(None, TYPED, by=cast.volunteer)


def test_no_more_than_so_much_is_kept(cast: making.Cast) -> None:
    workflow.keep_copy(None, {"body": ["x" * (LONGEST - 20)]}, by=cast.councillor)
    with pytest.raises(BadInput) as refused:
        workflow.keep_copy(None, {"body": ["x" * LONGEST]}, by=cast.councillor)
    assert "Save it as a draft" in refused.value.message


def test_dropping_touches_nobody_elses(cast: making.Cast, waiting: Post) -> None:
    for user in (cast.councillor, cast.clerk):
        workflow.keep_copy(waiting.pk, TYPED, by=user)
    workflow.keep_copy(None, TYPED, by=cast.clerk)
    workflow.drop_copy(waiting.pk, by=cast.clerk)
    left = WorkingCopy.objects.values_list("person", "post")
    assert set(left) == {(cast.councillor.pk, waiting.pk), (cast.clerk.pk, None)}


# -------------------------------------------------------------------------------------------- while one types
def test_the_script_is_told_when_it_was_kept_and_what_stands_beside(cast: making.Cast, signed_in: SignIn) -> None:
    body = '<p>Ring Bob on 07700 900461. <a href="https://maps.example/">Map</a></p>'
    with time_machine.travel("2026-11-24 10:42+00:00", tick=False):
        client = signed_in(cast.councillor)
        answer = client.post(KEEP, filled_in(body=body, channels="x", text_x="Soup!", window="w1"))
    said = answer.json()
    assert said["kept"] == "10.42\u00a0am"
    assert "07700 900461" in said["parts"]["found"]
    assert "https://maps.example/" in said["parts"]["links"]
    assert said["counts"]["x"] == {"said": "5 characters as X counts them, and 280 fit", "fits": True}
    copy = copies.own(cast.councillor, None)
    assert (copy.typed["title"], copy.typed["text_x"], copy.window) == (["Summer fair"], ["Soup!"], "w1")
    assert {"csrfmiddlewaretoken", "window", "act"}.isdisjoint(copy.typed)


HALVES = [
    {},
    {"title": "H"},
    {"body": "<p>H</p>", "wished_for": "so", "picture-0-file": "x", "picture-TOTAL_FORMS": "1"},
]


@pytest.mark.parametrize("half", HALVES)
def test_half_a_form_is_kept_as_it_is(half: dict[str, str], cast: making.Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.councillor).post(KEEP, half).status_code == 200
    assert copies.own(cast.councillor, None).typed == {name: [value] for name, value in half.items()}


def test_what_the_database_cannot_hold_is_left_out(cast: making.Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.councillor).post(KEEP, {"title": "Ha\0lf"}).status_code == 200
    assert copies.own(cast.councillor, None).typed["title"] == ["Half"]


def test_keeping_asks_for_the_token_the_sign_in_and_the_right(
    cast: making.Cast, draft: Post, client: Client, signed_in: SignIn
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.councillor, backend="accounts.backends.SignInBackend")
    assert strict.post(KEEP, TYPED).status_code == 403
    assert client.post(KEEP, TYPED).url.startswith("/accounts/login/")
    assert signed_in(cast.councillor).get(KEEP).status_code == 405
    assert signed_in(cast.outsider).post(KEEP, TYPED).status_code == 403
    for post in (draft.pk, 99999, "x", "²", "1" * 40):
        assert signed_in(cast.clerk).post(KEEP, {**TYPED, "post": post}).status_code in (404, 200)
    assert not WorkingCopy.objects.exclude(person=cast.clerk, post=None).exists()


# --------------------------------------------------------------------------------------------- offered again
def test_what_was_typed_is_offered_and_taken_up_with_its_pictures(cast: making.Cast, signed_in: SignIn) -> None:
    sha256 = making.picture().file
    kept = filled_in(wished_for="so", **row("picture", 0, file=sha256, description="The hall"))
    client = signed_in(cast.councillor)
    client.post(KEEP, kept | {"window": "telephone"})
    assert OFFER in client.get(WRITE).content.decode()
    again = client.post(WRITE, {"act": "copy"})
    assert not again.context["form"].errors
    fields = {name: value for name, (value, *_) in shown_in(again).items()}
    assert {name: fields[name] for name in kept if name != "wished_for"} == {
        name: value for name, value in kept.items() if name != "wished_for"
    }
    assert 'value="so"' in again.content.decode()


def test_nobody_is_offered_what_somebody_else_has_typed(cast: making.Cast, waiting: Post, signed_in: SignIn) -> None:
    workflow.keep_copy(waiting.pk, {"title": ["Hidden words"]}, by=cast.councillor)
    workflow.keep_copy(None, {"title": ["Hidden words"]}, by=cast.councillor)
    clerk = signed_in(cast.clerk)
    for path in (WRITE, f"/desk/posts/{waiting.pk}/amend/", f"/desk/posts/{waiting.pk}/"):
        page = clerk.get(path).content.decode()
        assert OFFER not in page
        assert "Hidden words" not in page
    taken = clerk.post(f"/desk/posts/{waiting.pk}/amend/", {"act": "copy"})
    assert "Hidden words" not in taken.content.decode()


def test_thrown_away_it_is_gone(cast: making.Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.councillor)
    client.post(KEEP, filled_in())
    assert client.post(WRITE, {"act": "forget"}).url == WRITE
    assert not WorkingCopy.objects.exists()
    assert OFFER not in client.get(WRITE).content.decode()


def test_saved_it_is_gone_and_the_script_hears_of_it(cast: making.Cast, draft: Post, signed_in: SignIn) -> None:
    client = signed_in(cast.councillor)
    client.post(KEEP, filled_in())
    client.post(KEEP, filled_in(post=draft.pk))
    response = client.post(WRITE, filled_in(window="one<script>"))
    assert response.url.endswith("?saved=onescript")
    assert list(WorkingCopy.objects.values_list("post", flat=True)) == [draft.pk]
    client.post(change(draft), shown(client, change(draft)) | {"title": ["Changed"]})
    assert not WorkingCopy.objects.exists()


def test_what_says_nothing_new_is_not_offered(cast: making.Cast, draft: Post, signed_in: SignIn) -> None:
    """A last request of the script may come after the save: the same words are no newer text."""
    client = signed_in(cast.councillor)
    fields = shown(client, change(draft))
    client.post(KEEP, fields | {"post": draft.pk})
    assert OFFER not in client.get(change(draft)).content.decode()
    client.post(KEEP, filled_in())
    client.post(WRITE, filled_in())
    client.post(KEEP, filled_in())
    assert OFFER not in client.get(WRITE).content.decode()
    client.post(KEEP, filled_in(title="Summer fairs"))
    assert OFFER in client.get(WRITE).content.decode()


def test_what_is_refused_is_kept_all_the_same(cast: making.Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.councillor)
    client.post(WRITE, filled_in(kind="", title="Not lost"))
    assert copies.own(cast.councillor, None).typed["title"] == ["Not lost"]
    client.post(WRITE, filled_in(title="Nor this", act="add", pictures=photograph()))
    copy = copies.own(cast.councillor, None)
    assert copy.typed["title"] == ["Nor this"]
    assert copy.files == copy.typed["picture-0-file"]
    assert copies.holds(cast.councillor, copy.files[0])
    assert not copies.holds(cast.clerk, copy.files[0])
    stored_picture = Picture.objects.get()
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        answers = [signed_in(one).get(stored_picture.get_absolute_url()) for one in (cast.councillor, cast.clerk)]
    for answer in answers:
        answer.close()
    assert [answer.status_code for answer in answers] == [200, 404]


# ----------------------------------------------------------------------------------------- two people in one
def test_two_in_one_post_are_told_of_each_other(cast: making.Cast, waiting: Post, signed_in: SignIn) -> None:
    amend = f"/desk/posts/{waiting.pk}/amend/"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        signed_in(cast.councillor).post(KEEP, filled_in(post=waiting.pk, window="a"))
        assert "<strong>Councillor</strong> has this open" in signed_in(cast.clerk).get(amend).content.decode()
        answer = signed_in(cast.clerk).post(KEEP, filled_in(post=waiting.pk, window="b")).json()
        assert "<strong>Councillor</strong> has this open" in answer["parts"]["others"]
        clock.shift(copies.STILL_OPEN + timedelta(seconds=1))
        page = signed_in(cast.councillor).get(change(waiting)).content.decode()
        assert "<strong>Clerk</strong> has text for this that is not saved" in page
        assert "Clerk</strong> has this open" not in page


def test_two_windows_of_one_person_are_told_of_each_other(cast: making.Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.councillor)
    answers = [client.post(KEEP, filled_in(window=window)).json() for window in ("a", "a", "b")]
    assert ["in another window" in answer["parts"]["others"] for answer in answers] == [False, False, True]


def test_a_stale_save_overwrites_nothing_and_shows_what_has_changed(
    cast: making.Cast, waiting: Post, signed_in: SignIn
) -> None:
    author, clerk = signed_in(cast.councillor), signed_in(cast.clerk)
    amend = f"/desk/posts/{waiting.pk}/amend/"
    theirs = shown(clerk, amend) | {"title": ["Mill Lane is shut"]}
    mine = shown(author, change(waiting)) | {"body": ["<p>Use Church Street.</p>"]}
    assert clerk.post(amend, theirs).status_code == 302
    response = author.post(change(waiting), mine)
    page = response.content.decode()
    assert "Clerk has changed this meanwhile" in page
    assert "What Clerk has changed meanwhile" in page
    assert "<del>closed</del>" in page
    assert "<ins>shut</ins>" in page
    assert "Use Church Street." in page
    assert copies.own(cast.councillor, waiting).typed["body"] == ["<p>Use Church Street.</p>"]
    now = Post.objects.whole().get(pk=waiting.pk)
    assert (now.title, "Church Street" in now.body) == ("Mill Lane is shut", False)
    again = shown_in(response)
    assert again["version"] == [str(now.current_version_id)]
    assert author.post(change(waiting), again).status_code == 302
    assert Post.objects.whole().get(pk=waiting.pk).current_version.number == 3


def test_what_was_decided_meanwhile_is_said_and_the_typed_text_stays(
    cast: making.Cast, waiting: Post, signed_in: SignIn
) -> None:
    author = signed_in(cast.councillor)
    mine = shown(author, change(waiting)) | {"title": ["Typed while it was decided"]}
    workflow.refuse(waiting.pk, by=cast.clerk, version=waiting.current_version_id, remark="No.")
    response = author.post(change(waiting), mine)
    page = response.content.decode()
    assert "It cannot be changed now" in page
    assert "has changed meanwhile" not in page
    assert "Typed while it was decided" in page
    assert Post.objects.whole().get().title == "Mill Lane is closed"


def test_a_forged_version_of_another_post_shows_nothing_of_it(
    cast: making.Cast, waiting: Post, signed_in: SignIn
) -> None:
    secret = workflow.write(making.content("Hidden words"), by=cast.clerk)
    author = signed_in(cast.councillor)
    mine = shown(author, change(waiting)) | {"version": [str(secret.current_version_id)]}
    page = author.post(change(waiting), mine).content.decode()
    assert "has changed this meanwhile" in page
    assert "Hidden words" not in page


def test_what_a_form_always_carries_is_not_typed() -> None:
    data = typed.as_sent({"title": ["Fair"], "csrfmiddlewaretoken": ["x"], "act": ["save"]}, "w")
    assert typed.typed_in(data) == {"title": ["Fair"]}
