"""A decision and what is kept with it: the list that was confirmed, the findings, the places; and what undoes it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours
from files.enclosed import Origin, Picture
from policies.standing import standing_of
from posts import permissions, workflow
from posts.content import Content
from posts.life import State
from posts.models import Decision, Opening, Post
from posts.screening import findings_in
from tests import making

pytestmark = pytest.mark.django_db


def waiting(cast: making.Cast, content: Content | None = None, author: User | None = None) -> Post:
    author = author or cast.councillor
    post = workflow.write(content or making.content(), by=author)
    return workflow.submit(post.pk, by=author)


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


# ------------------------------------------------------------------------------------------ the council's list
@pytest.mark.clause("post-tone")
@pytest.mark.parametrize("name", [*making.COUNCILS, "model"])
def test_the_councils_own_list_is_confirmed_and_kept(name: str) -> None:
    making.found(name)
    cast = making.cast()
    making.read_by(*cast.everybody().values())
    post = waiting(cast)
    with pytest.raises(BadInput) as refused:
        workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id)
    assert refused.value.field == "attested"
    workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True)
    rules = standing_of(cast.clerk).rules
    listed = [line.words for line in rules.publishing.standards.value]
    assert Decision.objects.get(post=post).attested[: len(listed)] == listed


# ------------------------------------------------------------------------------------------------ the findings
@pytest.mark.clause("post-personal-information")
def test_a_finding_needs_a_reason_which_is_kept(cast: making.Cast) -> None:
    post = waiting(cast, making.content(body="<p>For soup ring Bob on 07700 900461.</p>"))
    (finding,) = [found for found in findings_in(post.content, standing_of(cast.clerk).rules, "england") if found.stops]
    assert finding.quote == "07700 900461"
    version = post.current_version_id
    with pytest.raises(BadInput) as refused:
        workflow.approve(post.pk, by=cast.clerk, version=version, attested=True, reasons={finding.key: "  "})
    assert refused.value.field == f"reason_{finding.key}"
    reasons = {finding.key: "He has asked for it."}
    workflow.approve(post.pk, by=cast.clerk, version=version, attested=True, reasons=reasons)
    (kept,) = [row for row in Decision.objects.get(post=post).findings if row["reason"]]
    assert (kept["quote"], kept["reason"]) == ("07700 900461", "He has asked for it.")


@pytest.mark.clause("post-personal-information")
def test_what_the_council_publishes_itself_is_no_finding(cast: making.Cast) -> None:
    people.change_council(by=cast.clerk, telephone="01632 960100", email="clerk@thornby.example")
    body = "<p>Ring the Clerk on 01632 960 100 or write to clerk@thornby.example.</p>"
    post = waiting(cast, making.content(body=body))
    workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True)


def test_a_picture_is_described_before_it_is_sent(cast: making.Cast) -> None:
    undescribed = making.content(pictures=(making.picture(description=""),))
    post = workflow.write(undescribed, by=cast.councillor)
    with pytest.raises(BadInput) as refused:
        workflow.submit(post.pk, by=cast.councillor)
    assert (refused.value.field, refused.value.source.kind) == ("pictures", "law")
    decorative = replace(undescribed, pictures=(replace(undescribed.pictures[0], is_decorative=True),))
    workflow.revise(post.pk, decorative, by=cast.councillor, version=post.current_version_id)
    assert workflow.submit(post.pk, by=cast.councillor).state == State.SUBMITTED


@pytest.mark.clause("post-copyright")
@pytest.mark.parametrize("name", making.COUNCILS)
def test_what_is_somebody_elses_says_from_where_and_by_whose_leave(name: str) -> None:
    making.found(name)
    cast = making.cast()
    making.read_by(*cast.everybody().values())
    borrowed = making.picture(origin=Origin(is_own=False, source="The Gazette"))
    post = workflow.write(making.content(pictures=(borrowed,)), by=cast.councillor)
    with pytest.raises(BadInput) as refused:
        workflow.submit(post.pk, by=cast.councillor)
    assert (refused.value.field, refused.value.source.kind) == ("pictures", "policy")
    stated = replace(borrowed, origin=Origin(False, "The Gazette", "The editor, by e-mail of 3 December"))
    workflow.revise(post.pk, making.content(pictures=(stated,)), by=cast.councillor, version=post.current_version_id)
    assert workflow.submit(post.pk, by=cast.councillor).state == State.SUBMITTED


@pytest.mark.clause("post-copyright")
def test_a_quotation_says_whose_words_they_are(cast: making.Cast) -> None:
    quoting = making.content(body="<blockquote><p>We shall sing.</p></blockquote>", quotation=Origin(is_own=False))
    post = workflow.write(quoting, by=cast.councillor)
    with pytest.raises(BadInput) as refused:
        workflow.submit(post.pk, by=cast.councillor)
    assert refused.value.field == "quotation_source"


LINKED = '<p>See <a href="https://bands.example/">the band</a> and <a href="/policies/">our policies</a>.</p>'


@pytest.mark.clause("post-links")
@pytest.mark.parametrize("name", making.COUNCILS)
def test_each_outside_link_is_confirmed_where_the_policy_asks(name: str) -> None:
    """Thornbury's does, and no other."""
    making.found(name)
    cast = making.cast()
    making.read_by(cast.councillor)
    post = workflow.write(making.content(body=LINKED), by=cast.councillor)
    if name == "thornbury":
        with pytest.raises(BadInput) as refused:
            workflow.submit(post.pk, by=cast.councillor)
        assert (refused.value.field, "bands.example" in refused.value.message) == ("links_confirmed", True)
        confirmed = making.content(body=LINKED, links_confirmed=("https://bands.example/",))
        workflow.revise(post.pk, confirmed, by=cast.councillor, version=post.current_version_id)
    assert workflow.submit(post.pk, by=cast.councillor).state == State.SUBMITTED


