"""Named decisions that one person may do one thing to one object for a time (post-delegation)."""

from datetime import timedelta

import pytest

from accounts import grants
from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Matter, MatterGrant
from accounts.refusals import BadInput
from tests import making, stored

pytestmark = pytest.mark.clause("post-delegation")

WHY = "The Clerk is away."
APPROVE = "accounts.approve_matter"


@pytest.fixture
def matter(cast: making.Cast) -> Matter:
    return people.open_matter("Mill Lane road works", by=SYSTEM)


@pytest.mark.parametrize(
    "act",
    [
        "accounts.change_council",
        "accounts.delegate_matter",
        "accounts.add_appointment",
        "posts.submit_post",
        "posts.delegate_post",
        "posts.add_allowedkind",
        "approve_matter",
        "",
    ],
)
def test_only_what_is_on_the_list_is_ever_granted(cast: making.Cast, matter: Matter, act: str) -> None:
    before = stored.everything()
    with pytest.raises(BadInput, match="is never granted to a person by name"):
        grants.give(cast.employee, act, matter, by=cast.clerk, reason=WHY, ends=today())
    assert stored.everything() == before


def test_the_list_is_short() -> None:
    assert {"posts.approve_post", "accounts.approve_matter", "website_groups.edit_group"} == grants.GRANTABLE


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_grant_says_why(cast: making.Cast, matter: Matter, reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        grants.give(cast.employee, APPROVE, matter, by=cast.clerk, reason=reason, ends=today())
    assert refused.value.field == "reason"


def test_an_end_that_has_passed_is_refused(cast: making.Cast, matter: Matter) -> None:
    with pytest.raises(BadInput) as refused:
        grants.give(cast.employee, APPROVE, matter, by=cast.clerk, reason=WHY, ends=today() - timedelta(days=1))
    assert refused.value.field == "ends"


def test_a_grant_is_on_the_record(cast: making.Cast, matter: Matter) -> None:
    grant = grants.give(cast.employee, APPROVE, matter, by=cast.clerk, reason=WHY, ends=today())
    grants.withdraw(matter.grants.get(), by=cast.deputy, reason="Back again.")
    rows = [
        (row.act, row.actor_name, row.history_change_reason, row.history_type)
        for row in MatterGrant.history.filter(id=grant.pk).order_by("history_id")
    ]
    assert rows == [("granted", "Clerk", WHY, "+"), ("grant withdrawn", "Deputy", "Back again.", "-")]
    assert MatterGrant.objects.count() == 0


def test_a_grant_given_again_is_the_same_renewed(cast: making.Cast, matter: Matter) -> None:
    first = grants.give(cast.employee, APPROVE, matter, by=cast.clerk, reason=WHY, ends=today())
    again = grants.give(
        cast.employee, APPROVE, matter, by=cast.deputy, reason="Still away.", ends=today() + timedelta(days=3)
    )
    assert again.pk == first.pk
    kept = MatterGrant.objects.get()
    assert (kept.reason, kept.granted_by, kept.ends) == ("Still away.", cast.deputy, today() + timedelta(days=3))
    assert MatterGrant.history.filter(id=first.pk).count() == 2
