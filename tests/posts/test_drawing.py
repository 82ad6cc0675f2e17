"""The drawing of a post's life in the documentation is the table's own."""

from pathlib import Path

from posts.drawing import life_as_mermaid

PAGE = Path(__file__).resolve().parents[2] / "docs" / "life.md"


def test_the_documentation_shows_the_table_as_it_is() -> None:
    drawn = PAGE.read_text(encoding="utf-8").partition("```mermaid\n")[2].partition("```")[0]
    assert drawn == life_as_mermaid()
