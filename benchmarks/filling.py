"""`python -m benchmarks.filling POSTS`: fills the database of DATABASE_URL; prints as JSON what is to be asked of it.

A council is founded, and one post goes its way through the product's own acts. Then the database copies every row of
it, so that whatever columns it has come along, and the copies stand in the tables as if they had gone that way too.
"""

import json
import sys
from dataclasses import replace
from typing import Any

import django

WAITING = 200
ON_A_PAGE = 20
FIRST_COPY = 100_000_000  # numbers that the product's own rows do not reach
BODY = (
    "<p>The water main under Mill Lane is being mended. From Tuesday to Thursday the lane is closed between the church "
    "and the bridge, by day and by night. You reach the school, the surgery and the shops by Church Street.</p>"
    "<h2>Buses</h2><ul><li>Bus 12 stops at the library on these days.</li><li>Bus 14 runs as it always does.</li></ul>"
    "<p>If you cannot walk from the library, tell the office by Monday noon: a minibus fetches you.</p>"
) * 2


def main(posts: int) -> dict[str, Any]:
    from django.db import transaction

    prepare()
    people, published, waiting = found()
    with transaction.atomic():
        copy_post(published, posts - 1)
        copy_post(waiting, WAITING - 1)
        fill_notices(published, posts)
    tidy()
    return facts(people, posts)


def prepare() -> None:
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.bare.models import Notice

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Notice)


def found() -> tuple[Any, Any, Any]:
    """The council's people, a published post and one that waits."""
    from posts.life import State
    from tests import making

    making.found()
    people = making.cast()
    making.read_by(*people.everybody().values())
    author, clerk = people.councillor, people.clerk
    published = making.post_in(State.PUBLISHED, author=author, approver=clerk, title="Mill Lane is closed")
    waiting = making.post_in(State.SUBMITTED, author=author, approver=clerk, title="Mill Lane is open again")
    return people, published, waiting


# ------------------------------------------------------------------------------------------------ the copies
def copy_post(post: Any, number: int) -> None:
    """So many copies of the post with its current version, its decisions and its record, each a minute older."""
    from posts.models import Decision, Post, PostVersion

    first = FIRST_COPY + post.pk * 10_000_000
    content = replace(post.content, body=BODY)
    moments = {name: older(f"source.{name}") for name in ("since", "submitted_at", "publish_at", "published_at")}
    approved = f"CASE WHEN source.approved_version_id IS NULL THEN NULL ELSE {uuid(first)} END"
    shared = {**moments, "current_version_id": uuid(first), "approved_version_id": approved}
    document = {"document": quoted(content.document()), "fingerprint": quoted(fingerprint(content))}
    copy(Post, post.pk, number, {"id": f"{first} + n", **shared})
    copy(PostVersion, post.current_version_id, number, {"id": uuid(first), "post_id": f"{first} + n", **document})
    for place, decision in enumerate(post.decisions.order_by("pk")):
        own = {"id": f"{first} + {place * number} + n", "post_id": f"{first} + n", "version_id": uuid(first)}
        copy(Decision, decision.pk, number, own)
    for place, row in enumerate(post.history.order_by("history_id")):
        own = {"history_id": f"{first} + {place * number} + n", "id": f"{first} + n"}
        copy(type(row), row.pk, number, {**own, **moments, "history_date": older("source.history_date")})


def copy(model: Any, key: Any, number: int, changed: dict[str, str]) -> None:
    """Copies one row so many times. `changed` has an SQL expression for each column that is not taken over as it is;
    in it `source` is the row, and `n` the number of the copy, from 1."""
    from django.db import connection

    columns = [field.column for field in model._meta.local_concrete_fields]
    values = [changed.get(column, f"source.{column}") for column in columns]
    prepared = model._meta.pk.get_db_prep_value(key, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "  # noqa: S608 - all of it is from this program
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {number}) "
            f"SELECT {', '.join(values)} FROM {model._meta.db_table} source, numbers "
            f"WHERE source.{model._meta.pk.column} = %s",
            [prepared],
        )


def fill_notices(post: Any, number: int) -> None:
    """The same titles and texts, in the table of the yardstick."""
    from benchmarks.bare.models import Notice

    first = Notice.objects.create(title=post.title, body=BODY, published_at=post.published_at)
    copy(Notice, first.pk, number - 1, {"id": f"{FIRST_COPY} + n", "published_at": older("source.published_at")})


def uuid(first: int) -> str:
    """The key of the copy's version, made from its number."""
    return {
        "postgresql": f"lpad(to_hex({first} + n), 32, '0')::uuid",
        "sqlite": f"printf('%%032x', {first} + n)",
    }[vendor()]


def older(column: str) -> str:
    """So many minutes before the moment in that column."""
    return {
        "postgresql": f"{column} - n * interval '1 minute'",
        "sqlite": f"strftime('%%Y-%%m-%%d %%H:%%M:%%S.000000', {column}, '-' || n || ' minutes')",
    }[vendor()]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def fingerprint(content: Any) -> str:
    from posts import content as contents

    return contents.fingerprint(content.document())


def vendor() -> str:
    from django.db import connection

    return str(connection.vendor)


def tidy() -> None:
    """What PostgreSQL does by itself after a while. SQLite does nothing of the kind, nor does the product."""
    from django.db import connection

    if vendor() == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


# ------------------------------------------------------------------------------------------------- the facts
def facts(people: Any, posts: int) -> dict[str, Any]:
    """The addresses to ask, the cookies of who asks, and how many statements each page puts to the database."""
    from accounts import cursor
    from posts.models import Post

    news: Any = Post.objects.news()
    middle, before_the_last_page = news[posts // 2], news[max(posts - ON_A_PAGE - 1, 0)]
    before = cursor.write(before_the_last_page.published_at, before_the_last_page.pk)
    pages = {
        "post": middle.get_absolute_url(),
        "news": "/news/",
        "deep news": f"/news/?before={before}",
        "queue": "/desk/decisions/",
    }
    cookies = {name: cookie_of(getattr(people, name)) for name in ("clerk", "councillor")}
    asked = {name: queries(path, people.clerk) for name, path in pages.items()}
    return {"pages": pages, "cookies": cookies, "queries": asked}


def cookie_of(user: Any) -> str:
    from django.conf import settings

    return f"{settings.SESSION_COOKIE_NAME}={signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value}"


def signed_in(user: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="accounts.backends.SignInBackend")
    return client


def queries(path: str, user: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(user)
    with CaptureQueriesContext(connection) as asked:
        client.get(path, headers={"host": "localhost"})
    return len(asked)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))))
