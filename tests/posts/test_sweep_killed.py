"""Killed at any moment, the worker publishes each post exactly once: real processes, a real broker, kill -9.

The worker is the one that `manage.py serve` starts, schedule included. Settings written for the test let it beat
faster, and hold each publication open for a moment before its record is written, so that the kill hits the middle.
"""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from council.management.commands.serve import worker
from tests.installations import Installation, scratch

POSTS = 50
KILLS = 10
PATIENCE = 60  # seconds for the worker to do the least thing
PUBLISHED = "SELECT id, COUNT(*) FROM posts_historicalpost WHERE act = 'published' GROUP BY id"

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
    workflow.approve(post.pk, by=clerk, version=post.current_version_id, attested=True)
"""


def out(installation: Installation) -> int:
    """How many posts are published."""
    return int(installation.query("SELECT COUNT(*) FROM posts_post WHERE state = 'published'")[0][0])


def work_until(installation: Installation, number: int) -> None:
    """Starts the worker, and kills it outright once so many posts are out.

    A kill may leave half a message in the broker of files. The next worker throws that away and ends; it is then
    started again, as `manage.py serve` does.
    """
    command, log = worker(installation.folder).command, installation.folder / "worker.log"
    process, deadline = installation.start(command, log.name), time.monotonic() + PATIENCE
    try:
        while out(installation) < number:
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            if process.poll() is not None:
                process = installation.start(command, log.name)
            time.sleep(0.005)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def installation(tmp_path: Path, flushed_afterwards: None) -> Iterator[Installation]:
    """With fifty due posts."""
    for made in scratch(tmp_path, "moothall_killed_worker", SETTINGS):
        made.run("-c", DUE_POSTS)
        yield made


@pytest.mark.clause("post-moderators")
def test_killed_ten_times_it_publishes_each_post_exactly_once(installation: Installation) -> None:
    for _ in range(KILLS):
        before = out(installation)
        work_until(installation, before + 2)
        assert before < out(installation) < POSTS
    work_until(installation, POSTS)
    assert [rows for _, rows in installation.query(PUBLISHED)] == [1] * POSTS
