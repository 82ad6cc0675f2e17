"""What a publication, a correction and a withdrawal mean on the channels that are worked by hand."""

import pytest

from accounts.history import SYSTEM
from accounts.refusals import BadInput
from channels import workflow as channels
from channels.life import State as Delivered
from channels.life import Task
from channels.models import Delivery
from email_log.models import OutgoingMail
from posts import workflow
from posts.content import Content, Variant
from posts.life import State
from posts.models import Post
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.clause("channels-in-use")]

FACEBOOK = Variant("facebook", "The lane is closed.")
EMAIL = Variant("email")


def put_out(cast: making.Cast, *variants: Variant) -> Post:
    post = workflow.write(making.content(channels=variants, pictures=(making.picture(),)), by=cast.councillor)
    making.put_out(workflow.submit(post.pk, by=cast.councillor), approver=cast.clerk)
    return Post.objects.get(pk=post.pk)


def correct(cast: making.Cast, post: Post, *variants: Variant) -> Post:
    correction = workflow.correct(post.pk, by=cast.councillor)
    changed = making.content("Mill Lane is open", channels=variants)
    workflow.revise(correction.pk, changed, by=cast.councillor, version=correction.current_version_id)
    making.put_out(workflow.submit(correction.pk, by=cast.councillor), approver=cast.clerk)
    return Post.objects.get(pk=correction.pk)


def tasks() -> list[tuple[str, str, str]]:
    return [(row.outlet, row.task, row.state) for row in Delivery.objects.order_by("pk")]


def finish(delivery: Delivery, cast: making.Cast) -> Delivery:
    return channels.finish(delivery.pk, by=cast.clerk, address="https://www.facebook.com/thornby/posts/17")


def test_each_channel_gets_its_text_its_pictures_and_the_address_of_the_page(cast: making.Cast) -> None:
    post = put_out(cast, FACEBOOK, EMAIL)
    assert tasks() == [("facebook", Task.PUBLISH, Delivered.WAITING), ("email", Task.PUBLISH, Delivered.WAITING)]
    facebook, email = Delivery.objects.order_by("pk")
    assert facebook.content.text == "The lane is closed."
    assert email.content.text == "Mill Lane is closed\n\nThe water main is being mended."
    assert facebook.content.address.endswith(post.get_absolute_url())
    assert [picture.alt for picture in facebook.content.pictures] == ["A green field"]
    assert {row.version for row in post.current_version.deliveries.all()} == {post.current_version}


def test_those_who_use_the_accounts_get_one_mail_for_all_channels(cast: making.Cast) -> None:
    before = OutgoingMail.objects.count()
    put_out(cast, FACEBOOK, EMAIL)
    subjects = list(OutgoingMail.objects.order_by("pk").values_list("subject", "to")[before:])
    to_clerk = [subject for subject, to in subjects if to == [cast.clerk.email]]
    assert len(to_clerk) == len(set(to_clerk)) == 2  # one to decide on it, one for what is to do by hand


def test_a_post_for_the_website_alone_opens_no_task(cast: making.Cast) -> None:
    put_out(cast)
    assert tasks() == []


@pytest.mark.parametrize("name", making.COUNCILS)
def test_a_post_goes_only_to_a_channel_in_use(name: str) -> None:
    """Faversham alone of the four that list their channels is on Instagram; Thornbury lists none."""
    making.found(name)
    cast = making.cast()
    making.read_by(cast.councillor)
    content = making.content(channels=(Variant("instagram"),))
    if name in ("faversham", "thornbury"):
        assert workflow.write(content, by=cast.councillor).state == State.DRAFT
    else:
        with pytest.raises(BadInput) as refused:
            workflow.write(content, by=cast.councillor)
        assert (refused.value.field, refused.value.source.kind) == ("channels", "policy")


def test_a_text_that_does_not_fit_is_refused_at_its_channel() -> None:
    making.found("barton_le_clay")
    cast = making.cast()
    with pytest.raises(BadInput) as refused:
        workflow.write(making.content(channels=(Variant("x", "word " * 60),)), by=cast.councillor)
    assert (refused.value.field, "280 fit" in refused.value.message) == ("text_x", True)


# ---------------------------------------------------------------------------------------------- corrections
def test_a_correction_is_put_right_where_it_stands(cast: making.Cast) -> None:
    post = put_out(cast, FACEBOOK)
    done = finish(Delivery.objects.get(), cast)
    correct(cast, post, Variant("facebook", "The lane is open."))
    task = Delivery.objects.get(state=Delivered.WAITING)
    assert (task.task, task.follows, task.content.before, task.content.text) == (
        Task.CORRECT,
        done,
        "The lane is closed.",
        "The lane is open.",
    )


def test_what_was_not_put_out_yet_is_dropped_for_the_correction(cast: making.Cast) -> None:
    correct(cast, put_out(cast, FACEBOOK), FACEBOOK)
    assert tasks() == [("facebook", Task.PUBLISH, Delivered.DROPPED), ("facebook", Task.PUBLISH, Delivered.WAITING)]


def test_where_a_correction_does_not_go_the_old_text_is_taken_down(cast: making.Cast) -> None:
    post = put_out(cast, FACEBOOK)
    finish(Delivery.objects.get(), cast)
    correct(cast, post)
    assert tasks()[-1] == ("facebook", Task.WITHDRAW, Delivered.WAITING)


# ---------------------------------------------------------------------------------------------- withdrawals
def test_a_withdrawal_is_a_task_where_it_stands_and_drops_what_still_waits(cast: making.Cast) -> None:
    post = put_out(cast, FACEBOOK, EMAIL)
    finish(Delivery.objects.get(outlet="facebook"), cast)
    workflow.withdraw(post.pk, by=cast.clerk, reason="The date was wrong.")
    assert tasks() == [
        ("facebook", Task.PUBLISH, Delivered.DONE),
        ("email", Task.PUBLISH, Delivered.DROPPED),
        ("facebook", Task.WITHDRAW, Delivered.WAITING),
    ]


def test_a_withdrawn_correction_takes_down_what_was_never_put_right(cast: making.Cast) -> None:
    post = put_out(cast, FACEBOOK)
    first = finish(Delivery.objects.get(), cast)
    correction = correct(cast, post, Variant("facebook", "The lane is open."))
    workflow.withdraw(correction.pk, by=cast.clerk, reason="Wrong again.")
    last = Delivery.objects.get(state=Delivered.WAITING)
    assert (last.task, last.follows) == (Task.WITHDRAW, first)


@pytest.mark.clause("press-releases")
def test_the_press_release_is_approved_together_with_the_post(cast: making.Cast) -> None:
    put_out(cast, Variant("press", "For immediate release: the lane is closed."))
    assert [row.content.text for row in Delivery.objects.all()] == ["For immediate release: the lane is closed."]


def test_nothing_is_prepared_before_it_is_out(cast: making.Cast) -> None:
    content: Content = making.content(channels=(FACEBOOK,))
    post = workflow.submit(workflow.write(content, by=cast.councillor).pk, by=cast.councillor)
    workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True)
    assert tasks() == []
    assert workflow.publish(post.pk, by=SYSTEM, now=post.submitted_at) is False
    assert tasks() == []
