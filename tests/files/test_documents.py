"""What is taken as a document, and the warnings that go with it."""

import resource
import subprocess
import sys
import time
from contextlib import suppress
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED

import pytest

from files import office, pdf
from files.documents import MARKUP, NOT_A_DOCUMENT, OLD_OFFICE, PROGRAM, Findings, look_into
from files.pdf_reader import MOST_MEMORY, MOST_SECONDS
from files.refusals import Unusable
from tests.files import making
from tests.files.making import TAGGED

EVERY_KIND = {
    "pdf": making.pdf(catalog=TAGGED),
    "docx": making.office("docx"),
    "xlsx": making.office("xlsx"),
    "odt": making.opendocument("text"),
    "ods": making.opendocument("spreadsheet"),
    "txt": "Agenda – Tŷ Newydd\r\n".encode(),
    "csv": b"day,hour\n8 December,7.30 pm\n",
}
MARKED_ELSEWHERE = TAGGED.replace("<< /Marked true >>", "5 0 R")
DRAWING = f"<< /Type /XObject /Subtype /Form /Resources << {making.HELVETICA} >> /Length 0 >>".encode()
CIRCLE = b"<< /Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >> /Length 0 >>"
TRUE_ELSEWHERE = TAGGED.replace("true", "5 0 R")


def refused(content: bytes, name: str = "Agenda.pdf") -> str:
    with pytest.raises(Unusable) as refusal:
        look_into(content, name)
    return refusal.value.message


# -------------------------------------------------------------------------------------------------- kinds
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_seven_kinds_are_taken(kind: str) -> None:
    assert look_into(EVERY_KIND[kind], f"Agenda.{kind}") == Findings(kind)


@pytest.mark.parametrize("kind", [kind for kind in EVERY_KIND if kind != "csv"])
def test_a_name_does_not_say_of_what_kind_a_document_is(kind: str) -> None:
    assert look_into(EVERY_KIND[kind], "Agenda.exe") == Findings(kind)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_is_taken_in_the_encodings_that_people_have(encoding: str) -> None:
    assert look_into("It costs £5 – about\n".encode(encoding), "Notes.txt").kind == "txt"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0", PROGRAM),
        (b"\x7fELF\x02\x01\x01", PROGRAM),
        (b"\xcf\xfa\xed\xfe\x07\0\0\x01", PROGRAM),
        (b"#!/bin/sh\nrm -rf /\n", PROGRAM),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), OLD_OFFICE),
        (b"{\\rtf1 {\\object}}", NOT_A_DOCUMENT),
        (b"<!DOCTYPE html><p>Agenda", MARKUP),
        (b"Agenda\n\n<SCRIPT>alert(1)</SCRIPT>", MARKUP),
        (b'\xef\xbb\xbf<?xml version="1.0"?><svg onload="alert(1)"/>', MARKUP),
        (b'<svg onload="alert(1)"/>', MARKUP),
        (making.saved(making.photograph()), NOT_A_DOCUMENT),
        ("Agenda".encode("utf-16"), NOT_A_DOCUMENT),
        (b"Rar!\x1a\x07\x01\0", NOT_A_DOCUMENT),
        (making.archive({"setup.exe": "MZ"}), NOT_A_DOCUMENT),
        (making.archive({"META-INF/MANIFEST.MF": "Main-Class: A"}), NOT_A_DOCUMENT),
        (making.office("pptx"), NOT_A_DOCUMENT),
        (making.opendocument("presentation"), NOT_A_DOCUMENT),
    ],
)
def test_nothing_else_is_taken(content: bytes, message: str) -> None:
    assert refused(content) == message


