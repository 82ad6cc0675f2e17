"""What the adoption of a version would change, and for whom: its rules beside those before it, and today's people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accounts import grants
from accounts.clock import today
from accounts.models import Appointment, User
from accounts.offices import Office
from policies import acts
from policies.changing import Change, Person, changes_for, nobody_would_approve
from policies.models import Policy, PolicyVersion
from policies.reminding import People
from policies.reviewing import Plan, plan_of
from policies.rules import Rules, Source
from policies.rules import meaning as means
from policies.rules.asking import Difference, differences
from policies.rules.people import named


@dataclass(frozen=True)
class ReviewChange:
    """Who reviews the policy and how often, in words, before and after; and whom that concerns by name."""

    before: str
    after: str
    joining: tuple[str, ...]
    leaving: tuple[str, ...]
    source: Source | None


@dataclass(frozen=True)
class Consequences:
    """`ending` are the people to whom an approval is delegated that the new rules no longer let anybody delegate.

    `confirming` are those who are asked to confirm the new version as they were the one before it.
    """

    before: PolicyVersion
    changes: tuple[Change, ...]
    ending: tuple[str, ...]
    review: ReviewChange | None
    confirming: tuple[Person, ...]
    differences: tuple[Difference, ...]
    nobody_approves: bool

    @property
    def is_for_nobody(self) -> bool:
        return not (self.changes or self.ending or self.review or self.nobody_approves)


def consequences_of(version: PolicyVersion, rules: Rules, before: PolicyVersion) -> Consequences:
    """What `rules` of `version` change in those of `before`, by the offices that are held today."""
    old, held = before.rules, _people()
    people = tuple(held.values())
    return Consequences(
        before=before,
        changes=changes_for(old, rules, people),
        ending=_ending(old, rules, held),
        review=_review(version.policy, old, rules),
        confirming=tuple(person for person in people if _confirms(old, person) and _confirms(rules, person)),
        differences=differences(old, rules),
        nobody_approves=nobody_would_approve(rules, people),
    )


def _confirms(rules: Rules, person: Person) -> bool:
    return means.must_acknowledge(rules, person.offices)


def _people() -> dict[int, Person]:
    """Everybody who holds an office today, by name."""
    held: dict[User, list[Appointment]] = defaultdict(list)
    for appointment in Appointment.objects.on(today()).select_related("user").order_by("user__name", "user_id"):
        held[appointment.user].append(appointment)
    return {user.pk: _person(user, appointments) for user, appointments in held.items()}


def _person(user: User, appointments: Sequence[Appointment]) -> Person:
    offices = frozenset(Office(appointment.office) for appointment in appointments)
    return Person(
        user.pk, user.name, ", ".join(dict.fromkeys(appointment.called for appointment in appointments)), offices
    )


def _ending(old: Rules, new: Rules, held: dict[int, Person]) -> tuple[str, ...]:
    nobody = Person(0, "", "", frozenset())
    found = {
        grant.user
        for act, grant in grants.all_running(today())
        if not acts.is_barred(act, old, (offices := held.get(grant.user_id, nobody).offices))
        and acts.is_barred(act, new, offices)
    }
    return tuple(sorted(user.name for user in found))


def _review(policy: Policy, old: Rules, new: Rules) -> ReviewChange | None:
    plans = plan_of(policy, old), plan_of(policy, new)
    before, after = (_say(plan, rules) for plan, rules in zip(plans, (old, new), strict=True))
    if before == after:
        return None
    people, day = People(today()), today()
    had, has = (people.reviewers(plan, day) for plan in plans)
    source = means.source_of(new.reviewing.cycle or old.reviewing.cycle)
    return ReviewChange(before, after, _names(has - had), _names(had - has), source)


def _say(plan: Plan | None, rules: Rules) -> str:
    if plan is None:
        return "Nothing reminds of a review: nobody has said how often and by whom it is done."
    who = " and ".join(filter(None, [named(rules, plan.offices) if plan.offices else "", plan.committee]))
    every = " or ".join(str(months) for months in plan.readings or (plan.every_months,))
    adopted = ", and the Council adopts what comes of it" if plan.adopted_by_council else ""
    return f"Reviewed by {who} every {every} months{adopted}."


def _names(users: set[User]) -> tuple[str, ...]:
    return tuple(sorted(user.name for user in users))
