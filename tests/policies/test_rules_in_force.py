"""A rule that an adoption changes counts from midnight of its date where the council is, and not a minute before.

Everything goes by the pages, as the Clerk does it; days in winter, in summer time, and when the clocks go.
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from accounts.offices import Office
from policies.models import Policy, PolicyVersion
from posts import workflow
from posts.life import State
from posts.models import Decision, Post
from tests import making
from tests.policies.test_rule_pages import answer, words

pytestmark = [pytest.mark.django_db, pytest.mark.clause("post-moderators")]

LONDON = ZoneInfo("Europe/London")
DAYS = [date(2026, 1, 15), date(2026, 7, 1), date(2026, 3, 29), date(2026, 10, 25)]
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


class World:
    """A council in which two posts wait, and which adopts other approvers from `day` on, ten days before it."""

    def __init__(self, day: date, signed_in, *, first: list[str], then: list[str]) -> None:
        self.day, self.signed_in = day, signed_in
        with at(midnight(day) - 30 * DAY):
            making.found("sevenoaks")
            self.author = making.person("author", Office.COUNCILLOR)
            self.clerk = making.person("clerk", Office.CLERK)
            self.deputy = making.person("deputy", Office.DEPUTY_CLERK)
        if first != ["clerk"]:
            self.adopts(first, on=midnight(day) - 29 * DAY, from_=day - 25 * DAY)
        with at(midnight(day) - 12 * DAY):
            self.posts = [self.waiting(title) for title in ("Mill Lane is closed", "Mill Lane is open")]
        self.said = self.adopts(then, on=midnight(day) - 10 * DAY, from_=day)

    def adopts(self, offices: list[str], *, on: datetime, from_: date) -> str:
        """A new version with these approvers: begun, changed, adopted on its pages. What the page of adoption says."""
        with at(on):
            client = self.signed_in(self.clerk)
            client.post(f"/desk/policies/{Policy.objects.get().pk}/begin/")
            draft = PolicyVersion.objects.in_work().get()
            address = f"/desk/policies/versions/{draft.pk}/"
            answer(client, f"{address}rules/approval.offices/", value=offices)
            said = words(client.get(f"{address}adopt/"))
            days = {"adopted_on": on.date().isoformat(), "effective_from": from_.isoformat()}
            done = client.post(f"{address}adopt/", {**days, "minute_reference": "26/114"}, follow=True)
            assert "is adopted, in force from" in words(done)
        return said

    def waiting(self, title: str) -> Post:
        post = workflow.write(making.content(title), by=self.author)
        return workflow.submit(post.pk, by=self.author)

    def approves(self, who: User, post: Post, moment: datetime) -> bool:
        """Opens the post and sends the decision; whether the page takes it."""
        with at(moment):
            client: Client = self.signed_in(User.objects.get(pk=who.pk))
            form = {"decision": "approve", "version": post.current_version_id, "attested": "on"}
            status = client.post(f"/desk/decisions/{post.pk}/", form).status_code
            assert status in (302, 403)
            is_decided = Post.objects.get(pk=post.pk).state != State.SUBMITTED
            assert is_decided == (status == 302)
            return is_decided


@pytest.fixture(params=DAYS, ids=str)
def day(request: pytest.FixtureRequest) -> date:
    return request.param


def test_who_no_longer_approves_does_so_until_the_last_minute(day: date, signed_in) -> None:
    world = World(day, signed_in, first=["clerk"], then=["deputy_clerk"])
    assert re.search(r"Clerk \((Town )?Clerk\) will no longer be able to approve posts\.", world.said)
    before, after = world.posts
    assert not world.approves(world.deputy, before, midnight(day) - MINUTE)
    assert world.approves(world.clerk, before, midnight(day) - MINUTE)
    assert not world.approves(world.clerk, after, midnight(day))
    assert world.approves(world.deputy, after, midnight(day))


def test_who_approves_from_then_on_does_not_before(day: date, signed_in) -> None:
    world = World(day, signed_in, first=["deputy_clerk"], then=["clerk", "deputy_clerk"])
    assert re.search(r"Clerk \((Town )?Clerk\) will be able to approve posts\.", world.said)
    before, after = world.posts
    assert not world.approves(world.clerk, before, midnight(day) - MINUTE)
    assert world.approves(world.clerk, before, midnight(day))
    assert world.approves(world.deputy, after, midnight(day))


def test_a_decision_shows_the_version_that_it_rested_on(day: date, signed_in) -> None:
    """Also long after another version has come into force."""
    world = World(day, signed_in, first=["clerk"], then=["deputy_clerk"])
    before, after = world.posts
    assert world.approves(world.clerk, before, midnight(day) - MINUTE)
    assert world.approves(world.deputy, after, midnight(day))
    assert [one.policy_version for one in Decision.objects.order_by("decided_at")] == [1, 2]
    with at(midnight(day) + 40 * DAY):
        client = signed_in(world.author)
        for post, who, version in ((before, "Clerk", 1), (after, "Deputy", 2)):
            page = words(client.get(f"/desk/posts/{post.pk}/"))
            assert re.search(rf"Approved by {who}, [\w ]+ under version {version} of the policy", page), page


def test_the_page_that_was_opened_before_midnight_is_refused_after_it(day: date, signed_in) -> None:
    world = World(day, signed_in, first=["clerk"], then=["deputy_clerk"])
    post = world.posts[0]
    with at(midnight(day) - MINUTE):
        client = signed_in(world.clerk)
        assert client.get(f"/desk/decisions/{post.pk}/").status_code == 200
    with at(midnight(day)):
        form = {"decision": "approve", "version": post.current_version_id, "attested": "on"}
        assert client.post(f"/desk/decisions/{post.pk}/", form).status_code == 403
    assert not Decision.objects.exists()
