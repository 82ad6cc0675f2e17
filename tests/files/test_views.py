"""Who gets a stored file, and how it is handed out."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings

from files.keeping import keep_document, keep_picture
from files.kinds import CONTENT_TYPES
from files.models import Document, Picture
from tests.files import making, showing
from tests.files.making import photograph, saved, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def table(settings: Settings) -> Iterator[dict[str, str]]:
    """What is put on it is shown."""
    settings.FILES_SHOWN_BY = ["tests.files.showing.by_table"]
    yield showing.TABLE
    showing.TABLE.clear()


@pytest.fixture
def picture() -> Picture:
    return keep_picture(upload(saved(photograph(700, 500)), "Mill Lane.HEIC"))


@pytest.fixture
def document() -> Document:
    return keep_document(upload(making.pdf(), "Tŷ Newydd “agenda”.pdf"))


def fetch(client: Client, url: str, **headers: str) -> SimpleNamespace:
    """The answer as a browser has it in the end: all of it read, and the file closed."""
    response = client.get(url, headers=headers)
    return SimpleNamespace(status=response.status_code, headers=response.headers, content=response.getvalue())


# ---------------------------------------------------------------------------------------------- who sees it
def test_what_nobody_shows_is_not_there(client: Client, picture: Picture, document: Document) -> None:
    for kept in (picture, *picture.renditions.all(), document):
        assert fetch(client, kept.get_absolute_url()).status == 404


def test_where_nobody_is_asked_nothing_is_there(client: Client, picture: Picture, settings: Settings) -> None:
    settings.FILES_SHOWN_BY = []
    assert fetch(client, picture.get_absolute_url()).status == 404


def test_what_is_public(client: Client, document: Document, table: dict[str, str]) -> None:
    table[document.sha256] = "public"
    response = fetch(client, document.get_absolute_url())
    assert (response.status, response.content) == (200, making.pdf())
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["ETag"] == f'"{document.sha256}"'


def test_what_is_private(client: Client, document: Document, table: dict[str, str]) -> None:
    table[document.sha256] = "private"
    response = fetch(client, document.get_absolute_url())
    assert (response.status, response.content) == (200, making.pdf())
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in response.headers


def test_each_is_asked_until_one_shows_it(client: Client, document: Document, settings: Settings, table) -> None:
    settings.FILES_SHOWN_BY = ["tests.files.showing.privately_to_ann", "tests.files.showing.by_table"]
    url = document.get_absolute_url()
    assert fetch(client, url).status == 404
    assert fetch(client, url, **{"X-Person": "Ann"}).headers["Cache-Control"] == "private, no-store"
    table[document.sha256] = "public"
    assert fetch(client, url, **{"X-Person": "Ann"}).headers["Cache-Control"] == "public, no-cache"


def test_renditions_are_asked_for_by_their_picture(client: Client, picture: Picture, table: dict[str, str]) -> None:
    table[picture.sha256] = "public"
    for size in (picture, *picture.renditions.all()):
        response = fetch(client, size.get_absolute_url())
        assert len(response.content) == size.size
        assert response.headers["ETag"] == f'"{size.sha256}"'


def test_a_rendition_is_not_shown_by_itself(client: Client, picture: Picture, table: dict[str, str]) -> None:
    rendition = picture.renditions.first()
    table[rendition.sha256] = "public"
    assert fetch(client, rendition.get_absolute_url()).status == 404


@pytest.mark.parametrize(("private", "public"), [(640, 960), (960, 640)])
def test_pictures_that_are_alike_when_small(client: Client, table: dict[str, str], private: int, public: int) -> None:
    """One of them is shown, so what they have in common is, and under no other's name."""
    pictures = {
        width: keep_picture(upload(saved(Image.new("RGB", (width, width))), f"{width}.jpg")) for width in (640, 960)
    }
    common = {picture.renditions.first().get_absolute_url() for picture in pictures.values()}
    assert len(common) == 1
    (url,) = common
    table[pictures[private].sha256] = "private"
    assert fetch(client, url).headers["Cache-Control"] == "private, no-store"
    table[pictures[public].sha256] = "public"
    shown = fetch(client, url)
    assert shown.headers["Cache-Control"] == "public, no-cache"
    assert shown.headers["Content-Disposition"] == f'inline; filename="{public}.jpg"'


