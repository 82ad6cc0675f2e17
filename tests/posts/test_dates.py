"""Offices, grants and policies begin and end at midnight where the council is, in winter and in summer time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts import grants
from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Matter, User
from accounts.offices import Arrival, Office
from accounts.refusals import BadInput, NotYours
from policies import founding
from policies import workflow as policies
from policies.models import PolicyVersion
from posts import workflow
from posts.life import State
from posts.models import Decision, Post
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.clause("post-moderators")]

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
MOMENT = timedelta(seconds=1)
WHY = "The Clerk is away."

# In winter London's midnight is that of UTC; in summer it comes an hour earlier. The clocks go forward in the night of
# 29 March 2026 and back in that of 25 October, so that those days have 23 and 25 hours.
DAYS = [date(2026, 1, 15), date(2026, 7, 1), date(2026, 3, 29), date(2026, 10, 25)]


def midnight(day: date) -> datetime:
    """The first moment of the day in London."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


class World:
    """Sevenoaks before anybody holds an office but the author and a Clerk of long ago, with a post that waits."""

    def __init__(self, day: date) -> None:
        with at(midnight(day) - 30 * DAY):
            making.found("sevenoaks")
            self.author = making.person("author", Office.COUNCILLOR)
            self.clerk = making.person("clerk", Office.CLERK)
            self.employee = making.person("employee", Office.EMPLOYEE)
            self.matter: Matter = people.open_matter("Mill Lane road works", by=SYSTEM)
            post = workflow.write(making.content(), by=self.author, matter=self.matter)
            self.post: Post = workflow.submit(post.pk, by=self.author)

    def approves(self, who: User, moment: datetime) -> bool:
        """Whether the call is taken at that moment. It comes at most once in a test, so nothing is undone."""
        with at(moment):
            try:
                workflow.approve(self.post.pk, by=who, version=self.post.current_version_id, attested=True)
            except NotYours:
                return False
        return True


@pytest.fixture(params=DAYS, ids=str)
def day(request: pytest.FixtureRequest) -> date:
    return request.param


# ------------------------------------------------------------------------------------------------ offices
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("the last before", False),
        ("the first of the first day", True),
        ("the last of the last day", True),
        ("the next", False),
    ],
)
def test_approval_by_office(day: date, moment: str, expected: bool) -> None:
    """The new Clerk holds the office on `day` and the day after it."""
    world = World(day)
    with at(midnight(day) - 20 * DAY):
        people.end_appointment(world.clerk.appointments.get(), by=SYSTEM, ends=day - DAY)
        new = people.welcome(by=SYSTEM, email="new@council.example", name="New")
        people.appoint(new, Office.CLERK, by=SYSTEM, begins=day, ends=day + DAY, arrival=Arrival.APPOINTED)
    moments = {
        "the last before": midnight(day) - MOMENT,
        "the first of the first day": midnight(day),
        "the last of the last day": midnight(day + 2 * DAY) - MOMENT,
        "the next": midnight(day + 2 * DAY),
    }
    assert world.approves(new, moments[moment]) is expected


def test_the_office_ends_while_somebody_is_signed_in(day: date, signed_in) -> None:
    """The page was opened in time, and the form is sent after midnight."""
    world = World(day)
    with at(midnight(day) - MOMENT):
        people.end_appointment(world.clerk.appointments.get(), by=SYSTEM, ends=day - DAY)
        browser = signed_in(world.clerk)
        assert browser.get(f"/desk/decisions/{world.post.pk}/").status_code == 200
    with at(midnight(day)):
        decision = {"decision": "approve", "version": world.post.current_version_id}
        assert browser.post(f"/desk/decisions/{world.post.pk}/", decision).status_code == 403
    assert Decision.objects.count() == 0


def test_what_was_approved_in_office_goes_out_after_it(day: date) -> None:
    """The decision was good when it was taken; the end of the office does not undo it."""
    world = World(day)
    with at(midnight(day) - MOMENT):
        hour = midnight(day) + timedelta(hours=9)
        workflow.approve(world.post.pk, by=world.clerk, version=world.post.current_version_id, attested=True, at=hour)
        people.end_appointment(world.clerk.appointments.get(), by=SYSTEM, ends=day - DAY)
    with at(hour):
        assert workflow.publish(world.post.pk, by=SYSTEM, now=hour) is True


