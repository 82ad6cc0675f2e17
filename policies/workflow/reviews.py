"""Reviews of policies: how each is reviewed, and one review from its plan to its outcome (review-cycle).

Outcomes are recorded by the Clerk or the Deputy; who reviews is what the policy or the council says. Each function
raises NotYours, NotNow or BadInput, and then nothing has changed.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.actors import present
from accounts.clock import today
from accounts.dates import say_day
from accounts.history import System, record
from accounts.models import Committee, Meeting, User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from policies import permissions
from policies.life import ReviewAct
from policies.models import Policy, PolicyVersion, Review
from policies.reminding import People
from policies.reviewing import Plan, cycle_of, meeting_in_words, names_reviewer, plan_of
from policies.standing import rules_in_force
from policies.workflow import reviews_steps as steps
from policies.workflow.steps import locked_policy

Actor = User | System


@transaction.atomic
def settle(
    policy_id: int,
    *,
    by: Actor,
    every_months: int | None,
    offices: Sequence[Office] = (),
    committee: Committee | None = None,
    adopted_by_council: bool = True,
) -> Policy:
    """Notes how the council wants a policy reviewed, and plans the next review; `every_months` None: it wants none.

    What the policy itself states is not asked and not overruled. An interval with two readings is one of these two.
    """
    by, policy, rules = present(by), locked_policy(policy_id), rules_in_force()
    if not permissions.can_settle(by):
        raise NotYours(steps.ONLY_KEEPERS)
    cycle = cycle_of(policy, rules)
    policy.is_settled, policy.adopted_by_council = True, adopted_by_council
    policy.every_months = every_months
    policy.reviewed_by, policy.committee = [office.value for office in offices], committee
    if cycle is not None:
        policy.every_months = steps.reading(cycle, every_months)
        if names_reviewer(cycle.value):
            policy.reviewed_by, policy.committee = [], None
    plan = plan_of(policy, rules)
    if plan is None:
        steps.require_no_review_wanted(policy, every_months if cycle is None else cycle.value.every_months)
    record(policy, by=by, act="review settled" if plan else "no review wanted")
    if plan:
        _plan_again(policy, plan, by=by)
    return policy


@transaction.atomic
def open_early(policy_id: int, *, by: Actor, due_on: date, reason: str) -> Review:
    """Opens a review before its time, or of a policy that has none planned. The Clerk or its reviewers may."""
    by, policy = present(by), locked_policy(policy_id)
    plan = plan_of(policy, rules_in_force())
    if not permissions.can_open_early(by, People(today()).reviewers(plan, today())):
        raise NotYours("Only those who review this policy, the Clerk or the Deputy Clerk open a review early.")
    require_words("reason", reason, "Say why it is to be reviewed now.")
    steps.require_coming(due_on)
    review = steps.current(policy) or Review(policy=policy, due_on=due_on)
    if not review.is_planned:
        raise NotNow("A review of this policy is open already.")
    review.due_on, review.planned_on, review.early_because = due_on, today(), reason.strip()
    return steps.move(review, ReviewAct.OPEN, by=by, act="review opened early", reason=reason)


@transaction.atomic
def begin_review(review_id: int, *, by: Actor, day: date) -> bool:
    """Opens a planned review at its first reminder; False where it is open already."""
    review = steps.locked(review_id)
    if not permissions.can_remind(by):
        raise NotYours("Only the software opens reviews by the clock.")
    if not review.is_planned:
        return False
    steps.move(review, ReviewAct.OPEN, by=by, act="review opened", reason=f"Due on {say_day(review.due_on)}")
    return True


@transaction.atomic
def move_review(review_id: int, *, by: Actor, due_on: date, reason: str) -> Review:
    """Sets another day. Its reminders go by that day from now on."""
    by, review = present(by), steps.locked(review_id)
    steps.require(ReviewAct.MOVE, review, allowed=permissions.can_keep_reviews(by))
    require_words("reason", reason, "Say why it is moved.")
    steps.require_coming(due_on)
    if due_on == review.due_on:
        return review
    review.due_on, review.planned_on = due_on, today()
    return steps.move(review, ReviewAct.MOVE, by=by, act="review moved", reason=reason)


@transaction.atomic
def place_review(review_id: int, *, by: Actor, meeting: Meeting) -> Review:
    """Puts it on the agenda of a meeting: of the committee that reviews the policy, or of the full Council."""
    by, review = present(by), steps.locked(review_id)
    steps.require(ReviewAct.PLACE, review, allowed=permissions.can_keep_reviews(by))
    plan = plan_of(review.policy, rules_in_force())
    if not steps.may_review(meeting, plan):
        raise BadInput("meeting", f"Choose a meeting of {steps.whose_meeting(plan)}.", plan.source if plan else None)
    review.meeting = meeting
    return steps.move(
        review, ReviewAct.PLACE, by=by, act="review placed on an agenda", reason=meeting_in_words(meeting)
    )


@transaction.atomic
def decide_review(
    review_id: int, *, by: Actor, outcome: str, decided_on: date, took_part: str, minute_reference: str = ""
) -> Review:
    """Records the outcome: at a committee's review, what its meeting resolved and under which minute.

    Without a change, and where the Council need not adopt that, the review is closed with it; so it is where the new
    version was adopted before this was noted.
    """
    by, review = present(by), steps.locked(review_id)
    steps.require(ReviewAct.DECIDE, review, allowed=permissions.can_keep_reviews(by))
    plan = plan_of(review.policy, rules_in_force())
    steps.check_decision(review, plan, decided_on, took_part, minute_reference)
    review.outcome, review.decided_on = outcome, decided_on
    review.took_part, review.minute_reference = took_part.strip(), minute_reference.strip()
    steps.move(review, ReviewAct.DECIDE, by=by, act="review decided", reason=minute_reference)
    if outcome == Review.Outcome.NO_CHANGE and not steps.council_is_asked(review, plan):
        _close(review, plan, by=by, closed_on=decided_on, minute=minute_reference)
    elif outcome != Review.Outcome.NO_CHANGE and (version := steps.adopted_since(review)):
        _close(review, plan, by=by, closed_on=version.adopted_on or decided_on, minute=version.minute_reference)
    return review


@transaction.atomic
def close_review(review_id: int, *, by: Actor, closed_on: date, council_minute: str) -> Review:
    """Records that the Council has adopted the policy unchanged, and plans the next review from that day.

    What is to be amended or replaced is closed by the adoption of its new version.
    """
    by, review = present(by), steps.locked(review_id)
    steps.require(ReviewAct.CLOSE, review, allowed=permissions.can_keep_reviews(by))
    if review.outcome != Review.Outcome.NO_CHANGE:
        raise NotNow("It is to be changed: adopting its new version closes this review.")
    require_words("council_minute", council_minute, "Give the minute of the Council's meeting.")
    steps.require_past("closed_on", closed_on, earliest=review.decided_on)
    return _close(review, plan_of(review.policy, rules_in_force()), by=by, closed_on=closed_on, minute=council_minute)


def plan_after(version: PolicyVersion, *, by: Actor) -> None:
    """In the act that adopts `version`: closes the review that asked for it, and plans the next one."""
    policy, adopted_on = version.policy, version.adopted_on
    rules = version.rules if policy.carries_rules else None
    review, plan = steps.current(policy), plan_of(policy, rules)
    assert adopted_on is not None  # noqa: S101 # an adopted version has its day
    if review is None:
        _plan_next(policy, plan, by=by, after=adopted_on)
    elif review.is_decided and review.outcome != Review.Outcome.NO_CHANGE:
        _close(review, plan, by=by, closed_on=adopted_on, minute=version.minute_reference)
    elif review.is_planned and plan:
        due_on = steps.due_after(adopted_on, plan)
        _set_day(review, due_on, by=by, reason=f"{version} was adopted")


@transaction.atomic
def plan_missing(policy_id: int, *, by: Actor) -> bool:
    """Plans the next review of a policy that has none although it is known how it is reviewed; False where none is due.

    So it is where a policy was adopted before reviews were planned with the adoption.
    """
    if not permissions.can_remind(by):
        raise NotYours("Only the software plans reviews by the clock.")
    policy = locked_policy(policy_id)
    plan, last = plan_of(policy, rules_in_force()), steps.last_looked_at(policy)
    if plan is None or last is None or steps.current(policy):
        return False
    _plan_next(policy, plan, by=by, after=last)
    return True


def _plan_again(policy: Policy, plan: Plan, *, by: Actor) -> None:
    """The next review by a plan that is new: from the last one or, before the first, from the last adoption."""
    review, last = steps.current(policy), steps.last_looked_at(policy)
    if last is None:
        return
    if review is None:
        _plan_next(policy, plan, by=by, after=last)
    elif review.is_planned:
        _set_day(review, steps.due_after(last, plan), by=by, reason="The interval was settled")


def _set_day(review: Review, due_on: date, *, by: Actor, reason: str) -> None:
    if due_on != review.due_on:
        review.due_on, review.planned_on = due_on, today()
        steps.move(review, ReviewAct.MOVE, by=by, act="review moved", reason=reason)


def _close(review: Review, plan: Plan | None, *, by: Actor, closed_on: date, minute: str) -> Review:
    review.closed_on = closed_on
    review.council_minute = minute.strip() if steps.council_is_asked(review, plan) else ""
    steps.move(review, ReviewAct.CLOSE, by=by, act="review closed", reason=minute)
    _plan_next(review.policy, plan, by=by, after=closed_on)
    return review


def _plan_next(policy: Policy, plan: Plan | None, *, by: Actor, after: date) -> None:
    """Nothing is invented: without a plan there is no next review."""
    if plan is not None:
        review = Review(policy=policy, due_on=steps.due_after(after, plan), planned_on=today())
        record(review, by=by, act="review planned")
