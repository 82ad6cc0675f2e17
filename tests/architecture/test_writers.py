"""Who writes: workflows, and the modules that they are made of. Read from the source, so that nothing is forgotten."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import ours

WRITING = {"save", "update", "create", "delete", "get_or_create", "update_or_create"}
WRITERS = {"workflow.py", "grants.py", "history.py", "keeping.py"}
ALLOWED = {
    "accounts/models.py: super().save": "Django's sign-in saves the user itself; that save is kept with its history",
    "accounts/querysets.py: user.save": "create_user, as Django's and allauth's own commands expect it",
    "council/report/paper.py: self.__dict__.update": "the state of a page of a PDF, put back to write its number",
    "council/report/paper.py: super().save": "the bytes of a PDF, and no row",
    "files/models.py: super().save": "a row is written once, and its save refuses a second time",
    "files/pictures.py: image.save": "a picture's bytes, and no row",
}
RAW = {"cursor", "raw", "execute", "extra"}
RAW_ALLOWED = {
    "accounts/triggers.py: connection.cursor": "triggers can be made in SQL only",
    "accounts/triggers.py: cursor.execute": "triggers can be made in SQL only",
    "council/edition.py: connections[using].cursor": "triggers can be made in SQL only",
    "council/edition.py: cursor.execute": "triggers can be made in SQL only",
    "search/databases.py: connections[using].cursor": "full text is each database's own",
    "search/databases.py: cursor.execute": "the statements of search/sqlite.py and search/postgresql.py, nothing else",
}
SHORTCUTS = {"assign_perm", "remove_perm", "get_objects_for_user", "bulk_assign_perm"}
CLOCK = {"now", "today", "localdate", "localtime", "utcnow"}
FILES = list(ours.python_files())


def is_a_writer(path: Path) -> bool:
    """A writer that has grown is a package of the same name."""
    return path.name in WRITERS or f"{path.parent.name}.py" in WRITERS


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """Every call of something by its last name, with how it is written."""
    for node in ast.walk(ours.tree_of(path)):
        if isinstance(node, ast.Call):
            written = ast.unparse(node.func)
            yield written.rpartition(".")[2], written


def writes(path: Path) -> list[str]:
    return [
        f"{ours.called(path)}: {written}"
        for name, written in calls(path)
        if "." in written and (name in WRITING or name.startswith(("bulk_", "abulk_")))
    ]


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Every name that the file imports, with the module that it comes from."""
    for node in ast.walk(ours.tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def named(folder_and_file: str) -> list[Path]:
    return [path for path in FILES if path.name == folder_and_file]


def test_the_source_is_found() -> None:
    assert {"posts/workflow/authors.py", "accounts/history.py", "council/settings.py"} <= {
        ours.called(path) for path in FILES
    }


def test_only_workflows_write() -> None:
    found = {line for path in FILES if not is_a_writer(path) for line in writes(path)}
    assert found == set(ALLOWED)


def test_only_the_triggers_speak_sql() -> None:
    found = {
        f"{ours.called(path)}: {written}"
        for path in FILES
        for name, written in calls(path)
        if name in RAW and "." in written
    }
    assert found == set(RAW_ALLOWED)


def test_the_record_is_not_got_around() -> None:
    """`_base_manager` and a plain QuerySet know nothing of the guard; only `record()` and `keep_all()` may use one."""
    found = [
        f"{ours.called(path)}: {ast.unparse(node)}"
        for path in FILES
        for node in ast.walk(ours.tree_of(path))
        if (isinstance(node, ast.Attribute) and node.attr in ("_base_manager", "_raw_delete", "_update", "_insert"))
        or (isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "QuerySet")
    ]
    assert found == ["accounts/history.py: models.QuerySet(cls)", "accounts/history.py: models.QuerySet(type(obj))"]


def test_grants_are_asked_and_written_behind_one_module() -> None:
    found = [
        f"{ours.called(path)}: {module}.{name}"
        for path in FILES
        for module, name in imported(path)
        if module == "guardian.shortcuts" or name in SHORTCUTS or (module == "guardian" and name == "shortcuts")
    ]
    assert found == []


@pytest.mark.parametrize("path", named("models.py"), ids=ours.called)
def test_models_know_no_clock(path: Path) -> None:
    assert [written for name, written in calls(path) if name in CLOCK] == []
    assert [name for _, name in imported(path) if name in {"today", "timezone"}] == []


@pytest.mark.parametrize("path", named("permissions.py"), ids=ours.called)
def test_permissions_ask_and_do_nothing(path: Path) -> None:
    assert writes(path) == []
    assert [(module, name) for module, name in imported(path) if "workflow" in (module, name)] == []
    assert [written for name, written in calls(path) if name in {"record", "mark", "keep", "give", "atomic"}] == []


@pytest.mark.parametrize("path", named("querysets.py"), ids=ours.called)
def test_reads_do_not_write(path: Path) -> None:
    assert [line for line in writes(path) if line not in ALLOWED] == []


@pytest.mark.parametrize("path", named("tasks.py"), ids=ours.called)
def test_tasks_call_a_workflow_and_write_nothing(path: Path) -> None:
    assert writes(path) == []
