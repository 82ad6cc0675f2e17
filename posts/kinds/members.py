"""The members of the council as the public is told of them: office, ward, committees, and official details alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Appointment, CommitteeMembership, Council, User
from accounts.offices import MEMBERS, Office
from policies.rules import Rules
from policies.rules import meaning as means

IN_ORDER = list(Office)


@dataclass(frozen=True)
class Member:
    """`email` and `telephone` are those kept as official; what somebody signs in with is never shown."""

    name: str
    offices: str
    ward: str
    email: str
    telephone: str
    committees: tuple[str, ...]

    @property
    def words(self) -> str:
        """All that is told of them in words, to look through."""
        return "\n".join((self.name, self.offices, self.ward, *self.committees))


@dataclass(frozen=True)
class Members:
    """`vacant`: how many seats nobody holds; None where the council has not said how many it has."""

    members: list[Member]
    vacant: int | None


def members_on(day: date, council: Council | None, rules: Rules | None) -> Members:
    """In two queries."""
    held: defaultdict[User, list[Appointment]] = defaultdict(list)
    appointments = Appointment.objects.held_on(day).filter(office__in=MEMBERS).select_related("user")
    for appointment in sorted(appointments, key=_rank):
        held[appointment.user].append(appointment)
    seats: defaultdict[int, list[str]] = defaultdict(list)
    for seat in CommitteeMembership.objects.on(day).filter(user__in=list(held)).select_related("committee"):
        seats[seat.user_id].append(seat.committee.name)
    found = [_member(user, theirs, sorted(seats[user.pk]), rules) for user, theirs in held.items()]
    vacant = max(council.seats - len(found), 0) if council and council.seats is not None else None
    return Members(found, vacant)


def _member(user: User, held: list[Appointment], committees: list[str], rules: Rules | None) -> Member:
    """Of somebody with several offices, each detail from the first that has it."""
    return Member(
        user.name,
        ", ".join(dict.fromkeys(_called(one, rules) for one in held)),
        _first(one.ward for one in held),
        _first(one.public_email for one in held),
        _first(one.public_telephone for one in held),
        tuple(dict.fromkeys(committees)),
    )


def _first(words: Iterable[str]) -> str:
    return next(filter(None, words), "")


def _called(held: Appointment, rules: Rules | None) -> str:
    office = Office(held.office)
    return held.title or (means.called(rules, office) if rules else office.label)


def _rank(held: Appointment) -> tuple[int, str]:
    return IN_ORDER.index(Office(held.office)), held.user.name.lower()
