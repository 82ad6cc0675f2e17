"""The signed address of a person's own calendar."""

from django.db import transaction

from accounts.actors import present
from accounts.history import record
from accounts.models import User
from accounts.refusals import NotYours
from policies import permissions
from policies.models import CalendarAddress


@transaction.atomic
def renew_calendar(person: User, *, by: User) -> CalendarAddress:
    """Gives the person's calendar a new address. The old one shows nothing any more."""
    by = present(by)
    if not permissions.can_renew_calendar(by, person):
        raise NotYours("Everybody renews the address of their own calendar.")
    User.objects.select_for_update().get(pk=person.pk)
    address = CalendarAddress.objects.filter(person=person).first() or CalendarAddress(person=person, number=0)
    address.number += 1
    record(address, by=by, act="calendar address renewed")
    return address
