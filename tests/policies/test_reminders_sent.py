"""With a real worker and a real clock process, a review that is due gives each person one mail through a real server.

On Redis where the tests run with it, else on the broker of files. The schedule is the product's, set to seconds.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings

from tests.installations import Installation, scratch

PATIENCE = 90  # seconds for both processes to start, and for two sweeps
MORE_SWEEPS = 2  # of each task
WORKER = ["--concurrency", "1", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
QUEUE = "moothall-reviews-test"

SETTINGS = """
from tests.settings import *

EMAIL_URL = "smtp://127.0.0.1:__PORT__"
CELERY_BROKER_URL = "__REDIS__" or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {{}} if "__REDIS__" else {{
    "data_folder_in": {folder!r} + "/broker",
    "data_folder_out": {folder!r} + "/broker",
    "control_folder": {folder!r} + "/broker-control",
}}
CELERY_TASK_DEFAULT_QUEUE = "__QUEUE__"
CELERY_BEAT_SCHEDULE = {{
    name: {{**entry, "schedule": 1.0, "options": {{"expires": 10}}}}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    if name in ("remind reviewers", "send what waits")
}}
"""

DUE = """
import django
django.setup()
from datetime import timedelta
from accounts.clock import today
from accounts.offices import Office
from policies.reviewing import add_months
from tests.policies import reviewing as making

day = today()
adopted = add_months(day + timedelta(days=7), -12)
making.council("thornbury", adopted)
making.holder("Cleo", Office.CLERK, adopted)
making.holder("Dev", Office.DEPUTY_CLERK, adopted)
"""


class Inbox:
    """What the SMTP server took: a subject by each address."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        subject = str(message_from_bytes(envelope.content or b"")["Subject"])  # type: ignore[arg-type]
        self.mails += [(address, subject) for address in envelope.rcpt_tos]
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    kept = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield kept, port
    server.stop()


@pytest.fixture
def installation(tmp_path: Path, inbox: tuple[Inbox, int], flushed_afterwards: None) -> Iterator[Installation]:
    redis = getattr(settings, "REDIS_URL", "")
    own = SETTINGS.replace("__PORT__", str(inbox[1])).replace("__REDIS__", redis).replace("__QUEUE__", QUEUE)
    for made in scratch(tmp_path, "moothall_reviews_sent", own):
        made.run("-c", DUE)
        yield made


def celery(installation: Installation, *arguments: str, log: str) -> "subprocess.Popen[bytes]":
    return installation.start([sys.executable, "-m", "celery", "-A", "council", *arguments], log)


@pytest.fixture
def processes(installation: Installation) -> Iterator[None]:
    schedule = str(installation.folder / "schedule")
    started = [
        celery(installation, "worker", *WORKER, log="worker.log"),
        celery(installation, "beat", "--schedule", schedule, "--max-interval", "1", log="beat.log"),
    ]
    yield
    for process in started:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def worker_log(installation: Installation) -> str:
    return (installation.folder / "worker.log").read_text(encoding="utf-8")


def sweeps(installation: Installation) -> int:
    """How many of either task have ended."""
    return worker_log(installation).count("succeeded in")


def wait_until(is_so: Callable[[], bool], installation: Installation) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, worker_log(installation)
        time.sleep(0.1)


@pytest.mark.clause("review-cycle")
@pytest.mark.on_services
def test_a_review_due_gives_each_reviewer_one_mail(
    installation: Installation, inbox: tuple[Inbox, int], processes: None
) -> None:
    kept = inbox[0]
    wait_until(lambda: len(kept.mails) >= 2, installation)
    before = sweeps(installation)
    wait_until(lambda: sweeps(installation) >= before + 2 * MORE_SWEEPS, installation)  # they find nothing left to do
    subject = "To review: Official Social Media Engagement Policy"
    assert Counter(kept.mails) == {("cleo@council.example", subject): 1, ("dev@council.example", subject): 1}
    rows = installation.query("SELECT step, COUNT(*) FROM policies_reminder GROUP BY step")
    assert [tuple(row) for row in rows] == [(7, 2)]
