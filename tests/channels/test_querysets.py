"""Lists: in their order, page by page, for those who may see them, and as fast with many rows as with few."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, models
from django.utils import timezone

from accounts.models import User
from channels import permissions
from channels.life import State
from channels.models import Delivery
from tests import making
from tests.channels.deliveries import X, delivery_in, prepared

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

ON_SQLITE = connection.vendor == "sqlite"


def put(moments: list[int], state: State, *, by: User) -> list[Delivery]:
    """Deliveries so many minutes from now, put in past every guard: no act reaches back in time."""
    made, now = prepared(), timezone.now()
    done = {"done_by": by, "done_at": now} if state == State.DONE else {}
    rows = [
        Delivery(
            **{name: getattr(made, name) for name in ("kind", "outlet", "name", "task", "payload", "made_at")},
            state=state,
            since=now + timedelta(minutes=minutes),
            due_at=now + timedelta(minutes=minutes),
            **done,
        )
        for minutes in moments
    ]
    models.QuerySet(Delivery).filter(pk=made.pk)._raw_delete("default")
    return models.QuerySet(Delivery).bulk_create(rows)


def test_what_waits_stands_by_its_hour_and_in_pages(cast: making.Cast) -> None:
    late, soon, same = put([30, 5, 5], State.WAITING, by=cast.clerk)
    put([1], State.DONE, by=cast.clerk)
    assert list(Delivery.objects.to_do()) == [soon, same, late]
    assert list(Delivery.objects.to_do((soon.due_at, soon.pk))) == [same, late]
    assert list(Delivery.objects.to_do((late.due_at, late.pk))) == []


def test_what_is_settled_stands_latest_first_and_in_pages(cast: making.Cast) -> None:
    old, new, same = put([-30, -5, -5], State.DONE, by=cast.clerk)
    put([1], State.WAITING, by=cast.clerk)
    dropped = delivery_in(State.DROPPED, by=cast.clerk)
    assert list(Delivery.objects.settled()) == [dropped, same, new, old]
    assert list(Delivery.objects.settled((same.since, same.pk))) == [new, old]
    assert list(Delivery.objects.settled((old.since, old.pk))) == []


@pytest.mark.parametrize("name", [*making.COUNCILS, "model"])
def test_the_list_holds_what_the_single_check_lets_through(name: str) -> None:
    making.found(name)
    cast = making.cast()
    every = [prepared(), delivery_in(State.DONE, by=cast.clerk), delivery_in(State.DROPPED, by=cast.clerk, outlet=X)]
    for user in [*cast.everybody().values(), AnonymousUser()]:
        one_by_one = {delivery for delivery in every if permissions.can_view(user, delivery)}
        assert set(Delivery.objects.visible_to(user)) == one_by_one


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL chooses by what ANALYZE has seen")
@pytest.mark.parametrize("key", [False, True])
def test_sqlite_finds_each_list_by_its_own_index_without_sorting(cast: making.Cast, key: bool) -> None:
    """As it is in an installation where nobody has ever run ANALYZE."""
    (waiting,) = put([5], State.WAITING, by=cast.clerk)
    (done,) = put([-5], State.DONE, by=cast.clerk)
    visible = Delivery.objects.visible_to(cast.clerk)
    plans = {
        "delivery_to_do": visible.to_do((waiting.due_at, waiting.pk) if key else None)[:31].explain(),
        "delivery_settled": visible.settled((done.since, done.pk) if key else None)[:31].explain(),
    }
    for index, plan in plans.items():
        assert index in plan
        assert "TEMP B-TREE" not in plan
