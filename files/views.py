"""Hands out what is stored, to those who may see it. Who that is, other apps say: settings.FILES_SHOWN_BY."""

import logging
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from files.kinds import CONTENT_TYPES, SHOWN_IN_THE_BROWSER, PictureFormat
from files.models import Document, Picture, place_of
from files.names import with_ending

logger = logging.getLogger(__name__)


@require_safe
def file(request: HttpRequest, sha256: str, ext: str) -> HttpResponseBase:
    """One stored file; Http404 where nobody shows it to this person.

    The functions that settings.FILES_SHOWN_BY names are asked at every request, so that what is withdrawn is gone with
    the next one. Each takes the request and the sha256 of a picture's master or of a document, and answers "public",
    "private" (to this person alone) or None.
    """
    shown = {answer: kept for kept in _kept_as(sha256, ext) for answer in _answers(request, kept.sha256)}
    if not shown:
        raise Http404("Nobody shows this file.")
    headers = _headers(sha256, is_public="public" in shown)
    if "ETag" in headers and (unchanged := get_conditional_response(request, etag=headers["ETag"])):
        for name, value in headers.items():
            unchanged[name] = value
        return unchanged
    kept = shown.get("public") or shown["private"]
    return FileResponse(
        _opened(place_of(kept.folder, sha256, ext)),
        as_attachment=ext not in SHOWN_IN_THE_BROWSER,
        filename=with_ending(kept.name, ext),
        content_type=CONTENT_TYPES[ext],
        headers=headers,
    )


def _kept_as(sha256: str, ext: str) -> Iterable[Picture | Document]:
    if ext in PictureFormat.values:
        return Picture.objects.stored_as(sha256, ext)
    return Document.objects.filter(sha256=sha256, kind=ext)


def _answers(request: HttpRequest, sha256: str) -> Iterator[str]:
    """Nothing more is asked once it is public, so that nobody looks at who reads."""
    for name in settings.FILES_SHOWN_BY:
        if answer := import_string(name)(request, sha256):
            yield answer
        if answer == "public":
            return


def _headers(sha256: str, *, is_public: bool) -> dict[str, str]:
    headers = {
        # A file never acts as a page of this site, whatever a browser takes it for.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    if is_public:
        # Kept by browsers and caches, which ask each time whether it is still shown.
        return {**headers, "Cache-Control": "public, no-cache", "ETag": f'"{sha256}"'}
    return {**headers, "Cache-Control": "private, no-store"}


def _opened(path: str) -> File:
    try:
        return default_storage.open(path)
    except FileNotFoundError as error:
        logger.error("%s is in the database, but not in the storage.", path)
        raise Http404("This file is lost.") from error
