"""`python -m benchmarks`: measures, prints a table, and writes docs/benchmarks/<database>.json and .svg.

Everything is asked in turn, round after round, so that a slow moment of the machine meets all alike; what counts is the
median of the ratios of the rounds. DATABASE_URL names a PostgreSQL, beside whose database scratch ones are made;
without it, SQLite.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import django

from benchmarks import chart, goals, steps
from benchmarks.asking import Page, milliseconds
from benchmarks.goals import Result, Round
from benchmarks.search import GOALS as SEARCH_GOALS
from benchmarks.serving import Bench, Filled

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks"
FEW = 1_000
LIVES_IN_A_ROUND = 5

Asked = dict[str, Callable[[], float]]


def main() -> int:
    wishes = wished()
    with TemporaryDirectory(prefix="moothall-") as folder, ExitStack() as stack:
        bench = Bench(Path(folder), stack)
        say(f"Filling two databases, with {FEW:,} and {wishes.posts:,} posts")
        few, many = bench.filled(FEW), bench.filled(wishes.posts)
        asked = what_to_ask(few, many, wishes.seconds)
        rounds = [one_round(asked, number, wishes.rounds) for number in range(wishes.rounds)]
        found = [goal.result(rounds) for goal in goals.GOALS] + goals.of_statements(many.facts["queries"])
        if wishes.search:
            found += search(bench, wishes.posts)
        if wishes.groups:
            found += groups(bench, wishes.groups)
    report = reported(found, rounds, many.facts["queries"], wishes)
    write(report, found)
    say("\n".join(["", *table(report, found)]))
    return 0 if all(result.is_kept for result in found) else 1


def wished() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=100_000, help="so many are published (100,000)")
    parser.add_argument("--rounds", type=int, default=7, help="so often everything is asked (7)")
    parser.add_argument("--seconds", type=float, default=3, help="so long each page is asked in a round (3)")
    parser.add_argument("--no-search", dest="search", action="store_false", help="leave the search out")
    parser.add_argument("--groups", type=int, default=2_000, help="so many local groups; 0 leaves them out (2,000)")
    return parser.parse_args()


# ------------------------------------------------------------------------------------------------- measuring
def what_to_ask(few: Filled, many: Filled, seconds: float) -> Asked:
    """Everything that a round asks, by its name."""
    product = many.served()
    pages = {
        "post": Page(product, many.page("post")),
        "news": Page(product, many.page("news")),
        "post made anew": Page(product, many.page("post"), is_made_anew=True),
        "news made anew": Page(product, many.page("news"), is_made_anew=True),
        "deep news made anew": Page(product, many.page("deep news"), is_made_anew=True),
        "queue": Page(product, many.page("queue"), many.cookie("clerk")),
        **bare_pages(many, post=Page(product, many.page("post")), news=Page(product, many.page("news"))),
    }
    for page in pages.values():
        warm_up(page)
    asked: Asked = {name: lambda page=page: milliseconds(page, seconds) for name, page in pages.items()}  # type: ignore[misc]
    return {**asked, "life among few": lives(few), "life among many": lives(many)}


def warm_up(page: Page) -> None:
    """Each process of a server loads the last of its program with its first visitor."""
    for _ in range(20):
        page.read()


def bare_pages(many: Filled, post: Page, news: Page) -> dict[str, Page]:
    """The yardsticks, made as long as the product's own pages."""
    bare = many.served("benchmarks.bare.settings")
    paths = {"post": "/post/1/", "news": "/news/"}
    missing = {name: page.size() - Page(bare, paths[name]).size() for name, page in (("post", post), ("news", news))}
    padding = {f"BENCH_PADDING_{name.upper()}": str(max(number, 0)) for name, number in missing.items()}
    padded = many.served("benchmarks.bare.settings", **padding)
    pages = {f"bare {name}": Page(padded, path) for name, path in paths.items()}
    return {"constant": Page(padded, "/"), **pages}


def lives(filled: Filled) -> Callable[[], float]:
    server = filled.served()
    author, clerk = (steps.signed_in(server, filled.cookie(name)) for name in ("councillor", "clerk"))
    return lambda: steps.median_life(author, clerk, LIVES_IN_A_ROUND)


def one_round(asked: Asked, number: int, of: int) -> Round:
    say(f"Round {number + 1} of {of}")
    return {name: ask() for name, ask in asked.items()}


def search(bench: Bench, posts: int) -> list[Result]:
    say("Searching")
    database = os.environ.get("DATABASE_URL") or f"sqlite:///{bench.folder / 'search.sqlite3'}"
    printed = bench.run(
        *("-m", "benchmarks.search", "--posts", str(posts)),
        DATABASE_URL=database,
        DJANGO_SETTINGS_MODULE="tests.settings",
    )
    return goals.of_search(json.loads(printed.strip().splitlines()[-1]), SEARCH_GOALS)


def groups(bench: Bench, number: int) -> list[Result]:
    say("Local groups")
    database = os.environ.get("DATABASE_URL") or f"sqlite:///{bench.folder / 'groups.sqlite3'}"
    printed = bench.run(
        *("-m", "benchmarks.groups", "--groups", str(number)),
        DATABASE_URL=database,
        DJANGO_SETTINGS_MODULE="tests.settings",
    )
    return goals.of_groups(json.loads(printed.strip().splitlines()[-1]))


# ------------------------------------------------------------------------------------------------- telling
def reported(
    found: list[Result], rounds: list[Round], queries: dict[str, int], wishes: argparse.Namespace
) -> dict[str, Any]:
    is_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
    return {
        "on": f"{datetime.now(UTC):%Y-%m-%d}",
        "database": "PostgreSQL" if is_postgresql else "SQLite",
        "posts": wishes.posts,
        "rounds": wishes.rounds,
        "versions": {"Python": platform.python_version(), "Django": django.__version__},
        "processors": os.cpu_count(),
        "goals": [result.as_json() for result in found],
        "milliseconds": {name: median(taken[name] for taken in rounds) for name in rounds[0]},
        "statements": queries,
    }


def write(report: dict[str, Any], found: list[Result]) -> None:
    DOCS.mkdir(parents=True, exist_ok=True)
    name = report["database"].lower()
    (DOCS / f"{name}.json").write_text(f"{json.dumps(report, indent=2)}\n", encoding="utf-8")
    title = f"Moothall on {report['database']}, with {report['posts']:,} posts"
    (DOCS / f"{name}.svg").write_text(chart.svg(title, found), encoding="utf-8")


def table(report: dict[str, Any], found: list[Result]) -> Iterator[str]:
    yield f"{report['posts']:,} posts on {report['database']}, {report['rounds']} rounds"
    yield ""
    for result in found:
        spread = f"{result.lowest:.2f} to {result.highest:.2f}" if result.lowest and result.highest else ""
        kept = "kept" if result.is_kept else "NOT KEPT"
        yield f"{result.words:<68}{result.value:>7.2f}  {result.promise:<14}{kept:<10}{spread}"
    yield ""
    yield "Milliseconds here, of no meaning elsewhere: " + ", ".join(
        f"{name} {taken:.1f}" for name, taken in report["milliseconds"].items()
    )


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
