"""Pages for what did not work: calm, with what to do next, and whole even where nothing else works."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.views import defaults

from accounts.models import User
from tests import making

SignIn = Callable[[User], Client]


def test_a_page_that_there_is_not(cast: making.Cast, client: Client) -> None:
    page = client.get("/nowhere/").content.decode()
    assert "<h1" in page
    assert "Page not found" in page
    assert 'action="/search/"' in page
    assert "07700 900100" in page
    assert "canonical" not in page


def test_an_address_that_cannot_be_read_has_the_council_s_own_page(cast: making.Cast, client: Client) -> None:
    response = client.get("/news/?before=x")
    page = response.content.decode()
    assert response.status_code == 400
    assert "We could not read this" in page
    assert "Thornby Town Council" in page
    assert 'action="/search/"' in page


def test_a_form_without_its_token_has_the_council_s_own_page(cast: making.Cast) -> None:
    response = Client(enforce_csrf_checks=True).post("/accessibility/feedback/", {"happened": "words"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Please send it again" in page
    assert "Thornby Town Council" in page


def test_what_is_not_yours(cast: making.Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.volunteer).get("/admin/login/?next=/admin/")
    assert response.status_code == 403
    assert 'action="/desk/search/"' in response.content.decode()


@pytest.mark.usefixtures("cast")
def test_where_the_server_fails_the_database_is_left_alone(rf: object) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = defaults.server_error(rf.get("/"))
    page = response.content.decode()
    assert (response.status_code, len(queries)) == (500, 0)
    assert "Something went wrong here" in page
    assert 'action="/search/"' in page
    assert "<script" not in page
