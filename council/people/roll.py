"""Who is who today: the people with their offices, what each may do under the rules in force, and who is away."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import Absence, Appointment, Committee, CommitteeMembership, User
from accounts.offices import MEMBERS, Office
from policies.models import PolicyVersion
from policies.rules import Rules
from policies.rules import meaning as means
from policies.standing import Standing, standing_of

IN_ORDER = list(Office)

# What is said of somebody whose office carries the act.
MAY = (
    ("posts.add_post", "write"),
    ("posts.approve_post", "decide on what is to go out"),
    ("accounts.add_appointment", "keep people and settings"),
)


@dataclass(frozen=True)
class Entry:
    """One person as they stand in the council today. `absence` is the one that runs."""

    person: User
    standing: Standing
    absence: Absence | None

    @property
    def offices(self) -> str:
        """The offices held, as this council calls them: "Mayor and Chair, Councillor"."""
        return ", ".join(dict.fromkeys(called(held, self.standing.rules) for held in self.standing.appointments))

    @property
    def may(self) -> str:
        """What the rules in force let the person do: "write and keep people and settings"; empty for nothing."""
        words = [word for act, word in MAY if self.standing.carries(act)]
        return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


@dataclass(frozen=True)
class Held:
    """One appointment, as it is called here."""

    appointment: Appointment
    called: str
    is_over: bool

    @property
    def is_member(self) -> bool:
        return Office(self.appointment.office) in MEMBERS


def called(held: Appointment, rules: Rules | None) -> str:
    """How the office is called: by this appointment, else by the council's rules, else by the law's word."""
    office = Office(held.office)
    return held.title or (means.called(rules, office) if rules else office.label)


def in_office(day: date) -> list[Entry]:
    """Everybody who holds an office that day, in the order of offices and by name."""
    held: defaultdict[User, list[Appointment]] = defaultdict(list)
    for appointment in sorted(Appointment.objects.on(day).select_related("user"), key=_rank):
        held[appointment.user].append(appointment)
    version, away = PolicyVersion.objects.in_force(day), _away(day)
    return [
        Entry(person, Standing(person, day, tuple(appointments), version), away.get(person.pk))
        for person, appointments in held.items()
    ]


def entry_of(person: User, day: date) -> Entry:
    return Entry(person, standing_of(person), _away(day).get(person.pk))


def without_office(day: date, after: User | None) -> QuerySet[User]:
    """The people who hold none that day, by name: those that follow `after`."""
    people = User.objects.without_office(day)
    return people.filter(Q(name__gt=after.name) | Q(name=after.name, pk__gt=after.pk)) if after else people


def committees(day: date) -> QuerySet[Committee]:
    """Every committee; who sits on it that day is in `seated`."""
    seated = CommitteeMembership.objects.on(day).select_related("user").order_by("user__name")
    return Committee.objects.prefetch_related(Prefetch("memberships", seated, to_attr="seated"))


def appointments_of(person: User, day: date) -> list[Held]:
    """The person's offices, past, present and to come, the newest first."""
    rules = standing_of(person).rules
    return [Held(one, called(one, rules), one.ends is not None and one.ends < day) for one in person.appointments.all()]


def _rank(held: Appointment) -> tuple[int, str]:
    return IN_ORDER.index(Office(held.office)), held.user.name.lower()


def _away(day: date) -> dict[int, Absence]:
    """The absences that run, by person; of several the one that lasts longest."""
    return {absence.user_id: absence for absence in Absence.objects.on(day).order_by("ends")}
