"""A file is whole or not there, and stays as it is."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from files.storage import KeepingStorage


class BrokenOff(ContentFile):
    """Ends in the middle, as where a disk is full or a process is stopped."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"the first half"
        raise OSError("No space left on device")


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_product_stores_in_it() -> None:
    assert isinstance(storages["default"], KeepingStorage)


def test_what_is_there_stays(folder: Path) -> None:
    for content in (b"first", b"second"):
        assert default_storage.save("documents/ab/abc.pdf", ContentFile(content)) == "documents/ab/abc.pdf"
    assert everything_in(folder) == {"documents/ab/abc.pdf": b"first"}


def test_what_breaks_off_leaves_nothing(folder: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        default_storage.save("documents/ab/abc.pdf", BrokenOff(b""))
    assert everything_in(folder) == {}


def test_nobody_sees_half_a_file(folder: Path) -> None:
    seen: list[bool] = []

    class Watched(ContentFile):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"one half, "
            seen.append(default_storage.exists("documents/ab/abc.pdf"))
            yield b"and the other"

    default_storage.save("documents/ab/abc.pdf", Watched(b""))
    assert seen == [False]
    assert everything_in(folder) == {"documents/ab/abc.pdf": b"one half, and the other"}


def test_of_many_at_once_one_is_kept(folder: Path) -> None:
    start = threading.Barrier(8)

    def save(number: int) -> None:
        start.wait(timeout=10)
        default_storage.save("documents/ab/abc.pdf", ContentFile(str(number).encode() * 100_000))

    threads = [threading.Thread(target=save, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    (content,) = everything_in(folder).values()
    assert (len(content), len(set(content))) == (100_000, 1)


def test_nothing_is_stored_outside() -> None:
    with pytest.raises(SuspiciousFileOperation):
        default_storage.save("../abc.pdf", ContentFile(b"x"))
