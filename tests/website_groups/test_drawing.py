"""The drawings of a group's and an item's life in the documentation are the tables' own."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from website_groups.drawing import group_as_mermaid, item_as_mermaid

PAGE = Path(__file__).resolve().parents[2] / "docs" / "group-life.md"


def test_the_documentation_shows_the_tables_as_they_are() -> None:
    parts = PAGE.read_text(encoding="utf-8").split("```mermaid\n")[1:]
    assert [part.partition("```")[0] for part in parts] == [group_as_mermaid(), item_as_mermaid()]


def test_the_command_prints_both() -> None:
    printed = StringIO()
    call_command("draw_group_life", stdout=printed)
    assert printed.getvalue() == f"{group_as_mermaid()}\n{item_as_mermaid()}"
