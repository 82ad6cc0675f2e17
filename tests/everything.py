"""Every check and every test, on each database that can be had here: `python -m tests.everything`.

TEST_DATABASE_URL and TEST_REDIS_URL name a PostgreSQL, by its superuser, and a Redis to use; where they do not answer,
own ones are started if their programs are installed. CHROMIUM names a browser. REQUIRE=all makes whatever is missing a
failure.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 30
# One more than there are processors, as a journey waits for its browser; not more than Redis has databases for.
WORKERS = min(os.cpu_count() or 1, 8) + 1
NO_JOURNEYS = ["--ignore=tests/journeys"]
# The first is Chromium without its own windows and menus, which cost as much as the pages.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

Started = tuple["subprocess.Popen[bytes]", str]


@dataclass(frozen=True)
class Outcome:
    """How one part went; `missing` says what it lacked if it did not run."""

    name: str
    ok: bool = True
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    missing: str = ""
    note: str = ""

    def __str__(self) -> str:
        if self.missing:
            return f"{self.name:<31}not run: {self.missing}"
        state = "ran" if self.ok else "FAILED"
        return f"{self.name:<31}{state:<8}{self.note}"


@dataclass(frozen=True)
class Service:
    """Something that the tests want to reach: where it may be, how to ask it, and how to start one."""

    name: str
    variable: str
    address: str
    ask: Callable[[str], object]
    start: Callable[[Path], Started | None]

    @contextmanager
    def found(self) -> Iterator[str]:
        """The address of one that answers, started here if need be; "" where there is none."""
        address = os.environ.get(self.variable) or self.address
        if self._answers(address):
            yield address
            return
        with TemporaryDirectory(prefix="moothall-") as folder:
            started = self.start(Path(folder))
            if started is None:
                yield ""
                return
            process, address = started
            try:
                yield address if self._answers_in_time(process, address) else ""
            finally:
                process.send_signal(signal.SIGINT)
                process.wait()

    def _answers(self, address: str) -> bool:
        try:
            self.ask(address)
        except (psycopg.Error, redis.RedisError, ValueError):
            return False
        return True

    def _answers_in_time(self, process: "subprocess.Popen[bytes]", address: str) -> bool:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if self._answers(address):
                return True
            time.sleep(0.2)
        return False


def main() -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))  # or what is started here would outlive it
    browser = find_browser()
    with POSTGRESQL.found() as database, REDIS.found() as cache:
        outcomes = [run_checks(), *run_all_tests(browser, database, cache), journeys(browser), markup(browser)]
    return summarise(outcomes, everything_required=os.environ.get("REQUIRE") == "all")


def run_checks() -> Outcome:
    done = subprocess.run(["make", "--no-print-directory", "check"], cwd=ROOT, check=False)
    return Outcome("Checks", done.returncode == 0)


def run_all_tests(browser: str, database: str, cache: str) -> list[Outcome]:
    """On the services, where there are any, all that reaches a database; on SQLite the rest, and what is marked as
    different in each database. Where there are none, everything on SQLite."""
    services = "Tests on PostgreSQL and Redis"
    if database and cache:
        return [
            run_tests("Tests on SQLite", ["--part=rest", *NO_JOURNEYS]),
            run_tests(
                services,
                ["--part=services", *([] if browser else NO_JOURNEYS)],
                CHROMIUM=browser,
                DATABASE_URL=database,
                REDIS_URL=cache,
            ),
        ]
    lacking = [service.name for service, found in ((POSTGRESQL, database), (REDIS, cache)) if not found]
    return [
        run_tests("Tests on SQLite", [] if browser else NO_JOURNEYS, CHROMIUM=browser),
        Outcome(services, missing=f"no {' and no '.join(lacking)} answers, nor can be started here"),
    ]


def run_tests(name: str, options: list[str], **services: str) -> Outcome:
    print(f"\n{name}", flush=True)
    began = time.monotonic()
    with TemporaryDirectory(prefix="moothall-") as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--quiet",
            f"-n{WORKERS}",
            "--dist=worksteal",
            f"--junitxml={report}",
            *options,
        ]
        done = subprocess.run(command, cwd=ROOT, env=environment(services), check=False)
        passed, failed, skipped = counts(report)
    note = f"{passed} passed, {failed} failed, {skipped} skipped, in {time.monotonic() - began:.0f} seconds"
    return Outcome(name, done.returncode == 0, passed, failed, skipped, note=note)


def journeys(browser: str) -> Outcome:
    """The journeys are among the tests that have run, where there was a browser for them."""
    name = "Journeys in a browser"
    if not browser:
        return Outcome(name, missing="no Chromium on PATH or in CHROMIUM")
    return Outcome(name, note=f"among the tests above, in {browser}")


def markup(browser: str) -> Outcome:
    """The W3C's checker reads every page that the journeys have looked at, where Java runs it."""
    name = "HTML by the W3C's checker"
    lacking = [what for what, there in (("Chromium", browser), ("Java", find_java())) if not there]
    if lacking:
        return Outcome(name, missing=f"no {' and no '.join(lacking)} on PATH")
    return Outcome(name, note="each page of the journeys above")


