"""One notice for one publication, to everybody who may use the official accounts."""

import pytest
from django.db import transaction

from accounts.models import User
from channels.life import State, Task
from channels.models import Delivery
from channels.notices import tell_operators
from email_log.models import OutgoingMail
from policies.standing import rules_in_force
from tests import making
from tests.channels.deliveries import FACEBOOK, X, change_of, delivery_in, prepared

pytestmark = pytest.mark.django_db


def told(deliveries: list[Delivery]) -> list[OutgoingMail]:
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    with transaction.atomic():
        tell_operators(deliveries, rules_in_force())
    return list(OutgoingMail.objects.exclude(pk__in=before).order_by("pk"))


def test_one_mail_for_all_channels_to_each_who_may(cast: making.Cast) -> None:
    deliveries = [prepared(FACEBOOK), prepared(X)]
    mails = told(deliveries)
    assert sorted(address for mail in mails for address in mail.to) == [cast.clerk.email, cast.deputy.email]
    assert {mail.subject for mail in mails} == {"To do by hand: Mill Lane is closed"}
    for delivery in deliveries:
        assert f"{delivery.to_do}:\nhttp://localhost:8000{delivery.get_absolute_url()}\n" in mails[0].text


@pytest.mark.parametrize(
    ("task", "subject", "says"),
    [
        (Task.CORRECT, "To put right by hand: Mill Lane is closed", "The old words still stand elsewhere."),
        (Task.WITHDRAW, "To take down by hand: Mill Lane is closed", "It still stands elsewhere."),
    ],
)
def test_it_says_what_is_to_be_done(cast: making.Cast, task: Task, subject: str, says: str) -> None:
    mail, _ = told([change_of(delivery_in(State.DONE, by=cast.clerk), task)])
    assert mail.subject == subject
    assert says in mail.text


def test_nobody_hears_of_nothing(cast: making.Cast) -> None:
    assert told([]) == []


def test_the_wish_of_a_person_is_kept_to(cast: making.Cast) -> None:
    making.people.choose_notices(cast.deputy, by=cast.deputy, notices=User.Notices.OFF)
    assert [mail.to for mail in told([prepared()])] == [[cast.clerk.email]]