# ----------------------------------------------------------------------------------------------- grants
def delegated(world: World, kind: str, *, on: datetime, ends: date) -> None:
    with at(on):
        if kind == "post":
            workflow.delegate(world.post.pk, by=world.clerk, to=world.employee, ends=ends, reason=WHY)
        else:
            workflow.delegate_matter(world.matter, by=world.clerk, to=world.employee, ends=ends, reason=WHY)


@pytest.mark.clause("post-delegation")
@pytest.mark.parametrize("kind", ["post", "matter"])
@pytest.mark.parametrize(
    ("moment", "expected"),
    [("the last before", False), ("as soon as given", True), ("the last of the last day", True), ("the next", False)],
)
def test_approval_by_grant(day: date, kind: str, moment: str, expected: bool) -> None:
    """Given at noon of `day`, until the day after it."""
    world = World(day)
    noon = midnight(day) + timedelta(hours=12)
    if moment != "the last before":
        delegated(world, kind, on=noon, ends=day + DAY)
    moments = {
        "the last before": noon - MOMENT,
        "as soon as given": noon,
        "the last of the last day": midnight(day + 2 * DAY) - MOMENT,
        "the next": midnight(day + 2 * DAY),
    }
    assert world.approves(world.employee, moments[moment]) is expected


@pytest.mark.clause("post-delegation")
@pytest.mark.parametrize("kind", ["post", "matter"])
def test_a_grant_for_one_day_ends_with_it(day: date, kind: str) -> None:
    world = World(day)
    delegated(world, kind, on=midnight(day), ends=day)
    assert not world.approves(world.employee, midnight(day + DAY))
    assert world.approves(world.employee, midnight(day + DAY) - MOMENT)


@pytest.mark.clause("post-delegation")
@pytest.mark.parametrize("kind", ["post", "matter"])
def test_a_grant_cannot_end_before_today(day: date, kind: str) -> None:
    world = World(day)
    with pytest.raises(BadInput, match="The last day must be today or later"):
        delegated(world, kind, on=midnight(day), ends=day - DAY)


@pytest.mark.clause("post-delegation")
@pytest.mark.parametrize("kind", ["post", "matter"])
def test_a_grant_that_has_ended_can_be_given_again(day: date, kind: str) -> None:
    world = World(day)
    delegated(world, kind, on=midnight(day), ends=day)
    delegated(world, kind, on=midnight(day + 9 * DAY), ends=day + 9 * DAY)
    assert not world.approves(world.employee, midnight(day + 9 * DAY) - MOMENT)
    assert world.approves(world.employee, midnight(day + 9 * DAY))


@pytest.mark.clause("post-delegation")
@pytest.mark.parametrize("kind", ["post", "matter"])
def test_a_grant_dies_with_the_employment(day: date, kind: str) -> None:
    world = World(day)
    delegated(world, kind, on=midnight(day), ends=day + 9 * DAY)
    with at(midnight(day)):
        people.end_appointment(world.employee.appointments.get(), by=SYSTEM, ends=day)
    assert not world.approves(world.employee, midnight(day + DAY))
    assert world.approves(world.employee, midnight(day + DAY) - MOMENT)


@pytest.mark.clause("post-delegation")
@pytest.mark.parametrize("kind", ["post", "matter"])
def test_a_grant_taken_back_ends_at_once(day: date, kind: str) -> None:
    world = World(day)
    delegated(world, kind, on=midnight(day), ends=day + 9 * DAY)
    with at(midnight(day)):
        grant = (world.post if kind == "post" else world.matter).grants.get()
        workflow.end_delegation(grant, by=world.clerk, reason="The Clerk is back.")
    assert not world.approves(world.employee, midnight(day))


@pytest.mark.clause("post-delegation")
def test_a_grant_that_begins_later_is_not_yet_one(day: date) -> None:
    """No way of the product makes such a grant today; the check asks the first day all the same."""
    world = World(day)
    with at(midnight(day + DAY)):
        grants.give(world.employee, "posts.approve_post", world.post, by=world.clerk, reason=WHY, ends=day + DAY)
    assert not world.approves(world.employee, midnight(day + DAY) - MOMENT)
    assert world.approves(world.employee, midnight(day + DAY))


# ------------------------------------------------------------------------------------------- the policy
def adopt_next(name: str, *, on: datetime, effective_from: date) -> PolicyVersion:
    """That council's rules become the next version of the policy that stands here."""
    file = founding.read(name)
    with at(on):
        return policies.adopt(
            by=SYSTEM,
            title=file.policy.title,
            text=founding.text_of(file),
            rules=file.rules,
            adopted_on=on.date(),
            effective_from=effective_from,
            minute_reference="26/114",
        )


