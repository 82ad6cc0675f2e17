"""Who is owed which reminder of a review. Reads only; as many questions for five hundred policies as for one.

The reviewers of a step are those of its own day, whatever has changed since: so a sweep that comes late makes the same
set.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from accounts.clock import today
from accounts.models import Appointment, CommitteeMembership, User
from accounts.offices import Office
from policies.models import Policy, PolicyVersion, Reminder, Review
from policies.reviewing import CHAIR_IS_TOLD_AFTER, Plan, Step, plan_of, steps_due
from policies.rules import Rules
from policies.standing import parsed


@dataclass(frozen=True)
class Owed:
    """One step of one review that is due for a person who has not had it. `reviews_it`: else they are only told.

    `is_vacant`: on the day of the step nobody was there to review it.
    """

    review: Review
    step: Step
    reviews_it: bool
    is_vacant: bool


class People:
    """Who held which office, and sat on which committee, on any day: asked once for all of them."""

    def __init__(self, until: date) -> None:
        held = Appointment.objects.filter(begins__lte=until, user__is_active=True).select_related("user")
        sat = CommitteeMembership.objects.filter(begins__lte=until, user__is_active=True)
        self._held = list(held)
        self._sat = list(sat.select_related("user", "committee"))

    def in_office(self, offices: Iterable[Office], day: date) -> set[User]:
        wanted = set(offices)
        return {held.user for held in self._held if held.office in wanted and held.held_on(day)}

    def on_committee(self, name: str, day: date) -> set[User]:
        return {
            seat.user
            for seat in self._sat
            if seat.committee.name.casefold() == name.casefold()
            and seat.begins <= day
            and (seat.ends is None or day <= seat.ends)
        }

    def reviewers(self, plan: Plan | None, day: date) -> set[User]:
        """Those who review under this plan, on that day."""
        if plan is None:
            return set()
        return self.in_office(plan.offices, day) | (self.on_committee(plan.committee, day) if plan.committee else set())

    def told(self, step: Step) -> set[User]:
        """Who hears of it besides the reviewers: the Clerk, or in a vacancy the Deputy; late, the Chair as well."""
        day = step.belongs_to
        clerks = self.in_office({Office.CLERK}, day) or self.in_office({Office.DEPUTY_CLERK}, day)
        return clerks | (self.in_office({Office.CHAIR}, day) if step.number <= -CHAIR_IS_TOLD_AFTER else set())


def reviewers_today(policy: Policy, rules: Rules | None) -> list[User]:
    """Those who review it as things stand today, by name."""
    day = today()
    return sorted(People(day).reviewers(plan_of(policy, rules), day), key=lambda person: (person.name, person.pk))


class RulesByDay:
    """The rules in force on any day; asked once."""

    def __init__(self, until: date) -> None:
        adopted = PolicyVersion.objects.of_day(until).filter(policy__carries_rules=True)
        self._versions = list(adopted.only("effective_from", "number", "rules_text"))

    def on(self, day: date) -> Rules | None:
        """Before the first version, the first one's."""
        begun = [version for version in self._versions if version.effective_from and version.effective_from <= day]
        version = begun[0] if begun else (self._versions[-1] if self._versions else None)
        return parsed(version.rules_text) if version else None


def with_a_step(day: date) -> list[Review]:
    """Reviews whose outcome is still to come, and of which some step has; in one question."""
    return [review for review in _in_sight(day) if _steps(review, day)]


def owed(day: date, *, to: User | None = None) -> dict[User, list[Owed]]:
    """What is due on `day`, or was before, and has not been made: by person, what is due first in front."""
    due = [(review, step) for review in _in_sight(day) for step in _steps(review, day)]
    if not due:
        return {}
    made = _made({review for review, _ in due})
    people, rules = People(day), RulesByDay(day)
    found: defaultdict[User, list[Owed]] = defaultdict(list)
    for review, step in due:
        reviewers = people.reviewers(plan_of(review.policy, rules.on(step.belongs_to)), step.belongs_to)
        for person in reviewers | people.told(step):
            is_wanted = to is None or person == to
            if is_wanted and (review.pk, review.due_on, step.number, person.pk) not in made:
                found[person].append(Owed(review, step, person in reviewers, not reviewers))
    return dict(sorted(found.items(), key=lambda item: item[0].pk))


def _in_sight(day: date) -> list[Review]:
    """Those that any step of can have come, in one question."""
    return list(Review.objects.to_be_reminded(day + timedelta(days=max(settings.REVIEW_STEPS))))


def _steps(review: Review, day: date) -> list[Step]:
    return steps_due(review.due_on, review.planned_on, day, settings.REVIEW_STEPS)


def _made(reviews: Iterable[Review]) -> set[tuple[int, date, int, int]]:
    rows = Reminder.objects.filter(review__in=reviews)
    return set(rows.values_list("review", "due_on", "step", "person"))
