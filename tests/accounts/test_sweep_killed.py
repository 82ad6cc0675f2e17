"""Killed at any moment, the sweep puts exactly one mail of the day on everybody's way: real processes, kill -9.

Settings written for the test hold each transaction open for a moment between the mail and the emptying of the queue,
so that the kill hits the middle.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

PEOPLE = 40
KILLS = 6
PATIENCE = 60  # seconds for the sweep to do the least thing
SCRATCH = "moothall_killed_sweep"

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

Query = Callable[[str], list[tuple[Any, ...]]]


class Installation:
    """A database of its own, in which everybody has two notices waiting since the day before yesterday."""

    def __init__(self, folder: Path, database: str, query: Query) -> None:
        self.folder, self.query = folder, query
        (folder / "killed_settings.py").write_text(SETTINGS, encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DEMO", "DEBUG")}
        self.environment = {
            **kept,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "killed_settings",
            "PYTHONPATH": os.pathsep.join([str(folder), str(settings.BASE_DIR)]),
        }
        self.run("-m", "django", "migrate", "--verbosity", "0")
        self.run("-c", PREPARE)

    def run(self, *arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], env=self.environment, cwd=settings.BASE_DIR, check=True)

    def mails(self) -> int:
        return int(self.query("SELECT COUNT(*) FROM email_log_outgoingmail")[0][0])

    def waiting(self) -> int:
        return int(self.query("SELECT COUNT(*) FROM accounts_notice")[0][0])

    def sweep_until(self, number: int) -> None:
        """Starts the sweep, and kills it outright once so many mails are on their way."""
        process = subprocess.Popen([sys.executable, "-c", SWEEP], env=self.environment, cwd=settings.BASE_DIR)
        try:
            deadline = time.monotonic() + PATIENCE
            while self.mails() < number:
                assert time.monotonic() < deadline
                time.sleep(0.005)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()


def on_sqlite(folder: Path) -> Iterator[Installation]:
    file = folder / "killed.sqlite3"

    def query(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(file, timeout=20)) as reader:
            return reader.execute(sql).fetchall()

    yield Installation(folder, f"sqlite:///{file}", query)


def on_postgresql(folder: Path) -> Iterator[Installation]:
    """A scratch database beside the one for tests, on the same server."""
    server = settings.DATABASES["default"]
    login = f"{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}"
    with psycopg.connect(f"postgres://{login}/postgres", autocommit=True) as maintenance:
        maintenance.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
        maintenance.execute(f"CREATE DATABASE {SCRATCH}")
        try:
            with psycopg.connect(f"postgres://{login}/{SCRATCH}", autocommit=True) as reader:
                yield Installation(folder, f"postgres://{login}/{SCRATCH}", lambda sql: reader.execute(sql).fetchall())
        finally:
            maintenance.execute(f"DROP DATABASE {SCRATCH} WITH (FORCE)")


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """On the kind of database that the tests run on."""
    is_postgresql = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
    yield from (on_postgresql if is_postgresql else on_sqlite)(tmp_path)


def test_killed_again_and_again_it_sends_everybody_one_mail(installation: Installation) -> None:
    for _ in range(KILLS):
        before = installation.mails()
        installation.sweep_until(before + 2)
        assert before < installation.mails() < PEOPLE
    assert installation.waiting() == 2 * (PEOPLE - installation.mails())
    installation.run("-c", SWEEP)
    to = installation.query('SELECT "to" FROM email_log_outgoingmail')
    assert len(to) == len({str(addresses) for (addresses,) in to}) == PEOPLE
    assert installation.waiting() == 0