@pytest.mark.parametrize(("before", "after"), [("sevenoaks", "desborough"), ("desborough", "sevenoaks")])
def test_a_new_version_replaces_the_approvers_at_midnight(day: date, before: str, after: str) -> None:
    """Sevenoaks: the Clerk. Desborough: the Clerk, the Chair or the Vice Chair."""
    with at(midnight(day) - 30 * DAY):
        making.found(before)
        author, chair = making.person("author", Office.EMPLOYEE), making.person("chair", Office.CHAIR)
        answer = "none" if before == "desborough" else ""
        post = workflow.write(making.content(kind="news", barred_kind=answer), by=author)
        workflow.submit(post.pk, by=author)
    adopt_next(after, on=midnight(day) - 3 * DAY, effective_from=day)
    chair_may = {"sevenoaks": False, "desborough": True}
    for name, moment in ((before, midnight(day) - MOMENT), (after, midnight(day))):
        with at(moment):
            current = Post.objects.get(pk=post.pk)
            asked = User.objects.get(pk=chair.pk)
            assert (name, asked.has_perm("posts.approve_post", current)) == (name, chair_may[name])
            if not chair_may[name]:
                with pytest.raises(NotYours):
                    workflow.approve(post.pk, by=chair, version=post.current_version_id, attested=True)


def test_somebody_signed_in_over_midnight_stands_under_the_new_version(day: date) -> None:
    """What is remembered on the user object for a day is not carried into the next."""
    world = World(day)
    adopt_next("faversham", on=midnight(day) - 3 * DAY, effective_from=day)
    delegated(world, "post", on=midnight(day) - DAY, ends=day + DAY)
    with at(midnight(day) - MOMENT):
        assert world.employee.has_perm("posts.approve_post", world.post)
    with at(midnight(day)):
        assert not world.employee.has_perm("posts.approve_post", world.post)


def test_the_decision_says_under_which_version_it_was_taken(day: date) -> None:
    world = World(day)
    adopt_next("faversham", on=midnight(day) - 3 * DAY, effective_from=day)
    assert world.approves(world.clerk, midnight(day))
    decision = Decision.objects.get()
    assert (decision.policy_version, decision.office, decision.by) == (2, "Clerk", world.clerk)
    row = world.post.history.latest()
    assert (row.act, row.policy_version) == ("approved", 2)


@pytest.mark.clause("read-and-understood")
def test_a_new_version_is_to_be_read_anew_from_midnight(day: date) -> None:
    with at(midnight(day) - 30 * DAY):
        making.found("thornbury")
        author = making.person("author", Office.EMPLOYEE)
        making.read_by(author)
        post = workflow.write(making.content(), by=author)
    adopt_next("thornbury", on=midnight(day) - 3 * DAY, effective_from=day)
    with at(midnight(day)), pytest.raises(NotYours, match="First read the policy"):
        workflow.submit(post.pk, by=author)
    with at(midnight(day) - MOMENT):
        assert workflow.submit(post.pk, by=author).state == State.SUBMITTED


def test_before_the_first_policy_is_in_force_nobody_may_do_anything(day: date) -> None:
    file = founding.read("faversham")
    with at(midnight(day)):
        founding.found(file, adopted_on=day)
        clerk = making.person("clerk", Office.CLERK)
    with at(midnight(day) - MOMENT):
        assert not User.objects.get(pk=clerk.pk).has_perm("posts.add_post")
        with pytest.raises(NotYours, match="No policy is in force"):
            workflow.write(making.content(barred_kind=""), by=clerk)
    with at(midnight(day)):
        assert workflow.write(making.content(), by=clerk).state == State.DRAFT


# ----------------------------------------------------------------------------------------------- the day
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-01-15T00:00:00+00:00", date(2026, 1, 15)),
        ("2026-01-14T23:59:59+00:00", date(2026, 1, 14)),
        ("2026-06-30T23:00:00+00:00", date(2026, 7, 1)),
        ("2026-06-30T22:59:59+00:00", date(2026, 6, 30)),
        ("2026-03-29T23:00:00+00:00", date(2026, 3, 30)),
        ("2026-10-24T23:00:00+00:00", date(2026, 10, 25)),
        ("2026-10-25T23:30:00+00:00", date(2026, 10, 25)),
    ],
)
def test_the_day_is_that_of_london(moment: str, expected: date) -> None:
    with at(datetime.fromisoformat(moment)):
        assert today() == expected
