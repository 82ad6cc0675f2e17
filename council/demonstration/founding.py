"""Makes the demonstration council, through the same acts as any other: nothing here writes by itself."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Council, User
from accounts.offices import MEMBERS, Arrival, Office
from accounts.refusals import NotNow
from council.demonstration.people import PEOPLE
from council.demonstration.writings import WRITINGS, Writing
from email_log import workflow as mail
from email_log.models import Dispatch
from policies import founding
from posts import workflow
from posts.content import NONE_OF_THEM, Content


@transaction.atomic
def found() -> Council:
    """Thornby Town Council with its people, committees and a few posts. NotNow where a council stands."""
    if not settings.DEMO:
        raise NotNow("The demonstration council is made only with DEMO=1.")
    start = today() - timedelta(days=400)
    council = founding.found(founding.read("model"), adopted_on=start)
    cast = {person.local_part: _seat(person.local_part, start) for person in PEOPLE}
    _seat_committee(cast, start)
    for writing in WRITINGS:
        _write(writing, cast)
    _send_nowhere()
    return council


def _seat(local_part: str, start: date) -> User:
    person = next(person for person in PEOPLE if person.local_part == local_part)
    user = people.welcome(by=SYSTEM, email=person.email, name=person.name)
    people.appoint(user, person.office, by=SYSTEM, begins=start, arrival=person.arrival, title=person.title)
    if person.office in MEMBERS - {Office.COUNCILLOR}:
        people.appoint(user, Office.COUNCILLOR, by=SYSTEM, begins=start, arrival=Arrival.ELECTED)
    return user


def _seat_committee(cast: dict[str, User], start: date) -> None:
    committee = people.make_committee("Policy and Finance Committee", by=SYSTEM)
    for member in ("mayor", "ruth.okafor", "priya.shah"):
        people.seat(cast[member], committee, by=SYSTEM, begins=start)
    for weeks in (3, 11):
        people.call_meeting(by=SYSTEM, committee=committee, starts_at=_evening(weeks), place="The Moot Hall")
    people.call_meeting(by=SYSTEM, starts_at=_evening(4), place="The Moot Hall")


def _evening(weeks: int) -> datetime:
    day = today() + timedelta(weeks=weeks)
    return timezone.make_aware(datetime(day.year, day.month, day.day, 19))


def _write(writing: Writing, cast: dict[str, User]) -> None:
    content = Content.of(writing.title, writing.body, writing.kind, barred_kind=NONE_OF_THEM)
    author, clerk = cast[writing.author], cast["clerk"]
    post = workflow.write(content, by=author)
    if writing.reaches == "draft":
        return
    workflow.submit(post.pk, by=author)
    version = post.current_version_id
    if writing.reaches == "returned":
        workflow.return_for_changes(post.pk, by=clerk, version=version, remark=writing.remark)
    if writing.reaches in ("scheduled", "published"):
        at = timezone.now() + timedelta(days=2) if writing.reaches == "scheduled" else None
        workflow.approve(post.pk, by=clerk, version=version, at=at)
    if writing.reaches == "published":
        workflow.publish(post.pk, by=SYSTEM, now=timezone.now())


def _send_nowhere() -> None:
    """Their addresses are reserved and nobody reads them: what the council has sent so far stays on the record only."""
    now = timezone.now()
    for dispatch in Dispatch.objects.due(now):
        mail.send(dispatch.pk, lambda content, sender, recipients: [], now=now)
