"""Two people decide at the same moment: one wins, the other is told by whom and when, and nothing is done twice."""

# ruff: noqa: S608 - the numbers in the SQL are the test’s own

import json
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

from tests.installations import Installation, scratch

pytestmark = pytest.mark.each_database

ROUNDS = 4
PATIENCE = 60  # seconds for the server to answer

SETTINGS = """
from tests.settings import *

ALLOWED_HOSTS = ["localhost"]
"""

WAITING_POSTS = f"""
import django, json
django.setup()
from django.test import Client
from posts import workflow
from tests import making

making.found("thornbury")
cast = making.cast()
making.read_by(cast.councillor)
posts = []
for number in range({2 * ROUNDS}):
    post = workflow.write(making.content(f"Notice {{number}}"), by=cast.councillor)
    workflow.submit(post.pk, by=cast.councillor)
    posts.append([post.pk, str(post.current_version_id)])
sessions = []
for person in (cast.clerk, cast.deputy):
    client = Client()
    client.force_login(person, backend="accounts.backends.SignInBackend")
    sessions.append(client.cookies["sessionid"].value)
print(json.dumps({{"posts": posts, "sessions": sessions}}))
"""


class Browser:
    """Somebody signed in, over real HTTP."""

    def __init__(self, server: str, session: str) -> None:
        self.server, self.cookies = server, SimpleCookie({"sessionid": session})

    def open(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        data = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": self.token}).encode() if form else None
        sent = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        request = urllib.request.Request(self.server + path, data, {"Cookie": sent})  # noqa: S310
        try:
            with urllib.request.urlopen(request) as response:  # noqa: S310
                self.cookies.load(response.headers.get("Set-Cookie", ""))
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    @property
    def token(self) -> str:
        return self.cookies["csrftoken"].value


@pytest.fixture
def installation(tmp_path: Path, flushed_afterwards: None) -> Iterator[Installation]:
    yield from scratch(tmp_path, "moothall_two_at_once", SETTINGS)


@pytest.fixture
def server(installation: Installation) -> Iterator[str]:
    """Two web processes, so that two requests are answered at the same moment."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        address = f"localhost:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "council.wsgi", "--bind", address, "--workers", "2"]
    process = installation.start([*command, "--no-control-socket"], "web.log")
    try:
        wait_for(f"http://{address}/", installation.folder / "web.log")
        yield f"http://{address}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not answers(address):
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        return Browser(address, "").open("")[0] < 500
    except urllib.error.URLError:
        return False


@pytest.mark.clause("post-moderators")
def test_one_wins_and_the_other_is_told(installation: Installation, server: str) -> None:
    made: dict[str, Any] = json.loads(installation.run("-c", WAITING_POSTS))
    clerk, deputy = (Browser(server, session) for session in made["sessions"])
    for number, (post, version) in enumerate(made["posts"]):
        decisions = ["approve", "approve" if number < ROUNDS else "refuse"]
        answers = at_once([clerk, deputy], post, version, decisions)
        winners = installation.query(
            f"SELECT name FROM posts_decision JOIN accounts_user u ON u.id = by_id WHERE post_id = {post}"
        )
        assert (len(winners), [status for status, _ in answers].count(409)) == (1, 1)
        told = next(page for status, page in answers if status == 409)
        assert f"This was already decided: {'approved' if 'approved' in told else 'refused'} by {winners[0][0]}" in told
        assert "today at" in told


def at_once(browsers: list[Browser], post: int, version: str, decisions: list[str]) -> list[tuple[int, str]]:
    """Both have the page open, then both press at the same moment."""
    address = f"/desk/decisions/{post}/"
    assert [browser.open(address)[0] for browser in browsers] == [200, 200]
    ready = threading.Barrier(len(browsers))
    answers: dict[int, tuple[int, str]] = {}

    def press(number: int) -> None:
        form = {"decision": decisions[number], "version": version, "remark": "So.", "attested": "on"}
        ready.wait()
        answers[number] = browsers[number].open(address, form)

    threads = [threading.Thread(target=press, args=[number]) for number in range(len(browsers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(len(browsers))]
