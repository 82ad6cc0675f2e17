"""Settings from the environment: nonsense is refused at the start, by the variable's name and without its value."""

import os
import runpy
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VARIABLES = (
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DEMO",
    "EMAIL_URL",
    "REDIS_URL",
    "REVIEW_STEPS",
    "SECRET_KEY",
    "SITE_URL",
    "GROUPS_URL",
    "TRUSTED_PROXY_COUNT",
)
DATABASE = "an address such as postgres://user:password@host:5432/name"
FLAG = "1 or 0 (also yes, no, true, false, on, off)"
DAYS = "up to 10 different numbers of days from 0 to 365, with 0 among them"
SITE = "an address such as https://www.thornby.example"
TOWN = "the address of a website of another host than SITE_URL, without a path, such as https://www.town.example"
REDIS = "an address such as redis://localhost:6379/0"
MAIL = "an address such as smtp+tls://user:password@host:587"

NONSENSE = [
    ("DEBUG", "maybe", FLAG),
    ("DEBUG", "2", FLAG),
    ("DEMO", "perhaps", FLAG),
    ("DATABASE_URL", "nonsense-xyzzy", DATABASE),
    ("DATABASE_URL", "mysql://user:xyzzy@host/name", DATABASE),
    ("DATABASE_URL", "postgres://user:xyzzy@host:port/name", DATABASE),
    ("DATABASE_URL", "postgres://user:xyzzy@host:5432", DATABASE),
    ("SITE_URL", "xyzzy.example", SITE),
    ("SITE_URL", "ftp://xyzzy.example", SITE),
    ("SITE_URL", "https://", SITE),
    ("SITE_URL", "https://xyzzy.example:99999", SITE),
    ("GROUPS_URL", "xyzzy.example", TOWN),
    ("GROUPS_URL", "https://xyzzy.example/groups", TOWN),
    ("GROUPS_URL", "https://xyzzy.example/?a=b", TOWN),
    ("GROUPS_URL", "http://localhost:8000", TOWN),
    ("REDIS_URL", "xyzzy:6379", REDIS),
    ("REDIS_URL", "https://xyzzy:6379", REDIS),
    ("REDIS_URL", "redis://", REDIS),
    ("EMAIL_URL", "xyzzy.example", MAIL),
    ("EMAIL_URL", "https://user:xyzzy@host", MAIL),
    ("EMAIL_URL", "smtp://user:xyzzy@host:port", MAIL),
    ("TRUSTED_PROXY_COUNT", "xyzzy", "a whole number, 0 or more"),
    ("TRUSTED_PROXY_COUNT", "1.5", "a whole number, 0 or more"),
    ("TRUSTED_PROXY_COUNT", "-1", "a whole number, 0 or more"),
    ("REVIEW_STEPS", "xyzzy", DAYS),
    ("REVIEW_STEPS", "90,30,7", DAYS),
    ("REVIEW_STEPS", "30,30,0", DAYS),
    ("REVIEW_STEPS", "366,0", DAYS),
    ("REVIEW_STEPS", "7,0,-1", DAYS),
    ("REVIEW_STEPS", "10,9,8,7,6,5,4,3,2,1,0", DAYS),
    ("ALLOWED_HOSTS", "https://xyzzy.example", "host names, with commas between them"),
    ("ALLOWED_HOSTS", "thornby.example; xyzzy", "host names, with commas between them"),
    ("DEFAULT_FROM_EMAIL", "xyzzy", "an e-mail address"),
]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def read_settings() -> dict[str, Any]:
    return runpy.run_path(str(settings.BASE_DIR / "council" / "settings.py"))


def start(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, *command],
        env=kept | variables,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("name", "value", "takes"), NONSENSE)
def test_nonsense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str, takes: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        read_settings()
    assert str(refused.value) == f"The environment variable {name} takes {takes}."


