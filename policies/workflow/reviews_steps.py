"""What the acts on reviews are made of: the locks, the questions before them, and the recorded move after them."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from accounts.clock import today
from accounts.history import System, record
from accounts.models import Meeting, User
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from policies.life import REVIEW, ReviewAct, ReviewState, VersionState
from policies.models import Policy, PolicyVersion, Review
from policies.reviewing import Plan, add_months
from policies.rules.schema import Review as Cycle
from policies.rules.schema import Rule

ONLY_KEEPERS = "Only the Clerk or the Deputy Clerk keeps the reviews of policies. Ask them to do this."


def locked(review_id: int) -> Review:
    review = Review.objects.select_for_update(of=("self",)).whole().filter(pk=review_id).first()
    if review is None:
        raise NotNow("There is no such review.")
    return review


def current(policy: Policy) -> Review | None:
    """The one that is not closed."""
    return policy.reviews.coming().select_for_update(of=("self",)).first()


def require(act: ReviewAct, review: Review, *, allowed: bool) -> None:
    if not allowed:
        raise NotYours(ONLY_KEEPERS)
    if not REVIEW.allows(review.state, act):
        raise NotNow(f"This review is “{ReviewState(review.state).label}”, so this cannot be done with it now.")


def move(review: Review, taken: ReviewAct, *, by: User | System, act: str, reason: str = "") -> Review:
    """Takes the move from the table of a review's life and records it."""
    review.state = REVIEW.after(review.state, taken)
    record(review, by=by, act=act, reason=reason)
    return review


def require_coming(due_on: date) -> None:
    if due_on < today():
        raise BadInput("due_on", "Give today or a day to come.")


def require_past(field: str, day: date, *, earliest: date | None) -> None:
    if day > today():
        raise BadInput(field, "Give the day on which it was decided: today or before.")
    if earliest and day < earliest:
        raise BadInput(field, "That is before what it rests on. Look at the day again.")


def reading(cycle: Rule[Cycle], every_months: int | None) -> int | None:
    """Which of the readings of the policy's interval is meant; None where it can be read in one way only."""
    if not cycle.confirm:
        return None
    readings = [cycle.value.every_months, *(other.every_months for other in cycle.confirm)]
    if every_months not in readings:
        said = " or ".join(str(months) for months in readings)
        raise BadInput("every_months", f"The policy means {said} months. Choose which.", cycle.source)
    return every_months


def require_no_review_wanted(policy: Policy, every_months: int | None) -> None:
    """There is no plan: because none is wanted, or because something is missing?"""
    if every_months is not None:
        raise BadInput("offices", "Say who reviews it: one or more offices, a committee, or both.")
    if policy.reviews.coming().exists():
        raise NotNow("A review of this policy is under way. Record its outcome first.")


def may_review(meeting: Meeting, plan: Plan | None) -> bool:
    """Is it a meeting of the full Council, or of the committee that reviews the policy?"""
    if meeting.committee is None:
        return True
    return plan is not None and meeting.committee.name.casefold() == plan.committee.casefold()


def whose_meeting(plan: Plan | None) -> str:
    return f"the {plan.committee} or of the full Council" if plan and plan.committee else "the full Council"


def check_decision(review: Review, plan: Plan | None, decided_on: date, took_part: str, minute: str) -> None:
    """A committee decides at its meeting; whoever decides is named."""
    earliest = timezone.localdate(review.meeting.starts_at) if review.meeting else None
    if plan and plan.committee and review.meeting is None:
        place = f"Place it on the agenda of a meeting of the {plan.committee} first."
        raise NotNow(place, plan.source)
    require_past("decided_on", decided_on, earliest=earliest)
    require_words("took_part", took_part, "Say who took part.")
    if review.meeting:
        require_words("minute_reference", minute, "Give the minute of the meeting.")


def council_is_asked(review: Review, plan: Plan | None) -> bool:
    """Does the full Council adopt what was decided? Not again where it has decided itself."""
    decided_itself = review.meeting is not None and review.meeting.committee is None
    return bool(plan and plan.adopted_by_council) and not decided_itself


def adopted_since(review: Review) -> PolicyVersion | None:
    """The version that was adopted on the day of the decision or later."""
    adopted = review.policy.versions.filter(state=VersionState.ADOPTED, adopted_on__gte=review.decided_on)
    return adopted.order_by("-number").first()


def due_after(day: date, plan: Plan) -> date:
    return add_months(day, plan.every_months)


def last_looked_at(policy: Policy) -> date | None:
    """The day on which its last review was closed or, later, its last version adopted; None before the first."""
    closed = policy.reviews.aggregate(day=Max("closed_on"))["day"]
    adopted = policy.versions.aggregate(day=Max("adopted_on"))["day"]
    return max(filter(None, (closed, adopted)), default=None)
