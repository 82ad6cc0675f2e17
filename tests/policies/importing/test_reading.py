"""What can be read from a file and what not, each refusal with what to do; and what formats say in their own way."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from files.refusals import Unusable
from policies.importing import read, reading
from policies.importing.words import lost, words_shown
from policies.text import render
from tests.policies.importing import making

SENTENCE = "The Council publishes its minutes within a month of each meeting."
TEXT = f"Publication Policy\n\nMinutes\n\n{SENTENCE}\n\n- one\n- two\n"


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(Unusable) as refused:
        read(content, name)
    return refused.value.message


def scan() -> bytes:
    stored = BytesIO()
    canvas = Canvas(stored)
    canvas.rect(100, 100, 50, 50, fill=1)
    canvas.save()
    return stored.getvalue()


def protected() -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(making.pdf(TEXT, ["Minutes"]))))
    writer.encrypt("secret")
    stored = BytesIO()
    writer.write(stored)
    return stored.getvalue()


def endless() -> bytes:
    stored = BytesIO()
    canvas = Canvas(stored)
    for number in range(301):
        canvas.drawString(72, 500, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return stored.getvalue()


def swollen() -> bytes:
    """Small, and 80 MB when it is unpacked."""
    stored = BytesIO(making.word(TEXT, ["Minutes"]))
    with zipfile.ZipFile(stored, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"\0" * 80_000_000)
    return stored.getvalue()


def cut() -> bytes:
    """A Word document without its text."""
    stored = BytesIO()
    with zipfile.ZipFile(BytesIO(making.word(TEXT, []))) as whole, zipfile.ZipFile(stored, "w") as archive:
        for part in whole.infolist():
            if part.filename != "word/document.xml":
                archive.writestr(part, whole.read(part))
    return stored.getvalue()


# ----------------------------------------------------------------------------------------------- refused
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (lambda: b"", "policy.txt", "There is no text in this file"),
        (lambda: b" \n ", "policy.txt", "There is no text in this file"),
        (lambda: b"Words", "policy.odt", "save it as one of these"),
        (lambda: b"Words", "policy", "save it as one of these"),
        (lambda: making.word(TEXT, []), "policy.pdf", "ends in .pdf, but what is in it is something else (Word"),
        (lambda: making.pdf(TEXT, []), "policy.docx", "ends in .docx, but what is in it is something else (PDF"),
        (
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "policy.docx",
            "save it without a password as DOCX",
        ),
        (lambda: making.pdf(TEXT, [])[:-400], "policy.pdf", "print it to a new PDF"),
        (protected, "policy.pdf", "Save it without protection"),
        (scan, "policy.pdf", "Choose the Word document that it was made from"),
        (endless, "policy.pdf", "more than 300 pages"),
        (swollen, "policy.docx", "take its pictures out"),
        (cut, "policy.docx", "save it again under another name"),
        (lambda: b"<!DOCTYPE html><p>Words", "policy.txt", "web page"),
        (lambda: b"word " * 120_000, "policy.txt", "longer than any policy"),
        (lambda: making.word("", []), "policy.docx", "There is no text in this file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content, name: str, words: str) -> None:
    assert words in refusal(content(), name)


def test_a_file_larger_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 100)
    assert "the most we take is 100\xa0bytes" in refusal(b"w" * 101, "policy.txt")


# ----------------------------------------------------------------------------------------------- plain text
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_however_its_letters_are_written(encoding: str) -> None:
    found = read("The Council’s fee is £5 – no more.".encode(encoding), "policy.txt")
    assert found.text == "The Council’s fee is £5 – no more.\n"
    assert bool(found.warnings) is (encoding == "cp1252")


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "Minutes\n=======\n\nThe Council publishes its\nminutes within a month.\n\n- one that is\n  long\n- two\n"
    expected = "## Minutes\n\nThe Council publishes its minutes within a month.\n\n- one that is long\n- two\n"
    assert read(text.encode(), "policy.txt").text == expected


def test_numbers_stay_as_they_are() -> None:
    text = "1. One\n2. Two;\n4. Four;\n4.1 Below four.\n(a) A letter.\n2026 was a year.\n"
    shown = words_shown(read(text.encode(), "policy.txt").text)
    assert shown == text.split()


def test_signs_of_markdown_are_shown_and_not_followed() -> None:
    text = "# 1 is *not* a_heading_ <b>here</b> [nor](here) `this` &amp; | that \\ .\n\n+ no item\n\n=x\n"
    assert making.seen(render(read(text.encode(), "policy.txt").text).html) == text.split()


# ------------------------------------------------------------------------------------------------- Markdown
def test_markdown_stays_and_its_headings_move_below_the_title() -> None:
    found = read(b"# Minutes\n\nFirst.\n\n# Second\n\n## Third ##\n\n```\n# none\n```\n", "policy.md")
    assert found.title == "Minutes"
    assert found.text == "Minutes\n\nFirst.\n\n## Second\n\n### Third\n\n```\n# none\n```\n"


def test_markdown_without_a_title_keeps_its_levels() -> None:
    assert read(b"## One\n\nWords.\n", "policy.markdown").text == "## One\n\nWords.\n"


# ----------------------------------------------------------------------------------------------------- Word
def test_words_own_numbers_are_counted_as_word_counts_them() -> None:
    document = docx.Document()
    of_law = making.outline(document, ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    for depth, words in ((0, "First."), (1, "Below."), (1, "Again."), (2, "Deep."), (2, "Deeper.")):
        making.item(document, of_law, depth, words)
    document.add_paragraph("In between stands a sentence.")
    making.item(document, of_law, 0, "Second.")
    found = read(making.saved(document), "policy.docx")
    said = "1. First. 1.1 Below. 1.2 Again. (a) Deep. (b) Deeper. In between stands a sentence. 2. Second."
    assert making.seen(render(found.text).html) == said.split()
    assert [warning for warning in found.warnings if "numbers" in warning] != []


def test_bold_lines_are_headings_where_nobody_used_a_style() -> None:
    document = docx.Document()
    for _ in range(4):
        document.add_paragraph().add_run("Our minutes").bold = True
        document.add_paragraph(SENTENCE)
    found = read(making.saved(document), "policy.docx")
    assert found.text.count("## Our minutes") == 4


def test_changes_boxes_controls_and_tables_are_read() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    body = document.element.body
    words = "<w:r><w:t>{}</w:t></w:r>"
    inner = [
        f'<w:p {nsdecls("w")}><w:ins w:id="1" w:author="A">{words.format("Put in.")}</w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>Taken out.</w:delText></w:r></w:del></w:p>',
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{words.format('Controlled.')}</w:p></w:sdtContent></w:sdt>",
    ]
    for number, xml in enumerate(inner, 1):
        body.insert(number, parse_xml(xml))
    table = document.add_table(2, 2)
    for cell, said in zip(table._cells, ("Who", "What", "The Clerk", "Minutes | notes"), strict=True):
        cell.text = said
    document.sections[0].footer.paragraphs[0].text = "Page of the policy"
    found = read(making.saved(document), "policy.docx")
    assert "Put in." in found.text
    assert "Taken out." not in found.text
    assert "Controlled." in found.text
    assert "| Who | What |\n| --- | --- |\n| The Clerk | Minutes \\| notes |" in found.text
    assert [warning for warning in found.warnings if "Page of the policy" in warning] != []


# ------------------------------------------------------------------------------------------------------ PDF
def test_a_sentence_goes_on_over_the_page() -> None:
    long = " ".join(f"word{number}" for number in range(1500)) + "."
    found = read(making.pdf(f"Minutes\n\n{long}\n", ["Minutes"]), "policy.pdf")
    assert found.text.splitlines()[-1] == long


def test_items_within_items_stand_below_them() -> None:
    stored = BytesIO()
    canvas = Canvas(stored)
    lines = ((72, "1. The Clerk keeps:"), (90, "• the minutes;"), (90, "• the register."), (72, "2. The Chair signs."))
    for number, (left, words) in enumerate(lines):
        canvas.drawString(left, 700 - 14 * number, words)
    canvas.save()
    expected = "1. The Clerk keeps:\n   - the minutes;\n   - the register.\n2. The Chair signs.\n"
    assert read(stored.getvalue(), "policy.pdf").text == expected


def test_what_does_not_repeat_on_each_page_stays() -> None:
    stored = BytesIO()
    canvas = Canvas(stored)
    for number in range(3):
        canvas.drawString(72, 820, "Publication policy" if number else "For the meeting in May")
        canvas.drawString(72, 500, f"This is what stands on sheet {number}.")
        canvas.drawString(72, 20, "Not on the last" if number < 2 else "Signed by the Chair")
        canvas.showPage()
    canvas.save()
    found = read(stored.getvalue(), "policy.pdf")
    assert "Publication policy" not in found.text
    for kept in ("For the meeting in May", "Not on the last", "Signed by the Chair"):
        assert kept in found.text


# ---------------------------------------------------------------------------------------------- nothing lost
def test_a_lost_word_is_named() -> None:
    assert lost("the minutes of the Council", "the minutes of Council") == ["the"]
    assert lost("• the minutes", "- the minutes") == []
