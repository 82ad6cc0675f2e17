"""Nobody approves who may not, and nothing goes out unapproved, by whatever way: page, admin, call, task."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts import triggers
from accounts.history import SYSTEM
from accounts.models import User
from accounts.refusals import NotNow, NotYours
from posts import workflow
from posts.life import State
from posts.models import Decision, Post
from posts.sweep import publish_all_due
from posts.tasks import publish_due
from tests import making, stored

SignIn = Callable[[User], Client]

# Who of the cast may approve, as each council's document says; every other of them is tried below.
APPROVERS = {
    "faversham": {"clerk"},
    "sevenoaks": {"clerk"},
    "desborough": {"clerk", "chair", "vice_chair"},
    "barton_le_clay": {"clerk", "chair", "vice_chair"},
    "thornbury": {"clerk", "deputy"},
}


@pytest.fixture(params=making.COUNCILS)
def name(request: pytest.FixtureRequest, db: None) -> str:
    """The name of each council in turn, which then stands here with its policy in force."""
    making.found(request.param)
    return str(request.param)


@pytest.fixture
def people(name: str) -> making.Cast:
    """That council's people. All of them have read the policy."""
    cast = making.cast()
    making.read_by(*cast.everybody().values())
    return cast


def waiting_post(people: making.Cast) -> Post:
    return making.post_in(State.SUBMITTED, author=people.councillor, approver=people.clerk)


def approval(post: Post) -> dict[str, object]:
    return {"decision": "approve", "version": post.current_version_id, "remark": "Good.", "attested": "on"}


def by_desk(client: Client, post: Post) -> HttpResponse:
    return client.post(f"/desk/decisions/{post.pk}/", approval(post))


def by_admin(client: Client, post: Post) -> HttpResponse:
    return client.post(f"/admin/posts/post/{post.pk}/change/", approval(post))


WAYS_IN = {"desk": by_desk, "admin": by_admin}


# --------------------------------------------------------------------------------------- the wrong person
@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("way_in", WAYS_IN)
def test_approval_by_a_form_is_for_the_approvers(
    name: str, people: making.Cast, signed_in: SignIn, way_in: str
) -> None:
    post = waiting_post(people)
    others = {person: signed_in(user) for person, user in people.everybody().items() if person not in APPROVERS[name]}
    before = stored.everything()
    for person, client in others.items():
        WAYS_IN[way_in](client, post)
        assert (person, stored.everything()) == (person, before)


@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("way_in", WAYS_IN)
def test_the_same_form_is_taken_from_an_approver(
    name: str, people: making.Cast, signed_in: SignIn, way_in: str
) -> None:
    """Guards the test above: the form is a good one."""
    for person in APPROVERS[name]:
        post = waiting_post(people)
        WAYS_IN[way_in](signed_in(getattr(people, person)), post)
        assert Post.objects.get(pk=post.pk).state == State.SCHEDULED
        assert Decision.objects.get(post=post).by == getattr(people, person)


@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.usefixtures("name")
def test_nobody_approves_without_signing_in(people: making.Cast, client: Client, way_in: str) -> None:
    post = waiting_post(people)
    before = stored.everything()
    response = WAYS_IN[way_in](client, post)
    assert response.url.split("?")[0] in {"/accounts/login/", "/admin/login/"}
    assert stored.everything() == before


@pytest.mark.clause("post-moderators")
def test_approval_by_a_call_is_for_the_approvers(name: str, people: making.Cast) -> None:
    post = waiting_post(people)
    before = stored.everything()
    for person, user in people.everybody().items():
        if person not in APPROVERS[name]:
            with pytest.raises(NotYours):
                workflow.approve(post.pk, by=user, version=post.current_version_id, attested=True)
            assert (person, stored.everything()) == (person, before)


