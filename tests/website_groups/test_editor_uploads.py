"""Files that are meant to harm, sent through the pages of a group: each is refused or made harmless, and it is said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from files.models import Document, Picture
from tests import making as councils
from tests.files import making as files
from tests.website_groups import making
from website_groups.models import Draft, Item

SignIn = Callable[[User], Client]

pytestmark = [pytest.mark.django_db, pytest.mark.clause("groups-maintain-own-pages")]

SCRIPT = b"<script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><circle r="9"/></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
PHP = b"#!/bin/sh\nrm -rf /\n"


@pytest.fixture
def item(cast: councils.Cast) -> Item:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    return making.written(group, by=cast.group_editor)


@pytest.fixture
def editor(cast: councils.Cast, signed_in: SignIn) -> Client:
    return signed_in(cast.group_editor)


def send(editor: Client, item: Item, sort: str, content: bytes, name: str) -> Any:
    path = reverse("group_pages:add_piece", args=[item.pk, sort])
    return editor.post(path, {"file": SimpleUploadedFile(name, content)})


def is_refused(response: Any, *words: str) -> bool:
    """The page says at the field why, and nothing was taken in."""
    page = response.content.decode()
    said = response.context["form"].errors.get("file", [])
    assert response.status_code == 200
    assert "There is a problem" in page
    assert not Draft.objects.get().files
    return all(any(some in line for line in said) for some in words)


def bomb_in_a_docx() -> bytes:
    """A few kilobytes that unfold to hundreds of megabytes."""
    main = "word/document.xml"
    types = f'<Types><Override PartName="/{main}" ContentType="{files.MAIN_PARTS["docx"][0]}"/></Types>'
    return files.archive({"[Content_Types].xml": types, main: "0" * 300_000_000})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SCRIPT, "holiday.jpg"),
        (PHP, "holiday.jpg"),
        (HTML, "page.html"),
        (HTML, "page.jpg"),
        (b"GIF89a" + SCRIPT, "moving.gif"),
    ],
)
def test_what_is_no_picture_is_not_taken_for_one(editor: Client, item: Item, content: bytes, name: str) -> None:
    assert is_refused(send(editor, item, "picture", content, name), "This is not a picture of a kind that we take")
    assert not Picture.objects.exists()


@pytest.mark.parametrize("name", ["drawing.svg", "drawing.png", "drawing.jpg"])
def test_a_drawing_with_a_script_in_it_is_refused(editor: Client, item: Item, name: str) -> None:
    assert is_refused(send(editor, item, "picture", SVG, name), "SVG")
    assert not Picture.objects.exists()


@pytest.mark.parametrize(("content", "name"), [(SVG, "drawing.svg"), (HTML, "page.html"), (HTML, "page.pdf")])
def test_what_is_no_document_is_not_taken_for_one(editor: Client, item: Item, content: bytes, name: str) -> None:
    assert is_refused(send(editor, item, "document", content, name))
    assert not Document.objects.exists()


def test_a_picture_that_unfolds_to_more_than_a_machine_can_hold_is_refused(editor: Client, item: Item) -> None:
    assert is_refused(send(editor, item, "picture", files.bomb(40_000, 40_000), "large.png"), "pixels")
    assert not Picture.objects.exists()


def test_a_document_that_unfolds_to_more_than_a_machine_can_hold_is_refused(editor: Client, item: Item) -> None:
    bomb = bomb_in_a_docx()
    assert len(bomb) < 1_000_000
    assert is_refused(send(editor, item, "document", bomb, "minutes.docx"), "very much larger once it is opened")
    assert not Document.objects.exists()


def test_a_document_with_macros_is_refused(editor: Client, item: Item) -> None:
    assert is_refused(send(editor, item, "document", files.office("docm"), "minutes.docm"))


def test_an_empty_file_and_none_at_all_are_said(editor: Client, item: Item) -> None:
    assert is_refused(send(editor, item, "picture", b"", "nothing.jpg"), "empty")
    response = editor.post(reverse("group_pages:add_piece", args=[item.pk, "picture"]), {})
    assert is_refused(response, "Choose a picture.")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("..\\..\\windows\\holiday.jpg", "holiday.jpg"),
        ("holi\u202egpj.exe\u202c.jpg", "holigpj.exe.jpg"),
        ("holi\u200bday\u0000\u0007.jpg", None),
        ("<img src=x onerror=alert(1)>.jpg", "<img src=x onerror=alert(1)>.jpg"),
    ],
)
def test_a_name_that_is_meant_to_harm_is_made_harmless(editor: Client, item: Item, name: str, kept: str | None) -> None:
    response = send(editor, item, "picture", files.saved(files.photograph()), name)
    assert response.status_code == 302
    stored = Picture.objects.get()
    assert kept is None or stored.name == kept
    assert stored.name.isprintable()
    assert "/" not in stored.name
    page = editor.get(response.url).content.decode()
    assert "<img src=x" not in page
    shown = editor.get(stored.get_absolute_url())
    assert b"".join(shown).startswith(b"\xff\xd8")
    assert (shown.status_code, shown["X-Content-Type-Options"]) == (200, "nosniff")
    assert "\n" not in shown["Content-Disposition"]


def test_a_name_of_300_characters_is_refused_or_cut(editor: Client, item: Item) -> None:
    response = send(editor, item, "picture", files.saved(files.photograph()), f"{'a' * 300}.jpg")
    assert is_refused(response, "longer than 120 characters")


@pytest.mark.parametrize("kind", files.KINDS)
def test_where_and_by_whom_a_picture_was_taken_is_taken_out(editor: Client, item: Item, kind: str) -> None:
    response = send(editor, item, "picture", files.tell_tale(kind), f"IMG_1.{files.ENDINGS[kind]}")
    assert response.status_code == 302
    shown = b"".join(editor.get(Picture.objects.get().get_absolute_url()))
    assert files.SECRET.encode() not in shown


def test_a_pdf_that_shuts_people_out_is_taken_with_a_plain_warning(editor: Client, item: Item) -> None:
    response = send(editor, item, "document", files.pdf(), "Plan_of_the_plots.pdf")
    assert response.status_code == 302
    document = Document.objects.get()
    page = editor.get(response.url).content.decode()
    assert document.warning
    assert "Please write what it says as a page too" in page
    assert 'value="Plan of the plots"' in page


def test_the_thirteenth_picture_is_refused(editor: Client, item: Item) -> None:
    for number in range(12):
        assert send(editor, item, "picture", files.saved(files.photograph(60 + number)), "a.jpg").status_code == 302
    response = send(editor, item, "picture", files.saved(files.photograph(90)), "a.jpg")
    assert response.url == reverse("group_pages:pieces", args=[item.pk, "picture"])
    page = editor.get(response.url).content.decode()
    assert "There is room for 12" in page
    assert "Add a picture" not in page
