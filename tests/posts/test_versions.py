"""Whatever will be seen belongs to what was approved: each change of it is a new version and needs a decision."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from files.enclosed import Attachment, Origin
from posts import workflow
from posts.content import Content, Variant
from posts.life import State
from posts.models import Post, VersionFile
from tests import making

pytestmark = pytest.mark.django_db

NOON = (timezone.now() + timedelta(days=3)).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def whole(cast: making.Cast) -> Content:
    """A post with everything that can stand in one."""
    return making.content(
        wished_for=NOON,
        purpose="",
        pictures=(making.picture(),),
        channels=(Variant("facebook", "The lane is closed."), Variant("x")),
    )


@pytest.fixture
def scheduled(cast: making.Cast, whole: Content) -> Post:
    post = workflow.submit(workflow.write(whole, by=cast.councillor).pk, by=cast.councillor)
    return workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True)


def changes(whole: Content) -> dict[str, dict[str, Any]]:
    (picture,) = whole.pictures
    facebook, x = whole.channels
    return {
        "a letter of the title": {"title": whole.title + "!"},
        "a letter of the text": {"body": whole.body.replace("main", "mains")},
        "a word made bold": {"body": whole.body.replace("water", "<strong>water</strong>")},
        "another picture": {"pictures": (making.picture("red"),)},
        "no picture": {"pictures": ()},
        "its description": {"pictures": (replace(picture, description="A red field"),)},
        "whose it is": {"pictures": (replace(picture, origin=Origin(False, "The Gazette", "by letter")),)},
        "the time": {"wished_for": NOON + timedelta(minutes=1)},
        "no time": {"wished_for": None},
        "one channel less": {"channels": (facebook,)},
        "one channel more": {"channels": (facebook, x, Variant("email"))},
        "a channel's text": {"channels": (replace(facebook, text="The lane is shut."), x)},
        "the kind": {"kind": "news"},
        "an alert": {"alert_until": NOON},
    }


def test_each_change_after_the_approval_is_a_new_version_and_undecided(
    cast: making.Cast, scheduled: Post, whole: Content
) -> None:
    for what, change in changes(whole).items():
        post = Post.objects.whole().get(pk=scheduled.pk)
        changed = replace(post.content, **change)
        number = post.current_version.number
        post = workflow.revise(post.pk, changed, by=cast.councillor, version=post.current_version_id)
        assert (what, post.state, post.approved_version, post.current_version.number) == (
            what,
            State.DRAFT,
            None,
            number + 1,
        )
        back = workflow.revise(post.pk, whole, by=cast.councillor, version=post.current_version_id)
        workflow.submit(back.pk, by=cast.councillor)
        workflow.approve(back.pk, by=cast.clerk, version=back.current_version_id, attested=True)


def test_saved_without_a_change_it_stays_approved(cast: making.Cast, scheduled: Post, whole: Content) -> None:
    version = scheduled.current_version_id
    for same in (whole, Content.read(whole.document()), replace(whole, wished_for=timezone.localtime(NOON))):
        post = workflow.revise(scheduled.pk, same, by=cast.councillor, version=version)
        assert (post.state, post.current_version_id, post.approved_version_id) == (State.SCHEDULED, version, version)
    assert scheduled.versions.count() == 1


def test_a_version_knows_its_files(scheduled: Post, whole: Content) -> None:
    assert list(VersionFile.objects.values_list("version", "file")) == [
        (scheduled.current_version_id, whole.pictures[0].file)
    ]


def test_a_document_from_before_a_field_was_known_still_reads() -> None:
    old = '{"barred_kind":"none","body":"<p>x</p>","kind":"news","title":"T","wished_for":null}'
    assert Content.read(old) == Content("T", "<p>x</p>", "news", None, "none")


def test_everything_survives_the_document(whole: Content) -> None:
    full = replace(
        whole,
        purpose="Promoting the community",
        quotation=Origin(False, "The Gazette", "by letter"),
        links_confirmed=("https://x.example/",),
        attachments=(Attachment("a" * 64, "Agenda", "pdf", 1234, Origin(False, "The school", "by e-mail")),),
        alert_until=NOON,
    )
    assert Content.read(full.document()) == full


def test_the_approvers_change_is_a_version_of_its_own(cast: making.Cast) -> None:
    waiting = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    before = waiting.current_version_id
    amended = workflow.amend(waiting.pk, making.content("Mill Lane is shut"), by=cast.clerk, version=before)
    assert (amended.state, amended.title, amended.current_version.written_by) == (
        State.SUBMITTED,
        "Mill Lane is shut",
        cast.clerk,
    )
    assert amended.current_version_id != before
