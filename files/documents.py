"""A document that somebody sends: of what kind it is, and whom it shuts out.

The kind is told by the content; a name decides only whether plain text is called CSV. A document is stored as it is,
so nothing is cleaned: the names of authors, comments, tracked changes and earlier wordings that Word, Excel,
LibreOffice and PDF programs write into a file stay in it, and so does what is embedded in it. Whoever offers a
document to the public must have looked for them.
"""

import re
from dataclasses import dataclass

from files import office, pdf
from files.kinds import DocumentKind
from files.refusals import Unusable

NOT_A_DOCUMENT = (
    "This is not a document of a kind that we take, even if its name looks like one. "
    "Save it as PDF, Word (DOCX), Excel (XLSX), OpenDocument (ODT or ODS), plain text or CSV, and choose it again."
)
PROGRAM = "This is a program and not a document, so we do not take it. If you did not expect that, do not open it."
OLD_OFFICE = (
    "This is protected with a password, or in the old format of Word, Excel or PowerPoint, which can hide programs. "
    "Open it, save it without a password as DOCX, XLSX or PDF, and choose that."
)
MARKUP = (
    "This is a web page or a drawing (HTML or SVG), which can carry a program, so we do not take it. "
    "Open it and print it to a PDF, or copy its words into a web page here."
)

SIGN_OF_PDF = re.compile(rb"\s*%PDF-")
SIGN_OF_ZIP = re.compile(rb"PK\x03\x04")
REFUSED = {
    re.compile(
        rb"MZ.{1,60}\0|\x7fELF|\xca\xfe\xba\xbe|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|#!", re.S
    ): PROGRAM,
    re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"): OLD_OFFICE,
    re.compile(rb"{\\rtf"): NOT_A_DOCUMENT,
}
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
SIGN_OF_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?xml)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Findings:
    kind: str
    warning: str = ""


def look_into(content: bytes, name: str) -> Findings:
    """What the document is; Unusable where it cannot be taken."""
    if SIGN_OF_PDF.match(content):
        return Findings(DocumentKind.PDF, pdf.warning_for(content))
    kind = office.kind_of(content) if SIGN_OF_ZIP.match(content) else _kind_of_text(content, name)
    if kind is None:
        raise Unusable(NOT_A_DOCUMENT)
    return Findings(kind)


def _kind_of_text(content: bytes, name: str) -> DocumentKind | None:
    """What text it is, None where it is none; Unusable where it is something that harms."""
    for sign, message in REFUSED.items():
        if sign.match(content):
            raise Unusable(message)
    if NOT_IN_TEXT.search(content):
        return None
    if SIGN_OF_MARKUP.search(content):
        raise Unusable(MARKUP)
    return DocumentKind.CSV if name.lower().endswith(".csv") else DocumentKind.TXT
