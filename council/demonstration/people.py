"""The fictitious people of Thornby. Their addresses end in a reserved domain, so no mail can reach anybody."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from accounts.offices import Arrival, Office
from council.demonstration.groups import GROUPS

EMAIL_ENDING = "@thornby.example"


@dataclass(frozen=True)
class Person:
    name: str
    local_part: str
    office: Office
    arrival: Arrival
    title: str = ""

    @property
    def email(self) -> str:
        return f"{self.local_part}{EMAIL_ENDING}"


PEOPLE = (
    Person("Margaret Ellis", "clerk", Office.CLERK, Arrival.APPOINTED, "Town Clerk"),
    Person("Tom Ashworth", "deputy", Office.DEPUTY_CLERK, Arrival.APPOINTED, "Deputy Town Clerk"),
    Person("Alan Brook", "mayor", Office.CHAIR, Arrival.ELECTED, "Mayor and Chair"),
    Person("Ruth Okafor", "ruth.okafor", Office.VICE_CHAIR, Arrival.ELECTED),
    Person("Priya Shah", "priya.shah", Office.COUNCILLOR, Arrival.ELECTED),
    Person("Gwen Pritchard", "gwen.pritchard", Office.COUNCILLOR, Arrival.CO_OPTED),
    Person("Sam Whitlow", "events", Office.EMPLOYEE, Arrival.APPOINTED, "Events Officer"),
    Person("Joan Tull", "joan.tull", Office.VOLUNTEER, Arrival.APPOINTED),
)


EDITED = GROUPS[0]
TITLES = {
    **{person.email: person.title or person.office.label for person in PEOPLE},
    EDITED.email: f"Looks after the pages of the {EDITED.name}",
}
"""By the addresses of those who sign in with one press, in the order in which they are shown."""


def sign_in_with_one_press() -> QuerySet[User]:
    return User.objects.filter(email__in=TITLES, is_active=True)


def with_titles() -> list[User]:
    """All of them in order, each with a `title`."""
    people = {user.email: user for user in sign_in_with_one_press()}
    found = []
    for email in filter(people.get, TITLES):
        people[email].title = TITLES[email]  # type: ignore[attr-defined]
        found.append(people[email])
    return found
