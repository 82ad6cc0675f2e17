"""How long a search takes, by how common its word is, beside the time of one look-up by primary key in the same run.

    DATABASE_URL=… python -m benchmarks.search --posts 100000

fills a scratch database beside the one that DATABASE_URL names, and takes it away again. The goal: the newest 20 within
100 look-ups and the best 20 within 400, whatever the word, at the 95th percentile.
"""

import argparse
import json
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import accumulate
from tempfile import TemporaryDirectory
from typing import Any

import django

AT_ONCE = 5_000
ROUNDS = 5
WORDS_OF_A_BAND = 12
VOCABULARY = 20_000

# A band's words stand in such a part of the published posts.
BANDS = {"rare": (0.0001, 0.002), "middling": (0.005, 0.02), "common": (0.1, 0.4)}
IN_DRAFTS, IN_OLD_NEWS = "hiddenword", "bygoneword"
GOALS = {"newest": 100, "best": 400}

Report = dict[str, Any]
Times = dict[str, list[float]]


def measure(posts: int) -> Report:
    """Milliseconds, and how many look-ups they are, with so many posts in a scratch database."""
    with scratch_database() as vendor:
        seconds, frequency = clocked(lambda: fill(posts))
        built, _ = clocked(index)
        return {
            "database": vendor,
            "posts": posts,
            "seconds to fill": round(seconds, 1),
            "seconds to index": round(built, 1),
            **compared(ask(bands(frequency, posts))),
        }


@contextmanager
def scratch_database() -> Iterator[str]:
    """A test database of another name than the tests' own; with SQLite in a file, as in use."""
    from django.db import connection

    with TemporaryDirectory() as folder:
        is_file = connection.vendor == "sqlite"
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/scratch" if is_file else "moothall_search_benchmark"
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield connection.vendor
        finally:
            connection.creation.destroy_test_db(str(name), verbosity=0)


# ------------------------------------------------------------------------------------------------ the posts
def fill(posts: int) -> Counter[str]:
    """Puts posts in, past every guard; says in how many of the published ones each word stands."""
    from accounts.offices import Office
    from search import keeping
    from tests import making

    making.found()
    author = making.person("author")
    making.person("clerk", Office.CLERK)
    making.person("councillor", Office.COUNCILLOR)
    keeping.lift("default")  # taken in one by one, their words would cost most of the time
    frequency: Counter[str] = Counter()
    drawn = texts(posts)
    for first in range(0, posts, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, posts))
        some = [(number, is_out(number), next(drawn)) for number in numbers]
        frequency.update(word for _, out, words in some if out for word in set(words))
        put(some, author)
    return frequency


def is_out(number: int) -> bool:
    """Nine in ten are published; the others are drafts."""
    return number % 10 != 0


def texts(posts: int) -> Iterator[list[str]]:
    """Words of each post, the oldest first: as often as words are in a language, most texts short, some very long."""
    chance = random.Random(20_261)  # noqa: S311
    vocabulary = [spelt(number) for number in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 12) for rank in range(VOCABULARY)))
    for number in range(posts):
        length = chance.choice((40, 60, 80, 80, 120, 900 if number % 7 == 0 else 120))
        words = chance.choices(vocabulary, cum_weights=weights, k=length)
        if not is_out(number) and number % 20 == 0:
            words.append(IN_DRAFTS)
        if number < posts // 20:
            words.append(IN_OLD_NEWS)
        yield words


def spelt(number: int) -> str:
    """A word that is no other word's stem."""
    syllables = ["bo", "ka", "lu", "mo", "na", "po", "ru", "ta", "vo", "zu"]
    return "".join(syllables[int(digit)] for digit in f"{number:05}")


def put(some: list[tuple[int, bool, list[str]]], author: Any) -> None:
    from django.db import models, transaction
    from django.utils import timezone

    from posts.life import State
    from posts.models import Post, PostVersion

    now, versions, rows = timezone.now(), [], []
    common = {"document": "{}", "fingerprint": "0" * 64, "written_by": author, "written_at": now}
    for number, out, words in some:
        version = PostVersion(number=1, title=" ".join(words[:6]), words=" ".join(words[6:]), **common)
        moment = now - timedelta(days=3650) + timedelta(minutes=number)
        published = {"state": State.PUBLISHED, "publish_at": moment, "published_at": moment}
        post = Post(author=author, since=moment, current_version_id=version.pk, **(published if out else {}))
        post.approved_version_id = version.pk if out else None
        versions.append(version)
        rows.append(post)
    with transaction.atomic():
        for post, version in zip(models.QuerySet(Post).bulk_create(rows), versions, strict=True):
            version.post_id = post.pk
        models.QuerySet(PostVersion).bulk_create(versions)


