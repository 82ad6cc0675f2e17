"""The command that measures, the labelled texts, and that the page of the docs holds its figures."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from policies.management.commands.measure_screening import LABELS, read_items
from tests.policies.screening.looking import T

HERE = Path(__file__).parent
SETS = ("labelled.csv", "held_out.csv")


def measure(path: Path, council: str = "model") -> str:
    out = StringIO()
    call_command("measure_screening", path, council=council, stdout=out)
    return out.getvalue()


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(path: Path, council: str = "model") -> str:
    with pytest.raises(CommandError) as refused:
        measure(path, council)
    return str(refused.value).replace(f"{path}", "FILE")


def test_precision_and_recall_per_label(tmp_path: Path) -> None:
    rows = [
        "text,label",
        "You wanker,tone",
        "So dull,tone",
        "A bloody mess,none",
        "Ring 07700 900461,personal",
        "Fine,none",
    ]
    printed = measure(written(tmp_path / "few.csv", "\n".join(rows))).split("\n")
    assert printed[0] == "5 texts by the rules of Thornby Town Council"
    assert [line.split() for line in printed[3:5]] == [
        ["tone", "2", "1", "1", "50%", "50%"],
        ["personal", "1", "1", "0", "100%", "100%"],
    ]
    assert printed[5].split() == ["politics", "0", "0", "0", "-", "-"]
    assert printed[8] == "Of 2 innocent texts 1 were left alone."


def test_by_the_rules_of_another_council(tmp_path: Path) -> None:
    assert "Thornbury Town Council" in measure(written(tmp_path / "few.csv", "text,label\nFine,none\n"), T)


def test_a_file_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    items = list(read_items(written(tmp_path / "few.csv", b'\xef\xbb\xbftext,label\r\n"Fine, fine",none\r\n')))
    assert items == [("Fine, fine", "none")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("words,label\nA,none\n", "FILE: the first line takes the columns text and label."),
        ("", "FILE: the first line takes the columns text and label."),
        (
            "text,label\nA,none\nB,rude\n",
            "FILE, line 3: the label takes one of none, tone, personal, politics, commerce, not 'rude'.",
        ),
        ("text,label\nA\n", "FILE, line 2: the label takes one of none, tone, personal, politics, commerce, not None."),
        (b"text,label\n\xff,none\n", "FILE: is not UTF-8. Save it as CSV in UTF-8."),
    ],
)
def test_bad_input_is_refused_with_its_place(tmp_path: Path, content: str | bytes, said: str) -> None:
    assert refusal(written(tmp_path / "bad.csv", content)) == said


def test_a_missing_file_a_folder_and_an_unknown_council(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == "FILE: cannot be read: No such file or directory."
    assert refusal(tmp_path) == "FILE: cannot be read: Is a directory."
    few = written(tmp_path / "few.csv", "text,label\nFine,none\n")
    assert refusal(few, "atlantis").startswith("There is no council file “atlantis”.")


def test_the_labelled_texts_are_enough_and_half_of_them_are_innocent() -> None:
    items = list(read_items(HERE / "labelled.csv"))
    assert len(items) >= 300
    assert len({item.text for item in items}) == len(items)
    assert {item.label for item in items} == set(LABELS)
    assert sum(item.label == "none" for item in items) * 2 >= len(items)


@pytest.mark.parametrize("name", SETS)
def test_the_docs_hold_the_figures_as_they_are_printed(name: str) -> None:
    page = (settings.BASE_DIR / "docs" / "screening.md").read_text(encoding="utf-8")
    assert measure(HERE / name).strip() in page
