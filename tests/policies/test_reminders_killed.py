"""The sweep of reviews and the sending of its mail, killed outright at random moments, and two sweeps at once.

Real processes. Settings written for the test hold each transaction open for a moment after the rows of a reminder and
after those of its mail, and the mail server takes its time over its answer, so that kills hit the middle.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.everything import free_port
from tests.installations import Installation, scratch

pytestmark = pytest.mark.clause("review-cycle")

MEMBERS = 20
KILLS = 8
REVIEWERS = {"clerk@council.example", *(f"member{number}@council.example" for number in range(MEMBERS))}
ONCE_EACH = {(address, 7): 1 for address in REVIEWERS}

SETTINGS = """
import time
from django.db.backends.signals import connection_created
from tests.settings import *

EMAIL_URL = "smtp://127.0.0.1:__PORT__"
CELERY_BROKER_URL = "memory://"

def dawdle(execute, sql, *rest):
    done = execute(sql, *rest)
    if sql.startswith(('INSERT INTO "policies_reminder"', 'INSERT INTO "email_log_')):
        time.sleep(0.02)
    return done

def slow(connection, **kwargs):
    connection.execute_wrappers.append(dawdle)

connection_created.connect(slow, weak=False)
"""

DUE = f"""
import django
django.setup()
from datetime import timedelta
from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.offices import Office
from policies.reviewing import add_months
from tests.policies import reviewing as making

adopted = add_months(today() + timedelta(days=7), -6)
making.council("barton_le_clay", adopted)
committee = people.make_committee("Policies & Resources Committee", by=SYSTEM)
making.holder("Clerk", Office.CLERK, adopted)
for number in range({MEMBERS}):
    making.member(f"Member{{number}}", committee, adopted)
"""

# A process that has not asked the database yet, and whose children do what is said: killed, or two at once.
CHILDREN = """
import os, signal, sys, time
from datetime import timedelta
import django
django.setup()
import time_machine
from django.utils import timezone
from email_log.tasks import send_waiting
from policies.sweep import remind_all_reviewers

def started(act):
    child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    return child

def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

def killed(act, seconds):
    child = started(act)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return ended(child)
"""

SWEPT = f"""{CHILDREN}
print([killed(remind_all_reviewers, float(seconds)) for seconds in sys.argv[1:]].count(-signal.SIGKILL))
remind_all_reviewers()
"""

# What a killed process had in hand is free again once its lease has ended.
SENT = f"""{CHILDREN}
cut = 0
for number, seconds in enumerate(sys.argv[1:]):
    with time_machine.travel(timezone.now() + number * timedelta(minutes=16)):
        cut += killed(send_waiting, float(seconds)) == -signal.SIGKILL
with time_machine.travel(timezone.now() + len(sys.argv) * timedelta(minutes=16)):
    send_waiting()
print(cut)
"""

TWO = f"""{CHILDREN}
opened, closed = os.pipe()

def at_once():
    os.close(closed)
    os.read(opened, 1)
    remind_all_reviewers()

children = [started(at_once) for _ in range(2)]
os.close(closed)
print([ended(child) for child in children])
"""


class Inbox:
    """What the mail server took: a Message-ID by each address. Until it answers, the sender does not know."""

    def __init__(self) -> None:
        self.taken = Counter[tuple[str, str]]()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mail = message_from_bytes(envelope.content or b"")  # type: ignore[arg-type]
        self.taken.update((address, str(mail["Message-ID"])) for address in envelope.rcpt_tos)
        await asyncio.sleep(0.02)
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    kept, port = Inbox(), free_port()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield kept, port
    server.stop()


@pytest.fixture
def installation(tmp_path: Path, inbox: tuple[Inbox, int], flushed_afterwards: None) -> Iterator[Installation]:
    """In which a review is due in a week: a step of it to the Clerk and to twenty members of a committee."""
    for made in scratch(tmp_path, "moothall_killed_reviews", SETTINGS.replace("__PORT__", str(inbox[1]))):
        made.run("-c", DUE)
        yield made


def moments(name: str) -> list[str]:
    chance = random.Random(name)  # noqa: S311 # chance, and no secret
    return [f"{chance.uniform(0.05, 0.5):.3f}" for _ in range(KILLS)]


def reminders(installation: Installation) -> dict[tuple[str, int], int]:
    """How often each person was reminded of each step."""
    rows = installation.query(
        "SELECT email, step, COUNT(*) FROM policies_reminder r JOIN accounts_user u ON u.id = r.person_id"
        " GROUP BY email, step"
    )
    return {(email, step): number for email, step, number in rows}


def mails(installation: Installation) -> Counter[str]:
    rows = installation.query('SELECT "to" FROM email_log_outgoingmail')
    return Counter(address for (to,) in rows for address in (json.loads(to) if isinstance(to, str) else to))


def test_killed_again_and_again_it_reminds_each_once_and_each_mail_arrives(
    installation: Installation, inbox: tuple[Inbox, int]
) -> None:
    """A mail that was taken as its sender died comes again under its old Message-ID: mail programs show it once."""
    assert int(installation.run("-c", SWEPT, *moments("sweep"))) > KILLS // 4
    assert reminders(installation) == ONCE_EACH
    assert mails(installation) == dict.fromkeys(REVIEWERS, 1)
    cut = int(installation.run("-c", SENT, *moments("mail")))
    assert cut > 0
    assert Counter(address for address, _ in inbox[0].taken) == dict.fromkeys(REVIEWERS, 1)
    assert sum(inbox[0].taken.values()) <= len(REVIEWERS) + cut
    assert installation.query("SELECT DISTINCT state FROM email_log_dispatch") == [("sent",)]


def test_two_sweeps_at_once_make_what_one_makes(installation: Installation) -> None:
    assert installation.run("-c", TWO).strip() == "[0, 0]"
    assert reminders(installation) == ONCE_EACH
    assert mails(installation) == dict.fromkeys(REVIEWERS, 1)
