"""The drawings of lives in the documentation are the tables' own."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from council.management.commands.draw_life import LIVES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "lives.md"


def test_the_documentation_shows_every_table_as_it_is() -> None:
    drawn = re.findall(r"```mermaid\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert drawn == [life.as_mermaid() for life in LIVES.values()]


@pytest.mark.parametrize("what", LIVES)
def test_the_command_draws_each(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("draw_life", what)
    assert capsys.readouterr().out == LIVES[what].as_mermaid()


def test_the_command_draws_a_post_where_nothing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("draw_life")
    assert "[*] --> draft\n" in capsys.readouterr().out
