"""A pytest plugin: with --clauses-to=FILE it writes which tests carry which clause, as JSON {clause: [node ids]}."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--clauses-to", type=Path, metavar="FILE", help="Where the tests of each clause are written.")


def pytest_collection_finish(session: pytest.Session) -> None:
    if path := session.config.getoption("--clauses-to"):
        path.write_text(json.dumps(by_clause(session.items)), encoding="utf-8")


def by_clause(items: Iterable[pytest.Item]) -> dict[str, list[str]]:
    """The node ids of each clause, each once: a marker on a test and on its module counts as one."""
    tests: dict[str, dict[str, None]] = {}
    for item in items:
        for marker in item.iter_markers("clause"):
            tests.setdefault(_name(item, marker), {})[item.nodeid] = None
    return {name: list(nodes) for name, nodes in tests.items()}


def _name(item: pytest.Item, marker: pytest.Mark) -> str:
    if len(marker.args) != 1 or not isinstance(marker.args[0], str) or marker.kwargs:
        raise pytest.UsageError(f"{item.nodeid}: the marker takes the id of one clause")
    return marker.args[0]
