"""What is stored, once and for good."""

import hashlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from PIL import Image
from pytest_django.fixtures import Settings

from files.keeping import keep_document, keep_picture
from files.models import Document, Picture, Rendition, WrittenTwice
from files.pictures import NOT_A_PICTURE
from files.refusals import Unusable
from files.uploads import LARGEST_FILE
from tests.files import making
from tests.files.making import KINDS, photograph, saved, upload
from tests.files.test_storage import everything_in

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 8, 9, 30, tzinfo=UTC)


def fingerprint(path: str) -> str:
    with default_storage.open(path) as file:
        return hashlib.sha256(file.read()).hexdigest()


# ----------------------------------------------------------------------------------------------- pictures
@time_machine.travel(NOW, tick=False)
def test_a_picture_is_kept_with_its_renditions() -> None:
    picture = Picture.objects.get(pk=keep_picture(upload(saved(photograph(700, 500)))).pk)
    assert (picture.name, picture.format, picture.stored_at) == ("Mill Lane.jpg", "jpg", NOW)
    assert picture.path == f"pictures/{picture.sha256[:2]}/{picture.sha256}.jpg"
    kept = [picture, *picture.renditions.all()]
    assert [(size.width, size.height) for size in kept] == [(700, 500), (320, 229), (640, 457)]
    for size in kept:
        assert fingerprint(size.path) == size.sha256
        assert default_storage.size(size.path) == size.size
        with default_storage.open(size.path) as file:
            assert Image.open(file).size == (size.width, size.height)


@pytest.mark.parametrize("kind", KINDS)
def test_in_no_stored_file_is_where_it_was_made(kind: str, folder: Path) -> None:
    keep_picture(upload(making.tell_tale(kind)))
    stored = everything_in(folder)
    assert len(stored) == 3
    for content in stored.values():
        assert making.where_it_was_made(content) == {}
        assert making.SECRET.encode() not in content


def test_a_picture_with_transparency_is_a_png() -> None:
    picture = keep_picture(upload(saved(Image.new("RGBA", (400, 400), (255, 0, 0, 90)), "PNG"), "Arms.png"))
    assert (picture.format, picture.path[-4:], picture.renditions.get().path[-4:]) == ("png", ".png", ".png")


# ---------------------------------------------------------------------------------------------- documents
@time_machine.travel(NOW, tick=False)
def test_a_document_is_kept_as_it_is() -> None:
    content = making.pdf()
    document = Document.objects.get(pk=keep_document(upload(content, "../Agenda.pdf")).pk)
    assert (document.name, document.kind, document.size) == ("Agenda.pdf", "pdf", len(content))
    assert document.sha256 == hashlib.sha256(content).hexdigest() == fingerprint(document.path)
    assert document.path == f"documents/{document.sha256[:2]}/{document.sha256}.pdf"
    assert document.warning.startswith("People who use a screen reader cannot find their way in this PDF")
    assert document.stored_at == NOW


# -------------------------------------------------------------------------------------------------- again
Keep = Callable[..., Picture | Document]
BOTH: list[tuple[Keep, bytes]] = [(keep_picture, saved(photograph(700, 500))), (keep_document, making.pdf())]


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*.*")}


@pytest.mark.parametrize(("keep", "content"), BOTH)
def test_the_same_again_is_the_same(keep: Keep, content: bytes, folder: Path) -> None:
    first = keep(upload(content, "One.jpg"))
    before = stamps(folder)
    again = keep(upload(content, "Two.jpg"))
    assert (again, again.name) == (first, "One.jpg")
    assert (Picture.objects.count() + Document.objects.count(), stamps(folder)) == (1, before)


def test_in_another_storage_it_is_stored_once_too(settings: Settings) -> None:
    """Django's own storages give what is saved again another name."""
    other = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": other}
    paths = {keep_document(upload(making.pdf())).path for _ in range(2)}
    (path,) = paths
    assert default_storage.listdir(path.rpartition("/")[0])[1] == [path.rpartition("/")[2]]


