"""Calendars that other programs subscribe to: the council's for everybody, and one for each person.

A person's own has a signed address and needs no signing in; renewing the address takes the old one away. What moves
keeps its UID and raises its SEQUENCE, so that it moves in the calendar as well.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Count, Max, Model, Q, QuerySet
from django.urls import reverse
from icalendar import Calendar, Event

from accounts.models import Council, Meeting, User
from policies import notices
from policies.models import CalendarAddress, Policy, Review
from policies.reminding import People
from policies.reviewing import plan_of
from policies.rules import meaning as means
from policies.rules.schema import ItemKind
from policies.standing import rules_in_force, standing_of

SALT = "policies.calendars"
MOST = 500
LONG_AGO = timedelta(days=366)
AN_HOUR = timedelta(hours=1)


def address_of(person: User) -> str:
    """The path of the person's own calendar; "" before they have asked for one."""
    found = CalendarAddress.objects.filter(person=person).first()
    return (
        reverse("policies:own_calendar", args=[Signer(salt=SALT).sign(f"{person.pk}.{found.number}")]) if found else ""
    )


def person_at(token: str) -> User | None:
    """Whose calendar it is; None where the address was never given, was renewed, or its owner may not sign in."""
    try:
        person, _, number = Signer(salt=SALT).unsign(token).partition(".")
    except BadSignature:
        return None
    found = CalendarAddress.objects.filter(person=int(person), number=int(number), person__is_active=True)
    address = found.select_related("person").first()
    return address.person if address else None


def of_person(person: User, day: date) -> Calendar:
    """Their reviews, and the meetings of their committees and, while they hold an office, of the full Council."""
    people, rules = People(day), rules_in_force()
    reviews = [
        review
        for review in Review.objects.coming().whole()[:MOST]
        if person in people.reviewers(plan_of(review.policy, rules), day)
    ]
    committees = person.committee_memberships.on(day).values("committee")
    theirs = Q(committee__in=committees)
    if standing_of(person).appointments:
        theirs |= Q(committee=None)
    return _calendar(f"{person.name}: reviews and meetings", reviews, _meetings(day).filter(theirs)[:MOST])


def of_council(day: date) -> Calendar:
    """The day of each policy's next review and, where the policy lists meeting dates for the website, every meeting."""
    council = Council.objects.first()
    reviews = Review.objects.coming().filter(policy__in=Policy.objects.adopted(day)).whole()[:MOST]
    is_listed = means.stands_on_website(rules_in_force(), ItemKind.MEETING_DATES)
    meetings = _meetings(day)[:MOST] if is_listed else ()
    return _calendar(f"{council or 'The council'}: meetings and reviews", reviews, meetings)


def of_meetings(day: date) -> Calendar:
    """Every meeting of the council and its committees."""
    return _calendar(f"{Council.objects.first() or 'The council'}: meetings", (), _meetings(day)[:MOST])


def blank(name: str, about: str) -> Calendar:
    """A calendar of that name without entries, which programs fetch twice a day; `about`: what it is made of."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Moothall//{about}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    return calendar


def _meetings(day: date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(starts_at__date__gte=day - LONG_AGO).select_related("committee").order_by("starts_at")


def _calendar(name: str, reviews: Iterable[Review], meetings: Iterable[Meeting]) -> Calendar:
    calendar = blank(name, "Meetings and reviews")
    reviews, meetings = list(reviews), list(meetings)
    changes = _changes(Review, reviews) | _changes(Meeting, meetings)
    for review in reviews:
        calendar.add_component(_of_review(review, changes[f"review-{review.pk}"]))
    for meeting in meetings:
        calendar.add_component(_of_meeting(meeting, changes[f"meeting-{meeting.pk}"]))
    return calendar


Change = tuple[int, datetime]


def _changes(model: type[Model], things: list[Review] | list[Meeting]) -> dict[str, Change]:
    """How often each was changed, and when last: what the record says."""
    history = model.history.filter(id__in=[thing.pk for thing in things]).order_by()  # type: ignore[attr-defined]
    counted = history.values("id").annotate(times=Count("pk"), last=Max("history_date"))
    name = model._meta.model_name
    return {f"{name}-{row['id']}": (row["times"] - 1, row["last"]) for row in counted}


def _of_review(review: Review, change: Change) -> Event:
    """A whole day."""
    event = _event(f"review-{review.pk}", f"Review due: {review.policy.name}", change)
    event.add("dtstart", review.due_on)
    event.add("dtend", review.due_on + timedelta(days=1))
    event.add("url", f"{settings.SITE_URL}{notices.address_of(review.policy)}")
    event.add("transp", "TRANSPARENT")
    return event


def _of_meeting(meeting: Meeting, change: Change) -> Event:
    event = _event(f"meeting-{meeting.pk}", meeting.name, change)
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", (meeting.starts_at + AN_HOUR).astimezone(UTC))
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.is_called_off:
        event.add("status", "CANCELLED")
    return event


def _event(uid: str, summary: str, change: Change) -> Event:
    times, last = change
    event = Event()
    event.add("uid", f"{uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("summary", summary)
    event.add("sequence", times)
    event.add("dtstamp", last.astimezone(UTC))
    event.add("last-modified", last.astimezone(UTC))
    return event
