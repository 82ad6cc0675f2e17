"""What about the reviews of policies waits for a person at the desk."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.clock import today
from accounts.models import User
from policies import permissions
from policies.channels_changed import ChannelsChanged, changed_by
from policies.models import Policy, PolicyVersion, Review
from policies.reviewing import Plan, is_open_question, plan_of
from policies.standing import standing_of

SHOWN = 50
LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Waiting:
    """`to_settle`: nobody has said how it is reviewed. `to_review` is open for this person; `to_place` waits for an
    agenda, `to_adopt` for the Council, `late` for whoever reviews it: those three are the Clerk's."""

    to_settle: tuple[Policy, ...] = ()
    to_review: tuple[Review, ...] = ()
    to_place: tuple[Review, ...] = ()
    to_adopt: tuple[Review, ...] = ()
    late: tuple[Review, ...] = ()
    channels: ChannelsChanged | None = None

    def __len__(self) -> int:
        piles = (self.to_settle, self.to_review, self.to_place, self.to_adopt, self.late)
        return sum(map(len, piles)) + int(self.channels is not None)


def waiting_for(user: User) -> Waiting:
    """The first of each, what is due first in front. No review stands in it twice."""
    standing, day = standing_of(user), today()
    keeps = permissions.can_keep_reviews(user)
    reviews = list(Review.objects.in_work(day).whole()[: 4 * SHOWN])
    channels = _channels_changed(standing.version, day) if keeps else None
    if channels and channels.policy in [review.policy for review in reviews]:
        channels = None
    if not reviews:
        return Waiting(to_settle=_unsettled(user), channels=channels)
    planned = [(review, plan_of(review.policy, standing.rules)) for review in reviews]
    is_with_a_committee = any(plan and plan.committee and not review.is_planned for review, plan in planned)
    committees, found = _committees_of(user, day) if is_with_a_committee else set(), _Piles()
    for review, plan in planned:
        reviews_it = plan is not None and plan.is_for(standing.offices, committees)
        found.add(review, plan, reviews_it=reviews_it, keeps=keeps, is_late=review.is_overdue(day))
    to_review, to_place, to_adopt, late = (tuple(pile[:SHOWN]) for pile in found.all())
    return Waiting(_unsettled(user), to_review, to_place, to_adopt, late, channels)


class _Piles:
    def __init__(self) -> None:
        self.to_review: list[Review] = []
        self.to_place: list[Review] = []
        self.to_adopt: list[Review] = []
        self.late: list[Review] = []

    def all(self) -> tuple[list[Review], ...]:
        return self.to_review, self.to_place, self.to_adopt, self.late

    def add(self, review: Review, plan: Plan | None, *, reviews_it: bool, keeps: bool, is_late: bool) -> None:
        if review.is_decided:
            if keeps:
                self.to_adopt.append(review)
        elif reviews_it and not review.is_planned:
            self.to_review.append(review)
        elif keeps and is_late:
            self.late.append(review)
        elif keeps and plan and plan.committee and review.meeting is None and not review.is_planned:
            self.to_place.append(review)


def _committees_of(user: User, day: date) -> set[str]:
    return {seat.committee.name.casefold() for seat in user.committee_memberships.on(day).select_related("committee")}


def _unsettled(user: User) -> tuple[Policy, ...]:
    """The open questions, for those who can answer them."""
    if not permissions.can_settle(user):
        return ()
    rules = standing_of(user).rules
    asked = Policy.objects.unsettled(today()).select_related("committee")[: 10 * SHOWN]
    return tuple(policy for policy in asked if is_open_question(policy, rules))[:SHOWN]


def _channels_changed(new: PolicyVersion | None, day: date) -> ChannelsChanged | None:
    """What the version in force, if it came into force lately, has added to the channels and taken from them."""
    if new is None or new.effective_from is None or new.effective_from < day - LATELY:
        return None
    old = PolicyVersion.objects.of_day(day).filter(policy=new.policy_id).exclude(pk=new.pk).first()
    if old is None:
        return None
    return changed_by(new, old)