def environment(services: dict[str, str]) -> dict[str, str]:
    """This program's environment with these services and no others."""
    others = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return {**others, **services}


def counts(report: Path) -> tuple[int, int, int]:
    """How many tests passed, failed and were skipped, from pytest's report; none where it wrote none."""
    if not report.exists():
        return 0, 0, 0
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest has just written it
    sums = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in suites:
        for key in sums:
            sums[key] += int(suite.get(key, 0))
    failed = sums["failures"] + sums["errors"]
    return sums["tests"] - failed - sums["skipped"], failed, sums["skipped"]


def summarise(outcomes: list[Outcome], *, everything_required: bool) -> int:
    """Prints how it went, and returns the exit code."""
    print()
    for outcome in outcomes:
        print(outcome)
    bad = [outcome for outcome in outcomes if not outcome.ok or (outcome.missing and everything_required)]
    passed = sum(outcome.passed for outcome in outcomes)
    # What fails without a failed test, such as a check, still counts as one.
    failed = sum(outcome.failed for outcome in outcomes) + sum(not outcome.failed for outcome in bad)
    skipped = sum(outcome.skipped for outcome in outcomes)
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if bad else 0


def find_browser() -> str:
    names = [os.environ.get("CHROMIUM", ""), *BROWSERS]
    return next((path for path in map(shutil.which, names) if path), "")


def find_java() -> str:
    return shutil.which("java") or ""


def start_postgresql(folder: Path) -> Started | None:
    """Debian keeps PostgreSQL's own programs off PATH; root may not run them, so its `postgres` user does."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([*map(str, folders), os.environ["PATH"]])
    initdb, postgres = shutil.which("initdb", path=path), shutil.which("postgres", path=path)
    if not initdb or not postgres:
        return None
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    port = free_port()
    create = [initdb, "--pgdata=data", "--auth=trust", "--username=postgres", "--no-sync"]
    subprocess.run(create, cwd=folder, user=user, stdout=subprocess.DEVNULL, check=False)
    serve = [postgres, "-D", "data", "-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-F"]
    process = subprocess.Popen(serve, cwd=folder, user=user, stderr=subprocess.DEVNULL)
    return process, f"postgres://postgres@127.0.0.1:{port}/postgres"


def start_redis(folder: Path) -> Started | None:
    program = shutil.which("redis-server")
    if not program:
        return None
    port = free_port()
    serve = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    return subprocess.Popen(serve, stdout=subprocess.DEVNULL), f"redis://127.0.0.1:{port}/0"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


POSTGRESQL = Service(
    "PostgreSQL",
    "TEST_DATABASE_URL",
    "postgres://postgres@127.0.0.1:5432/postgres",
    ask=lambda address: psycopg.connect(address, connect_timeout=3).close(),
    start=start_postgresql,
)
REDIS = Service(
    "Redis",
    "TEST_REDIS_URL",
    "redis://127.0.0.1:6379/9",
    ask=lambda address: redis.Redis.from_url(address, socket_connect_timeout=3).ping(),
    start=start_redis,
)

if __name__ == "__main__":
    sys.exit(main())