def index() -> None:
    from django.db import connection

    from posts.finding import POSTS
    from search import keeping

    keeping.install(POSTS, "default")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum will have done


# --------------------------------------------------------------------------------------------- the questions
def bands(frequency: Counter[str], posts: int) -> dict[str, list[str]]:
    """Some words of each band."""
    chance = random.Random(20_261)  # noqa: S311
    found = {"absent": ["nowhereword"]}
    for band, (least, most) in BANDS.items():
        fitting = sorted(word for word, number in frequency.items() if least <= number / posts <= most)
        found[band] = chance.sample(fitting, min(WORDS_OF_A_BAND, len(fitting)))
    first, second = frequency.most_common(2)
    rare = found["rare"][0]
    return {
        **found,
        "two common": [f"{first[0]} {second[0]}"],
        "common, not rare": [f"{first[0]} -{rare}"],
        "phrase": [f'"{first[0]} {second[0]}"'],
        "in drafts only": [IN_DRAFTS],
        "in old news only": [IN_OLD_NEWS],
    }


def ask(words: dict[str, list[str]]) -> dict[str, Times]:
    """Milliseconds of each question, asked in turn so that a slow moment meets all alike."""
    from accounts.models import User
    from posts.finding import POSTS
    from posts.models import Post
    from search.finding import best, newest
    from search.queries import parse

    clerk, councillor = (User.objects.get(email=f"{name}@council.example") for name in ("clerk", "councillor"))
    rows, public, news = Post.objects.with_content(), Post.objects.published(), ("-published_at", "-id")
    keys = list(Post.objects.values_list("pk", flat=True))
    times: dict[str, Times] = defaultdict(lambda: defaultdict(list))
    for asked, band in [(word, band) for _ in range(ROUNDS) for band, some in words.items() for word in some]:
        query, key = parse(asked), random.choice(keys)  # noqa: S311
        desks = [Post.objects.visible_to(user) for user in (clerk, councillor)]
        for name, question in {
            "look-up": lambda key=key: Post.objects.get(pk=key),
            "newest": lambda query=query: newest(POSTS, query, public, order=news).rows(rows),
            "best": lambda query=query: best(POSTS, query, public, order=news).rows(rows),
            "of Clerk": lambda query=query, d=desks[0]: newest(POSTS, query, d, order=("-since", "-id")).rows(rows),
            "of author": lambda query=query, d=desks[1]: newest(POSTS, query, d, order=("-since", "-id")).rows(rows),
        }.items():
            times[band][name].append(clocked(question)[0] * 1000)
    return times


def compared(times: dict[str, Times]) -> Report:
    lookups = [time for band in times.values() for time in band.pop("look-up")]
    lookup = percentiles(lookups)
    return {
        "look-up": lookup,
        "bands": {
            band: {name: beside(percentiles(taken), lookup) for name, taken in asked.items()}
            for band, asked in times.items()
        },
    }


def percentiles(taken: list[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {"p50": ordered[len(ordered) // 2], "p95": ordered[int(len(ordered) * 0.95)]}


def beside(taken: dict[str, float], lookup: dict[str, float]) -> dict[str, float]:
    """With how many look-ups it takes: slow ones as slow, and (the strict one) slow ones as usual."""
    return {**taken, "ratio": taken["p95"] / lookup["p95"], "strict ratio": taken["p95"] / lookup["p50"]}


def clocked(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    done = act()
    return time.perf_counter() - began, done


# ------------------------------------------------------------------------------------------------ the report
def table(report: Report) -> Iterator[str]:
    lookup = report["look-up"]
    yield f"{report['posts']:,} posts on {report['database']}"
    yield f"look-up by primary key {lookup['p50']:.3f} ms, p95 {lookup['p95']:.3f} ms"
    yield f"{'':18}{'':10}{'p50 ms':>9}{'p95 ms':>9}{'ratio':>8}{'strict':>8}"
    for band, asked in report["bands"].items():
        for name, taken in asked.items():
            numbers = f"{taken['p50']:9.2f}{taken['p95']:9.2f}{taken['ratio']:8.1f}{taken['strict ratio']:8.1f}"
            yield f"{band:18}{name:10}{numbers}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=100_000)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    report = measure(parser.parse_args().posts)
    sys.stdout.write("\n".join([*table(report), json.dumps(report), ""]))


if __name__ == "__main__":
    main()
