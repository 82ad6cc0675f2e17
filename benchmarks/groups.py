"""How long the public pages of local groups take with very many groups, beside the same pages with ten of them.

    DATABASE_URL=… python -m benchmarks.groups --groups 2000

fills a scratch database beside the one that DATABASE_URL names, and takes it away again: to each group 25 pages and 50
events. The goal: each page, made anew, takes at most TIMES as long, and puts no more statements to the database than
MOST says. A month and a search show more where there is more, so they are given more time.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import django

from benchmarks import filling
from benchmarks.search import clocked, scratch_database

FEW = 10
PAGES, EVENTS = 25, 50  # of each group
ROUNDS = 9
MOST = 6
TIMES = {"directory": 3, "group": 1.5, "page": 1.5, "events": 2, "month": 8, "search": 4}
FIRST = filling.FIRST_COPY

Report = dict[str, Any]


def measure(groups: int) -> Report:
    """For each page milliseconds and statements, with FEW groups and with so many."""
    with scratch_database() as vendor:
        addresses = found()
        fill(0, FEW - 1)
        few = asked(addresses)
        seconds, _ = clocked(lambda: fill(FEW - 1, groups - FEW))
        many = asked(addresses)
        return {
            "database": vendor,
            "groups": groups,
            "seconds to fill": round(seconds, 1),
            "pages": {name: compared(few[name], many[name], limit, MOST) for name, limit in TIMES.items()},
        }


def compared(few: tuple[float, int], many: tuple[float, int], limit: float, most: int) -> Report:
    return {
        "few": few[0],
        "many": many[0],
        "ratio": many[0] / few[0],
        "limit": limit,
        "statements": many[1],
        "with few": few[1],
        "most": most,
    }


# ----------------------------------------------------------------------------------------------- the groups
def found() -> dict[str, str]:
    """A council with one group, its page and its event; the addresses that are asked for."""
    from accounts.clock import today
    from tests import making
    from tests.website_groups import making as groups

    making.found()
    people = making.cast()
    group = groups.edited_by(people.group_editor, by=people.clerk)
    page = groups.published(group, groups.content("About the kazoo"), by=people.group_editor)
    day = today()
    groups.event(group, "Kazoo night", by=people.group_editor, starts=filling_day(day))
    return {
        "directory": "/groups/",
        "group": group.get_absolute_url(),
        "page": page.get_absolute_url(),
        "events": "/groups/events/",
        "month": f"/groups/events/{day:%Y/%m}/",
        "search": "/groups/search/?q=kazoo",
    }


def filling_day(day: Any) -> Any:
    from datetime import datetime, time

    return datetime.combine(day, time(19, 30))


def fill(before: int, more: int) -> None:
    """So many more copies of the group, each with its pages and events, past every guard."""
    from django.db import transaction

    from website_groups.models import Group, Item

    group = Group.objects.order_by("pk").first()
    with transaction.atomic():
        numbered = f"({before} + n)"
        own = {"id": f"{FIRST} + {numbered}", "name": said("Group ", numbered), "slug": said("group-", numbered)}
        filling.copy(Group, group.pk if group else 0, more, own)
        for item, each in zip(Item.objects.order_by("pk")[:2], (PAGES, EVENTS), strict=True):
            fill_items(item, before, more, each)
    filling.tidy()


def fill_items(item: Any, before: int, groups: int, each: int) -> None:
    """Events are spread over two years from today."""
    from website_groups.models import Item, ItemVersion, Occurrence

    first = FIRST + item.pk * 10_000_000 + before * each
    number = groups * each
    group = f"{FIRST} + {before} + 1 + ((n - 1) / {each})"
    own = {"id": f"{first} + n", "group_id": group, "live_version_id": filling.uuid(first)}
    filling.copy(Item, item.pk, number, {**own, "changed_at": filling.older("source.changed_at")})
    filling.copy(ItemVersion, item.live_version_id, number, {"id": filling.uuid(first), "item_id": f"{first} + n"})
    for occurrence in Occurrence.objects.filter(item=item):
        moments = {name: later(f"source.{name}") for name in ("starts_at", "ends_at")}
        filling.copy(Occurrence, occurrence.pk, number, {"id": f"{first} + n", "item_id": f"{first} + n", **moments})


def said(words: str, number: str) -> str:
    return f"'{words}' || {number}"


def later(column: str) -> str:
    days = "mod(n * 7, 730)" if filling.vendor() == "postgresql" else "(n * 7) - (n * 7) / 730 * 730"
    return {
        "postgresql": f"{column} + {days} * interval '1 day'",
        "sqlite": f"strftime('%%Y-%%m-%%d %%H:%%M:%%S.000000', {column}, '+' || ({days}) || ' days')",
    }[filling.vendor()]


# --------------------------------------------------------------------------------------------- the questions
def asked(addresses: dict[str, str]) -> dict[str, tuple[float, int]]:
    """Of each page the median of the milliseconds, and how many statements it takes. Each time it is made anew."""
    from django.test import Client

    client, taken = Client(headers={"host": "localhost"}), {name: [] for name in addresses}  # type: ignore[var-annotated]
    statements = {name: count(client, visited(address, 0)) for name, address in addresses.items()}
    for visit in range(1, ROUNDS + 1):
        for name, address in addresses.items():
            taken[name].append(clocked(asking(client, visited(address, visit)))[0] * 1000)
    return {name: (median(times), statements[name]) for name, times in taken.items()}


def visited(address: str, visit: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}visit={visit}"


def asking(client: Any, address: str) -> Callable[[], Any]:
    return lambda: client.get(address)


def count(client: Any, address: str) -> int:
    """RuntimeError for any answer that is not 200: it would only look fast."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return sum("council_edition" not in query["sql"] for query in asked)


# ------------------------------------------------------------------------------------------------ the report
def table(report: Report) -> Iterator[str]:
    yield f"{report['groups']:,} groups on {report['database']}, filled in {report['seconds to fill']} seconds"
    yield f"{'':12}{'10: ms':>9}{'many: ms':>10}{'ratio':>8}{'limit':>8}{'10: asked':>12}{'many':>11}"
    for name, page in report["pages"].items():
        numbers = f"{page['few']:9.1f}{page['many']:10.1f}{page['ratio']:8.2f}{page['limit']:8.1f}"
        yield f"{name:12}{numbers}{page['with few']:12}{page['statements']:11}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, default=2_000)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    report = measure(parser.parse_args().groups)
    sys.stdout.write("\n".join([*table(report), json.dumps(report), ""]))


if __name__ == "__main__":
    main()
