"""Killed at any moment, the sweep puts exactly one mail of the day on everybody's way: real processes, kill -9.

Settings written for the test hold each transaction open for a moment between the mail and the emptying of the queue,
so that the kill hits the middle.
"""

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installations import Installation, scratch

PEOPLE = 40
KILLS = 6
PATIENCE = 60  # seconds for the sweep to do the least thing

SETTINGS = """
import time
from django.db.models.signals import pre_delete
from tests.settings import *

CELERY_BROKER_URL = "memory://"

def dawdle(sender, **kwargs):
    if sender.__name__ == "Notice":
        time.sleep(0.05)

pre_delete.connect(dawdle, weak=False)
"""

PREPARE = f"""
import django
django.setup()
import time_machine
from datetime import datetime, timedelta
from accounts import workflow
from accounts.models import User
from tests import making

making.found()
for number in range({PEOPLE}):
    person = making.person(f"person_{{number}}")
    person = workflow.choose_notices(person, by=person, notices=User.Notices.DAILY)
    with time_machine.travel(datetime.now() - timedelta(days=2)):
        workflow.keep_notices([(person, "Benches\\nOf benches."), (person, "Carols\\nOf carols.")])
"""

SWEEP = """
import django
django.setup()
from accounts.sweep import send_all_daily
send_all_daily()
"""


def mails(installation: Installation) -> int:
    return int(installation.query("SELECT COUNT(*) FROM email_log_outgoingmail")[0][0])


def waiting(installation: Installation) -> int:
    return int(installation.query("SELECT COUNT(*) FROM accounts_notice")[0][0])


def sweep_until(installation: Installation, number: int) -> None:
    """Starts the sweep, and kills it outright once so many mails are on their way."""
    process = installation.start([sys.executable, "-c", SWEEP], "sweep.log")
    try:
        deadline = time.monotonic() + PATIENCE
        while mails(installation) < number:
            assert time.monotonic() < deadline, (installation.folder / "sweep.log").read_text(encoding="utf-8")
            time.sleep(0.005)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.fixture
def installation(tmp_path: Path, flushed_afterwards: None) -> Iterator[Installation]:
    """In which everybody has two notices waiting since the day before yesterday."""
    for made in scratch(tmp_path, "moothall_killed_sweep", SETTINGS):
        made.run("-c", PREPARE)
        yield made


def test_killed_again_and_again_it_sends_everybody_one_mail(installation: Installation) -> None:
    for _ in range(KILLS):
        before = mails(installation)
        sweep_until(installation, before + 2)
        assert before < mails(installation) < PEOPLE
    assert waiting(installation) == 2 * (PEOPLE - mails(installation))
    installation.run("-c", SWEEP)
    to = installation.query('SELECT "to" FROM email_log_outgoingmail')
    assert len(to) == len({str(addresses) for (addresses,) in to}) == PEOPLE
    assert waiting(installation) == 0
