"""/healthz: what it asks, what it says, and all that it does without."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from tests.everything import free_port

pytestmark = pytest.mark.each_database

ASKED = "https://www.thornby.example/healthz"


@contextmanager
def deaf_database() -> Iterator[None]:
    """Every statement fails, as when nobody answers."""

    def fail(*args: object) -> None:
        raise OperationalError("could not connect to server")

    with connection.execute_wrapper(fail):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_says_ok(method: str, client: Client) -> None:
    response = getattr(client, method)("/healthz")
    assert response.status_code == 200
    assert response.content == (b"ok" if method == "get" else b"")


@pytest.mark.django_db
def test_asks_one_question_and_sets_nothing_up(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert response.wsgi_request.session.accessed is False
    assert not response.cookies
    assert "Content-Security-Policy" not in response
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_is_answered_without_the_proxy_where_all_else_goes_to_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 301


@pytest.mark.django_db
def test_names_a_database_that_does_not_answer(client: Client) -> None:
    with deaf_database():
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content == b"no answer: database"


@pytest.mark.django_db
def test_names_each_that_does_not_answer(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    assert client.get("/healthz").content == b"no answer: redis"
    with deaf_database():
        assert client.get("/healthz").content == b"no answer: database, redis"


def test_is_only_to_be_read(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