def test_a_file_that_is_not_there_is_not_taken(cast: making.Cast) -> None:
    with pytest.raises(BadInput) as refused:
        workflow.write(making.content(pictures=(Picture("f" * 64, "Nothing"),)), by=cast.councillor)
    assert refused.value.field == "pictures"


# -------------------------------------------------------------------------------------------------- the places
def test_marked_places_are_kept_and_must_stand_in_the_post(cast: making.Cast) -> None:
    post = waiting(cast)
    version = post.current_version_id
    with pytest.raises(BadInput) as refused:
        workflow.return_for_changes(
            post.pk, by=cast.clerk, version=version, remark="", places=[("the gas main", "Which?")]
        )
    assert refused.value.field == "places"
    places = [("The water  main", "Whose?"), ("", "")]
    post = workflow.return_for_changes(post.pk, by=cast.clerk, version=version, remark="", places=places)
    assert (post.state, Decision.objects.get(post=post).places) == (
        State.RETURNED,
        [{"words": "The water main", "note": "Whose?"}],
    )


# ------------------------------------------------------------------------------------------------------- undo
def test_an_approval_is_taken_back_within_ten_seconds_and_then_not(cast: making.Cast) -> None:
    post = waiting(cast)
    approved = workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True)
    assert timedelta(seconds=9) < approved.publish_at - timezone.now() <= timedelta(seconds=10)
    assert workflow.publish(post.pk, by=SYSTEM, now=timezone.now()) is False
    undone = workflow.undo(post.pk, by=cast.clerk)
    assert (undone.state, undone.approved_version, undone.publish_at) == (State.SUBMITTED, None, None)
    assert workflow.publish(post.pk, by=SYSTEM, now=timezone.now() + timedelta(days=1)) is False
    making.put_out(undone, approver=cast.clerk)
    with pytest.raises(NotNow):
        workflow.undo(post.pk, by=cast.clerk)


# -------------------------------------------------------------------------------------------- another person
@pytest.mark.clause("post-moderators")
def test_whoever_writes_may_approve_it_unless_the_council_chooses_otherwise(cast: making.Cast) -> None:
    own = waiting(cast, author=cast.clerk)
    assert permissions.can_approve(again(cast.clerk), own)
    making.choose("approval", another_person="always")
    assert not permissions.can_approve(again(cast.clerk), own)
    assert permissions.can_return(again(cast.clerk), own)
    with pytest.raises(NotYours, match="another person"):
        workflow.approve(own.pk, by=cast.clerk, version=own.current_version_id, attested=True)


@pytest.mark.clause("post-moderators")
def test_when_there_is_one_means_another_approver_today(cast: making.Cast) -> None:
    making.choose("approval", another_person="when_there_is_one", offices=["clerk", "deputy_clerk"])
    own = waiting(cast, author=cast.clerk)
    assert not permissions.can_approve(again(cast.clerk), own)
    (appointment,) = cast.deputy.appointments.all()
    people.end_appointment(appointment, by=SYSTEM, ends=timezone.localdate() - timedelta(days=1))
    assert permissions.can_approve(again(cast.clerk), own)


@pytest.mark.clause("post-moderators")
def test_an_amended_post_is_the_amenders_work_too(cast: making.Cast) -> None:
    making.choose("approval", another_person="always")
    post = waiting(cast)
    amended = workflow.amend(
        post.pk, making.content("Mill Lane is shut"), by=cast.clerk, version=post.current_version_id
    )
    assert not permissions.can_approve(again(cast.clerk), amended)
    assert Post.objects.decidable_by(again(cast.clerk)).filter(pk=post.pk).exists()


# ----------------------------------------------------------------------------------------------- several at once
def test_an_opening_is_noted_once_and_only_of_who_may_approve(cast: making.Cast) -> None:
    post = waiting(cast)
    for _ in range(2):
        workflow.note_opening(post, by=cast.clerk)
    assert [(row.by, row.version) for row in Opening.objects.all()] == [(cast.clerk, post.current_version)]
    with pytest.raises(NotYours):
        workflow.note_opening(post, by=cast.councillor)


# ------------------------------------------------------------------------------------------------- a correction
@pytest.mark.clause("website-up-to-date")
def test_a_correction_takes_the_place_of_what_it_corrects(cast: making.Cast) -> None:
    published = making.post_in(State.PUBLISHED, author=cast.councillor, approver=cast.clerk)
    correction = workflow.correct(published.pk, by=cast.councillor)
    assert (correction.content, correction.state) == (published.content, State.DRAFT)
    with pytest.raises(NotNow, match="already under way"):
        workflow.correct(published.pk, by=cast.clerk)
    workflow.revise(
        correction.pk, making.content("Mill Lane is open"), by=cast.councillor, version=correction.current_version_id
    )
    assert Post.objects.get(pk=published.pk).state == State.PUBLISHED
    making.put_out(workflow.submit(correction.pk, by=cast.councillor), approver=cast.clerk)
    old, new = Post.objects.get(pk=published.pk), Post.objects.get(pk=correction.pk)
    assert (old.state, new.state, new.published_at) == (State.REPLACED, State.PUBLISHED, old.published_at)
    assert new.corrected_at > old.published_at
    assert workflow.correct(new.pk, by=cast.councillor).corrects == new
