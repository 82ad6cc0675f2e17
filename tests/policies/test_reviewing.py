"""How a policy is reviewed, and which step belongs to which day: arithmetic alone."""

from datetime import date

import pytest

from accounts.models import Committee
from accounts.offices import Office
from policies import founding
from policies.models import Policy
from policies.reviewing import Plan, Step, add_months, is_open_question, plan_of, steps_due
from policies.rules import Rules

pytestmark = pytest.mark.clause("review-cycle")

AHEAD = (90, 30, 7, 0)
D = date.fromisoformat


def rules(name: str) -> Rules:
    return founding.read(name).rules


def policy(**fields: object) -> Policy:
    return Policy(name="The policy", **{"carries_rules": True, **fields})


def said(plan: Plan | None) -> tuple[object, ...] | None:
    return (plan.every_months, plan.offices, plan.committee, plan.adopted_by_council) if plan else None


TOWN_CLERKS = (Office.CLERK, Office.DEPUTY_CLERK)
RESOURCES = "Policies & Resources Committee"


@pytest.mark.parametrize(
    ("name", "plan", "asks"),
    [
        ("faversham", None, True),
        ("sevenoaks", None, True),
        ("desborough", None, True),
        ("barton_le_clay", (6, (), RESOURCES, True), True),
        ("thornbury", (12, TOWN_CLERKS, "", False), False),
        ("model", (12, (Office.CLERK,), "Policy and Finance Committee", True), False),
    ],
)
def test_before_the_council_has_answered(name: str, plan: tuple[object, ...] | None, asks: bool) -> None:
    assert said(plan_of(policy(), rules(name))) == plan
    assert is_open_question(policy(), rules(name)) is asks


SETTLED = {"is_settled": True, "every_months": 24, "reviewed_by": ["clerk"], "adopted_by_council": False}


@pytest.mark.parametrize(
    ("name", "plan"),
    [
        ("faversham", (12, (Office.CLERK,), "", False)),
        ("sevenoaks", (24, (Office.CLERK,), "", False)),
        ("barton_le_clay", (24, (), RESOURCES, True)),
        ("thornbury", (12, TOWN_CLERKS, "", False)),
    ],
)
def test_the_answer_fills_what_the_policy_leaves_open_and_nothing_else(name: str, plan: tuple[object, ...]) -> None:
    assert said(plan_of(policy(**SETTLED), rules(name))) == plan
    assert not is_open_question(policy(**SETTLED), rules(name))


def test_no_is_an_answer() -> None:
    answered = policy(is_settled=True)
    assert plan_of(answered, rules("sevenoaks")) is None
    assert not is_open_question(answered, rules("sevenoaks"))


def test_a_policy_without_rules_takes_nothing_from_those_of_another() -> None:
    other = policy(carries_rules=False, committee=Committee(name="Staffing Committee"), every_months=36)
    assert said(plan_of(other, rules("thornbury"))) == (36, (), "Staffing Committee", True)


def test_both_readings_are_named_until_one_is_chosen() -> None:
    assert plan_of(policy(), rules("barton_le_clay")).readings == (6, 24)
    assert plan_of(policy(is_settled=True, every_months=6), rules("barton_le_clay")).readings == ()


# ------------------------------------------------------------------------------------------------- the steps
@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 24, "2028-12-31"),
    ],
)
def test_months_later(day: str, months: int, later: str) -> None:
    assert add_months(D(day), months) == D(later)


def steps(due: str, since: str, day: str) -> list[tuple[int, str]]:
    return [(step.number, step.belongs_to.isoformat()) for step in steps_due(D(due), D(since), D(day), AHEAD)]


def test_each_step_has_its_day_and_the_months_after_do_not_drift() -> None:
    assert steps("2028-01-31", "2027-01-31", "2028-05-30") == [
        (90, "2027-11-02"),
        (30, "2028-01-01"),
        (7, "2028-01-24"),
        (0, "2028-01-31"),
        (-1, "2028-02-29"),
        (-2, "2028-03-31"),
        (-3, "2028-04-30"),
    ]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2027-03-02", [(90, "2027-03-02"), (30, "2027-05-01"), (7, "2027-05-24"), (0, "2027-05-31")]),
        ("2027-03-03", [(90, "2027-03-03"), (30, "2027-05-01"), (7, "2027-05-24"), (0, "2027-05-31")]),
        ("2027-05-24", [(7, "2027-05-24"), (0, "2027-05-31")]),
        ("2027-05-25", [(7, "2027-05-25"), (0, "2027-05-31")]),
        ("2027-05-31", [(0, "2027-05-31")]),
    ],
)
def test_of_what_had_passed_when_the_day_was_set_only_the_latest_counts(
    since: str, expected: list[tuple[int, str]]
) -> None:
    assert steps("2027-05-31", since, "2027-05-31") == expected


def test_what_is_overdue_from_the_start_is_said_once_and_then_monthly() -> None:
    assert steps("2025-01-15", "2027-05-20", "2027-06-15") == [(-28, "2027-05-20"), (-29, "2027-06-15")]


def test_before_the_first_step_nothing_is_due() -> None:
    assert steps("2027-05-31", "2026-05-31", "2027-03-01") == []


def test_a_step_that_lies_ahead_of_the_day_it_was_set_waits() -> None:
    assert steps_due(D("2027-05-31"), D("2027-04-01"), D("2027-03-30"), AHEAD) == []
    assert steps_due(D("2027-05-31"), D("2027-04-01"), D("2027-04-01"), AHEAD) == [Step(90, D("2027-04-01"))]
