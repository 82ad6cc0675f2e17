"""`manage.py serve`: its port, what it says and when it stops; and the secret key `make run` gives it."""

import socket
import stat
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from council.management.commands import serve
from council.supervisor import Child

pytestmark = pytest.mark.each_database

ROOT = Path(__file__).resolve().parents[2]


def test_refuses_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"^Port {port} is taken .* make run PORT="):
            call_command("serve", port=port)


@pytest.mark.parametrize("port", [0, 70_000])
def test_refuses_a_port_that_there_is_not(port: int) -> None:
    with pytest.raises(CommandError, match=f"There is no port {port}"):
        call_command("serve", port=port)


def test_listens_on_loopback_only() -> None:
    port = free_port()
    assert set(serve.free_addresses(port)) <= {f"127.0.0.1:{port}", f"[::1]:{port}"}


def test_says_which_child_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    with_children(monkeypatch, web_server=["sleep", "600"], worker=["sh", "-c", "exit 4"])
    monkeypatch.setattr(serve, "answers", lambda port: False)
    with pytest.raises(CommandError, match=r"^The worker ended by itself, with exit code 4\.$"):
        call_command("serve", port=free_port())


def test_gives_the_address_and_stops_once_the_file_is_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    running = tmp_path / "running"
    running.touch()

    def answers(port: int) -> bool:
        running.unlink()
        return True

    with_children(monkeypatch, web_server=["sleep", "600"], worker=["sleep", "600"])
    monkeypatch.setattr(serve, "answers", answers)
    said, port = StringIO(), free_port()
    call_command("serve", port=port, while_exists=running, stdout=said)
    assert said.getvalue().splitlines() == [
        f"Moothall is ready at http://localhost:{port} (Ctrl-C stops it)",
        "Moothall is stopping",
    ]


def test_answers_be_it_with_an_error() -> None:
    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(500)

        def log_message(self, *args: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.handle_request).start()
        assert serve.answers(server.server_port)


def test_does_not_answer_where_nobody_listens() -> None:
    assert not serve.answers(free_port())


def test_secret_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    make = ["make", "--file", str(ROOT / "Makefile"), "var/secret-key"]
    first = subprocess.run(make, cwd=tmp_path, capture_output=True, text=True, check=True)
    key = (tmp_path / "var/secret-key").read_text()
    subprocess.run(make, cwd=tmp_path, capture_output=True, check=True)

    assert len(key) > 50
    assert (tmp_path / "var/secret-key").read_text() == key
    assert stat.S_IMODE((tmp_path / "var/secret-key").stat().st_mode) == 0o600
    assert key.strip() not in first.stdout + first.stderr


def with_children(monkeypatch: pytest.MonkeyPatch, *, web_server: list[str], worker: list[str]) -> None:
    monkeypatch.setattr(serve, "web_server", lambda addresses: Child("web server", web_server))
    monkeypatch.setattr(serve, "worker", lambda folder: Child("worker", worker))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
