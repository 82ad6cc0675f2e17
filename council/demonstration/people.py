"""The fictitious people of Thornby. Their addresses end in a reserved domain, so no mail can reach anybody."""

from dataclasses import dataclass

from accounts.models import User
from accounts.offices import Arrival, Office

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


def signed_in_with_one_press() -> list[User]:
    """The people of the demonstration in the order in which they are shown, each with a `title`."""
    people = {user.email: user for user in User.objects.filter(email__endswith=EMAIL_ENDING, is_active=True)}
    found = []
    for person in PEOPLE:
        if user := people.get(person.email):
            user.title = person.title or person.office.label  # type: ignore[attr-defined]
            found.append(user)
    return found
