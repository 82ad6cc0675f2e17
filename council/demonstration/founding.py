"""Makes the demonstration council, through the same acts as any other: nothing here writes by itself."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Committee, Council, Meeting, User
from accounts.offices import MEMBERS, Arrival, Office
from accounts.refusals import NotNow
from council import workflow as accessibility
from council.demonstration.clock import as_of
from council.demonstration.groups import found_groups
from council.demonstration.people import EMAIL_ENDING, PEOPLE
from council.demonstration.publishing import write, write_papers
from council.demonstration.writings import MATTERS, WRITINGS
from council.models import Barrier
from email_log import workflow as mail
from email_log.models import Dispatch
from policies import founding

SOME_TIME_AGO = timedelta(days=400)
SOME_DAYS_AGO = timedelta(days=12)
COMMITTEES = {
    "Policy and Finance Committee": ("mayor", "ruth.okafor", "priya.shah"),
    "Planning Committee": ("ruth.okafor", "gwen.pritchard"),
}

HALL = "The Moot Hall"
WARDS = {
    "mayor": "Market Ward",
    "ruth.okafor": "Riverside Ward",
    "priya.shah": "Market Ward",
    "gwen.pritchard": "Orchard Ward",
}


@transaction.atomic
def found() -> Council:
    """Thornby Town Council with its people, committees and a few posts. NotNow where a council stands."""
    if not settings.DEMO:
        raise NotNow("The demonstration council is made only with DEMO=1.")
    now = timezone.now()
    with as_of(now - SOME_TIME_AGO):
        start = today()
        council = founding.found(founding.read("model"), adopted_on=start)
        cast = {person.local_part: _seat(person.local_part, start) for person in PEOPLE}
        matters = {name: people.open_matter(name, by=SYSTEM) for name in MATTERS}
        committees = [_seat_committee(name, members, cast, start) for name, members in COMMITTEES.items()]
    _describe_the_council(cast)
    meetings = _call_meetings(*committees)
    for writing in WRITINGS:
        write(writing, cast, matters, now)
    write_papers(meetings, cast, now)
    with as_of(now - SOME_DAYS_AGO):
        found_groups(cast["clerk"], today())
    _look_after_the_website(cast["clerk"])
    _send_nowhere()
    return council


def _seat(local_part: str, start: date) -> User:
    person = next(person for person in PEOPLE if person.local_part == local_part)
    user = people.welcome(by=SYSTEM, email=person.email, name=person.name)
    people.appoint(user, person.office, by=SYSTEM, begins=start, arrival=person.arrival, title=person.title)
    if person.office in MEMBERS - {Office.COUNCILLOR}:
        people.appoint(user, Office.COUNCILLOR, by=SYSTEM, begins=start, arrival=Arrival.ELECTED)
    return user


def _seat_committee(name: str, members: tuple[str, ...], cast: dict[str, User], start: date) -> Committee:
    committee = people.make_committee(name, by=SYSTEM)
    for member in members:
        people.seat(cast[member], committee, by=SYSTEM, begins=start)
    return committee


def _call_meetings(finance: Committee, planning: Committee) -> dict[str, Meeting]:
    """Those to come and some that took place, each of the past ones called two months before."""
    for committee, weeks in ((planning, 2), (finance, 3), (None, 4), (finance, 11)):
        people.call_meeting(by=SYSTEM, committee=committee, starts_at=_evening(weeks), place=HALL)
    past = {"council": (None, -9), "finance": (finance, -6), "planning": (planning, -2), "latest": (None, -1)}
    return {name: _called_before(committee, _evening(weeks)) for name, (committee, weeks) in past.items()}


def _called_before(committee: Committee | None, evening: datetime) -> Meeting:
    with as_of(evening - timedelta(weeks=8)):
        meeting = people.call_meeting(by=SYSTEM, committee=committee, starts_at=evening, place=HALL)
    with as_of(evening - timedelta(days=7)):
        return people.note_summons(meeting.pk, by=SYSTEM, summoned_on=today())


def _describe_the_council(cast: dict[str, User]) -> None:
    """Wards, official addresses, seats, and how large its turnover is."""
    people.change_council(by=SYSTEM, seats=5, turnover=Council.Turnover.UP_TO_200_000)
    for local_part, ward in WARDS.items():
        for held in cast[local_part].appointments.filter(office=Office.COUNCILLOR):
            email = f"cllr.{local_part}{EMAIL_ENDING}"
            people.describe_member(held.pk, by=SYSTEM, ward=ward, public_email=email)


def _evening(weeks: int) -> datetime:
    """At 7 pm on the Monday after so many weeks."""
    later = today() + timedelta(weeks=weeks)
    day = later + timedelta(days=-later.weekday() % 7)
    return timezone.make_aware(datetime(day.year, day.month, day.day, 19))


def _look_after_the_website(clerk: User) -> None:
    """Its accessibility statement is reviewed and names one barrier; one report waits for an answer."""
    accessibility.review_statement(
        by=clerk,
        tested_on=today() - timedelta(days=20),
        tested_how="The Town Clerk and two volunteers, with the keyboard alone, at 400% and on two telephones.",
    )
    accessibility.note_barrier(
        by=clerk,
        what="Minutes from before 2019 are pictures of paper and cannot be read aloud.",
        criterion="1.1.1",
        reason=Barrier.Reason.NOT_COMPLIANT,
        alternative="Ring the office: we read them to you or type them out.",
        planned_for=today() + timedelta(days=150),
    )
    accessibility.report(
        by=SYSTEM,
        happened="I cannot tell on my telephone which of the kinds under News is chosen. Could it be bolder?",
        page="News",
        name="Dorothy Lamb",
    )


def _send_nowhere() -> None:
    """Their addresses are reserved and nobody reads them: what the council has sent so far stays on the record only."""
    now = timezone.now()
    for dispatch in Dispatch.objects.due(now):
        mail.send(dispatch.pk, lambda content, sender, recipients: [], now=now)
