"""The only writer of the council, its people, offices, committees, absences and matters.

Days are dates in the council's time zone. Every function raises NotYours or BadInput (accounts.refusals), and then
nothing has changed.
"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts import permissions
from accounts.actors import present
from accounts.history import System, check_values, mark, record
from accounts.models import Absence, Appointment, Committee, CommitteeMembership, Council, Matter, Meeting, User
from accounts.offices import SINGLE, Arrival, Office
from accounts.refusals import BadInput, NotNow, NotYours

Actor = User | System


@transaction.atomic
def found_council(*, by: Actor, **identity: Any) -> Council:
    """Makes the one council that this installation serves. BadInput names the value that cannot stand."""
    by = present(by)
    if not permissions.can_found(by):
        raise NotYours("A council stands here already; an installation serves one.")
    council = Council(pk=1, **identity)
    record(council, by=by, act="founded")
    return council


@transaction.atomic
def change_council(*, by: Actor, **changes: Any) -> Council:
    """Changes the council's identity: names, addresses, colour, office hours."""
    by = present(by)
    council = _locked_council()
    if not permissions.can_change_council(by):
        raise NotYours("Only the Clerk or the Deputy Clerk changes the council's own page.")
    for name, value in changes.items():
        setattr(council, name, value)
    record(council, by=by, act="council changed")
    return council


@transaction.atomic
def welcome(*, by: Actor, email: str, name: str) -> User:
    """The person with this e-mail address; a new one where nobody has it, who chooses a password by the reset link."""
    by = present(by)
    if not permissions.can_appoint(by):
        raise NotYours("Only the Clerk or the Deputy Clerk gives people their place.")
    email = User.objects.normalize_email(email)
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadInput("email", "Give an e-mail address, such as clerk@thornby.example.") from error
    if not name.strip():
        raise BadInput("name", "Give the person's name.")
    known = User.objects.filter(email=email).first()
    if known:
        return known
    person = User(email=email, name=name.strip())
    person.set_unusable_password()
    check_values(person)
    mark(person, by=by, act="welcomed")
    person.save()
    return person


@transaction.atomic
def appoint(
    person: User,
    office: Office,
    *,
    by: Actor,
    begins: date,
    arrival: Arrival,
    ends: date | None = None,
    title: str = "",
) -> Appointment:
    """Gives `person` the office from `begins` to `ends`, both included; without `ends`, until further notice.

    The council's row is the lock, so that two appointments to one office cannot pass each other.
    """
    by = present(by)
    _locked_council()
    if not permissions.can_appoint(by):
        raise NotYours("Only the Clerk or the Deputy Clerk appoints people in the software.")
    if ends is not None and ends < begins:
        raise BadInput("ends", "The last day cannot be before the first.")
    if office in SINGLE:
        _require_free(office, begins, ends)
    appointment = Appointment(user=person, office=office, title=title, arrival=arrival, begins=begins, ends=ends)
    record(appointment, by=by, act="appointed")
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, by: Actor, ends: date, reason: str = "") -> Appointment:
    """Sets the last day of an office. From midnight after it, the person no longer holds it."""
    by = present(by)
    _locked_council()
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if not permissions.can_end_appointment(by):
        raise NotYours("Only the Clerk or the Deputy Clerk ends an appointment in the software.")
    if ends < appointment.begins:
        raise BadInput("ends", "The last day cannot be before the first.")
    if Office(appointment.office) in SINGLE:
        _require_free(Office(appointment.office), appointment.begins, ends, besides=appointment)
    appointment.ends = ends
    record(appointment, by=by, act="appointment ended", reason=reason)
    return appointment


@transaction.atomic
def set_sign_in(person: User, *, by: Actor, allowed: bool, reason: str = "") -> User:
    """Takes somebody's sign-in away at once, or gives it back. People are never deleted: the record names them."""
    by = present(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    if not permissions.can_end_appointment(by):
        raise NotYours("Only the Clerk or the Deputy Clerk takes a sign-in away or gives it back.")
    if person == by and not allowed:
        raise NotYours("You cannot take your own sign-in away: nobody could give it back.")
    person.is_active = allowed
    mark(person, by=by, act="sign-in given" if allowed else "sign-in taken away", reason=reason)
    person.save()
    return person


@transaction.atomic
def make_committee(name: str, *, by: Actor) -> Committee:
    by, name = present(by), _name(name)
    _require_keeper(by)
    if Committee.objects.filter(name__iexact=name).exists():
        raise BadInput("name", "There is a committee of this name already.")
    committee = Committee(name=name)
    record(committee, by=by, act="committee made")
    return committee


@transaction.atomic
def seat(
    person: User, committee: Committee, *, by: Actor, begins: date, ends: date | None = None
) -> CommitteeMembership:
    """Puts somebody on a committee from `begins` to `ends`, both included."""
    by = present(by)
    _require_keeper(by)
    if ends is not None and ends < begins:
        raise BadInput("ends", "The last day cannot be before the first.")
    membership = CommitteeMembership(committee=committee, user=person, begins=begins, ends=ends)
    record(membership, by=by, act="seated")
    return membership


@transaction.atomic
def call_meeting(*, by: Actor, starts_at: datetime, committee: Committee | None = None, place: str = "") -> Meeting:
    """A meeting of the committee, or of the full council where none is named."""
    by = present(by)
    _require_keeper(by)
    meeting = Meeting(committee=committee, starts_at=starts_at, place=place)
    record(meeting, by=by, act="meeting called")
    return meeting


@transaction.atomic
def record_absence(person: User, *, by: Actor, begins: date, ends: date) -> Absence:
    by = present(by)
    if not permissions.can_record_absence(by, person):
        raise NotYours("Only the person, the Clerk or the Deputy Clerk records an absence.")
    if ends < begins:
        raise BadInput("ends", "The last day cannot be before the first.")
    absence = Absence(user=person, begins=begins, ends=ends)
    record(absence, by=by, act="absence recorded")
    return absence


@transaction.atomic
def open_matter(name: str, *, by: Actor) -> Matter:
    """A named subject that posts and messages can belong to."""
    by, name = present(by), _name(name)
    if not permissions.can_open_matter(by):
        raise NotYours("Only those who approve open a matter.")
    if Matter.objects.filter(name__iexact=name).exists():
        raise BadInput("name", "There is a matter of this name already.")
    matter = Matter(name=name)
    record(matter, by=by, act="matter opened")
    return matter


def _locked_council() -> Council:
    council = Council.objects.select_for_update().first()
    if council is None:
        raise NotNow("No council stands here yet: load one with manage.py load_council.")
    return council


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise BadInput("name", "Give it a name.")
    return name


def _require_free(office: Office, begins: date, ends: date | None, besides: Appointment | None = None) -> None:
    others = Appointment.objects.filter(office=office).overlapping(begins, ends).select_related("user")
    other = next((held for held in others if held != besides), None)
    if other:
        until = f"until {other.ends:%d %B %Y}" if other.ends else "with no last day"
        raise BadInput(
            "begins", f"{other.user.name} holds this office {until}. Give that appointment an earlier last day first."
        )


def _require_keeper(by: Actor) -> None:
    if not permissions.can_keep_committees(by):
        raise NotYours("Only the Clerk or the Deputy Clerk keeps committees and meetings.")
