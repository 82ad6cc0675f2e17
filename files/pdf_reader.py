"""A program that `files.pdf` starts: reads a PDF from standard input and prints what was found as JSON.

It ends with an error where it cannot read it, or where that takes more time or memory than a document should.
"""

import json
import resource
import sys
from io import BytesIO
from itertools import islice

from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject, PdfObject

MOST_SECONDS = 15
MOST_MEMORY = 1024**3
PAGES_LOOKED_AT = 20
DEEPEST = 3


def facts_of(content: bytes) -> dict[str, bool]:
    """What the PDF says of itself; whatever pypdf raises is raised. No page is drawn, since that can take very long."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        return {"is_encrypted": True, "has_text": False, "has_tags": False}
    catalog = reader.root_object
    pages = list(islice(reader.pages, PAGES_LOOKED_AT))
    if not pages:
        raise ValueError("no pages")
    marked = at(at(catalog, "/MarkInfo"), "/Marked")
    return {
        "is_encrypted": False,
        "has_text": any(uses_typefaces(page, DEEPEST) for page in pages),
        "has_tags": marked == BooleanObject(True) and "/StructTreeRoot" in catalog,
    }


def uses_typefaces(drawing: PdfObject, depth: int) -> bool:
    """Whether a page, or a drawing within it, has typefaces to write with; a scan that was not read has none."""
    resources = at(drawing, "/Resources")
    if at(resources, "/Font"):
        return True
    inner = at(resources, "/XObject")
    return depth > 0 and any(uses_typefaces(at(inner, name), depth - 1) for name in names_in(inner))


def at(thing: PdfObject, key: str) -> PdfObject:
    """What stands under that key, wherever in the file it is; nothing where there is none."""
    nothing = DictionaryObject()
    found = thing.get(key, nothing).get_object() if isinstance(thing, DictionaryObject) else None
    return nothing if found is None else found


def names_in(thing: PdfObject) -> list[str]:
    return list(thing) if isinstance(thing, DictionaryObject) else []


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.write(json.dumps(facts_of(sys.stdin.buffer.read())))
