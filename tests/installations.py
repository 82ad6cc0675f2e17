"""An installation of its own for a test: a scratch database, settings written for it, and real processes.

The scratch database is a copy of the one for tests, which stands empty between them: to migrate takes ten seconds.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

Query = Callable[[str], list[tuple[Any, ...]]]


class Installation:
    """`query` reads the scratch database past the product. `folder` holds its settings, broker and logs."""

    def __init__(self, folder: Path, database: str, query: Query, own_settings: str) -> None:
        self.folder, self.query = folder, query
        (folder / "broker").mkdir()
        (folder / "own_settings.py").write_text(own_settings.format(folder=str(folder)), encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DEMO", "DEBUG")}
        self.environment = {
            **kept,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "own_settings",
            "PYTHONPATH": os.pathsep.join([str(folder), str(settings.BASE_DIR)]),
        }

    def run(self, *arguments: str) -> str:
        """What a Python process of this installation prints."""
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=settings.BASE_DIR, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def start(self, command: list[str], log: str) -> "subprocess.Popen[bytes]":
        """A process in a session of its own, so that it can be killed with all that it has started."""
        with (self.folder / log).open("ab") as output:
            return subprocess.Popen(
                command,
                env=self.environment,
                cwd=settings.BASE_DIR,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )


def scratch(folder: Path, name: str, own_settings: str) -> Iterator[Installation]:
    """An installation on the kind of database that the tests run on; its database goes afterwards.

    The test asks for `flushed_afterwards`: in the middle of a transaction nothing can be copied.
    """
    yield from (_on_postgresql if connection.vendor == "postgresql" else _on_sqlite)(folder, name, own_settings)


def _on_sqlite(folder: Path, name: str, own_settings: str) -> Iterator[Installation]:
    file = folder / f"{name}.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])

    def query(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(file, timeout=20)) as reader:
            return reader.execute(sql).fetchall()

    yield Installation(folder, f"sqlite:///{file}", query, own_settings)


def _on_postgresql(folder: Path, name: str, own_settings: str) -> Iterator[Installation]:
    """Beside the database for tests, on the same server. Nobody may be connected to one that is copied."""
    server = connection.settings_dict
    address = {
        name: server[key]
        for name, key in (("host", "HOST"), ("port", "PORT"), ("user", "USER"), ("password", "PASSWORD"))
        if server[key]
    }
    login = f"{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}"
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as maintenance:
        maintenance.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.close()
        connection.close_pool()
        maintenance.execute(f'CREATE DATABASE {name} TEMPLATE "{server["NAME"]}"')
        try:
            with psycopg.connect(**address, dbname=name, autocommit=True) as reader:
                database = f"postgres://{login}/{name}"
                yield Installation(folder, database, lambda sql: reader.execute(sql).fetchall(), own_settings)
        finally:
            maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")