@pytest.mark.parametrize(("keep", "content"), BOTH)
def test_a_file_that_a_form_has_read_is_kept_whole(keep: Keep, content: bytes) -> None:
    sent = upload(content)
    sent.read()
    assert keep(sent) == keep(upload(content))


def test_the_same_pixels_with_other_metadata_are_the_same_picture() -> None:
    image = photograph()
    assert keep_picture(upload(saved(image))) == keep_picture(upload(saved(image, exif=making.exif())))


@pytest.mark.parametrize(("keep", "content"), BOTH)
def test_a_file_that_was_lost_is_there_again(keep: Keep, content: bytes) -> None:
    path = keep(upload(content)).path
    default_storage.delete(path)
    keep(upload(content))
    assert default_storage.exists(path)


@pytest.mark.parametrize(("keep", "content"), BOTH)
def test_the_same_again_under_another_kind_of_name(keep: Keep, content: bytes, folder: Path) -> None:
    keep(upload(content, "One.csv"))
    count = len(everything_in(folder))
    keep(upload(content, "Two.txt"))
    assert len(everything_in(folder)) == count


def test_text_keeps_the_kind_that_it_came_with_first(folder: Path) -> None:
    kinds = [keep_document(upload(b"day,hour\n", name)).kind for name in ("One.csv", "Two.txt")]
    assert (kinds, len(everything_in(folder))) == (["csv", "csv"], 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("flushed_afterwards")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection for all threads")
@pytest.mark.parametrize(("keep", "content"), BOTH)
def test_the_same_from_several_at_one_moment_is_one(keep: Keep, content: bytes, folder: Path) -> None:
    kept: list[int] = []
    start = threading.Barrier(4)

    def act() -> None:
        start.wait(timeout=10)
        try:
            with transaction.atomic():
                kept.append(keep(upload(content)).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert (len(kept), len(set(kept))) == (4, 1)
    assert (Picture.objects.count() + Document.objects.count(), Rendition.objects.count() in (0, 2)) == (1, True)
    assert len(everything_in(folder)) == 1 + Rendition.objects.count()


# ----------------------------------------------------------------------------------------------- refusals
@pytest.mark.parametrize("keep", [keep_picture, keep_document])
@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.jpg", "This file is empty"),
        (bytes(LARGEST_FILE + 1), "a.jpg", "the most we take is"),
        (b"\x7fELF\x02\x01\x01", "a.jpg", "This is"),
        (saved(photograph()) + making.pdf(), "a" * 130 + ".jpg", "longer than 120 characters"),
    ],
    ids=["empty", "too large", "a program", "a long name"],
)
def test_of_what_is_refused_nothing_is_stored(
    keep: Keep, content: bytes, name: str, message: str, folder: Path
) -> None:
    with pytest.raises(Unusable, match=message):
        keep(upload(content, name))
    assert (Picture.objects.count(), Document.objects.count(), everything_in(folder)) == (0, 0, {})


def test_a_name_makes_no_picture_of_a_script() -> None:
    with pytest.raises(Unusable) as refused:
        keep_picture(upload(b"<?php system($_GET['c']); ?>", "Mill Lane.jpg"))
    assert refused.value.message == NOT_A_PICTURE


# ---------------------------------------------------------------------------------------------- write once
@pytest.mark.parametrize(("keep", "content"), BOTH)
def test_a_row_is_written_once(keep: Keep, content: bytes) -> None:
    row = keep(upload(content))
    row.name = "Another"
    with pytest.raises(WrittenTwice):
        row.save()
    with pytest.raises(WrittenTwice):
        row.delete()
    stranger = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    with pytest.raises(IntegrityError), transaction.atomic():
        stranger.save()
    assert type(row).objects.get().name == "Mill Lane.jpg"


def test_a_rendition_is_written_once() -> None:
    rendition = keep_picture(upload(saved(photograph(700, 500)))).renditions.first()
    with pytest.raises(WrittenTwice):
        rendition.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Rendition.objects.create(picture=rendition.picture, sha256="0" * 64, width=rendition.width, height=1, size=1)
