"""Reads settings from environment variables and refuses nonsense, naming the variable and what it takes."""

import os
import re
from collections.abc import Callable
from email.utils import parseaddr
from typing import TypeVar
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


def read(name: str, parse: Callable[[str], T], takes: str, default: str = "") -> T:
    """The variable `name` as `parse` understands it; ImproperlyConfigured, naming it, where it does not."""
    value = os.environ.get(name, default).strip()
    try:
        return parse(value)
    except (ValueError, KeyError):
        # The value may hold a password, and what it was raised from would show it in a log.
        raise ImproperlyConfigured(f"The environment variable {name} takes {takes}.") from None


def flag(name: str) -> bool:
    return read(name, _flag, "1 or 0 (also yes, no, true, false, on, off)")


def count(name: str) -> int:
    return read(name, _count, "a whole number, 0 or more", "0")


def days_before(name: str, default: str) -> tuple[int, ...]:
    """Days before something, such as (90, 30, 7, 0): each once, with the day itself among them."""
    return read(name, _days_before, "up to 10 different numbers of days from 0 to 365, with 0 among them", default)


def hosts(name: str) -> list[str]:
    return read(name, _hosts, "host names, with commas between them", "")


def mail_address(name: str, default: str) -> str:
    return read(name, _mail_address, "an e-mail address", default)


def database(name: str, default: str) -> dict[str, object]:
    return read(name, _database, "an address such as postgres://user:password@host:5432/name", default)


def address(name: str, schemes: tuple[str, ...], example: str) -> str:
    """An address with one of `schemes`, or "" where the variable is not set."""
    return read(name, lambda value: _address(value, schemes), f"an address such as {example}")


def another_site(name: str, site: str) -> str:
    """The address of a website beside `site`: of another host, and without a path; "" where it is not set."""
    takes = "the address of a website of another host than SITE_URL, without a path, such as https://www.town.example"
    return read(name, lambda value: _another_site(value, site), takes)


def _another_site(value: str, site: str) -> str:
    parts = urlsplit(_address(value, ("http", "https")).rstrip("/"))
    if value and (parts.path or parts.query or parts.fragment or parts.netloc == urlsplit(site).netloc):
        raise ValueError(value)
    return parts.geturl()


def _flag(value: str) -> bool:
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise ValueError(value)


def _count(value: str) -> int:
    if (number := int(value)) < 0:
        raise ValueError(value)
    return number


def _days_before(value: str) -> tuple[int, ...]:
    days = sorted({int(part) for part in value.split(",")}, reverse=True)
    if len(days) != len(value.split(",")) or len(days) > 10 or days[-1] != 0 or days[0] > 365:
        raise ValueError(value)
    return tuple(days)


def _hosts(value: str) -> list[str]:
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if any(not re.fullmatch(r"\*|\[[0-9a-fA-F:]+\]|\.?[\w.-]+", host) for host in hosts):
        raise ValueError(value)
    return hosts


def _mail_address(value: str) -> str:
    if "@" not in parseaddr(value)[1]:
        raise ValueError(value)
    return value


def _database(value: str) -> dict[str, object]:
    config = dict(dj_database_url.parse(value))
    if config["ENGINE"] not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise ValueError("neither SQLite nor PostgreSQL")
    if not config["NAME"]:
        raise ValueError("no database named")
    return config


def _address(value: str, schemes: tuple[str, ...]) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname or (parts.port or 0) < 0:
        raise ValueError(value)
    return value
