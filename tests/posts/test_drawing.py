"""The drawings of lives in the documentation are the tables' own."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from policies.drawing import procedure_life_as_mermaid, review_life_as_mermaid, version_life_as_mermaid
from posts.drawing import life_as_mermaid

PAGE = Path(__file__).resolve().parents[2] / "docs" / "life.md"


def test_the_documentation_shows_the_table_as_it_is() -> None:
    drawn = re.findall(r"```mermaid\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    policies = [version_life_as_mermaid(), review_life_as_mermaid(), procedure_life_as_mermaid()]
    assert drawn == [life_as_mermaid(), *policies]


@pytest.mark.parametrize(
    ("what", "first"), [([], "draft"), (["post"], "draft"), (["version"], "draft"), (["review"], "planned")]
)
def test_the_command_draws_each(what: list[str], first: str, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("draw_life", *what)
    assert f"[*] --> {first}\n" in capsys.readouterr().out
