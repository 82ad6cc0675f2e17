"""The only writer: takes a file that somebody sends, and stores it under the fingerprint of its content.

What is stored stays: nothing is overwritten, and the same content again gives the row that there is. Files are written
before their rows, so that no row is without its file; where the rows are undone, files are left that no row names.
A large picture takes seconds to clean: that belongs before the transaction of an act, not into it.
"""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from files import documents, pictures
from files.models import Document, Picture, Rendition, place_of
from files.names import checked_name
from files.uploads import check_size


def keep_picture(upload: UploadedFile) -> Picture:
    """The picture, cleaned and stored in all its sizes. Unusable where it cannot be taken; then nothing is stored.

    A picture that has come before keeps the name that it had then.
    """
    name, content = _read(upload)
    cleaned = pictures.clean(content)
    for size in (cleaned.master, *cleaned.renditions):
        _put(place_of(Picture.folder, size.sha256, cleaned.format), size.content)
    known = {"format": cleaned.format, "name": name, "stored_at": timezone.now()}
    with transaction.atomic():
        picture, is_new = Picture.objects.get_or_create(
            sha256=cleaned.master.sha256, defaults={**known, **_measures(cleaned.master)}
        )
        if is_new:
            Rendition.objects.bulk_create(
                Rendition(picture=picture, sha256=size.sha256, **_measures(size)) for size in cleaned.renditions
            )
    return picture


def keep_document(upload: UploadedFile) -> Document:
    """The document, stored as it is. Unusable where it cannot be taken; then nothing is stored.

    A document that has come before keeps the name that it had then.
    """
    name, content = _read(upload)
    sha256 = hashlib.sha256(content).hexdigest()
    kept = Document.objects.filter(sha256=sha256).first()
    found = documents.Findings(kept.kind, kept.warning) if kept else documents.look_into(content, name)
    _put(place_of(Document.folder, sha256, found.kind), content)
    known = {"kind": found.kind, "warning": found.warning}
    document, _ = Document.objects.get_or_create(
        sha256=sha256, defaults={**known, "name": name, "size": len(content), "stored_at": timezone.now()}
    )
    return document


def _read(upload: UploadedFile) -> tuple[str, bytes]:
    """Its name and content, where these can be taken."""
    name = checked_name(upload.name)
    check_size(upload)
    upload.seek(0)
    return name, upload.read()


def _put(path: str, content: bytes) -> None:
    """Stores a file. One that is there has the same content."""
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))


def _measures(size: pictures.Size) -> dict[str, int]:
    return {"width": size.width, "height": size.height, "size": len(size.content)}
