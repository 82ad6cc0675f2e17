"""The forms as they are served, filled in and sent: what the benchmark of the editorial steps rests on."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from benchmarks import steps
from benchmarks.asking import Address
from benchmarks.steps import Form, Forms
from posts.life import State
from posts.models import Post
from tests import making

HTML = """
<form action="/search/"><input name="q"><button name="go" value="1">Find</button></form>
<form method="post">
  <input type="hidden" name="token" value="abc">
  <input name="title" value="Old &amp; grey">
  <textarea name="body" rows="3">Some words.</textarea>
  <select name="kind"><option value="">Choose</option><option value="news">News</option></select>
  <select name="matter"><option value="1">One</option><option value="2" selected>Two</option></select>
  <input type="radio" name="barred" value="adverts"><input type="radio" name="barred" value="none">
  <input type="checkbox" name="attested"><input type="checkbox" name="kept" value="yes" checked>
  <input type="file" name="picture"><input type="submit" name="save" value="Save">
</form>
"""


@pytest.fixture
def form() -> Form:
    return Forms(HTML).with_field("title")


def test_what_a_form_holds_is_sent_as_it_is(form: Form) -> None:
    held = [("token", "abc"), ("title", "Old & grey"), ("body", "Some words."), ("matter", "2"), ("kept", "yes")]
    assert form.filled({}) == held


def test_answers_go_where_there_is_a_field_for_them(form: Form) -> None:
    answers = {"title": "New", "kind": "first", "barred": "last", "attested": "last", "purpose": "gone"}
    sent = dict(form.filled(answers))
    assert {name: sent.get(name) for name in answers} == {
        "title": "New",
        "kind": "news",
        "barred": "none",
        "attested": "on",
        "purpose": None,
    }


@pytest.mark.parametrize("council", ["model", "faversham"])
def test_a_post_is_written_submitted_and_approved_with_them(
    council: str, live_server: LiveServer, flushed_afterwards: None
) -> None:
    making.found(council)
    cast = making.cast()
    making.read_by(cast.councillor)
    author, clerk = (browser_of(user, live_server) for user in (cast.councillor, cast.clerk))
    assert steps.one_life(author, clerk, "Lantern walk on Friday") > 0
    post = Post.objects.with_content().get()
    assert (post.title, post.state) == ("Lantern walk on Friday", State.SCHEDULED)


def browser_of(user, server: LiveServer) -> steps.Browser:
    client = Client()
    client.force_login(user, backend="accounts.backends.SignInBackend")
    address = Address(server.thread.host, server.thread.port)
    return steps.Browser(address, {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value})