def test_the_refusal_names_who_decides_and_cites_the_policy(people: making.Cast, name: str) -> None:
    post = waiting_post(people)
    with pytest.raises(NotYours) as refused:
        workflow.approve(post.pk, by=people.volunteer, version=post.current_version_id, attested=True)
    said = {
        "faversham": "Only the Town Clerk can decide on this.",
        "sevenoaks": "Only the Town Clerk can decide on this.",
        "desborough": "Only the Town Clerk, the Chair or the Vice Chair can decide on this.",
        "barton_le_clay": "Only the Chair, the Vice Chair or the Parish Clerk can decide on this.",
        "thornbury": "Only the Town Clerk or the Deputy Town Clerk can decide on this.",
    }
    assert refused.value.message == said[name]
    assert refused.value.source.kind == "policy"


# ------------------------------------------------------------------------------- before there is an approval
UNAPPROVED = [State.DRAFT, State.SUBMITTED, State.RETURNED, State.REFUSED, State.WITHDRAWN]


@pytest.mark.clause("post-moderators")
@pytest.mark.usefixtures("name")
def test_the_sweep_publishes_nothing_that_is_not_approved(people: making.Cast) -> None:
    posts = [making.post_in(state, author=people.councillor, approver=people.clerk) for state in UNAPPROVED]
    before = stored.everything()
    in_a_year = timezone.now() + timedelta(days=365)
    assert publish_due() == 0
    assert publish_all_due() == 0
    assert [workflow.publish(post.pk, by=SYSTEM, now=in_a_year) for post in posts] == [False] * len(posts)
    assert stored.everything() == before


@pytest.mark.clause("post-moderators")
@pytest.mark.usefixtures("name")
def test_nobody_publishes_by_hand(people: making.Cast) -> None:
    """Not even whoever approves: the clock does, and only at its hour."""
    post = making.post_in(State.SCHEDULED, author=people.councillor, approver=people.clerk)
    before = stored.everything()
    for user in people.everybody().values():
        with pytest.raises(NotYours):
            workflow.publish(post.pk, by=user, now=timezone.now() + timedelta(days=365))
    assert workflow.publish(post.pk, by=SYSTEM, now=timezone.now()) is False
    assert stored.everything() == before


@pytest.mark.clause("post-moderators")
@pytest.mark.usefixtures("name")
def test_an_approved_post_goes_out_at_its_hour_and_once(people: making.Cast) -> None:
    post = making.post_in(State.SCHEDULED, author=people.councillor, approver=people.clerk)
    at = post.publish_at
    assert workflow.publish(post.pk, by=SYSTEM, now=at - timedelta(seconds=1)) is False
    assert workflow.publish(post.pk, by=SYSTEM, now=at) is True
    assert workflow.publish(post.pk, by=SYSTEM, now=at) is False
    assert [row.act for row in post.history.filter(act="published")] == ["published"]


