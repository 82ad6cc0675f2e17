"""`manage.py serve`: the web server and the worker with its schedule, as one program."""

import errno
import http.client
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from council.supervisor import Child, ChildEnded, Supervisor

LOOPBACK = ((socket.AF_INET, "127.0.0.1", "127.0.0.1"), (socket.AF_INET6, "::1", "[::1]"))


class Command(BaseCommand):
    """Serves Moothall on this machine until it is told to stop."""

    help = "Run the web server and the worker together, and end both when either ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--while-exists", type=Path, metavar="FILE", help="also stop once this file is gone")

    def handle(self, *, port: int, while_exists: Path | None, **options: Any) -> None:
        addresses = free_addresses(port)
        children = [web_server(addresses), worker(settings.DATA_DIR)]
        try:
            with Supervisor(children) as supervisor:
                if supervisor.wait(until=lambda: answers(port)):
                    self._say(f"Moothall is ready at http://localhost:{port} (Ctrl-C stops it)")
                    supervisor.wait(until=lambda: while_exists is not None and not while_exists.exists())
                self._say("Moothall is stopping")
        except ChildEnded as ended:
            raise CommandError(str(ended)) from ended

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()  # or it waits in a buffer when the output goes to a file


def web_server(addresses: list[str]) -> Child:
    binds = [argument for address in addresses for argument in ("--bind", address)]
    return Child(
        "web server",
        [
            *(sys.executable, "-m", "gunicorn", "council.wsgi:application", *binds),
            *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
            *("--log-level", "warning"),
            "--no-control-socket",  # a file in the home folder, shared by every gunicorn of this user
        ],
    )


def worker(data: Path) -> Child:
    return Child(
        "worker",
        [
            *(sys.executable, "-m", "celery", "--quiet", "-A", "council", "worker"),
            *("--concurrency", "1", "--loglevel", "warning"),
            *("--beat", "--schedule", str(data / "celerybeat-schedule")),
            # This worker is the only one: it has nobody to keep in touch with.
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ],
    )


def free_addresses(port: int) -> list[str]:
    """The addresses that localhost stands for on this machine, with the port, in gunicorn's notation."""
    if not 0 < port < 65536:
        raise CommandError(f"There is no port {port}: a port is a number from 1 to 65535.")
    return [f"{notation}:{port}" for family, host, notation in LOOPBACK if can_listen(family, host, port)]


def can_listen(family: socket.AddressFamily, host: str, port: int) -> bool:
    """Whether the machine has the address at all; CommandError where it has but the port is not to be had."""
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            return False
        why = "is taken by another program" if error.errno == errno.EADDRINUSE else "cannot be opened"
        raise CommandError(f"Port {port} {why}. Choose another one, for example: make run PORT={port + 1}") from error
    return True


def answers(port: int) -> bool:
    """Whether the web server answers a request, be it with an error page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