@pytest.mark.parametrize("before", [b"MZ\x90\0", b"<html>", b"#!/bin/sh\n"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_document_behind_something_else_is_none(kind: str, before: bytes) -> None:
    assert refused(before + EVERY_KIND[kind]) in (PROGRAM, MARKUP, NOT_A_DOCUMENT)


def test_words_that_begin_like_a_program_are_taken() -> None:
    assert look_into(b"MZ is a postcode of nowhere.\n", "Notes.txt").kind == "txt"


@pytest.mark.parametrize("kind", [kind for kind in EVERY_KIND if kind not in ("pdf", "txt", "csv")])
def test_a_document_that_is_cut_off_anywhere_is_refused(kind: str) -> None:
    for length in range(3, len(EVERY_KIND[kind])):
        assert refused(EVERY_KIND[kind][:length]) in (office.DAMAGED, NOT_A_DOCUMENT)


@pytest.mark.parametrize("kind", [kind for kind in EVERY_KIND if kind != "pdf"])
def test_a_document_with_a_wrong_byte_is_taken_or_refused(kind: str) -> None:
    for place in range(len(EVERY_KIND[kind])):
        spoilt = bytearray(EVERY_KIND[kind])
        spoilt[place] ^= 0xFF
        with suppress(Unusable):
            look_into(bytes(spoilt), "Agenda.txt")


# ----------------------------------------------------------------------------------------- office files
@pytest.mark.parametrize(
    "content",
    [
        making.office("docm"),
        making.office("docx", "word/vbaProject.bin"),
        making.office("xlsx", "xl/vbaproject.bin"),
        making.office("xlsx", "xl/macrosheets/sheet1.xml"),
        making.office("docx", "word/activeX/activeX1.bin"),
        making.opendocument("text", "Basic/Standard/Module1.xml"),
        making.opendocument("spreadsheet", "Scripts/python/start.py"),
    ],
)
def test_macros_are_refused(content: bytes) -> None:
    assert refused(content) == office.MACROS


def test_a_protected_opendocument_file_is_refused() -> None:
    locked = making.opendocument("text", manifest="<manifest:encryption-data/>")
    assert refused(locked) == office.PROTECTED


def test_a_protected_archive_is_refused() -> None:
    content = bytearray(making.office("docx"))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 8] |= 1
    assert refused(bytes(content)) == office.PROTECTED


@pytest.mark.parametrize("packed", [ZIP_BZIP2, ZIP_LZMA])
def test_an_archive_that_could_be_unpacked_without_end_is_refused(packed: int) -> None:
    assert refused(making.office("docx", packed=packed)) == office.DAMAGED


def test_of_a_huge_part_only_the_beginning_is_unpacked() -> None:
    bomb = making.archive({"[Content_Types].xml": " " * (office.MOST_UNPACKED + 1) + "macroEnabled"})
    assert refused(bomb) == NOT_A_DOCUMENT


def test_an_unpacked_archive_is_taken() -> None:
    assert look_into(making.office("docx", packed=ZIP_STORED), "Agenda.docx").kind == "docx"


# ---------------------------------------------------------------------------------------------------- PDF
@pytest.mark.parametrize(
    ("content", "warning"),
    [
        pytest.param(making.pdf(catalog=TAGGED), "", id="tagged"),
        pytest.param(making.pdf(catalog=MARKED_ELSEWHERE, further=b"<< /Marked true >>"), "", id="marks elsewhere"),
        pytest.param(making.pdf(catalog=TRUE_ELSEWHERE, further=b"true"), "", id="true elsewhere"),
        pytest.param(making.pdf(), pdf.NO_TAGS, id="untagged"),
        pytest.param(making.pdf(catalog=TAGGED.replace("true", "false")), pdf.NO_TAGS, id="not marked"),
        pytest.param(making.pdf(catalog="/MarkInfo << /Marked true >>"), pdf.NO_TAGS, id="no structure"),
        pytest.param(making.pdf(catalog="/MarkInfo 9 /StructTreeRoot 9"), pdf.NO_TAGS, id="nonsense"),
        pytest.param(making.pdf(typefaces=""), pdf.NO_TEXT, id="no typeface"),
        pytest.param(making.pdf(typefaces="", catalog=TAGGED), pdf.NO_TEXT, id="tagged, no typeface"),
        pytest.param(making.pdf(typefaces="/XObject << /X 5 0 R >>", further=DRAWING), pdf.NO_TAGS, id="in a drawing"),
        pytest.param(making.pdf(typefaces="/XObject << /X 5 0 R >>", further=CIRCLE), pdf.NO_TEXT, id="in a circle"),
        pytest.param(making.pdf(typefaces="/Font 9 /XObject [9]"), pdf.NO_TAGS, id="typefaces of nonsense"),
        pytest.param(making.saved(making.photograph(), "PDF"), pdf.NO_TEXT, id="scanned"),
    ],
)
def test_a_pdf_that_shuts_people_out_is_taken_with_a_warning(content: bytes, warning: str) -> None:
    assert look_into(content, "Agenda.pdf") == Findings("pdf", warning)


@pytest.mark.parametrize("algorithm", ["RC4-40", "AES-256"])
@pytest.mark.parametrize("password", ["secret", ""])
def test_a_protected_pdf_is_refused(password: str, algorithm: str) -> None:
    assert refused(making.protected(making.pdf(), password, algorithm)) == pdf.PROTECTED


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_refused(share: float) -> None:
    content = EVERY_KIND["pdf"]
    assert refused(content[: int(len(content) * share)]) == pdf.UNREADABLE


def test_a_pdf_whose_last_change_is_cut_off_is_refused() -> None:
    assert refused(EVERY_KIND["pdf"] + b"6 0 obj\n(" + b"half a change " * 100) == pdf.UNREADABLE


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF",
        making.pdf(pages="/Kids [] /Count 0"),
        making.pdf(pages="/Kids [2 0 R] /Count 1"),
        making.pdf_of(b"[" * 200_000),
    ],
    ids=["empty", "a script", "no page", "pages in a circle", "a deep list"],
)
def test_a_pdf_that_cannot_be_read_is_refused(content: bytes) -> None:
    assert refused(content) == pdf.UNREADABLE


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.001)
    assert refused(EVERY_KIND["pdf"]) == pdf.UNREADABLE


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="asks Linux")
def test_the_reader_has_an_end_to_its_time_and_memory() -> None:
    command = [sys.executable, "-I", str(pdf.READER)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as reader:
        deadline = time.monotonic() + 30
        while (memory := resource.prlimit(reader.pid, resource.RLIMIT_AS)[1]) != MOST_MEMORY:
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        seconds = resource.prlimit(reader.pid, resource.RLIMIT_CPU)[1]
        reader.communicate(b"no PDF")
    assert (seconds, memory) == (MOST_SECONDS, MOST_MEMORY)


@pytest.mark.parametrize("message", [NOT_A_DOCUMENT, PROGRAM, OLD_OFFICE, MARKUP, office.MACROS, office.PROTECTED])
def test_a_refusal_says_what_to_do(message: str) -> None:
    assert len(message.split(". ")) == 2


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_an_archive_that_unfolds_to_more_than_anybody_can_open_is_refused(kind: str) -> None:
    main_type, main = making.MAIN_PARTS[kind]
    types = f'<Types><Override PartName="/{main}" ContentType="{main_type}"/></Types>'
    bomb = making.archive({"[Content_Types].xml": types, main: "0" * (office.MOST_IN_ALL + 1)})
    assert len(bomb) < 1_000_000
    with pytest.raises(Unusable, match="very much larger once it is opened"):
        look_into(bomb, f"minutes.{kind}")