@pytest.mark.clause("post-moderators")
def test_what_is_not_word_for_word_what_was_approved_stays_where_it_is(
    cast: making.Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody changes the approved version in the database itself; the sweep sees it, says so, and goes on."""
    making.read_by(cast.councillor)
    changed = making.post_in(State.SCHEDULED, author=cast.councillor, approver=cast.clerk)
    sound = making.post_in(State.SCHEDULED, author=cast.councillor, approver=cast.clerk)
    connection.check_constraints()  # PostgreSQL takes no trigger away while checks are still to come
    triggers.lift()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE posts_postversion SET document = replace(document, 'closed', 'open')")
        cursor.execute(
            "UPDATE posts_postversion SET document = replace(document, 'open', 'closed') WHERE post_id = %s", [sound.pk]
        )
        cursor.execute("UPDATE posts_post SET publish_at = since")
    assert publish_all_due() == 1
    assert Post.objects.get(pk=changed.pk).state == State.SCHEDULED
    assert Post.objects.get(pk=sound.pk).state == State.PUBLISHED
    assert "is not what was approved: its fingerprint differs." in caplog.text


# ------------------------------------------------------------------------------------------ coming too late
@pytest.fixture
def readers(cast: making.Cast) -> making.Cast:
    making.read_by(*cast.everybody().values())
    return cast


def resubmitted(post: Post, *, by: User) -> None:
    workflow.revise(post.pk, making.content("Mill Lane is open"), by=by, version=post.current_version_id)
    workflow.submit(post.pk, by=by)


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_a_decision_on_an_older_version_is_not_taken(readers: making.Cast, signed_in: SignIn, way_in: str) -> None:
    post = waiting_post(readers)
    resubmitted(post, by=readers.councillor)
    clerk, before = signed_in(readers.clerk), stored.everything()
    response = WAYS_IN[way_in](clerk, post)
    assert response.status_code == 409
    assert "Councillor has changed this meanwhile: it is now version 2." in response.content.decode()
    assert stored.everything() == before


def test_a_decision_without_a_version_is_not_taken(readers: making.Cast, signed_in: SignIn) -> None:
    post = waiting_post(readers)
    clerk, before = signed_in(readers.clerk), stored.everything()
    for version in ("", "not a version"):
        response = clerk.post(f"/desk/decisions/{post.pk}/", {"decision": "approve", "version": version})
        assert "The form does not say which version you read. Open the page again." in response.content.decode()
    assert stored.everything() == before


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_the_second_who_decides_hears_who_was_first(readers: making.Cast, signed_in: SignIn, way_in: str) -> None:
    post = waiting_post(readers)
    workflow.refuse(post.pk, by=readers.deputy, version=post.current_version_id, remark="We said this last week.")
    clerk, before = signed_in(readers.clerk), stored.everything()
    response = WAYS_IN[way_in](clerk, post)
    assert response.status_code == 409
    assert "This was already decided: refused by Deputy (Deputy Clerk), today at" in response.content.decode()
    assert stored.everything() == before


def test_an_author_does_not_overwrite_a_newer_version(readers: making.Cast) -> None:
    post = making.post_in(State.DRAFT, author=readers.councillor, approver=readers.clerk)
    first = post.current_version_id
    workflow.revise(post.pk, making.content("Mill Lane is open"), by=readers.councillor, version=first)
    before = stored.everything()
    with pytest.raises(NotNow, match="has changed this meanwhile: it is now version 2"):
        workflow.revise(post.pk, making.content("Mill Lane is wet"), by=readers.councillor, version=first)
    assert stored.everything() == before


def test_a_save_without_a_change_makes_no_version(readers: making.Cast) -> None:
    post = making.post_in(State.SUBMITTED, author=readers.councillor, approver=readers.clerk)
    before = stored.everything()
    workflow.revise(post.pk, making.content(), by=readers.councillor, version=post.current_version_id)
    assert stored.everything() == before


@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("state", [State.SUBMITTED, State.SCHEDULED])
def test_a_change_to_what_was_sent_takes_it_back(readers: making.Cast, state: State) -> None:
    """The new version is undecided, whatever was decided about the old one."""
    post = making.post_in(state, author=readers.councillor, approver=readers.clerk)
    changed = making.content("Mill Lane is open")
    workflow.revise(post.pk, changed, by=readers.councillor, version=post.current_version_id)
    now = Post.objects.get(pk=post.pk)
    assert (now.state, now.approved_version, now.publish_at) == (State.DRAFT, None, None)


def test_an_hour_that_has_passed_is_not_taken(readers: making.Cast, signed_in: SignIn) -> None:
    post = waiting_post(readers)
    clerk, before = signed_in(readers.clerk), stored.everything()
    data = approval(post) | {"at": "2020-01-01T09:00"}
    response = clerk.post(f"/desk/decisions/{post.pk}/", data)
    assert "That hour has passed. Choose a later one, or leave it empty to publish now." in response.content.decode()
    assert stored.everything() == before


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("return", "Say what should change, so that the author knows what to do."),
        ("refuse", "Say why it is refused, so that the author understands."),
    ],
)
def test_the_author_is_told_why(readers: making.Cast, signed_in: SignIn, decision: str, said: str) -> None:
    post = waiting_post(readers)
    clerk, before = signed_in(readers.clerk), stored.everything()
    response = clerk.post(f"/desk/decisions/{post.pk}/", approval(post) | {"decision": decision, "remark": "  "})
    assert list(response.context["form"].errors["remark"]) == [said]
    assert stored.everything() == before
