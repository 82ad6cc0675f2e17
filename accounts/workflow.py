"""The only writer of the council, its people, offices, committees, absences, matters, and of what they are told.

Days are dates in the council's time zone. Every function raises NotYours or BadInput (accounts.refusals), and then
nothing has changed.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import permissions
from accounts.actors import present
from accounts.clock import last_at, today
from accounts.history import System, check_values, mark, record
from accounts.mail import daily_letter, send
from accounts.models import (
    Absence,
    Appointment,
    Committee,
    CommitteeMembership,
    Council,
    Matter,
    Meeting,
    Notice,
    User,
)
from accounts.offices import MEMBERS, SINGLE, Arrival, Office
from accounts.refusals import BadInput, NotNow, NotYours, require_words

Actor = User | System

DAILY_HOUR = 7
"""From which full hour of the council's day the mail of the day goes out."""


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
    """Changes the council's identity: names, addresses, colour, office hours. Without a change nothing is recorded."""
    by = present(by)
    council = _locked_council()
    if not permissions.can_change_council(by):
        raise NotYours("Only the Clerk or the Deputy Clerk changes the council's own page.")
    if all(getattr(council, name) == value for name, value in changes.items()):
        return council
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
def choose_notices(person: User, *, by: Actor, notices: str) -> User:
    """How the person hears of things from now on (User.Notices).

    What still waits for the mail of the day goes out now or, where they want no mail any more, is dropped.
    """
    by = present(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    if not permissions.can_choose_notices(by, person):
        raise NotYours("Everybody chooses for themselves how they are told of things.")
    if notices == person.notices:
        return person
    person.notices = notices
    check_values(person)
    mark(person, by=by, act=f"notifications: {User.Notices(notices).label.lower()}")
    person.save()
    if notices != User.Notices.DAILY:
        _tell_all(person, person.waiting_notices.all())
    return person


def keep_notices(texts: Iterable[tuple[User, str]]) -> None:
    """Lets each text wait for the person's mail of the day, in the transaction of the act that it tells of."""
    now = timezone.now()
    Notice.objects.bulk_create(Notice(person=person, text=text, written_at=now) for person, text in texts)


@transaction.atomic
def send_daily(person: User, *, by: Actor, now: datetime) -> bool:
    """Puts the person's one mail of the day on its way, with what waited at the last 7 am; False where they had it.

    The day is claimed first, by one conditional update: so two workers at a time, or one that comes late, send
    nothing twice, and what is written meanwhile waits for tomorrow.
    """
    if not permissions.can_send_daily(by):
        raise NotYours("Only the software sends the mail of the day, by the clock.")
    hour = last_at(DAILY_HOUR, now)
    not_yet = Q(told_on__isnull=True) | Q(told_on__lt=hour.date())
    if not User.objects.filter(not_yet, pk=person.pk).update(told_on=hour.date()):
        return False
    return _tell_all(User.objects.get(pk=person.pk), Notice.objects.due(hour).filter(person=person))


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
def change_meeting(meeting_id: int, *, by: Actor, starts_at: datetime, place: str = "") -> Meeting:
    """Another time or place. Without a change nothing is recorded."""
    by, meeting = present(by), _meeting_to_change(meeting_id, by)
    place = place.strip()
    if (meeting.starts_at, meeting.place) == (starts_at, place):
        return meeting
    meeting.starts_at, meeting.place = starts_at, place
    record(meeting, by=by, act="meeting changed")
    return meeting


@transaction.atomic
def call_off_meeting(meeting_id: int, *, by: Actor, reason: str) -> Meeting:
    """It does not take place. It stays where people look for it, and says so."""
    by, meeting = present(by), _meeting_to_change(meeting_id, by)
    require_words("reason", reason, "Say why it is called off: the reason is kept on the record.")
    meeting.is_called_off = True
    record(meeting, by=by, act="meeting called off", reason=reason.strip())
    return meeting


@transaction.atomic
def note_summons(meeting_id: int, *, by: Actor, summoned_on: date) -> Meeting:
    """On which day the members were sent their summons (Local Government Act 1972, Schedule 12)."""
    by, meeting = present(by), _meeting_to_change(meeting_id, by)
    if summoned_on > today():
        raise BadInput("summoned_on", "That day is still to come.")
    if summoned_on > timezone.localdate(meeting.starts_at):
        raise BadInput("summoned_on", "That is after the meeting.")
    meeting.summoned_on = summoned_on
    record(meeting, by=by, act="summons noted")
    return meeting


@transaction.atomic
def describe_member(
    appointment_id: int, *, by: Actor, ward: str = "", public_email: str = "", public_telephone: str = ""
) -> Appointment:
    """What the public is told of a member: the ward, and how to reach them officially; nothing else is."""
    by = present(by)
    held = Appointment.objects.select_for_update(of=("self",)).select_related("user").get(pk=appointment_id)
    if not permissions.can_describe_member(by):
        raise NotYours("Only the Clerk or the Deputy Clerk says what the website tells of members.")
    if Office(held.office) not in MEMBERS:
        raise NotNow(f"{held.user.name} is not a member of the council in this office.")
    told = (" ".join(ward.split()), public_email.strip().lower(), public_telephone.strip())
    if told != (held.ward, held.public_email, held.public_telephone):
        held.ward, held.public_email, held.public_telephone = told
        record(held, by=by, act="member described")
    return held


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


def _tell_all(person: User, notices: QuerySet[Notice]) -> bool:
    """Empties that part of the queue into one mail; without mail for somebody who wants none or has left."""
    waiting = list(notices)
    wanted = bool(waiting) and person.is_active and person.notices != User.Notices.OFF
    if wanted:
        send([daily_letter(person, waiting)])
    Notice.objects.filter(pk__in=[notice.pk for notice in waiting]).delete()
    return wanted


def _locked_council() -> Council:
    council = Council.objects.select_for_update().first()
    if council is None:
        raise NotNow("No council stands here yet: load one with manage.py load_council.")
    return council


def _meeting_to_change(meeting_id: int, by: Actor) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).whole().filter(pk=meeting_id).first()
    _require_keeper(by)
    if meeting is None:
        raise NotNow("There is no such meeting.")
    if meeting.is_called_off:
        raise NotNow("This meeting was called off already. Nothing has changed.")
    return meeting


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
