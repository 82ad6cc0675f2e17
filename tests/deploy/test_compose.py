"""docker-compose.yml: what each service promises, and that its very command runs and is found healthy by its own check.

There is no Docker here. What would be in the image is copied into a folder by `.dockerignore`, as Docker does it, and
runs there, on a PostgreSQL database of its own and the Redis that the file describes.
"""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
import yaml
from django.conf import settings

from tests.everything import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 90
FILE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = FILE["services"]
OURS = ("web", "worker", "beat", "migrate")
LONG_RUNNING = tuple(name for name in SERVICES if name != "migrate")
SECRETS = ("SECRET_KEY", "DATABASE_PASSWORD", "EMAIL_URL")
FILLED_IN = {
    "SITE_URL": "https://www.thornby.example",
    "SECRET_KEY": "of no use anywhere else, but long enough",
    "DATABASE_PASSWORD": "of no use either",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "desk@thornby.example",
}

Process = subprocess.Popen[bytes]


# --------------------------------------------------------------------------------------------- what is promised
@pytest.mark.parametrize("name", LONG_RUNNING)
def test_it_says_how_it_is_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["options"]["max-size"] == "10m"


def test_migrating_is_done_once() -> None:
    assert SERVICES["migrate"]["restart"] == "no"
    assert SERVICES["migrate"]["healthcheck"] == {"disable": True}


@pytest.mark.parametrize(
    ("name", "waits_for"),
    [
        ("proxy", {"web": "service_healthy"}),
        ("migrate", {"database": "service_healthy"}),
        *(
            (
                name,
                {
                    "migrate": "service_completed_successfully",
                    "database": "service_healthy",
                    "redis": "service_healthy",
                },
            )
            for name in ("web", "worker", "beat")
        ),
    ],
)
def test_it_waits_for_what_it_needs(name: str, waits_for: dict[str, str]) -> None:
    needs = SERVICES[name]["depends_on"]
    assert {other: need["condition"] for other, need in needs.items()} == waits_for


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("database", "database:/var/lib/postgresql/data"),
        ("redis", "redis:/data"),
        ("web", "files:/app/var/files"),
        ("worker", "files:/app/var/files"),
        ("proxy", "caddy-data:/data"),
    ],
)
def test_what_must_last_is_in_a_named_volume(name: str, place: str) -> None:
    assert place in SERVICES[name]["volumes"]
    assert place.split(":", maxsplit=1)[0] in FILE["volumes"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}


@pytest.mark.parametrize("name", OURS)
def test_ours_can_do_nothing_that_they_need_not(name: str) -> None:
    service = SERVICES[name]
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
    assert (service["environment"]["DEMO"], service["environment"]["DEBUG"]) == ("0", "0")


def test_one_image_is_built_once() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {"moothall:local"}
    assert [name for name, service in SERVICES.items() if "build" in service] == ["web"]


