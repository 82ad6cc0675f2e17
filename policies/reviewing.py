"""How a policy is reviewed, and on which day which reminder of it is due: pure arithmetic, told rules and day."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from accounts.dates import say_day
from accounts.offices import Office
from policies.rules import Rules
from policies.rules.schema import Review, Rule, Source

if TYPE_CHECKING:
    from accounts.models import Meeting
    from policies.models import Policy

CHAIR_IS_TOLD_AFTER = 3
"""So many months after the day the Chair is told as well: a suggestion of the software, in no council's policy."""


@dataclass(frozen=True)
class Plan:
    """Who reviews a policy and how often. `committee` is its name; `source` the rule, None where the council said so.

    `readings` are the intervals, in months, between which the council has not chosen yet.
    """

    every_months: int
    offices: tuple[Office, ...]
    committee: str
    adopted_by_council: bool
    source: Source | None = None
    readings: tuple[int, ...] = ()

    def is_for(self, offices: Collection[Office], committees: Collection[str]) -> bool:
        """Does somebody review it who holds these offices and sits on these committees (casefolded names)?"""
        return not set(self.offices).isdisjoint(offices) or self.committee.casefold() in committees


@dataclass(frozen=True)
class Step:
    """One reminder of a review: `number` days before the day or, less than nought, so many months after it.

    `belongs_to` is the day on which it is due, and whose reviewers get it.
    """

    number: int
    belongs_to: date


def plan_of(policy: "Policy", rules: Rules | None) -> Plan | None:
    """How `policy` is reviewed under `rules`; None where neither they nor the council name interval and reviewer.

    What the rules of the policy that carries them say goes before the council's answer; the answer settles which
    reading of an interval is meant (review-cycle).
    """
    cycle = cycle_of(policy, rules)
    stated = cycle.value if cycle else None
    readings = open_readings(policy, cycle)
    is_answered = policy.is_settled and (stated is None or bool(cycle and cycle.confirm))
    months = policy.every_months if stated is None or is_answered else stated.every_months
    if stated and names_reviewer(stated):
        offices, committee, adopted = stated.by, stated.committee, stated.adopted_by_council
    else:
        offices, committee = policy.reviewing_offices, policy.committee.name if policy.committee else ""
        adopted = policy.adopted_by_council
    if not months or not (offices or committee):
        return None
    return Plan(months, tuple(offices), committee, adopted, cycle.source if cycle else None, readings)


def cycle_of(policy: "Policy", rules: Rules | None) -> Rule[Review] | None:
    """What the policy itself says about its review; None where it says nothing."""
    return rules.reviewing.cycle if rules and policy.carries_rules else None


def names_reviewer(stated: Review) -> bool:
    return bool(stated.by or stated.committee)


def open_readings(policy: "Policy", cycle: Rule[Review] | None) -> tuple[int, ...]:
    """The ways in months in which the interval can be read, until the council has said which one it means."""
    if policy.is_settled or cycle is None or not cycle.confirm:
        return ()
    return (cycle.value.every_months, *(other.every_months for other in cycle.confirm))


def is_open_question(policy: "Policy", rules: Rules | None) -> bool:
    """Has the council still to say whether, how often or by whom it is reviewed? Asked until it is answered once."""
    plan = plan_of(policy, rules)
    return not policy.is_settled and (plan is None or bool(plan.readings))


def meeting_in_words(meeting: "Meeting") -> str:
    """ "the full Council, Tuesday 16 February 2027": its committee's name where it is of one, and its day."""
    name = f"the {meeting.committee.name}" if meeting.committee else "the full Council"
    return f"{name}, {say_day(timezone.localdate(meeting.starts_at))}"


def add_months(day: date, months: int) -> date:
    """The same day so many months later; where that month is shorter, its last day."""
    return day + relativedelta(months=months)


def steps_due(due_on: date, since: date, day: date, ahead: Sequence[int]) -> list[Step]:
    """The steps towards `due_on` that are due on `day` or were before, the earliest first.

    `since` is the day on which `due_on` was set. Of the steps whose day had passed by then only the latest counts,
    and it belongs to that day, unless another step does: so whoever reviews something at short notice hears of it at
    once, and once.
    """
    passed: Step | None = None
    found: list[Step] = []
    for step in _steps(due_on, ahead):
        if step.belongs_to > day:
            break
        if step.belongs_to < since:
            passed = Step(step.number, since)
        else:
            found.append(step)
    is_bridged = found and found[0].belongs_to == since
    return [passed, *found] if passed and since <= day and not is_bridged else found


def _steps(due_on: date, ahead: Sequence[int]) -> Iterator[Step]:
    """Every step, for ever."""
    for days in sorted(ahead, reverse=True):
        yield Step(days, due_on - timedelta(days=days))
    months = 0
    while True:
        months += 1
        yield Step(-months, add_months(due_on, months))
