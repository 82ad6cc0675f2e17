"""manage.py check_site: what is wrong with the public website."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread
from typing import ClassVar

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from council import outside
from council.site_check import Problem, Read, _faults, check
from posts import workflow
from tests import making
from tests.posts.papers import account, link, meeting
from tests.publishing import published, withdrawn


class Elsewhere(BaseHTTPRequestHandler):
    """Another website."""

    ANSWERS: ClassVar = {"/there": 200, "/caf%C3%A9": 200, "/moved": 301, "/refused": 403}

    def do_HEAD(self) -> None:
        self.send_response(self.ANSWERS.get(self.path, 404))
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Not among what the tests say."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of another website, which answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def said(**options: object) -> str:
    out = StringIO()
    try:
        call_command("check_site", stdout=out, **options)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def test_a_sound_website_has_nothing_to_mend(cast: making.Cast) -> None:
    published(cast, pictures=(making.picture(),))
    meeting(days=-2)
    account(cast, "accounts", 2025)
    link(cast, "Food bank", "https://food.example/")
    assert said() == "Nothing to mend.\n"


@pytest.mark.clause("website-up-to-date")
def test_what_should_have_been_looked_at_is_named(cast: making.Cast) -> None:
    post = published(cast)
    workflow.keep(post.pk, by=cast.clerk, check_by=timezone.localdate() + timedelta(days=1))
    assert said() == "Nothing to mend.\n"
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert f"{post.url}: “{post.title}” was to be looked at again by" in said()
        assert said().endswith("1 thing to mend.")


def test_a_dead_link_is_named_with_the_page_that_it_stands_on(cast: making.Cast) -> None:
    gone = published(cast, "Gone")
    leading = published(cast, "Leading", body=f'<p><a href="{gone.url}">See</a> <a href="/nowhere/">there</a></p>')
    withdrawn(gone, cast)
    found = said()
    assert f"{leading.url}: the link to {gone.url} is dead (410)" in found
    assert f"{leading.url}: the link to /nowhere/ is dead (404)" in found


def test_a_place_that_is_not_on_its_page(cast: making.Cast) -> None:
    post = published(cast, body='<p><a href="/contact/#nowhere">See</a> <a href="/contact/#main-content">x</a></p>')
    assert Problem(post.url, "the link to /contact/#nowhere leads to a place that is not on that page") in check(99)
    assert "main-content" not in said()


def test_other_websites_are_asked_where_somebody_wishes_it(
    cast: making.Cast, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = [
        *(f"{elsewhere}/{path}" for path in ("there", "gone", "moved", "refused", "café")),
        "https://nobody.invalid/",
    ]
    body = " ".join(f'<a href="{link}">x</a>' for link in links)
    post = published(cast, body=f"<p>{body}</p>", links_confirmed=tuple(links))
    monkeypatch.setattr(outside, "is_public", lambda host: host == "127.0.0.1" or socket.getaddrinfo(host, None))
    found = said(elsewhere=True)
    of_theirs = [line for line in found.splitlines() if elsewhere in line]
    assert of_theirs == [f"{post.url}: the link to {elsewhere}/gone: it is dead (404)"]
    assert f"{post.url}: the link to https://nobody.invalid/: it does not answer" in found


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "224.0.0.1", "0.0.0.0"])  # noqa: S104
def test_what_only_this_server_reaches_is_not_asked(host: str) -> None:
    told = outside.trouble_with(f"http://[{host}]/" if ":" in host else f"http://{host}/")
    assert told == "its host is not on the open internet"


def test_other_websites_and_the_desk_are_not_asked(cast: making.Cast) -> None:
    outside = "https://dead.invalid/"
    published(
        cast,
        body=f'<p><a href="{outside}">x</a> <a href="/desk/nowhere/">y</a></p>',
        links_confirmed=(outside,),
    )
    assert said() == "Nothing to mend.\n"


def test_headings_out_of_order_in_what_somebody_wrote(cast: making.Cast) -> None:
    post = published(cast, body="<h2>Two</h2><p>x</p>")
    assert said() == "Nothing to mend.\n"
    found = [str(problem) for problem in _faults(post.url, Read("<h1>One</h1><h3>Three</h3><img src='/x.png'>"))]
    assert found == [
        f"{post.url}: /x.png has no text for who cannot see it",
        f"{post.url}: a heading of level 3 follows one of level 1",
    ]
    assert [problem.what for problem in _faults("/", Read("<h2>Two</h2>"))] == [
        "it has 0 headings of the first level instead of one"
    ]
    assert list(_faults("/", Read("<h1>One</h1><h2>Two</h2><h3>x</h3><h2>y</h2><img src='/x.png' alt=''>"))) == []


def test_it_says_where_it_stopped(cast: making.Cast) -> None:
    assert "it has more than 3 pages, and the rest was not looked at" in said(most=3)
