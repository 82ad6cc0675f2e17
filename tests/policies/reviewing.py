"""Councils with their people, committees and policies, for the tests of reviews."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction

from accounts import workflow as people
from accounts.history import SYSTEM, record
from accounts.models import Committee, Meeting, User
from accounts.offices import Arrival, Office
from policies import founding, workflow
from policies.life import VersionState
from policies.models import Policy, PolicyVersion, Reminder
from policies.sweep import remind_all_reviewers
from policies.workflow.reviews import plan_after

LONDON = ZoneInfo("Europe/London")
A_DAY = timedelta(days=1)


def at(day: date, hour: int = 9) -> datetime:
    """That hour of the council's clock."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


def on(day: date, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(at(day, hour), tick=False)


def council(name: str, adopted_on: date) -> Policy:
    """The council of that file, founded on the day that its policy was adopted."""
    founding.found(founding.read(name), adopted_on=adopted_on)
    return Policy.objects.get(carries_rules=True)


def holder(name: str, office: Office, begins: date, ends: date | None = None) -> User:
    person = people.welcome(by=SYSTEM, email=f"{name.lower()}@council.example", name=name)
    is_member = office in (Office.CHAIR, Office.VICE_CHAIR, Office.COUNCILLOR)
    arrival = Arrival.ELECTED if is_member else Arrival.APPOINTED
    people.appoint(person, office, by=SYSTEM, begins=begins, ends=ends, arrival=arrival)
    return person


def member(name: str, committee: Committee, begins: date, ends: date | None = None) -> User:
    """A councillor who sits on the committee."""
    person = holder(name, Office.COUNCILLOR, begins, ends)
    people.seat(person, committee, by=SYSTEM, begins=begins, ends=ends)
    return person


def meeting(day: date, committee: Committee | None = None, hour: int = 19) -> Meeting:
    return people.call_meeting(by=SYSTEM, starts_at=at(day, hour), committee=committee, place="Village Hall")


@transaction.atomic
def another_policy(name: str, adopted_on: date, **how: object) -> Policy:
    """A policy without rules, of which a version is adopted; `how` it is reviewed as its own fields say."""
    policy = Policy(name=name, slug=name.lower().replace(" ", "-"), **how)
    record(policy, by=SYSTEM, act="entered")
    adopted(policy, adopted_on)
    return policy


@transaction.atomic
def adopted(policy: Policy, day: date, minute: str = "") -> PolicyVersion:
    """Its next version, adopted as any adoption does it."""
    newest = policy.versions.order_by("-number").first()
    version = PolicyVersion(
        policy=policy,
        number=newest.number + 1 if newest else 1,
        state=VersionState.ADOPTED,
        title=policy.name,
        text=newest.text if newest else "Words.",
        rules_text=newest.rules_text if newest else "",
        adopted_on=day,
        effective_from=day,
        minute_reference=minute,
    )
    record(version, by=SYSTEM, act="adopted", reason=minute)
    plan_after(version, by=SYSTEM)
    return version


def sweep_daily(first: date, last: date, acts: dict[date, Callable[[], object]] | None = None) -> None:
    """Every morning from the first day to the last the sweep; then what people do on that day."""
    day = first
    while day <= last:
        with on(day):
            remind_all_reviewers()
            if acts and day in acts:
                acts[day]()
        day += A_DAY


def table() -> list[tuple[str, int, str]]:
    """Every reminder: on which day it was due, which step it is, and who got it."""
    rows = Reminder.objects.select_related("person").order_by("belongs_to", "-step")
    grouped: dict[tuple[date, int, str], set[str]] = {}
    for row in rows:
        grouped.setdefault((row.belongs_to, row.step, row.review.policy.name), set()).add(row.person.name)
    return [(day.isoformat(), step, ", ".join(sorted(names))) for (day, step, _), names in grouped.items()]


def settle(policy: Policy, months: int | None, by: User, offices: Iterable[Office] = (), **more: object) -> Policy:
    return workflow.settle(policy.pk, by=by, every_months=months, offices=list(offices), **more)
