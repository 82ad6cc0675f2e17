"""Killed at any moment, the worker publishes each post exactly once: real processes, a real broker, kill -9.

The worker is the one that `manage.py serve` starts, schedule included. Settings written for the test let it beat
faster, and hold each publication open for a moment before its record is written, so that the kill hits the middle.
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

from council.management.commands.serve import worker

POSTS = 50
KILLS = 10
PATIENCE = 60  # seconds for the worker to do the least thing
PUBLISHED = "SELECT id, COUNT(*) FROM posts_historicalpost WHERE act = 'published' GROUP BY id"
SCRATCH = "moothall_killed_worker"

SETTINGS = """
import time
from simple_history.signals import pre_create_historical_record
from tests.settings import *

CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {{
    "data_folder_in": {folder!r} + "/broker",
    "data_folder_out": {folder!r} + "/broker",
    "control_folder": {folder!r} + "/broker-control",
}}
CELERY_BEAT_SCHEDULE = {{
    "publish what is due": {{"task": "posts.tasks.publish_due", "schedule": 0.2, "options": {{"expires": 10}}}},
}}

def dawdle(**kwargs):
    time.sleep(0.03)

pre_create_historical_record.connect(dawdle, weak=False)
"""

DUE_POSTS = f"""
import django
django.setup()
from accounts.offices import Office
from posts import workflow
from tests import making

making.found()
clerk = making.person("clerk", Office.CLERK)
making.read_by(clerk)
for number in range({POSTS}):
    post = workflow.write(making.content(f"Notice {{number}}"), by=clerk)
    workflow.submit(post.pk, by=clerk)
    workflow.approve(post.pk, by=clerk, version=post.current_version_id)
"""

Query = Callable[[str], list[tuple[Any, ...]]]


class Installation:
    """A database of its own with fifty due posts, and the worker that publishes them."""

    def __init__(self, folder: Path, database: str, query: Query) -> None:
        self.folder, self.query = folder, query
        (folder / "broker").mkdir()
        (folder / "killed_settings.py").write_text(SETTINGS.format(folder=str(folder)), encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DEMO", "DEBUG")}
        path = os.pathsep.join([str(folder), str(settings.BASE_DIR)])
        self.environment = {
            **kept,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "killed_settings",
            "PYTHONPATH": path,
        }
        self.run("-m", "django", "migrate", "--verbosity", "0")
        self.run("-c", DUE_POSTS)

    def run(self, *arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], env=self.environment, cwd=settings.BASE_DIR, check=True)

    def out(self) -> int:
        """How many posts are published."""
        return int(self.query("SELECT COUNT(*) FROM posts_post WHERE state = 'published'")[0][0])

    def on_record(self) -> list[int]:
        """How many rows of the record say of each post that it was published."""
        return [rows for _, rows in self.query(PUBLISHED)]

    def work_until(self, number: int) -> None:
        """Starts the worker, and kills it outright once so many posts are out."""
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                worker(self.folder).command,
                env=self.environment,
                cwd=settings.BASE_DIR,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            wait_until(lambda: self.out() >= number, self.folder / "worker.log")
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until(holds: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
        time.sleep(0.005)


def on_sqlite(folder: Path) -> Iterator[Installation]:
    file = folder / "killed.sqlite3"

    def query(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(file, timeout=20)) as reader:
            return reader.execute(sql).fetchall()

    yield Installation(folder, f"sqlite:///{file}", query)


def on_postgresql(folder: Path) -> Iterator[Installation]:
    """A scratch database beside the one for tests, on the same server."""
    server = settings.DATABASES["default"]
    address = {
        name: server[key]
        for name, key in (("host", "HOST"), ("port", "PORT"), ("user", "USER"), ("password", "PASSWORD"))
        if server[key]
    }
    login = f"{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}"
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as maintenance:
        maintenance.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
        maintenance.execute(f"CREATE DATABASE {SCRATCH}")
        try:
            with psycopg.connect(**address, dbname=SCRATCH, autocommit=True) as reader:
                yield Installation(folder, f"postgres://{login}/{SCRATCH}", lambda sql: reader.execute(sql).fetchall())
        finally:
            maintenance.execute(f"DROP DATABASE {SCRATCH} WITH (FORCE)")


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """On the kind of database that the tests run on."""
    is_postgresql = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
    yield from (on_postgresql if is_postgresql else on_sqlite)(tmp_path)


@pytest.mark.clause("post-moderators")
def test_killed_ten_times_it_publishes_each_post_exactly_once(installation: Installation) -> None:
    for _ in range(KILLS):
        before = installation.out()
        installation.work_until(before + 2)
        assert before < installation.out() < POSTS
    installation.work_until(POSTS)
    assert installation.on_record() == [1] * POSTS
