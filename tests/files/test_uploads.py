"""How large a file may be, and how a larger one ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from files.refusals import Unusable
from files.uploads import LARGEST_FILE, LARGEST_REQUEST, MB, check_size


@contextmanager
def sent(size: int, **headers: str) -> Iterator[HttpRequest]:
    """A form with a file of this size, and something filled in before and after it."""
    fields = {"before": "kept", "file": SimpleUploadedFile("Plan.pdf", bytes(size)), "title": "Mill Lane"}
    request = RequestFactory().post("/", fields, **headers)
    yield request
    request.close()


@pytest.mark.parametrize("size", [1, 3 * MB, LARGEST_FILE])
def test_a_file_up_to_the_limit_arrives(size: int) -> None:
    with sent(size) as request:
        arrived = request.FILES["file"]
        check_size(arrived)
        assert (arrived.size, len(arrived.read()), request.POST["title"]) == (size, size, "Mill Lane")


@pytest.mark.parametrize("size", [LARGEST_FILE + 1, 50 * MB])
def test_a_larger_one_is_let_go_and_the_rest_of_the_form_is_kept(size: int) -> None:
    with sent(size) as request:
        arrived = request.FILES["file"]
        assert (arrived.name, arrived.size, arrived.read()) == ("Plan.pdf", size, b"")
        assert request.POST.dict() == {"before": "kept", "title": "Mill Lane"}


def test_what_is_let_go_is_not_on_the_disk(tmp_path: Path, settings: Settings) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    with sent(50 * MB) as request:
        assert request.FILES["file"].size == 50 * MB
        assert [path.stat().st_size for path in tmp_path.iterdir()] == [0]
    assert list(tmp_path.iterdir()) == []


def test_several_files_in_one_form() -> None:
    """What is too large takes nothing of the others away."""
    files = [SimpleUploadedFile(f"{size}.pdf", bytes(size)) for size in (LARGEST_FILE + 1, 7)]
    request = RequestFactory().post("/", {"files": files})
    assert [(file.name, file.size, len(file.read())) for file in request.FILES.getlist("files")] == [
        (f"{LARGEST_FILE + 1}.pdf", LARGEST_FILE + 1, 0),
        ("7.pdf", 7, 7),
    ]
    request.close()


def test_a_request_that_no_form_leads_to_is_not_read() -> None:
    with sent(10, CONTENT_LENGTH=str(LARGEST_REQUEST + 1)) as request, pytest.raises(RequestDataTooBig):
        request.POST  # noqa: B018 - reading it is the act


def test_the_limit_is_said_in_plain_words() -> None:
    with pytest.raises(Unusable) as refused:
        check_size(UploadedFile(name="Plan.pdf", size=50 * MB))
    assert refused.value.message.replace("\xa0", " ") == (
        "This file has 50.0 MB, and the most we take is 20.0 MB. Save it smaller, or divide it, and choose it again."
    )


@pytest.mark.parametrize("size", [0, None])
def test_an_empty_file_is_refused(size: int | None) -> None:
    with pytest.raises(Unusable, match="This file is empty"):
        check_size(UploadedFile(name="Plan.pdf", size=size))
