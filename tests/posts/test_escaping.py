"""Whatever somebody types is shown as text: on public pages, in the feed, at the desk, in the admin, in mail."""

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Matter, User
from accounts.offices import Arrival, Office
from email_log.models import Dispatch, OutgoingMail
from email_log.sealing import unseal
from posts import workflow
from posts.content import Content
from posts.life import State
from posts.models import Post
from tests import making

SignIn = Callable[[User], Client]

HOSTILE = "<script>alert('x')</script><b onclick=alert(1)>bold"
ESCAPED = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&lt;b onclick=alert(1)&gt;bold"
HARMLESS = ["<script>alert", "<b onclick"]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def clerk(council: object) -> User:
    return hostile_person("clerk", Office.CLERK)


@pytest.fixture
def author(clerk: User) -> User:
    return hostile_person("author", Office.EMPLOYEE)


@pytest.fixture
def matter(clerk: User) -> Matter:
    return people.open_matter(HOSTILE, by=SYSTEM)


def hostile_person(local_part: str, office: Office) -> User:
    user = people.welcome(by=SYSTEM, email=f"{local_part}@council.example", name=HOSTILE)
    people.appoint(
        user,
        office,
        by=SYSTEM,
        begins=today(),
        ends=today() + timedelta(days=9),
        arrival=Arrival.APPOINTED,
        title=HOSTILE,
    )
    making.read_by(user)
    return user


def hostile_post(state: State, *, author: User, clerk: User, matter: Matter) -> Post:
    """A post brought to `state`, with every word that somebody types on the way being hostile."""
    post = workflow.write(making.content(HOSTILE), by=author, matter=matter)
    if state == State.DRAFT:
        return post
    workflow.submit(post.pk, by=author)
    version = post.current_version_id
    if state == State.SUBMITTED:
        workflow.delegate(post.pk, by=clerk, to=author, ends=today(), reason=HOSTILE)
    if state == State.RETURNED:
        workflow.return_for_changes(post.pk, by=clerk, version=version, remark=HOSTILE)
    if state == State.REFUSED:
        workflow.refuse(post.pk, by=clerk, version=version, remark=HOSTILE)
    if state in (State.SCHEDULED, State.PUBLISHED):
        workflow.approve(post.pk, by=clerk, version=version, attested=True, remark=HOSTILE)
    if state == State.PUBLISHED:
        published_at = Post.objects.get(pk=post.pk).publish_at
        workflow.publish(post.pk, by=SYSTEM, now=published_at)
    if state == State.WITHDRAWN:
        workflow.withdraw(post.pk, by=clerk, reason=HOSTILE)
    return Post.objects.get(pk=post.pk)


def assert_is_text(page: str) -> None:
    assert [words for words in HARMLESS if words in page] == []
    assert page.count(ESCAPED) > 0


@pytest.mark.parametrize("address", ["/", "/news/", "the post"])
def test_public_pages(address: str, author: User, clerk: User, matter: Matter, client: Client) -> None:
    post = hostile_post(State.PUBLISHED, author=author, clerk=clerk, matter=matter)
    response = client.get(post.get_absolute_url() if address == "the post" else address)
    assert_is_text(response.content.decode())


def test_the_feed(author: User, clerk: User, matter: Matter, client: Client) -> None:
    """Read as a feed reader reads it, the title is the words that were typed."""
    hostile_post(State.PUBLISHED, author=author, clerk=clerk, matter=matter)
    feed = ET.fromstring(client.get("/news/feed/").content)  # noqa: S314 - it is our own
    title = feed.find("a:entry/a:title", ATOM)
    assert title is not None
    assert (title.text, title.get("type", "text")) == (HOSTILE, "text")


@pytest.mark.parametrize("state", list(State))
def test_a_post_at_the_desk_and_in_the_admin(
    state: State, author: User, clerk: User, matter: Matter, signed_in: SignIn
) -> None:
    post = hostile_post(state, author=author, clerk=clerk, matter=matter)
    own, decider = signed_in(author), signed_in(clerk)
    assert_is_text(own.get(f"/desk/posts/{post.pk}/").content.decode())
    if post.was_shared:
        assert_is_text(decider.get(f"/desk/posts/{post.pk}/").content.decode())
        assert_is_text(decider.get(f"/admin/posts/post/{post.pk}/change/").content.decode())
        assert_is_text(decider.get(f"/admin/posts/post/{post.pk}/history/").content.decode())


@pytest.mark.parametrize(
    "address",
    [
        "/desk/",
        "/desk/decisions/",
        "/desk/decisions/{post}/",
        "/desk/decisions/{post}/delegate/",
        "/desk/decisions/matters/",
        "/desk/decisions/matters/{matter}/",
        "/admin/posts/post/",
        "/admin/accounts/matter/",
        "/admin/accounts/matter/{matter}/change/",
        "/admin/accounts/appointment/",
        "/admin/accounts/appointment/{appointment}/change/",
        "/admin/accounts/appointment/{appointment}/history/",
        "/admin/email_log/outgoingmail/",
    ],
)
def test_lists_and_forms_of_the_clerk(
    address: str, author: User, clerk: User, matter: Matter, signed_in: SignIn
) -> None:
    post = hostile_post(State.SUBMITTED, author=author, clerk=clerk, matter=matter)
    workflow.delegate_matter(matter, by=clerk, to=author, ends=today(), reason=HOSTILE)
    appointment = author.appointments.get()
    url = address.format(post=post.pk, matter=matter.pk, appointment=appointment.pk)
    assert_is_text(signed_in(clerk).get(url).content.decode())