@pytest.mark.parametrize("ext", ["png", "pdf", "html", "svg"])
def test_a_file_has_one_ending(client: Client, picture: Picture, table: dict[str, str], caplog, ext: str) -> None:
    table[picture.sha256] = "public"
    assert fetch(client, f"/files/{picture.sha256}.{ext}").status == 404
    assert "not in the storage" not in caplog.text


# ---------------------------------------------------------------------------------------- asked for again
def test_what_has_not_changed_is_not_sent_again(client: Client, picture: Picture, table: dict[str, str]) -> None:
    table[picture.sha256] = "public"
    response = fetch(client, picture.get_absolute_url(), **{"If-None-Match": f'"{picture.sha256}"'})
    assert (response.status, response.content) == (304, b"")
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["ETag"] == f'"{picture.sha256}"'


@pytest.mark.parametrize(("answer", "status"), [(None, 404), ("private", 200)])
def test_what_is_withdrawn_is_gone_with_the_next_request(
    client: Client, picture: Picture, table: dict[str, str], answer: str | None, status: int
) -> None:
    if answer:
        table[picture.sha256] = answer
    response = fetch(client, picture.get_absolute_url(), **{"If-None-Match": f'"{picture.sha256}"'})
    assert response.status == status


def test_of_a_head_only_the_facts_are_sent(client: Client, picture: Picture, table: dict[str, str]) -> None:
    table[picture.sha256] = "public"
    response = client.head(picture.get_absolute_url())
    assert (response.status_code, response["Content-Length"]) == (200, str(picture.size))
    assert response.getvalue() == b""


def test_a_file_is_only_read(client: Client, picture: Picture, table: dict[str, str]) -> None:
    table[picture.sha256] = "public"
    assert client.post(picture.get_absolute_url()).status_code == 405


# ---------------------------------------------------------------------------------------- how it is sent
@pytest.mark.parametrize("answer", ["public", "private"])
def test_a_file_never_acts_as_a_page(client: Client, document: Document, table: dict[str, str], answer: str) -> None:
    table[document.sha256] = answer
    response = fetch(client, document.get_absolute_url())
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "name", "headers"),
    [
        (making.pdf(), "Agenda.pdf", ("application/pdf", 'inline; filename="Agenda.pdf"')),
        (b"a,b\n", 'The "new" plan.csv', ("text/csv", 'attachment; filename="The \\"new\\" plan.csv"')),
        (b"del *.*\n", "start.bat", ("text/plain", 'attachment; filename="start.bat.txt"')),
        (b"Notes\n", "Tŷ Newydd.txt", ("text/plain", "attachment; filename*=utf-8''T%C5%B7%20Newydd.txt")),
        (making.office("docx"), "Minutes", (CONTENT_TYPES["docx"], 'attachment; filename="Minutes.docx"')),
    ],
)
def test_documents_are_offered_under_their_names(
    client: Client, table: dict[str, str], content: bytes, name: str, headers: tuple[str, str]
) -> None:
    document = keep_document(upload(content, name))
    table[document.sha256] = "public"
    response = fetch(client, document.get_absolute_url())
    assert (response.headers["Content-Type"], response.headers["Content-Disposition"]) == headers


def test_a_picture_is_shown_under_its_name(client: Client, picture: Picture, table: dict[str, str]) -> None:
    table[picture.sha256] = "public"
    response = fetch(client, picture.renditions.first().get_absolute_url())
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Disposition"] == 'inline; filename="Mill Lane.jpg"'


def test_a_file_that_is_lost_is_reported(client: Client, picture: Picture, table, caplog) -> None:
    table[picture.sha256] = "public"
    default_storage.delete(picture.path)
    assert fetch(client, picture.get_absolute_url()).status == 404
    assert f"{picture.path} is in the database, but not in the storage." in caplog.text


def test_the_address() -> None:
    assert reverse("files:file", kwargs={"sha256": "0a" * 32, "ext": "jpg"}) == f"/files/{'0a' * 32}.jpg"


def test_a_file_takes_one_look_into_the_database(
    client: Client, picture: Picture, table, django_assert_num_queries
) -> None:
    table[picture.sha256] = "public"
    with django_assert_num_queries(1):
        fetch(client, picture.get_absolute_url())
