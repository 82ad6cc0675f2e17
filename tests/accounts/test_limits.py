"""One address sends a public form so often and no more."""

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from accounts.limits import Limit
from accounts.refusals import BadInput

LIMIT = Limit("sending a form", times=2, seconds=60)


def sent(address: str = "192.0.2.7", limit: Limit = LIMIT) -> bool:
    try:
        limit.require(RequestFactory().post("/", REMOTE_ADDR=address))
    except BadInput:
        return False
    return True


def test_so_often_and_no_more() -> None:
    assert [sent(), sent(), sent(), sent()] == [True, True, False, False]


def test_another_address_and_another_form_count_for_themselves() -> None:
    assert [sent(), sent(), sent()] == [True, True, False]
    assert sent("192.0.2.8")
    assert sent(limit=Limit("other", times=1))


def test_it_is_forgotten() -> None:
    assert [sent(), sent(), sent()] == [True, True, False]
    with time_machine.travel(timezone.now().timestamp() + 61, tick=False):
        assert sent()


@pytest.mark.parametrize("forwarded", ["198.51.100.1", "198.51.100.2, 203.0.113.9"])
def test_an_address_that_somebody_claims_counts_for_nothing(forwarded: str) -> None:
    for _ in range(2):
        sent()
    with pytest.raises(BadInput):
        LIMIT.require(RequestFactory().post("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": forwarded}))
