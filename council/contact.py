"""How to reach the council: who writes for it. What the rules say about writing to it: `policies.rules.contact`."""

from django.db.models import F, Subquery
from django.db.models.functions import JSONObject

from accounts.clock import today
from accounts.models import Appointment
from accounts.offices import Office
from policies.rules import Rules
from policies.rules import meaning as means


def clerk_today() -> Subquery:
    """Name and title of the Clerk as one column: to annotate with. Their name is public as their office is."""
    held = Appointment.objects.on(today()).filter(office=Office.CLERK).order_by("-begins", "pk")
    return Subquery(held.values(clerk=JSONObject(name=F("user__name"), title=F("title")))[:1])


def title_of(clerk: dict[str, str], rules: Rules | None) -> str:
    """As the council calls the Clerk."""
    return clerk["title"] or (means.called(rules, Office.CLERK) if rules else Office.CLERK.label)


def the_clerk(rules: Rules | None) -> dict[str, str] | None:
    """Name and title of the Clerk today; None where nobody holds the office."""
    held = Appointment.objects.on(today()).filter(office=Office.CLERK).select_related("user").order_by("-begins", "pk")
    clerk = held.first()
    if clerk is None:
        return None
    return {"name": clerk.user.name, "title": title_of({"title": clerk.title}, rules)}
