"""How many questions reviews put to the database: as few with five hundred policies as with five."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import User
from accounts.offices import Office
from policies import workflow
from policies.models import Policy, Reminder
from policies.sweep import remind_all_reviewers
from tests.policies import reviewing as making

pytestmark = pytest.mark.django_db

D = date.fromisoformat
FIRST, DUE = D("2026-12-01"), D("2027-12-01")
FEW, MANY = 5, 500


def asked(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


@pytest.fixture
def clerk() -> User:
    with making.on(FIRST, 8):
        making.council("sevenoaks", FIRST)
        committee = people.make_committee("Policy Committee", by=SYSTEM)
        making.member("Ann", committee, FIRST)
        return making.holder("Cleo", Office.CLERK, FIRST)


def policies_up_to(number: int) -> None:
    committee = people.Committee.objects.get()
    with making.on(FIRST):
        for i in range(Policy.objects.count(), number + 1):
            how = {"every_months": 12, "is_settled": bool(i % 2), "committee": committee}
            making.another_policy(f"Policy {i}", FIRST, **how)


def counted(clerk: User, client: Client) -> dict[str, int]:
    pages = ["/desk/", "/desk/reviews/", "/policies/calendar.ics"]
    with making.on(DUE):
        return {page: asked(lambda page=page: client.get(page)) for page in pages} | {
            "a sweep after the first": asked(remind_all_reviewers)
        }


def test_flat(clerk: User, signed_in) -> None:
    with making.on(DUE):
        browser = signed_in(clerk)
    found = {}
    for number in (FEW, MANY):
        policies_up_to(number)
        with making.on(DUE):
            remind_all_reviewers()
        found[number] = counted(clerk, browser)
    assert found[FEW] == found[MANY]
    assert found[MANY]["a sweep after the first"] == 8
    assert Reminder.objects.count() == MANY * 2 * 4  # two people, and four steps in one sweep


def test_with_nothing_in_sight_a_sweep_asks_three_questions(clerk: User) -> None:
    """Which policies have no review, as this council's own has none; what the rules say of it; and what has a step."""
    policies_up_to(FEW)
    with making.on(D("2027-03-01")):
        assert asked(remind_all_reviewers) == 3


def test_reminding_one_person_asks_as_much_for_many(clerk: User) -> None:
    """Rows are inserted at once, and there is one mail."""
    counts = []
    for number, day in ((FEW, D("2027-09-02")), (40, D("2027-11-01"))):
        policies_up_to(number)
        with making.on(day):
            counts.append(asked(lambda day=day: workflow.remind(clerk, day, making.at(day), by=SYSTEM)))
    assert counts[0] == counts[1]
