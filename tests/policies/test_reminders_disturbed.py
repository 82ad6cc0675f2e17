"""The same reminders, none twice, with the clock stopped for days, sweeps interrupted anywhere, and mail refused.

What people do on their days (moving a review, recording its outcome) finds the clock running: of what they have moved
or decided, nobody is reminded any more.
"""

import logging
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from email_log import workflow as mail
from email_log.models import Dispatch, OutgoingMail
from policies.models import Reminder
from policies.sweep import remind_all_reviewers
from tests.policies import reviewing as making
from tests.policies import scenarios
from tests.policies.scenarios import Scenario

pytestmark = [pytest.mark.django_db, pytest.mark.same_everywhere, pytest.mark.clause("review-cycle")]

LONGEST_STOP = 7
AN_HOUR = timedelta(hours=1)


GONE = OperationalError("the server is gone")


class Killed(BaseException):
    """The process ended here."""


@contextmanager
def interrupted(left: int, ending: BaseException) -> Iterator[None]:
    """After so many statements the server is gone, or the process is: what is not committed is undone."""

    def maybe(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal left
        done = execute(sql, *rest)
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            left -= 1
            if left == 0:
                raise ending
        return done

    with connection.execute_wrapper(maybe):
        yield


def mails_and_rows() -> tuple[set[str], set[str]]:
    mailed = [address for mail in OutgoingMail.objects.all() for address in mail.to]
    assert len(mailed) == len(set(mailed))
    return set(mailed), set(Reminder.objects.values_list("person__email", flat=True))


def test_after_whatever_statement_it_ends_nobody_has_a_row_without_mail(caplog: pytest.LogCaptureFixture) -> None:
    """The day on which reminders are due to two people, cut short after one statement, two, three and so on."""
    caplog.set_level(logging.CRITICAL)
    scenarios.begin("thornbury")
    number, ended = 0, True
    with making.on(date(2027, 3, 28)):
        while ended:
            number, before = number + 1, transaction.savepoint()
            ended = cut_short(number)
            mailed, reminded = mails_and_rows()
            assert mailed == reminded
            remind_all_reviewers()
            assert mails_and_rows() == ({"cleo@council.example", "dev@council.example"},) * 2
            transaction.savepoint_rollback(before)
    assert number > 30


def cut_short(number: int) -> bool:
    try:
        with interrupted(number, Killed()):
            remind_all_reviewers()
    except Killed:
        return True
    return False


class Post:
    """An SMTP server in a bad mood, for no more than four times together. It remembers what it took."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.taken, self.refused = chance, Counter[str](), 0

    def __call__(self, content: bytes, sender: str, recipients: Sequence[str]) -> Sequence[str]:
        if self.refused < 4 and self.chance.random() < 0.4:
            self.refused += 1
            raise SMTPServerDisconnected("Not now.")
        self.refused = 0
        self.taken[content.decode().partition("Message-ID: ")[2].partition("\r\n")[0]] += 1
        return []


def sweep_badly(chance: random.Random) -> None:
    """One sweep, which may be interrupted."""
    if chance.random() < 0.5:
        remind_all_reviewers()
        return
    try:
        with interrupted(chance.randrange(1, 60), chance.choice([GONE, Killed()])):
            for _ in range(3):
                remind_all_reviewers()
    except (Killed, OperationalError):
        pass


def send_all(post: Post) -> None:
    now = timezone.now()
    for pk in Dispatch.objects.due(now).values_list("pk", flat=True):
        mail.send(pk, post, now=now)


def steps(scenario: Scenario) -> set[date]:
    return {date.fromisoformat(day) for day, _, _ in scenario.reminders}


def days_of(scenario: Scenario) -> list[date]:
    """Each day near one with a step or an act; between them the clock stops as long as it may, again and again."""
    busy = {scenario.first, scenario.last, *scenario.acts, *steps(scenario)}
    near = range(-LONGEST_STOP, LONGEST_STOP + 1)
    days = {day + making.A_DAY * number for day in busy for number in near}
    length = (scenario.last - scenario.first).days
    days |= {scenario.first + making.A_DAY * number for number in range(0, length, LONGEST_STOP + 1)}
    return sorted(day for day in days if scenario.first <= day <= scenario.last)


def live_through(scenario: Scenario, chance: random.Random, post: Post) -> set[date]:
    """From day to day; those on which the clock stood still."""
    stopped, still, before = 0, set(), scenario.first
    for day in days_of(scenario):
        is_needed = day in scenario.acts or day == scenario.last or day > before + making.A_DAY
        if not stopped and chance.random() < 0.1:
            stopped = chance.randrange(1, LONGEST_STOP + 1)
        if is_needed:
            stopped = 0
        if stopped:
            still.add(day)
        visit(scenario, day, chance, post, runs=not stopped)
        stopped, before = max(0, stopped - 1), day
    return still


def visit(scenario: Scenario, day: date, chance: random.Random, post: Post, *, runs: bool) -> None:
    if runs:
        with making.on(day, 6):
            sweep_badly(chance)
            send_all(post)
        with making.on(day, 9):
            remind_all_reviewers()
    if day in scenario.acts:
        with making.on(day, 10):
            scenario.acts[day]()


@pytest.mark.parametrize("name", scenarios.SCENARIOS)
def test_the_same_set_and_none_twice(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    chance = random.Random(name)  # noqa: S311 # chance, and no secret
    scenario, post = scenarios.begin(name), Post(chance)
    still = live_through(scenario, chance, post)
    assert bool(still & steps(scenario)) == bool(scenario.reminders)
    assert making.table() == scenario.reminders
    for hour in range(1, 200):
        with making.on(scenario.last + making.A_DAY * hour, 6):
            send_all(post)
        if not Dispatch.objects.exclude(state="sent").exists():
            break
    assert set(post.taken.values()) <= {1}
    put_on_record = OutgoingMail.objects.count()
    assert len(post.taken) == put_on_record
    assert put_on_record <= sum(len(names.split(", ")) for _, _, names in scenario.reminders)
