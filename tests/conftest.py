"""The standing cast, and what every test may rely on."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from pytest_django.fixtures import Settings

from accounts import triggers
from accounts.models import Council, User
from tests import making
from tests.emptying import empty

REACH_A_DATABASE = {"db", "transactional_db", "installation"}
TAKE_LONG = {"installation", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--part",
        choices=PARTS,
        help="services: what runs on PostgreSQL and Redis; rest: everything else",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long ones begin, though they commit: at the end they would leave one worker with nothing to do."""
    items.sort(key=lambda item: not takes_long(item))
    if part := config.getoption("--part"):
        left_out = [item for item in items if not PARTS[part](item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if PARTS[part](item)]


def takes_long(item: pytest.Item) -> bool:
    return not TAKE_LONG.isdisjoint(getattr(item, "fixturenames", ()))


def runs_on_services(item: pytest.Item) -> bool:
    """It reaches a database, and is not quicker on SQLite and the same there."""
    if item.get_closest_marker("same_everywhere"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "on_services"))
    return marked or not fixtures.isdisjoint(REACH_A_DATABASE)


def belongs_to_the_rest(item: pytest.Item) -> bool:
    """It runs on no service, or is about what each database does in its own way."""
    return not runs_on_services(item) or item.get_closest_marker("each_database") is not None


PARTS = {"services": runs_on_services, "rest": belongs_to_the_rest}


@pytest.fixture(autouse=True, scope="session")
def emptied_quickly() -> None:
    TransactionTestCase._fixture_teardown = empty


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
    """For tests that commit: what follows may empty the record, which nothing else may."""
    yield
    if connection.vendor != "postgresql":
        triggers.lift()
