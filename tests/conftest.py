"""The standing cast, and what every test may rely on."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts import triggers
from accounts.models import Council, User
from tests import making


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