@pytest.mark.parametrize(
    "address", ["/desk/", "/desk/posts/", "/desk/posts/{post}/change/", "/desk/posts/{post}/withdraw/"]
)
def test_pages_of_the_author(address: str, author: User, clerk: User, matter: Matter, signed_in: SignIn) -> None:
    post = hostile_post(State.RETURNED, author=author, clerk=clerk, matter=matter)
    assert_is_text(signed_in(author).get(address.format(post=post.pk)).content.decode())


def test_a_refusal_that_names_somebody(author: User, clerk: User, matter: Matter, signed_in: SignIn) -> None:
    post = hostile_post(State.REFUSED, author=author, clerk=clerk, matter=matter)
    decision = {"decision": "approve", "version": post.current_version_id}
    assert_is_text(signed_in(clerk).post(f"/desk/decisions/{post.pk}/", decision).content.decode())


def test_a_form_that_comes_back_with_an_error(clerk: User, signed_in: SignIn) -> None:
    response = signed_in(clerk).post("/desk/posts/write/", {"title": HOSTILE, "body": "", "kind": HOSTILE})
    assert_is_text(response.content.decode())


# -------------------------------------------------------------------------------------------- the body
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Hello <strong>you</strong></p>", "<p>Hello <strong>you</strong></p>"),
        ("<script>alert(1)</script><p>Hello</p>", "<p>Hello</p>"),
        ('<p onclick="alert(1)">Hello</p>', "<p>Hello</p>"),
        ('<p style="position:fixed">Hello</p>', "<p>Hello</p>"),
        ('<p>Hello<img src="x" onerror="alert(1)"></p>', "<p>Hello</p>"),
        ('<p><a href="javascript:alert(1)">Hello</a></p>', "<p><a>Hello</a></p>"),
        ('<iframe src="https://else.example"></iframe><p>Hello</p>', "<p>Hello</p>"),
        ("<svg onload=alert(1)></svg><p>Hello</p>", "<p>Hello</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("First.\n\nSecond.", "<p>First.</p>\n\n<p>Second.</p>"),
    ],
)
def test_a_body_keeps_what_the_editor_offers(typed: str, kept: str) -> None:
    assert Content.of("Title", typed, "news").body == kept


@pytest.mark.usefixtures("council")
def test_a_hostile_body_reaches_no_page(client: Client, signed_in: SignIn) -> None:
    clerk = making.person("clerk", Office.CLERK)
    making.read_by(clerk)
    hostile = "<p onclick=alert(1)>Hello</p><script>alert('x')</script>"
    signed_in(clerk).post(
        "/desk/posts/write/", {"title": "Hello", "body": hostile, "kind": "news", "barred_kind": "none", "submit": "1"}
    )
    post = Post.objects.get()
    workflow.approve(post.pk, by=clerk, version=post.current_version_id, attested=True)
    workflow.publish(post.pk, by=SYSTEM, now=Post.objects.get().publish_at)
    pages = [client.get(url).content.decode() for url in (post.get_absolute_url(), "/", "/news/", "/news/feed/")]
    assert [
        words for words in ("<script>alert", "&lt;script&gt;alert", "onclick") for page in pages if words in page
    ] == []


# -------------------------------------------------------------------------------------------------- mail
def sent() -> list[Message]:
    return [message_from_bytes(unseal(bytes(dispatch.payload))) for dispatch in Dispatch.objects.order_by("pk")]


def test_mail_is_plain_text_with_one_subject(author: User, clerk: User, matter: Matter) -> None:
    """There is no HTML in our mail, so nothing in it can be hostile: it says what was typed, in letters."""
    hostile_post(State.SUBMITTED, author=author, clerk=clerk, matter=matter)
    hostile_post(State.RETURNED, author=author, clerk=clerk, matter=matter)
    mails = sent()
    assert len(mails) > 2
    assert {mail.get_content_type() for mail in mails} == {"text/plain"}
    assert {HOSTILE in mail.get_payload(decode=True).decode() for mail in mails} == {True}


@pytest.mark.parametrize("name", ["Ann\r\nBcc: all@else.example", "Ann\nSubject: Another"])
def test_a_name_or_title_adds_no_header(name: str, author: User, clerk: User) -> None:
    User.objects.filter(pk=author.pk).update(name=name)
    post = workflow.write(making.content(f"Hello{name}"), by=User.objects.get(pk=author.pk))
    workflow.submit(post.pk, by=User.objects.get(pk=author.pk))
    headers = [(mail["Bcc"], mail.get_all("Subject")) for mail in sent()]
    assert [(bcc, len(subjects)) for bcc, subjects in headers] == [(None, 1)] * len(headers)
    assert OutgoingMail.objects.count() > 0
