"""Word, Excel and OpenDocument files: ZIP archives, told apart by what they say of themselves.

Only two small parts are unpacked, each up to a limit, so that an archive made to harm cannot fill the memory.
Macros and controls are refused. Objects embedded in a document are not looked into.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from files.kinds import DocumentKind
from files.refusals import Unusable

MOST_UNPACKED = 1024 * 1024
MOST_IN_ALL = 200 * MOST_UNPACKED
"""So large a document may be once it is unpacked: whoever opens it has to hold all of it."""

OPENDOCUMENT = {
    b"application/vnd.oasis.opendocument.text": DocumentKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": DocumentKind.ODS,
}
OFFICE = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DocumentKind.DOCX,
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": DocumentKind.XLSX,
}
SIGN_OF_MACROS = re.compile(r"vbaProject|/macrosheets/|/activeX/|^Basic/|^Scripts/", re.IGNORECASE)
IS_ENCRYPTED = 0x1

MACROS = (
    "This document holds macros, which are small programs, so we do not take it. "
    "Save it without them, as DOCX, XLSX, ODT, ODS or PDF, and choose that."
)
PROTECTED = "This document is protected with a password. Save it without one and choose it again."
DAMAGED = (
    "This document is damaged, or a part of it is missing. "
    "Open it on your own device, save it again under another name and choose that."
)

TOO_LARGE = (
    "This document is very much larger once it is opened than it looks, which is a known way to do harm. "
    "Save it again with smaller pictures and tables, and choose that."
)


def kind_of(content: bytes) -> DocumentKind | None:
    """Of what kind the archive is, None where of none that is taken; Unusable where it may not be taken at all."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _kind_in(archive)
    except Unusable:
        raise
    except Exception as error:  # a file made to harm raises whatever it can
        raise Unusable(DAMAGED) from error


def _kind_in(archive: ZipFile) -> DocumentKind | None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_IN_ALL:
        raise Unusable(TOO_LARGE)
    types = _unpacked(archive, "[Content_Types].xml")
    if b"macroEnabled" in types or any(SIGN_OF_MACROS.search(part.filename) for part in parts):
        raise Unusable(MACROS)
    manifest = _unpacked(archive, "META-INF/manifest.xml")
    if b"encryption-data" in manifest or any(part.flag_bits & IS_ENCRYPTED for part in parts):
        raise Unusable(PROTECTED)
    named = [kind for name, kind in OFFICE.items() if b'"' + name + b'"' in types]
    return OPENDOCUMENT.get(_unpacked(archive, "mimetype").strip()) or next(iter(named), None)


def _unpacked(archive: ZipFile, name: str) -> bytes:
    """The beginning of that part; nothing where there is no such part."""
    if name not in archive.namelist():
        return b""
    part = archive.getinfo(name)
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        # Python unpacks the other ways without a limit, and no office program writes them.
        raise BadZipFile(f"{name} is packed in an unusual way.")
    with archive.open(part) as stream:
        return stream.read(MOST_UNPACKED)
