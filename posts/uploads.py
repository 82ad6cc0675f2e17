"""Takes in the files that come with a form: each is stored, and stands in a row of its own from then on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from files.forms.pieces import DOCUMENT, MOST, PICTURE
from files.keeping import keep_document, keep_picture
from files.models import Document, Picture
from files.refusals import Unusable
from posts.forms.typed import Row, put_rows, rows_in


@dataclass(frozen=True)
class Sort:
    """`field` is the name under which the files come, `kind` that of their rows."""

    field: str
    kind: str
    name: str
    keep: Callable[[UploadedFile], Picture | Document]


PICTURES = Sort("pictures", PICTURE, "pictures", keep_picture)
DOCUMENTS = Sort("attachments", DOCUMENT, "documents", keep_document)
SORTS = (PICTURES, DOCUMENTS)


@dataclass(frozen=True)
class Problem:
    """A file that was not taken, and why."""

    field: str
    message: str


def take_in(data: QueryDict, files: MultiValueDict[str, UploadedFile]) -> list[Problem]:
    """Stores every file that came, and adds its row to `data`. Those that cannot be taken are given back."""
    return [problem for sort in SORTS for problem in _take_in(data, sort, files.getlist(sort.field))]


def row_of(stored: Picture | Document) -> Row:
    """What a row says of a file that has just come: a document's title is its name until the author gives it one."""
    row = {"file": [stored.sha256]}
    if isinstance(stored, Document):
        row["title"] = [PurePosixPath(stored.name).stem.replace("_", " ")]
    return row


def _take_in(data: QueryDict, sort: Sort, uploads: list[UploadedFile]) -> list[Problem]:
    rows, problems = rows_in(data, sort.kind), []
    for upload in uploads:
        if len(rows) >= MOST:
            problems.append(f"A post takes {MOST} {sort.name}, so “{upload.name}” was not added.")
            continue
        try:
            rows.append(row_of(sort.keep(upload)))
        except Unusable as refusal:
            problems.append(f"“{upload.name}”: {refusal.message}")
    if uploads:
        put_rows(data, sort.kind, rows)
    return [Problem(sort.field, problem) for problem in problems]
