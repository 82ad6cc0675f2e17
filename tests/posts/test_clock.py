"""The clock: the two nights on which it changes, the day on which nobody was there, and what is late."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from accounts.refusals import BadInput
from email_log.models import OutgoingMail
from posts import sweep, workflow
from posts.life import State
from posts.models import Post
from tests import making

pytestmark = pytest.mark.django_db

SPRING = datetime(2027, 3, 28, 1, tzinfo=UTC)  # 1 am in winter becomes 2 am in summer
AUTUMN = datetime(2026, 10, 25, 1, tzinfo=UTC)  # 2 am in summer becomes 1 am in winter
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def written(cast: making.Cast, **changes: Any) -> Post:
    return workflow.submit(workflow.write(making.content(**changes), by=cast.councillor).pk, by=cast.councillor)


def approved(cast: making.Cast, at: datetime) -> Post:
    post = written(cast)
    return workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True, at=at)


def states() -> list[str]:
    return list(Post.objects.order_by("pk").values_list("state", flat=True))


# ------------------------------------------------------------------------------------------- two nights a year
@pytest.mark.parametrize(
    ("typed", "goes_out", "said"),
    [
        ("2027-03-28T01:30", SPRING + 30 * MINUTE, "There is no 1.30"),
        ("2026-10-25T01:30", AUTUMN - 30 * MINUTE, "comes twice"),
    ],
)
def test_an_hour_of_that_night_is_settled_said_and_kept(
    cast: making.Cast, signed_in: Any, typed: str, goes_out: datetime, said: str
) -> None:
    with time_machine.travel(goes_out - 5 * DAY, tick=False):
        post = written(cast)
        form = {"decision": "approve", "version": post.current_version_id, "attested": "on", "at": typed}
        page = signed_in(cast.clerk).post(f"/desk/decisions/{post.pk}/", form, follow=True).content.decode()
        assert said in page
        assert Post.objects.get(pk=post.pk).publish_at == goes_out
    with time_machine.travel(goes_out - MINUTE, tick=False):
        assert sweep.publish_all_due() == 0
    with time_machine.travel(goes_out, tick=False):
        assert (sweep.publish_all_due(), sweep.publish_all_due()) == (1, 0)


@pytest.mark.parametrize("night", [SPRING, AUTUMN])
def test_sweeps_each_ten_minutes_through_the_night_publish_each_once(cast: making.Cast, night: datetime) -> None:
    hours = [night + minutes * MINUTE for minutes in range(-120, 121, 15)]
    with time_machine.travel(night - DAY, tick=False):
        for hour in hours:
            approved(cast, hour)
    published = 0
    for minutes in range(-130, 131, 10):
        with time_machine.travel(night + minutes * MINUTE, tick=False):
            published += sweep.publish_all_due()
            sweep.expire_all_late()
            due = [hour for hour in hours if hour <= night + minutes * MINUTE]
            assert published == len(due)
    assert set(states()) == {State.PUBLISHED}


# ------------------------------------------------------------------------------------- nobody there for a day
def test_after_a_day_without_the_clock_each_is_published_once(cast: making.Cast) -> None:
    now = timezone.now()
    for hours in range(1, 6):
        approved(cast, now + hours * HOUR)
    with time_machine.travel(now + DAY, tick=False):
        assert sweep.expire_all_late() == 0
        assert (sweep.publish_all_due(), sweep.publish_all_due()) == (5, 0)


def test_what_is_later_than_the_council_lets_it_expires_instead(cast: making.Cast) -> None:
    making.choose("approval", latest_hours_after=6)
    now = timezone.now()
    for hours in (1, 23):
        approved(cast, now + hours * HOUR)
    with time_machine.travel(now + DAY, tick=False):
        assert sweep.publish_all_due() == 1
        assert (sweep.expire_all_late(), sweep.expire_all_late()) == (1, 0)
        assert states() == [State.EXPIRED, State.PUBLISHED]


# -------------------------------------------------------------------------------------------- undecided in time
def test_what_nobody_decides_in_time_expires_with_notice_to_both(cast: making.Cast) -> None:
    post = written(cast, wished_for=timezone.now() + HOUR)
    with time_machine.travel(timezone.now() + 2 * HOUR, tick=False):
        before = OutgoingMail.objects.count()
        assert (sweep.expire_all_late(), sweep.expire_all_late()) == (1, 0)
        told = [row.to for row in OutgoingMail.objects.order_by("pk")[before:]]
        assert {cast.councillor.email, cast.clerk.email} <= {address for to in told for address in to}
    post = Post.objects.whole().get(pk=post.pk)
    assert (post.state, post.pen) == (State.EXPIRED, "author")
    again = workflow.revise(post.pk, making.content(), by=cast.councillor, version=post.current_version_id)
    assert workflow.submit(again.pk, by=cast.councillor).state == State.SUBMITTED


def test_an_approval_between_the_hour_and_the_sweep_asks_for_another_hour(cast: making.Cast) -> None:
    post = written(cast, wished_for=timezone.now() + HOUR)
    with time_machine.travel(timezone.now() + 2 * HOUR, tick=False):
        with pytest.raises(BadInput) as refused:
            workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True)
        assert refused.value.field == "at"
        later = timezone.now() + HOUR
        post = workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True, at=later)
        assert (post.publish_at, sweep.expire_all_late()) == (later, 0)


def test_an_hour_that_has_passed_cannot_be_asked_for(cast: making.Cast) -> None:
    draft = workflow.write(making.content(wished_for=timezone.now() - HOUR), by=cast.councillor)
    with pytest.raises(BadInput) as refused:
        workflow.submit(draft.pk, by=cast.councillor)
    assert refused.value.field == "wished_for"


# ------------------------------------------------------------------------------------------------ to be checked
@pytest.mark.clause("website-up-to-date")
def test_the_owner_is_reminded_once_a_month_until_it_is_looked_at(cast: making.Cast) -> None:
    post = making.post_in(State.PUBLISHED, author=cast.councillor, approver=cast.clerk)
    day = timezone.localdate() + 10 * DAY
    workflow.keep(post.pk, by=cast.councillor, check_by=day)
    reminders = {}
    for days in range(45):
        with time_machine.travel(timezone.now() + days * DAY, tick=False):
            if sweep.remind_all_owners():
                reminders[days] = Post.objects.get(pk=post.pk).reminded_on
            assert sweep.remind_all_owners() == 0
    assert list(reminders) == [10, 40]
    with time_machine.travel(timezone.now() + 46 * DAY, tick=False):
        workflow.keep(post.pk, by=User.objects.get(pk=cast.councillor.pk), check_by=None)
        assert sweep.remind_all_owners() == 0
