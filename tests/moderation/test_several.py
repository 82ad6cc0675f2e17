"""Several approvals at once, each only after it was opened; and the calendar of what is out, scheduled and waiting."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import User
from moderation.calendar import Month, days_of
from posts import workflow
from posts.life import State
from posts.models import Decision, Post
from tests import making

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def waiting(cast: making.Cast, title: str, **changes: object) -> Post:
    post = workflow.write(making.content(title, **changes), by=cast.councillor)
    return workflow.submit(post.pk, by=cast.councillor)


def choice(*posts: Post) -> list[str]:
    return [f"{post.pk}:{post.current_version_id}" for post in posts]


def states(*posts: Post) -> list[str]:
    return [Post.objects.get(pk=post.pk).state for post in posts]


@pytest.mark.clause("post-moderators")
def test_several_are_approved_after_each_was_opened(cast: making.Cast, signed_in: SignIn) -> None:
    opened, unopened = waiting(cast, "Bins"), waiting(cast, "Carols")
    clerk = signed_in(cast.clerk)
    clerk.get(f"/desk/decisions/{opened.pk}/")
    queue = clerk.get("/desk/decisions/").content.decode()
    assert (choice(opened)[0] in queue, choice(unopened)[0] in queue) == (True, False)

    shown = clerk.post("/desk/decisions/several/", {"chosen": choice(opened, unopened)})
    assert "Approve 2 posts" in shown.content.decode()
    assert states(opened, unopened) == [State.SUBMITTED, State.SUBMITTED]
    form = {"chosen": choice(opened, unopened), "confirm": "1", "attested": "on"}
    page = clerk.post("/desk/decisions/several/", form).content.decode()
    assert states(opened, unopened) == [State.SCHEDULED, State.SUBMITTED]
    assert "You have not opened it in this version" in page


def test_without_the_confirmation_nothing_is_approved(cast: making.Cast, signed_in: SignIn) -> None:
    post, clerk = waiting(cast, "Bins"), signed_in(cast.clerk)
    clerk.get(f"/desk/decisions/{post.pk}/")
    page = clerk.post("/desk/decisions/several/", {"chosen": choice(post), "confirm": "1"}).content.decode()
    assert "Confirm this, or decide on each by itself." in page
    assert Decision.objects.count() == 0


def test_one_that_has_changed_since_it_was_opened_stays(cast: making.Cast, signed_in: SignIn) -> None:
    post, clerk = waiting(cast, "Bins"), signed_in(cast.clerk)
    clerk.get(f"/desk/decisions/{post.pk}/")
    chosen = choice(post)
    workflow.amend(post.pk, making.content("Bins!"), by=cast.clerk, version=post.current_version_id)
    clerk.post("/desk/decisions/several/", {"chosen": chosen, "confirm": "1", "attested": "on"})
    assert states(post) == [State.SUBMITTED]


def test_one_with_a_finding_to_answer_is_decided_by_itself(cast: making.Cast, signed_in: SignIn) -> None:
    post = waiting(cast, "Soup", body="<p>Ring Bob on 07700 900461.</p>")
    clerk = signed_in(cast.clerk)
    clerk.get(f"/desk/decisions/{post.pk}/")
    form = {"chosen": choice(post), "confirm": "1", "attested": "on"}
    page = clerk.post("/desk/decisions/several/", form).content.decode()
    assert ("07700 900461" in page, states(post)) == (True, [State.SUBMITTED])


@pytest.mark.parametrize("forged", [["x"], ["1:2"], ["999999:not-a-version"], [], [":"]])
def test_a_forged_choice_approves_nothing(cast: making.Cast, signed_in: SignIn, forged: list[str]) -> None:
    waiting(cast, "Bins")
    response = signed_in(cast.clerk).post("/desk/decisions/several/", {"chosen": forged, "confirm": "1"})
    assert response.status_code in (302, 400)
    assert Decision.objects.count() == 0


# ------------------------------------------------------------------------------------------------ the calendar
def shown(month: Month, user: User) -> dict[date, list[tuple[str, str]]]:
    days = days_of(month, User.objects.get(pk=user.pk))
    return {day.day: [(entry.state, entry.title) for entry in day.entries] for day in days if day.entries}


def test_the_month_holds_what_is_out_scheduled_and_waiting_and_the_meetings(cast: making.Cast) -> None:
    with time_machine.travel(datetime(2026, 12, 8, 9, tzinfo=UTC), tick=False):
        making.put_out(waiting(cast, "Out"), approver=cast.clerk)
        scheduled = waiting(cast, "Scheduled")
        at = datetime(2026, 12, 10, 12, tzinfo=UTC)
        version = scheduled.current_version_id
        workflow.approve(scheduled.pk, by=cast.clerk, version=version, attested=True, at=at)
        waiting(cast, "Waiting", wished_for=datetime(2026, 12, 11, 9, tzinfo=UTC))
        people.call_meeting(by=SYSTEM, starts_at=datetime(2026, 12, 14, 19, tzinfo=UTC))
        month = Month(2026, 12)
        assert shown(month, cast.clerk) == {
            date(2026, 12, 8): [("published", "Out")],
            date(2026, 12, 10): [("scheduled", "Scheduled")],
            date(2026, 12, 11): [("submitted", "Waiting")],
            date(2026, 12, 14): [("meeting", "Full Council")],
        }
        assert [*shown(month, cast.volunteer).values()] == [[("published", "Out")], [("meeting", "Full Council")]]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_days_are_the_councils(cast: making.Cast, moment: datetime, day: date) -> None:
    people.call_meeting(by=SYSTEM, starts_at=moment)
    assert list(shown(Month.of(day), cast.clerk)) == [day]


def test_the_months_lead_on_over_the_year() -> None:
    assert (Month(2026, 12).after, Month(2026, 1).before) == (Month(2027, 1), Month(2025, 12))
    assert (Month(2026, 1).after, Month(2024, 3).before) == (Month(2026, 2), Month(2024, 2))


@pytest.mark.parametrize("address", ["2026/13/", "2026/0/", "1066/10/", "9999/1/list/"])
def test_a_month_that_is_none_is_not_found(cast: making.Cast, signed_in: SignIn, address: str) -> None:
    assert signed_in(cast.clerk).get(f"/desk/decisions/calendar/{address}").status_code == 404


@pytest.mark.parametrize("kind", ["", "list/"])
def test_the_calendar_asks_little_however_much_there_is(cast: making.Cast, signed_in: SignIn, kind: str) -> None:
    clerk, counts = signed_in(cast.clerk), []
    for number in (1, 6):
        for i in range(number):
            making.put_out(waiting(cast, f"Notice {i}"), approver=cast.clerk)
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(f"/desk/decisions/calendar/{kind}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_somebody_without_an_office_sees_no_calendar(cast: making.Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.outsider).get("/desk/decisions/calendar/").status_code == 403
