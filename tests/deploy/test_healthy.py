"""The health checks of the containers: `deploy/healthy.py`, run as they run it."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from council import heartbeat
from tests.everything import free_port

PROGRAM = Path(__file__).resolve().parents[2] / "deploy" / "healthy.py"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A copy of it in a folder of its own, with heartbeats of its own."""
    (tmp_path / "deploy").mkdir()
    (tmp_path / "var" / "heartbeats").mkdir(parents=True)
    return Path(shutil.copy(PROGRAM, tmp_path / "deploy"))


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """Answers with what it has been told to; keeps the name it was asked by."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.server.asked = (self.path, self.headers["Host"])
            status, words = self.server.answer
            self.send_response(status)
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *args: object) -> None:
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Handler) as started:
        thread = threading.Thread(target=started.serve_forever)
        thread.start()
        yield started
        started.shutdown()
        thread.join()


def asked(program: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, program, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout or done.stderr


def beat_ago(program: Path, name: str, seconds: float) -> None:
    then = time.time() - seconds
    file = program.parents[1] / "var" / "heartbeats" / name
    file.touch()
    os.utime(file, (then, then))


@pytest.mark.parametrize(("status", "words", "code"), [(200, b"ok", 0), (503, b"no answer: redis", 1)])
def test_the_web_server_speaks_for_itself(server: HTTPServer, status: int, words: bytes, code: int) -> None:
    server.answer = (status, words)
    port = str(server.server_address[1])
    site = "https://www.thornby.example"
    assert asked(PROGRAM, "web", PORT=port, SITE_URL=site) == (code, f"web: {words.decode()}\n")
    assert server.asked == ("/healthz", "www.thornby.example")


def test_a_web_server_that_does_not_answer() -> None:
    code, said = asked(PROGRAM, "web", PORT=str(free_port()))
    assert code == 1
    assert said.startswith("web: the web server does not answer (")


@pytest.mark.parametrize(("name", "longest"), [("worker", 180), ("beat", 60)])
def test_a_heartbeat_may_be_so_old_and_no_older(installed: Path, name: str, longest: int) -> None:
    assert asked(installed, name) == (1, f"{name}: has done nothing yet\n")
    beat_ago(installed, name, longest - 20)
    code, said = asked(installed, name)
    assert (code, said.startswith(f"{name}: last did its work ")) == (0, True)
    beat_ago(installed, name, longest + 1)
    assert asked(installed, name)[0] == 1


@pytest.mark.parametrize("arguments", [[], ["clerk"], ["web", "worker"]])
def test_it_knows_three_words(arguments: list[str]) -> None:
    assert asked(PROGRAM, *arguments) == (1, "usage: healthy.py web|worker|beat\n")


def test_it_looks_where_the_heartbeats_are_written() -> None:
    assert PROGRAM.parents[1] / "var" / "heartbeats" == heartbeat.FOLDER
