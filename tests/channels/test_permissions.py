"""Who may use the official accounts: council × person × act, each answer from the council's own document."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta

import pytest

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from accounts.offices import Arrival, Office
from accounts.refusals import NotYours
from channels import permissions, workflow
from channels.life import State
from channels.models import Delivery
from channels.notices import operators
from policies import founding
from policies.rules import meaning as means
from policies.standing import rules_in_force
from tests import making
from tests.channels.deliveries import delivery_in, prepared

pytestmark = [pytest.mark.django_db, pytest.mark.clause("account-access")]

NOBODY = {"group_editor", "outsider"}
# Faversham, Sevenoaks and Desborough name nobody, so those who approve use the accounts.
WHO_USES_THEM = {
    "faversham": {"clerk"},
    "sevenoaks": {"clerk"},
    "desborough": {"clerk", "chair", "vice_chair"},
    # “Only authorised administrator staff or Councillors may use these accounts”
    "barton_le_clay": {
        "clerk",
        "deputy",
        "assistant",
        "employee",
        "chair",
        "vice_chair",
        "nominated",
        "councillor",
    },
    # 9.1: the Clerk and the Deputy Clerk; 9.1.1: other employees case by case; 9.2: no elected member
    "thornbury": {"clerk", "deputy"},
    "model": {"clerk", "deputy"},
}
SAID = {
    "faversham": "Only the Town Clerk can use the official accounts.",
    "thornbury": "Only the Town Clerk or the Deputy Town Clerk can use the official accounts.",
    "barton_le_clay": (
        "Only the Parish Clerk, the Deputy Clerk, any Assistant Clerk, the Chair, the Vice Chair, any Councillor or "
        "any Employee can use the official accounts."
    ),
}
ACTS: dict[str, tuple[State, Callable[[Delivery, User], Delivery]]] = {
    "finish": (State.WAITING, lambda delivery, by: workflow.finish(delivery.pk, by=by)),
    "drop": (State.WAITING, lambda delivery, by: workflow.drop(delivery.pk, by=by, reason="It has passed.")),
    "reopen": (State.DONE, lambda delivery, by: workflow.reopen(delivery.pk, by=by, reason="Another post.")),
}
MAY = {"finish": permissions.can_finish, "drop": permissions.can_drop, "reopen": permissions.can_reopen}


def people_of(name: str) -> dict[str, User]:
    making.found(name)
    return making.cast().everybody()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", WHO_USES_THEM)
def test_who_may(name: str, act: str) -> None:
    everybody = people_of(name)
    state, do = ACTS[act]
    for person, user in everybody.items():
        delivery = delivery_in(state, by=everybody["clerk"])
        expected = person in WHO_USES_THEM[name]
        assert (person, MAY[act](user, delivery)) == (person, expected)
        with nullcontext() if expected else pytest.raises(NotYours):
            do(delivery, user)
        assert (person, Delivery.objects.get(pk=delivery.pk).state != state) == (person, expected)


@pytest.mark.parametrize("name", WHO_USES_THEM)
def test_all_who_may_hear_of_it_and_nobody_else(name: str) -> None:
    everybody = people_of(name)
    assert set(operators(rules_in_force())) == {everybody[person] for person in WHO_USES_THEM[name]}


@pytest.mark.parametrize("name", WHO_USES_THEM)
def test_whoever_holds_an_office_may_look(name: str) -> None:
    everybody = people_of(name)
    delivery = prepared()
    lookers = {person for person, user in everybody.items() if permissions.can_view(user, delivery)}
    assert lookers == set(everybody) - NOBODY


@pytest.mark.parametrize("name", SAID)
def test_the_refusal_says_who_may_and_cites_the_policy(name: str) -> None:
    volunteer = people_of(name)["volunteer"]
    with pytest.raises(NotYours) as refused:
        workflow.finish(prepared().pk, by=volunteer)
    assert refused.value.message == SAID[name]
    rules = rules_in_force()
    rule = rules.official_accounts.access or rules.approval.offices
    assert refused.value.source == rule.source


def test_where_elected_members_are_barred_no_other_office_helps_one() -> None:
    """Thornbury 9.2: a councillor who stands in as Clerk does not get at the accounts."""
    everybody = people_of("thornbury")
    people.end_appointment(everybody["deputy"].appointments.get(), by=SYSTEM, ends=today() - making.LONG_AGO)
    people.appoint(everybody["councillor"], Office.DEPUTY_CLERK, by=SYSTEM, begins=today(), arrival=Arrival.APPOINTED)
    both = User.objects.get(pk=everybody["councillor"].pk)
    delivery = prepared()
    assert not permissions.can_finish(both, delivery)
    assert both not in operators(rules_in_force())
    with pytest.raises(NotYours):
        workflow.finish(delivery.pk, by=both)


def test_without_such_a_bar_the_office_is_enough(cast: making.Cast) -> None:
    """Guards the test above."""
    people.end_appointment(cast.deputy.appointments.get(), by=SYSTEM, ends=today() - making.LONG_AGO)
    people.appoint(cast.councillor, Office.DEPUTY_CLERK, by=SYSTEM, begins=today(), arrival=Arrival.APPOINTED)
    both = User.objects.get(pk=cast.councillor.pk)
    assert permissions.can_finish(both, prepared())
    assert both in operators(rules_in_force())


def test_delegation_of_an_account_is_open_to_the_offices_that_the_policy_names() -> None:
    """Case by case, so an office alone is not enough; and a grant to anybody else would stay barred."""
    people_of("thornbury")
    rules = rules_in_force()
    assert means.account_delegates(rules) == {Office.ASSISTANT_CLERK, Office.EMPLOYEE}
    assert means.operates_accounts(rules).isdisjoint(means.account_delegates(rules))


def test_before_the_policy_is_in_force_nobody_may(db: None) -> None:
    founding.found(founding.read("model"), adopted_on=today() + timedelta(days=1))
    clerk = making.person("clerk", Office.CLERK)
    delivery = prepared()
    assert not permissions.can_finish(clerk, delivery)
    with pytest.raises(NotYours, match="No policy is in force"):
        workflow.finish(delivery.pk, by=clerk)
