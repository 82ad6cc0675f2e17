"""What stored files are called."""

import pytest

from files.names import LONGEST_NAME, checked_name, with_ending
from files.refusals import Unusable


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Mill Lane.jpg", "Mill Lane.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Clerk\\Agenda.pdf", "Agenda.pdf"),
        ("/var/../Agenda.pdf", "Agenda.pdf"),
        ("Tŷ Newydd – 会議.pdf", "Tŷ Newydd – 会議.pdf"),
        ("Cafe\u0301.jpg", "Café.jpg"),
        ("photo\u202egpj.exe", "photo gpj.exe"),
        ("a\u200bgenda\u2066.pdf", "a genda .pdf"),
        ("Agen\0da\r\nSet-Cookie: a.pdf", "Agen da Set-Cookie: a.pdf"),
        ("\ud800.pdf", "pdf"),
        ("  .hidden. ", "hidden"),
        ("", "Without a name"),
        (None, "Without a name"),
        ("...", "Without a name"),
        ("folder/", "Without a name"),
    ],
)
def test_what_a_file_is_called(sent: str | None, kept: str) -> None:
    assert checked_name(sent) == kept


def test_the_longest_name() -> None:
    name = "é" * (LONGEST_NAME - 4) + ".pdf"
    assert checked_name(f"a folder/{name}") == name


@pytest.mark.parametrize("length", [LONGEST_NAME + 1, 300])
def test_a_longer_name_is_refused(length: int) -> None:
    with pytest.raises(Unusable) as refused:
        checked_name("a" * (length - 4) + ".pdf")
    assert refused.value.message == (
        "The name of this file is longer than 120 characters. Give the file a shorter name and choose it again."
    )


@pytest.mark.parametrize(
    ("name", "ending", "offered"),
    [
        ("IMG_1.HEIC", "jpg", "IMG_1.jpg"),
        ("Agenda.PDF", "pdf", "Agenda.pdf"),
        ("Agenda 8.12.2026", "pdf", "Agenda 8.12.2026.pdf"),
        ("Agenda.exe", "pdf", "Agenda.exe.pdf"),
        ("start.bat", "txt", "start.bat.txt"),
        ("Without a name", "csv", "Without a name.csv"),
    ],
)
def test_a_name_ends_in_what_the_file_is(name: str, ending: str, offered: str) -> None:
    assert with_ending(name, ending) == offered
