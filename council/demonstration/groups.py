"""The local groups of Thornby and what they show, written by editors of their own. Fictitious, every one."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import User
from council.demonstration.publishing import stored
from council.demonstration.writings import Shown
from policies.standing import rules_in_force
from website_groups import workflow
from website_groups.conditions import as_text, conditions
from website_groups.content import NONE_OF_THEM, Content, Kind
from website_groups.recurrence import Repeat, Times

THURSDAY, FRIDAY, SATURDAY = 3, 4, 5
APPROVED_BEFORE = timedelta(days=60)


@dataclass(frozen=True)
class Told:
    """Something that a group shows. An event begins on the first such `weekday` after so many days, for two hours."""

    title: str
    body: str
    kind: Kind = Kind.PAGE
    picture: Shown | None = None
    place: str = ""
    days_ahead: int = 0
    weekday: int = SATURDAY
    hour: time = time(19, 30)
    repeat: Repeat = Repeat.NEVER


@dataclass(frozen=True)
class LocalGroup:
    name: str
    category: str
    purpose: str
    leader: str
    local_part: str
    shows: tuple[Told, ...]
    contact: dict[str, str] = field(default_factory=dict)

    @property
    def email(self) -> str:
        return f"hello@{self.local_part}.example"


GROUPS = (
    LocalGroup(
        "Thornby Allotment Association",
        "nature",
        "Sixty-two plots behind Mill Lane, a shed full of lent tools and a kettle. New people are welcome.",
        "Joan Pettifer",
        "allotments",
        (
            Told(
                "About us",
                "<p>Sixty-two plots behind Mill Lane, a shed full of lent tools and a kettle. New people are welcome, "
                "green thumbs or not.</p><h2>Taking on a plot</h2><p>A half plot is £18 a year, a whole plot £34. "
                "The waiting list is about eight months. Until then you may share: somebody always has a row too many."
                "</p><h2>If you cannot dig</h2><p>Four raised beds stand by the gate, at the height of a wheelchair, "
                "with a level path and a tap.</p>",
                picture=Shown("allotments.jpg", "Rows of vegetables on the allotments, with a wooden hut and an oak"),
            ),
            Told(
                "Pruning morning and soup",
                "<p>Bring gloves. We have the soup.</p>",
                Kind.EVENT,
                None,
                "The hut",
                21,
                SATURDAY,
                time(10),
            ),
            Told(
                "Seed swap",
                "<p>Bring what you have saved, labelled.</p>",
                Kind.EVENT,
                None,
                "The Moot Hall",
                49,
                SATURDAY,
                time(14),
            ),
            Told(
                "Water is off until March",
                "<p>The taps are drained for the winter. The butts are full.</p>",
                Kind.NOTICE,
            ),
        ),
        {"contact_name": "Joan Pettifer, secretary", "contact_telephone": "07700 900342"},
    ),
    LocalGroup(
        "Thornby Silver Band",
        "arts",
        "A brass band since 1911, from beginners of nine to a cornet of eighty-four.",
        "Dennis Marlow",
        "band",
        (
            Told("The band", "<p>We play at the carols, the fair and wherever a street is long enough.</p>"),
            Told("Learning an instrument", "<p>We lend instruments and teach on practice nights from 6.30 pm.</p>"),
            Told(
                "Practice night",
                "<p>Come and listen, or bring your instrument.</p>",
                Kind.EVENT,
                None,
                "The Scout Hut",
                3,
                THURSDAY,
                repeat=Repeat.FORTNIGHTLY,
            ),
        ),
        {"contact_email": "hello@band.example"},
    ),
    LocalGroup(
        "Friday Lunch Club",
        "older",
        "A hot lunch and company on Fridays, with lifts for who cannot walk.",
        "Maureen Tait",
        "lunch",
        (
            Told("Lunch on Fridays", "<p>Two courses and tea. Say so by Wednesday if you would like a lift.</p>"),
            Told(
                "Friday lunch",
                "<p>Two courses and tea.</p>",
                Kind.EVENT,
                None,
                "The Moot Hall",
                5,
                FRIDAY,
                time(12, 30),
                Repeat.WEEKLY,
            ),
        ),
        {"contact_telephone": "07700 900518"},
    ),
)


def found_groups(clerk: User, today: date) -> None:
    """Each applies, is approved, and its editor publishes what it shows."""
    rules = rules_in_force()
    accepted = as_text(conditions(rules)) if rules else ""
    for group in GROUPS:
        applied = workflow.apply(
            by=SYSTEM,
            name=group.name,
            category=group.category,
            purpose=group.purpose,
            leader=group.leader,
            applicant=group.leader,
            applicant_email=group.email,
            conditions=accepted,
        )
        workflow.approve(
            applied.pk, by=clerk, approved_on=today - APPROVED_BEFORE, minute_reference="Full Council, 84/c"
        )
        editor = people.welcome(by=SYSTEM, email=group.email, name=group.leader)
        workflow.accept_invitation(applied.invitations.get().pk, by=editor)
        workflow.change(applied.pk, by=editor, **group.contact)
        for told in group.shows:
            _show(applied.pk, told, editor, today)


def _show(group_id: int, told: Told, editor: User, today: date) -> None:
    item = workflow.start(group_id, told.kind, by=editor)
    workflow.write(item.pk, _content(told, today), by=editor, revision=1)
    workflow.publish(item.pk, by=editor, revision=2)


def _content(told: Told, today: date) -> Content:
    first = today + timedelta(days=told.days_ahead)
    starts = datetime.combine(first + timedelta(days=(told.weekday - first.weekday()) % 7), told.hour)
    times = Times(starts, starts + timedelta(hours=2), repeat=told.repeat) if told.kind == Kind.EVENT else None
    pictures = (stored(told.picture),) if told.picture else ()
    return Content.of(told.title, told.body, told.place, times=times, barred_kind=NONE_OF_THEM, pictures=pictures)
