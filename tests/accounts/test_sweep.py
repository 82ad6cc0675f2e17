"""The mail of the day comes by itself: at seven by the council's clock, once, whatever stood still meanwhile."""

import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery.schedules import crontab
from django.conf import settings
from django.db import connection
from django.db.models.signals import pre_delete

from accounts import workflow
from accounts.history import SYSTEM
from accounts.models import Notice, User
from accounts.sweep import send_all_daily
from accounts.tasks import send_daily
from email_log.models import OutgoingMail
from tests import making

HOUR = timedelta(hours=1)


def daily(person: User, *texts: str) -> User:
    """Wants one mail a day, and these wait for it."""
    chosen = workflow.choose_notices(person, by=person, notices=User.Notices.DAILY)
    workflow.keep_notices((chosen, text) for text in texts or ["Benches\nSomebody wrote of benches."])
    return chosen


def sweeps(begins: datetime, hours: int) -> list[int]:
    """How many mails each of the hourly sweeps sent."""
    sent = []
    with time_machine.travel(begins, tick=False) as clock:
        for _ in range(hours):
            sent.append(send_all_daily())
            clock.shift(HOUR)
    return sent


@pytest.mark.parametrize(
    ("evening", "sweep_of_seven"),
    [
        pytest.param(datetime(2026, 1, 12, 20, tzinfo=UTC), 11, id="in winter"),
        pytest.param(datetime(2026, 7, 12, 20, tzinfo=UTC), 10, id="in summer"),
        pytest.param(datetime(2026, 3, 28, 20, tzinfo=UTC), 10, id="the clocks go forward"),
        pytest.param(datetime(2026, 10, 24, 20, tzinfo=UTC), 11, id="the clocks go back"),
    ],
)
def test_it_comes_at_seven_and_once(cast: making.Cast, evening: datetime, sweep_of_seven: int) -> None:
    with time_machine.travel(evening, tick=False):
        for person in (cast.clerk, cast.chair):
            daily(person)
    sent = sweeps(evening, hours=40)
    assert [hour for hour, mails in enumerate(sent) if mails] == [sweep_of_seven]
    assert sent[sweep_of_seven] == 2


def test_what_comes_after_seven_waits_for_the_next_morning(cast: making.Cast) -> None:
    begins = datetime(2026, 1, 12, 8, tzinfo=UTC)
    with time_machine.travel(begins, tick=False):
        daily(cast.clerk)
    assert sweeps(begins, hours=25) == [*([0] * 23), 1, 0]


def test_after_days_of_standing_still_it_is_one_mail(cast: making.Cast) -> None:
    begins = datetime(2026, 1, 12, 20, tzinfo=UTC)
    for day in range(3):
        with time_machine.travel(begins + day * 24 * HOUR, tick=False):
            daily(cast.clerk, f"Notice {day}\nIt says so.")
    assert sweeps(begins + 90 * HOUR, hours=3) == [1, 0, 0]
    assert OutgoingMail.objects.get().subject == "3 things from the desk"


def test_who_wants_no_mail_any_more_is_cleared_up(cast: making.Cast) -> None:
    with time_machine.travel(datetime(2026, 1, 12, 20, tzinfo=UTC), tick=False):
        as_they_were = daily(cast.clerk)
        workflow.choose_notices(cast.clerk, by=cast.clerk, notices=User.Notices.OFF)
        workflow.keep_notices([(as_they_were, "Late")])
    assert sweeps(datetime(2026, 1, 13, 9, tzinfo=UTC), hours=2) == [0, 0]
    assert Notice.objects.count() == 0


def test_one_mail_that_cannot_be_written_does_not_hold_up_the_others(
    cast: making.Cast, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(datetime(2026, 1, 12, 20, tzinfo=UTC), tick=False):
        daily(cast.clerk, "Broken\nIt cannot be kept.")
        daily(cast.chair)
    refuse_mail_about("Broken")
    with caplog.at_level(logging.ERROR):
        assert sweeps(datetime(2026, 1, 13, 7, tzinfo=UTC), hours=1) == [1]
    assert f"Person {cast.clerk.pk} did not get the mail of the day" in caplog.text
    assert [notice.person for notice in Notice.objects.all()] == [cast.clerk]
    assert User.objects.get(pk=cast.clerk.pk).told_on is None


def test_the_schedule_asks_each_hour() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["send the mail of the day"]
    assert (entry["task"], entry["schedule"]) == (send_daily.name, crontab(minute="0"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("flushed_afterwards", "slow_to_clear_up")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection for all threads")
def test_two_workers_at_one_moment_send_it_once() -> None:
    making.found()
    with time_machine.travel(datetime(2026, 1, 12, 20, tzinfo=UTC), tick=False):
        person = daily(making.person("clerk"))
    now = datetime(2026, 1, 13, 9, tzinfo=UTC)
    outcomes: list[bool] = []
    start = threading.Barrier(3)

    def work() -> None:
        connection.ensure_connection()
        start.wait(timeout=10)
        try:
            outcomes.append(workflow.send_daily(person, by=SYSTEM, now=now))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == [False, False, True]
    assert (OutgoingMail.objects.count(), Notice.objects.count()) == (1, 0)


# ------------------------------------------------------------------------------------------------- helpers
@pytest.fixture
def slow_to_clear_up() -> Iterator[None]:
    """Holds a transaction open between the mail and the emptying of the queue, so that others come in between."""

    def dawdle(**kwargs: object) -> None:
        time.sleep(0.2)

    pre_delete.connect(dawdle, sender=Notice)
    yield
    pre_delete.disconnect(dawdle, sender=Notice)


def refuse_mail_about(subject: str) -> None:
    """From now on the record takes no mail with this subject."""
    table = OutgoingMail._meta.db_table
    sqlite = f"CREATE TRIGGER no_mail BEFORE INSERT ON {table} WHEN NEW.subject = '{subject}' "
    sqlite += "BEGIN SELECT RAISE(ABORT, 'no mail'); END"
    postgresql = "CREATE FUNCTION no_mail() RETURNS trigger LANGUAGE plpgsql AS "
    postgresql += "$$ BEGIN RAISE EXCEPTION 'no mail'; END $$; "
    postgresql += f"CREATE TRIGGER no_mail BEFORE INSERT ON {table} FOR EACH ROW WHEN (NEW.subject = '{subject}') "
    postgresql += "EXECUTE FUNCTION no_mail()"
    connection.check_constraints()  # PostgreSQL makes no trigger while checks are still to come
    with connection.cursor() as cursor:
        cursor.execute(postgresql if connection.vendor == "postgresql" else sqlite)
