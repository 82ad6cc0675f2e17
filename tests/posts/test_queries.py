"""How many questions each page puts to the database: few, and as few with ten thousand posts as with ten."""

from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
import time_machine
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import cursor
from accounts.models import User
from posts import workflow
from posts.content import fingerprint
from posts.life import State
from posts.models import Post, PostVersion
from posts.sweep import publish_all_due
from tests import making

pytestmark = pytest.mark.each_database

FEW, MANY = 10, 10_000
MOST_IN_A_LIFE = {"plain words": 45, "a finding": 45, "pictures": 46}

DRAFT = {
    "title": "Mill Lane is open",
    "body": "<p>The water main is mended.</p>",
    "kind": "news",
    "barred_kind": "none",
}
FOUND_IN = "<p>Ask Ann Reed of 4 Mill Lane, telephone 07700 900123.</p>"

SignIn = Callable[[User], Client]
Statements = dict[str, list[str]]

# The most that each page may ask.
PUBLIC = {"a post": 3, "the news": 4, "older news": 4, "the feed": 4, "home": 4, "the policy": 3}
SIGNED_IN = {
    "the Clerk's desk": ("clerk", "/desk/", 22),
    "a councillor's desk": ("councillor", "/desk/", 14),
    "the queue": ("clerk", "/desk/decisions/", 8),
    "what one has written": ("councillor", "/desk/posts/", 8),
    "the queue in the admin": ("clerk", "/admin/posts/post/", 9),
    "everything in the admin": ("clerk", "/admin/posts/post/?state=all", 9),
}