def test_the_towns_website_is_a_host_beside_the_councils(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings()["GROUPS_URL"] == ""
    monkeypatch.setenv("SITE_URL", "https://www.council.example")
    monkeypatch.setenv("GROUPS_URL", "https://www.town.example/")
    found = read_settings()
    assert found["GROUPS_URL"] == "https://www.town.example"
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://www.council.example", "https://www.town.example"]
    assert "www.town.example" in found["ALLOWED_HOSTS"]


@pytest.mark.parametrize(
    ("command", "variables"),
    [
        (("manage.py", "check"), {"DATABASE_URL": "mysql://user:xyzzy@host/name"}),
        (("manage.py", "check"), {"EMAIL_URL": "smtp://user:xyzzy@host:port"}),
        (("manage.py", "check"), {"REDIS_URL": "https://:xyzzy@host"}),
        (("-c", "import council.wsgi"), {"DATABASE_URL": "mysql://user:xyzzy@host/name"}),
        (("-c", "import council.wsgi"), {"EMAIL_URL": "https://user:xyzzy@host"}),
        (("-c", "import council.wsgi"), {"REDIS_URL": "https://:xyzzy@host"}),
    ],
)
def test_the_value_is_shown_nowhere(command: tuple[str, ...], variables: dict[str, str]) -> None:
    """It may hold a password, and what a server says at its start goes into a log."""
    ended = start(*command, **variables)
    assert ended.returncode == 1
    assert f"The environment variable {next(iter(variables))} takes" in ended.stderr
    assert "xyzzy" not in ended.stdout + ended.stderr


def test_a_command_answers_with_one_sentence() -> None:
    ended = start("manage.py", "check", DEBUG="maybe")
    assert (ended.returncode, ended.stderr) == (1, f"The environment variable DEBUG takes {FLAG}.\n")


@pytest.mark.parametrize("value", ["1", "yes", "TRUE", "on", " 1 "])
def test_a_flag_is_up(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert read_settings()["DEBUG"] is True


@pytest.mark.parametrize("value", ["", "0", "no", "False", "off"])
def test_a_flag_is_down(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert read_settings()["DEBUG"] is False


# ------------------------------------------------------------------------------------- the demonstration
def test_the_demonstration_needs_debug() -> None:
    """DEMO=1 alone would put a one-press sign-in before the whole world."""
    ended = start("manage.py", "check", DEMO="1")
    assert (ended.returncode, ended.stderr) == (
        1,
        "DEMO=1 signs anybody in with one press and is for trying out only: it needs DEBUG=1.\n",
    )


def test_with_both_it_starts() -> None:
    ended = start("manage.py", "check", DEMO="1", DEBUG="1", SECRET_KEY="for the tests only, and long enough")
    assert (ended.returncode, ended.stderr) == (0, "")


# ---------------------------------------------------------------------------------------------- the secret
@pytest.mark.parametrize("secret", ["", "short", "x" * 31])
def test_without_a_secret_nothing_is_served(secret: str) -> None:
    ended = start("manage.py", "check", SECRET_KEY=secret)
    assert ended.returncode == 1
    assert "The environment variable SECRET_KEY takes a long random text, at least 32 characters." in ended.stderr


# -------------------------------------------------------------------------------------------- what follows
def test_https_makes_cookies_secure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://www.thornby.example")
    read = read_settings()
    assert (read["SESSION_COOKIE_SECURE"], read["CSRF_COOKIE_SECURE"], read["SECURE_SSL_REDIRECT"]) == (
        True,
        True,
        True,
    )
    assert read["SECURE_HSTS_SECONDS"] > 0


def test_a_proxy_is_believed_only_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings()["SECURE_PROXY_SSL_HEADER"] is None
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", "1")
    assert read_settings()["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_redis_carries_cache_and_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://localhost:6379/0")
    read = read_settings()
    assert (read["CACHES"]["default"]["LOCATION"], read["CELERY_BROKER_URL"]) == ("redis://localhost:6379/0",) * 2
    # A task that runs longer than the broker waits would be run a second time.
    assert read["CELERY_TASK_TIME_LIMIT"] < read["CELERY_BROKER_TRANSPORT_OPTIONS"]["visibility_timeout"]


def test_without_any_variable_it_is_sqlite_and_files() -> None:
    read = read_settings()
    assert read["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert read["CELERY_BROKER_URL"].partition(":")[0] == "filesystem"
    assert (read["DEBUG"], read["DEMO"]) == (False, False)
