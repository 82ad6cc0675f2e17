"""Scratch databases, and web servers before them: what a benchmark starts, and takes away again."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from benchmarks.asking import Address
from tests.everything import free_port

ROOT = Path(__file__).resolve().parent.parent
WORKERS = "2"
PATIENCE_SECONDS = 60
SECRET_KEY = "of no use anywhere but in a benchmark's own folder"  # noqa: S105


@dataclass
class Bench:
    """A folder for what comes and goes, and the environment of every program that works in it."""

    folder: Path
    stack: ExitStack
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        others = {name: value for name, value in os.environ.items() if name not in ("DEMO", "DEBUG", "REDIS_URL")}
        own = {"BENCH_FOLDER": str(self.folder), "SECRET_KEY": SECRET_KEY, "SITE_URL": "http://localhost"}
        self.environment = {**others, **own, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
        self.run("-m", "django", "collectstatic", "--no-input", "--verbosity", "0")

    def run(self, *arguments: str, **environment: str) -> str:
        """A Python program in this environment: what it printed."""
        everything = {**self.environment, **environment}
        command = [sys.executable, *arguments]
        return subprocess.check_output(command, cwd=ROOT, env=everything, text=True)  # noqa: S603

    def filled(self, posts: int) -> "Filled":
        """A database with so many published posts, and what is to be asked of it."""
        database = self.stack.enter_context(scratch_database(self.folder, posts))
        return Filled(
            self, database, json.loads(self.run("-m", "benchmarks.filling", str(posts), DATABASE_URL=database))
        )


@dataclass(frozen=True)
class Filled:
    bench: Bench
    database: str
    facts: dict[str, Any]

    def served(self, settings: str = "benchmarks.settings", **environment: str) -> Address:
        """A web server before this database, which ends with the benchmark."""
        own = {"DATABASE_URL": self.database, "DJANGO_SETTINGS_MODULE": settings, **environment}
        return self.bench.stack.enter_context(server({**self.bench.environment, **own}))

    def page(self, name: str) -> str:
        return str(self.facts["pages"][name])

    def cookie(self, name: str) -> str:
        return str(self.facts["cookies"][name])


@contextmanager
def scratch_database(folder: Path, posts: int) -> Iterator[str]:
    """A database beside the one that DATABASE_URL names, on PostgreSQL; else a file in the folder."""
    given = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not given.scheme.startswith("postgres"):
        yield f"sqlite:///{folder / f'{posts}.sqlite3'}"
        return
    name = f"{given.path.strip('/')}_bench_{posts}"
    with psycopg.connect(given.geturl(), autocommit=True) as maintenance:
        maintenance.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        maintenance.execute(f'CREATE DATABASE "{name}"')
        try:
            yield given._replace(path=f"/{name}").geturl()
        finally:
            maintenance.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def server(environment: dict[str, str]) -> Iterator[Address]:
    """Gunicorn with two processes that do one thing at a time, as the yardsticks of other products were measured."""
    address = Address("127.0.0.1", free_port())
    command = [
        *(sys.executable, "-m", "gunicorn", "council.wsgi:application", "--bind", f"{address.host}:{address.port}"),
        *("--worker-class", "sync", "--workers", WORKERS, "--log-level", "warning", "--no-control-socket"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not address.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("The web server does not start.")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()