def test_the_example_names_what_is_to_be_filled_in_and_holds_no_secret() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    asked = set(re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    assert asked - set(example) == set()
    assert set(example) == set(FILLED_IN)
    assert [example[name] for name in SECRETS] == [""] * len(SECRETS)


@pytest.mark.parametrize("path", [".env", ".git", ".venv", "var", "node_modules", "tests", "council/__pycache__"])
def test_the_image_is_made_without(path: str) -> None:
    assert is_left_out(path)


def test_the_image_is_nobody_elses_to_change() -> None:
    last_stage = (ROOT / "Dockerfile").read_text(encoding="utf-8").split("\nFROM ")[-1]
    assert "\nUSER moothall\n" in last_stage
    assert "\nHEALTHCHECK " in last_stage
    assert f'"{SERVICES["web"]["command"][2]}"' in last_stage.splitlines()[-1]


def test_the_proxy_only_passes_on_and_takes_a_little_more_than_moothall_does() -> None:
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert re.search(r"^\treverse_proxy web:8000$", caddyfile, re.MULTILINE)
    assert re.search(r"^\t\tmax_size 210MB$", caddyfile, re.MULTILINE)
    assert "file_server" not in caddyfile


def test_the_proxy_answers_for_the_council_and_for_the_towns_website() -> None:
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    named = re.search(r"^(.*) \{$", caddyfile, re.MULTILINE)
    variables = re.findall(r"{\$(\w+)}", named.group(1))
    assert variables == ["SITE_URL", "GROUPS_URL"] == list(SERVICES["proxy"]["environment"])
    assert SERVICES["proxy"]["environment"]["GROUPS_URL"] == "${GROUPS_URL:-}"


# --------------------------------------------------------------------------------------------- what it does
@pytest.mark.on_services
@pytest.mark.skipif(settings.ON_SQLITE, reason="the services run on PostgreSQL")
def test_each_service_starts_and_is_healthy_by_its_own_check(tmp_path: Path) -> None:
    image = tmp_path / "app"
    copy_what_is_in_the_image(image)
    with own_redis(tmp_path) as cache, own_database() as database:
        environment = {**environment_of("web"), "DATABASE_URL": database, "REDIS_URL": cache, "PORT": str(free_port())}
        finished(["python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0"], image, environment)
        finished(SERVICES["migrate"]["command"], image, environment)
        with running(("web", "worker", "beat"), image, environment) as processes:
            for name, process in processes.items():
                is_healthy_in_time(name, process, image, environment)
            serves_who_comes_by_https(environment)
        assert {name: process.returncode for name, process in processes.items()} == dict.fromkeys(processes, 0)
        assert is_healthy("web", image, environment) is False


# ------------------------------------------------------------------------------------------------- helpers
def is_left_out(path: str) -> bool:
    """As Docker reads .dockerignore: the last line that fits the path, or a folder it lies in, decides."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    parents = [path, *(str(parent) for parent in Path(path).parents[:-1])]
    out = False
    for line in lines:
        pattern = line.removeprefix("!")
        if line and not line.startswith("#") and any(fits(parent, pattern) for parent in parents):
            out = not line.startswith("!")
    return out


def fits(path: str, pattern: str) -> bool:
    if pattern.startswith("**/"):
        return fnmatch(Path(path).name, pattern.removeprefix("**/"))
    return path.count("/") == pattern.count("/") and fnmatch(path, pattern)


def copy_what_is_in_the_image(folder: Path) -> None:
    """The context without what is left out, and the front end that its own stage has built."""

    def left_out(directory: str, names: list[str]) -> set[str]:
        within = Path(directory).relative_to(ROOT)
        return {name for name in names if is_left_out((within / name).as_posix())}

    shutil.copytree(ROOT, folder, ignore=left_out)
    shutil.copytree(ROOT / "council" / "static" / "built", folder / "council" / "static" / "built")
    for kept in ("files", "heartbeats", "beat"):
        (folder / "var" / kept).mkdir(parents=True)


def environment_of(name: str) -> dict[str, str]:
    """What the container would see: .env as an operator fills it in, and what the file says."""
    values = {key: interpolated(value) for key, value in SERVICES[name]["environment"].items()}
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {"PATH": programs, "PYTHONDONTWRITEBYTECODE": "1", **FILLED_IN, **values}


def interpolated(value: str) -> str:
    return re.sub(r"\$\{(\w+):(?:\?[^}]*|-([^}]*))\}", lambda found: FILLED_IN.get(found[1]) or found[2], value)


@contextmanager
def own_redis(folder: Path) -> Iterator[str]:
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server")
    port = free_port()
    command = [*SERVICES["redis"]["command"], "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"redis://127.0.0.1:{port}/0"
    try:
        wait_until(lambda: answers(address))
        yield address
    finally:
        process.terminate()
        process.wait()


def answers(address: str) -> bool:
    with redis.Redis.from_url(address) as client:
        try:
            return client.ping()
        except redis.ConnectionError:
            return False


@contextmanager
def own_database() -> Iterator[str]:
    """A scratch database beside the one for tests, on the same server."""
    server, name = settings.DATABASES["default"], f"moothall_compose_{os.getpid()}"
    login = f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}"
    with psycopg.connect(f"{login}/postgres", autocommit=True) as maintenance:
        maintenance.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{login}/{name}"
        finally:
            maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")


def finished(command: list[str], image: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=image, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def running(names: tuple[str, ...], image: Path, environment: dict[str, str]) -> Iterator[dict[str, Process]]:
    """These services, each started as its container starts it, and told to end as Docker tells it."""
    processes = {}
    try:
        for name in names:
            with (image.parent / f"{name}.log").open("wb") as log:
                command = SERVICES[name]["command"]
                processes[name] = subprocess.Popen(command, cwd=image, env=environment, stdout=log, stderr=log)
        yield processes
    finally:
        for process in processes.values():
            process.send_signal(signal.SIGTERM)
        for process in processes.values():
            process.wait(timeout=PATIENCE_SECONDS)


def is_healthy_in_time(name: str, process: Process, image: Path, environment: dict[str, str]) -> None:
    def is_so() -> bool:
        assert process.poll() is None, (image.parent / f"{name}.log").read_text(encoding="utf-8")
        return is_healthy(name, image, environment)

    wait_until(is_so)


def is_healthy(name: str, image: Path, environment: dict[str, str]) -> bool:
    check = SERVICES[name]["healthcheck"]["test"][1:]
    return subprocess.run(check, cwd=image, env=environment, capture_output=True, check=False).returncode == 0


def serves_who_comes_by_https(environment: dict[str, str]) -> None:
    """As the proxy asks, with what it passes on; whoever comes without is sent to https."""
    assert status(environment, "/accounts/login/", "https") == 200
    assert status(environment, "/static/built/govuk.css", "https") == 200
    assert status(environment, "/accounts/login/", "http") == 301


def status(environment: dict[str, str], path: str, scheme: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", int(environment["PORT"]), timeout=PATIENCE_SECONDS)
    connection.request("GET", path, headers={"Host": "www.thornby.example", "X-Forwarded-Proto": scheme})
    answer = connection.getresponse()
    connection.close()
    return answer.status


def wait_until(holds: Any) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)
