"""The month's report: what stands in it, for whom, and for which days."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from council.report.contents import NO_PURPOSE, Period, report_of
from posts.life import State
from tests import making
from tests.publishing import corrected, published, withdrawn

SignIn = Callable[[User], Client]

TODAY = date(2026, 11, 20)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
IN_NOVEMBER = datetime(2026, 11, 10, 12, tzinfo=UTC)


def in_november() -> time_machine.travel:
    return time_machine.travel(IN_NOVEMBER, tick=False)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31)),
        (date(2028, 3, 31), date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_the_month_before(day: date, first: date, last: date) -> None:
    assert Period.month_before(day) == Period(first, last)


@pytest.mark.clause("purpose")
def test_what_went_out_by_purpose_and_kind(cast: making.Cast) -> None:
    purpose = "To tell people what the council does"
    with time_machine.travel(IN_NOVEMBER - timedelta(days=1)):
        making.choose("publishing", purposes=[purpose])
    published(cast, "With", on=IN_NOVEMBER, purpose=purpose)
    published(cast, "Without", on=IN_NOVEMBER)
    published(cast, "Another", on=IN_NOVEMBER, kind="agendas")
    report = report_of(NOVEMBER, TODAY)
    assert (report.published, report.purposes) == (3, [(NO_PURPOSE, 2), (purpose, 1)])
    assert sorted(number for _, number in report.kinds) == [1, 2]


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (datetime(2026, 10, 31, 23, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 1, tzinfo=UTC), 1),
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), 1),
        (datetime(2026, 12, 1, tzinfo=UTC), 0),
    ],
)
def test_the_first_and_the_last_day_belong_to_it(moment: datetime, counts: int, cast: making.Cast) -> None:
    post = published(cast, on=moment)
    assert (post.published_at, report_of(NOVEMBER, TODAY).published) == (moment, counts)


def test_what_was_corrected_and_what_was_withdrawn(cast: making.Cast) -> None:
    with in_november():
        post = published(cast, "Old words", on=IN_NOVEMBER - timedelta(days=40))
        correction = corrected(post, cast)
        gone = withdrawn(published(cast, "Wrong"), cast)
    report = report_of(NOVEMBER, TODAY)
    assert ([post.pk for post in report.corrected], [post.pk for post in report.withdrawn]) == (
        [correction.pk],
        [gone.pk],
    )
    assert report.published == 1


@pytest.mark.clause("post-moderators")
def test_what_was_refused_and_what_its_author_approved(cast: making.Cast) -> None:
    with in_november():
        refused = making.post_in(State.REFUSED, author=cast.councillor, approver=cast.clerk)
        own = making.post_in(State.PUBLISHED, author=cast.clerk, approver=cast.clerk)
        making.post_in(State.PUBLISHED, author=cast.councillor, approver=cast.clerk)
    report = report_of(NOVEMBER, TODAY)
    assert [decision.post_id for decision in report.refused] == [refused.pk]
    assert [decision.post_id for decision in report.by_author] == [own.pk]


def test_what_expired(cast: making.Cast) -> None:
    with in_november():
        making.post_in(State.EXPIRED, author=cast.councillor, approver=cast.clerk, title="Too late")
    expired = report_of(Period(NOVEMBER.first, date(2026, 12, 31)), TODAY).expired
    assert [row.title for row in expired] == ["Too late"]


def test_an_empty_month_says_so(cast: making.Cast, signed_in: SignIn) -> None:
    shown = signed_in(cast.clerk).get("/desk/report/?first=2026-11-01&last=2026-11-30").content.decode()
    for words in ("Nothing was published", "Nothing was refused", "Everything was decided in time", "full Council"):
        assert words in shown


@pytest.mark.clause("read-and-understood")
def test_who_has_still_to_read_the_policy(db: None, signed_in: SignIn) -> None:
    making.found("thornbury")
    cast = making.cast()
    making.read_by(*(person for person in cast.everybody().values() if person != cast.volunteer))
    shown = signed_in(cast.clerk).get("/desk/report/").content.decode()
    assert "<li>Volunteer</li>" in shown
    making.read_by(cast.volunteer)
    assert "Still to read a policy" not in signed_in(cast.clerk).get("/desk/report/").content.decode()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-11-30", "2026-11-01", "before the first"),
        ("2025-01-01", "2026-11-01", "more than a year"),
        ("soon", "2026-11-01", "Give a day"),
        ("", "", "Give a day"),
    ],
)
def test_days_that_are_not_right_are_named(
    first: str, last: str, said: str, cast: making.Cast, signed_in: SignIn
) -> None:
    shown = signed_in(cast.clerk).get(f"/desk/report/?first={first}&last={last}").content.decode()
    assert said in shown
    assert "What went out" not in shown


def test_who_reads_it(cast: making.Cast, signed_in: SignIn) -> None:
    """Under the model policy Clerk and Deputy approve, and they keep the council's affairs."""
    read = {
        name for name, person in cast.everybody().items() if signed_in(person).get("/desk/report/").status_code == 200
    }
    assert read == {"clerk", "deputy"}


def test_it_asks_as_little_of_many_posts_as_of_few(cast: making.Cast, signed_in: SignIn) -> None:
    clerk, numbers = signed_in(cast.clerk), []
    for _ in range(2):
        for number in range(3):
            published(cast, f"News {number}", on=IN_NOVEMBER)
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get("/desk/report/?first=2026-11-01&last=2026-11-30").status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 18
