"""Public pages may be kept, but are asked for anew each time: 304 while nothing has changed, and no longer."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from accounts import workflow as people
from accounts.models import User
from council.caching import AskedAnew
from tests import making
from tests.publishing import published, withdrawn

pytestmark = pytest.mark.each_database

SignIn = Callable[[User], Client]

PUBLIC = [
    "/",
    "/news/",
    "/news/feed/",
    "/news/kind/clubs_and_events/",
    "/policies/",
    "/contact/",
    "/accessibility/",
    "/search/?q=lane",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-pages.xml",
]
NOT_PUBLIC = ["/accessibility/feedback/", "/accounts/login/", "/desk/", "/desk/search/?q=lane"]


def again(client: Client, address: str, etag: str) -> int:
    return client.get(address, headers={"If-None-Match": etag}).status_code


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_known_by_its_content(address: str, cast: making.Cast, client: Client) -> None:
    published(cast)
    first = client.get(address)
    assert first["Cache-Control"] == "public, no-cache"
    assert again(client, address, first["ETag"]) == 304
    assert again(client, address, '"another"') == 200
    assert "nonce" not in first.get("Content-Security-Policy", "")
    assert first.cookies == {}


@pytest.mark.parametrize("address", PUBLIC)
def test_head_says_the_same_without_the_page(address: str, cast: making.Cast, client: Client) -> None:
    published(cast)
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    assert client.head(address, headers={"If-None-Match": head["ETag"]}).status_code == 304


def test_the_page_is_the_same_for_who_is_signed_in(cast: making.Cast, client: Client, signed_in: SignIn) -> None:
    published(cast)
    assert signed_in(cast.clerk).get("/")["ETag"] == client.get("/")["ETag"]


def test_a_withdrawal_is_seen_with_the_next_request(cast: making.Cast, client: Client) -> None:
    post = published(cast, "Mill Lane is closed")
    addresses = [post.url, "/", "/news/", "/news/feed/", "/news/kind/clubs_and_events/", "/search/?q=lane"]
    known = {address: client.get(address) for address in addresses}
    assert [address for address in addresses if post.url not in known[address].content.decode()] == []
    withdrawn(post, cast)
    answers = {address: client.get(address, headers={"If-None-Match": known[address]["ETag"]}) for address in addresses}
    assert [response.status_code for response in answers.values()] == [410, 200, 200, 200, 200, 200]
    assert [address for address in addresses if post.title in answers[address].content.decode()] == []


def test_a_change_of_the_council_is_one_of_every_page(cast: making.Cast, client: Client) -> None:
    etag = client.get("/news/")["ETag"]
    people.change_council(by=cast.clerk, telephone="07700 900199")
    assert again(client, "/news/", etag) == 200


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_made_for_one_person_is_not_public(address: str, cast: making.Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.clerk).get(address)
    assert "public" not in response.get("Cache-Control", "")
    assert not response.has_header("ETag")


@pytest.mark.parametrize(("address", "status"), [("/nowhere/", 404), ("/news/?before=x", 400)])
def test_what_is_not_there_may_be_there_tomorrow(address: str, status: int, cast: making.Cast, client: Client) -> None:
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (status, "public, no-cache")
    assert not response.has_header("ETag")


# ---------------------------------------------------------------------------------- the middleware by itself
class Session:
    def __init__(self, accessed: bool) -> None:
        self.accessed = accessed


def passed(response: HttpResponse, method: str = "GET", accessed: bool = False) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        request.session = Session(accessed)
        return response

    return AskedAnew(view)(RequestFactory().generic(method, "/"))


def with_cookie() -> HttpResponse:
    response = HttpResponse("words")
    response.set_cookie("a", "b")
    return response


@pytest.mark.parametrize(
    ("response", "method", "accessed"),
    [
        (HttpResponse("words"), "POST", False),
        (HttpResponse("words"), "GET", True),
        (with_cookie(), "GET", False),
        (HttpResponse("words", headers={"Cache-Control": "private"}), "GET", False),
        (HttpResponse("words", status=500), "GET", False),
        (StreamingHttpResponse(["words"]), "GET", False),
    ],
)
def test_what_is_left_as_it_is(response: HttpResponse, method: str, accessed: bool) -> None:
    before = dict(response.headers)
    assert passed(response, method, accessed) is response
    assert dict(response.headers) == before


def test_without_a_session_nothing_is_assumed() -> None:
    response = AskedAnew(lambda request: HttpResponse("words"))(RequestFactory().get("/"))
    assert not response.has_header("Cache-Control")
