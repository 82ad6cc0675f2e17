"""The standing cast, and what every test may rely on."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from pytest_django.fixtures import Settings

from accounts import triggers
from accounts.models import Council, User
from tests import making

REACH_A_DATABASE = {"db", "transactional_db", "installation"}
TAKE_LONG = {"installation", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--databases-only", action="store_true", help="leave out the tests that are the same on every database"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long ones begin, though they commit: at the end they would leave one worker with nothing to do."""
    items.sort(key=lambda item: not takes_long(item))
    if not config.getoption("--databases-only"):
        return
    left_out = [item for item in items if not reaches_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if reaches_a_database(item)]


def takes_long(item: pytest.Item) -> bool:
    return not TAKE_LONG.isdisjoint(getattr(item, "fixturenames", ()))


def reaches_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("same_everywhere"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "on_services"))
    return marked or not fixtures.isdisjoint(REACH_A_DATABASE)


@pytest.fixture(autouse=True, scope="session")
def quick_flush() -> None:
    """PostgreSQL takes half a second to truncate all tables, and a moment to delete the few rows that a test leaves."""

    def deleting(self: DatabaseOperations, style: object, tables: list[str], **kwargs: object) -> list[str]:
        return [f"DELETE FROM {self.quote_name(table)}" for table in tables]  # noqa: S608

    DatabaseOperations.sql_flush = deleting


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def mail_on_the_record(settings: Settings) -> None:
    """Django's test runner puts a backend of its own in the place of ours."""
    settings.EMAIL_BACKEND = "email_log.backend.RecordingBackend"


@pytest.fixture
def council(db: None) -> Council:
    """The model council."""
    return making.found()


@pytest.fixture
def cast(council: Council) -> making.Cast:
    return making.cast()


@pytest.fixture
def signed_in():
    """A browser of the person, signed in."""

    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="accounts.backends.SignInBackend")
        return client

    return client_of


@pytest.fixture
def flushed_afterwards(transactional_db: None) -> Iterator[None]:
    """For tests that commit: the flush that follows may empty the record, which nothing else may."""
    triggers.install("default")
    yield
    triggers.lift()