def put_all(number: int, *, author: User) -> None:
    """So many posts, most of them published, put in past every guard: here it is only their number that counts."""
    put_in(State.PUBLISHED, number * 6 // 10, author=author)
    put_in(State.SUBMITTED, number * 2 // 10, author=author)
    put_in(State.DRAFT, number * 2 // 10, author=author)


def put_in(state: State, number: int, *, author: User) -> None:
    now = timezone.now()
    document = making.content().document()
    common = {"document": document, "fingerprint": fingerprint(document), "written_by": author, "written_at": now}
    versions = [PostVersion(number=1, title=f"Notice {i}", **common) for i in range(number)]
    rows = []
    for i, version in enumerate(versions):
        moment = now - timedelta(minutes=i)
        out = {"approved_version_id": version.pk, "publish_at": moment, "published_at": moment}
        shared = {"submitted_at": moment} if state != State.DRAFT else {}
        rows.append(
            Post(
                author=author,
                state=state,
                since=moment,
                current_version_id=version.pk,
                **shared,
                **(out if state == State.PUBLISHED else {}),
            )
        )
    for version, row in zip(versions, models.QuerySet(Post).bulk_create(rows, batch_size=1000), strict=True):
        version.post_id = row.pk
    models.QuerySet(PostVersion).bulk_create(versions, batch_size=1000)


def asked(client: Client, address: str) -> list[str]:
    """Every statement that one visit puts to the database, those of its transactions included."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


def public_addresses() -> dict[str, str]:
    newest = Post.objects.news().first()
    return {
        "a post": newest.get_absolute_url(),
        "the news": "/news/",
        "older news": f"/news/?before={cursor.write(newest.published_at, newest.pk)}",
        "the feed": "/news/feed/",
        "home": "/",
        "the policy": "/policies/",
    }


def public_pages() -> Statements:
    return {page: asked(Client(), address) for page, address in public_addresses().items()}


def pictures(number: int) -> dict[str, str]:
    """As the form sends pictures that are stored already."""
    kept = [making.picture(colour) for colour in ("green", "red", "blue")[:number]]
    rows = [{"file": picture.file, "description": picture.description, "whose": "own"} for picture in kept]
    sent = {f"picture-{index}-{name}": value for index, row in enumerate(rows) for name, value in row.items()}
    return {**sent, "picture-TOTAL_FORMS": str(number), "picture-INITIAL_FORMS": "0"}


def numbers(pages: Statements) -> dict[str, int]:
    return {page: len(statements) for page, statements in pages.items()}


def too_many(pages: Statements, most: dict[str, int]) -> dict[str, int]:
    return {page: number for page, number in numbers(pages).items() if number > most[page]}


def with_the_word(word: str, pages: Statements) -> list[str]:
    return [sql for statements in pages.values() for sql in statements if word in sql]


def test_public_pages(cast: making.Cast) -> None:
    put_all(FEW, author=cast.councillor)
    few = public_pages()
    put_all(MANY, author=cast.councillor)
    many = public_pages()
    assert numbers(few) == numbers(many)
    assert too_many(many, PUBLIC) == {}
    assert with_the_word("COUNT(", many) == with_the_word("OFFSET", many) == []


def test_pages_of_the_desk(cast: making.Cast, signed_in: SignIn) -> None:
    browsers = {page: signed_in(getattr(cast, name)) for page, (name, _, _) in SIGNED_IN.items()}

    def pages() -> Statements:
        return {page: asked(browsers[page], address) for page, (_, address, _) in SIGNED_IN.items()}

    put_all(FEW, author=cast.councillor)
    few = pages()
    put_all(MANY, author=cast.councillor)
    many = pages()
    assert numbers(few) == numbers(many)
    assert too_many(many, {page: most for page, (_, _, most) in SIGNED_IN.items()}) == {}
    assert with_the_word("OFFSET", many) == []
    # The admin's paginator alone counts, and no further than a thousand.
    assert [sql for sql in with_the_word("COUNT(", many) if "LIMIT 1000" not in sql] == []


def test_public_pages_ask_nothing_about_who_reads(cast: making.Cast, signed_in: SignIn) -> None:
    """Neither a visitor nor somebody signed in gets a cookie there, and the session is not opened."""
    put_in(State.PUBLISHED, 2, author=cast.councillor)
    for client in (Client(), signed_in(cast.clerk)):
        for address in public_addresses().values():
            response = client.get(address)
            assert response.cookies == SimpleCookie()
            assert response.wsgi_request.session.accessed is False
            assert "Cookie" not in response.get("Vary", "")


@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("what", MOST_IN_A_LIFE)
def test_the_whole_life_of_a_post(what: str, cast: making.Cast, signed_in: SignIn) -> None:
    """Written, submitted, approved and published, each by its own request, with the record and the mail."""
    making.read_by(cast.councillor)
    author, clerk = signed_in(cast.councillor), signed_in(cast.clerk)
    more = {"plain words": {}, "a finding": {"body": FOUND_IN}, "pictures": pictures(3)}
    draft = DRAFT | more[what]
    steps: dict[str, int] = {}

    def step(name: str, do: Callable[[], object]) -> None:
        with CaptureQueriesContext(connection) as queries:
            do()
        steps[name] = len(queries)

    step("write", lambda: author.post("/desk/posts/write/", draft))
    post = Post.objects.order_by("-pk").first()
    version = post.current_version_id
    step("submit", lambda: author.post(f"/desk/posts/{post.pk}/submit/", {"version": version}))
    form = clerk.get(f"/desk/decisions/{post.pk}/").context["form"]
    answers = {field: "He wants it known." for field in form.fields if field.startswith("reason")}
    assert bool(answers) is (what == "a finding")
    decision = {"decision": "approve", "version": version, "attested": "on", **answers}
    step("approve", lambda: clerk.post(f"/desk/decisions/{post.pk}/", decision))
    with time_machine.travel(timezone.now() + workflow.TIME_TO_UNDO):
        step("publish", publish_all_due)

    assert Post.objects.get(pk=post.pk).state == State.PUBLISHED
    assert len(post.content.pictures) == (3 if what == "pictures" else 0)
    acts = [row.act for row in post.history.order_by("history_id")]
    assert acts == ["drafted", "submitted", "approved", "published"]
    assert sum(steps.values()) <= MOST_IN_A_LIFE[what], steps
