"""Two people act at the same moment, each in a process of their own: one wins, the other is told, nothing slips out."""

# ruff: noqa: S608 - the numbers in the SQL are the test’s own

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.installations import Installation, scratch

ROUNDS = 6
PATIENCE = 120

SETTINGS = """
from tests.settings import *
"""

BEGIN = """
import django, json, sys, time
django.setup()
from accounts.clock import today
from accounts.models import User
from accounts.refusals import NotNow
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow
"""

MADE = f"""{BEGIN}
councils.found()
of = councils.cast()
groups = [making.edited_by(of.group_editor, f"Group {{n}}", by=of.clerk) for n in range({ROUNDS})]
written = [making.written(group, by=of.group_editor).pk for group in groups]
councils.choose("groups", changes="once_accepted")
waiting = [making.published(groups[0], making.content(f"Page {{n}}"), by=of.group_editor) for n in range({ROUNDS})]
councils.choose("groups", changes="at_once")
print(json.dumps({{
    "groups": [group.pk for group in groups],
    "written": written,
    "waiting": [[item.pk, str(item.waiting_version_id)] for item in waiting],
}}))
"""

ACTING = f"""{BEGIN}
from pathlib import Path
from uuid import UUID
name, act, go, things = sys.argv[1], sys.argv[2], Path(sys.argv[3]), json.loads(sys.argv[4])
by = User.objects.get(email=f"{{name}}@council.example")
ACTS = {{
    "accept": lambda thing: workflow.accept(thing[0], by=by, version=UUID(thing[1])),
    "return": lambda thing: workflow.return_for_changes(thing[0], by=by, version=UUID(thing[1]), remark="Be kind."),
    "publish": lambda thing: workflow.publish(thing, by=by, revision=2),
    "take_down": lambda thing: workflow.take_down(thing, by=by, rule="R", message="M"),
}}
print("ready", flush=True)
while not go.exists():
    time.sleep(0.02)
start = float(go.read_text())
for number, thing in enumerate(things):
    time.sleep(max(0, start + number - time.time()))
    try:
        ACTS[act](thing)
        print(json.dumps("done"), flush=True)
    except NotNow as refusal:
        print(json.dumps(refusal.message), flush=True)
"""


@pytest.fixture
def installation(tmp_path: Path, flushed_afterwards: None) -> Iterator[Installation]:
    yield from scratch(tmp_path, "moothall_groups_at_once", SETTINGS)


def at_once(installation: Installation, *acts: tuple[str, str, list[Any]]) -> list[list[str]]:
    """Each person does their act on one thing after the other, all of them with the same beat."""
    go, logs = installation.folder / f"go-{acts[0][1]}", [installation.folder / f"{act}.log" for _, act, _ in acts]
    processes = []
    for name, act, things in acts:
        command = [sys.executable, "-c", ACTING, name, act, str(go), json.dumps(things)]
        processes.append(installation.start(command, f"{act}.log"))
    wait_until_ready(logs)
    soon = go.with_suffix(".written")
    soon.write_text(str(time.time() + 0.5), encoding="utf-8")
    soon.rename(go)
    assert [process.wait(PATIENCE) for process in processes] == [0] * len(acts)
    answers = [log.read_text(encoding="utf-8").splitlines() for log in logs]
    return [[json.loads(line) for line in lines if line.startswith('"')] for lines in answers]


def wait_until_ready(logs: list[Path]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not all("ready" in log.read_text(encoding="utf-8") for log in logs):
        assert time.monotonic() < deadline, [log.read_text(encoding="utf-8") for log in logs]
        time.sleep(0.05)


@pytest.mark.clause("groups-maintain-own-pages")
@pytest.mark.clause("groups-removal")
def test_one_wins_and_nothing_slips_out(installation: Installation) -> None:
    made = json.loads(installation.run("-c", MADE))
    answers = at_once(installation, ("clerk", "accept", made["waiting"]), ("deputy", "return", made["waiting"]))
    for accepted, returned in zip(*answers, strict=True):
        assert [accepted, returned].count("done") == 1
        told = returned if accepted == "done" else accepted
        assert told in (
            "Accepted already by Clerk. Nothing more is to be done.",
            "Returned for changes already by Deputy. Nothing more is to be done.",
        )
    decided = installation.query("SELECT count(*) FROM website_groups_itemdecision")
    assert decided == [(ROUNDS,)]

    answers = at_once(
        installation, ("group_editor", "publish", made["written"]), ("clerk", "take_down", made["groups"])
    )
    assert answers == [["done"] * ROUNDS] * 2
    for item, group in zip(made["written"], made["groups"], strict=True):
        assert put_out_after_it_was_taken_down(installation, item, group) == 0


def put_out_after_it_was_taken_down(installation: Installation, item: int, group: int) -> int:
    found = installation.query(
        "SELECT count(*) FROM website_groups_historicalitem i, website_groups_historicalgroup g "
        f"WHERE i.id = {item} AND i.act = 'published' AND g.id = {group} AND g.act = 'taken down' "
        "AND i.history_date > g.history_date"
    )
    return int(found[0][0])
