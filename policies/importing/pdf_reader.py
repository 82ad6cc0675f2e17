"""A program that `policies.importing.paged` starts: reads a PDF from standard input, prints its lines as JSON.

A line says where it stands on its page, counted from the top, how large its letters are, and whether all are bold.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from statistics import median
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTPage, LTTextLine

MOST_SECONDS = 50
MOST_MEMORY = 1024**3
MOST_PAGES = 300
NAMELESS_BULLETS = re.compile(r"\(cid:(?:127|183)\)")
"""How a bullet comes out that many programs write by its place in a typeface alone."""
BOLD = ("bold", "black", "heavy", "semibd", "demi")


def lines_in(container: Any) -> Iterator[LTTextLine]:
    for child in container:
        if isinstance(child, LTTextLine):
            yield child
        elif isinstance(child, LTContainer):
            yield from lines_in(child)


def line(found: LTTextLine, page: LTPage) -> dict[str, Any]:
    letters = [char for char in found if isinstance(char, LTChar) and char.get_text().strip()]
    return {
        "text": " ".join(NAMELESS_BULLETS.sub("•", found.get_text()).split()),
        "left": found.x0,
        "right": found.x1,
        "top": page.height - found.y1,
        "bottom": page.height - found.y0,
        "size": median(char.size for char in letters),
        "is_bold": all(any(word in char.fontname.lower() for word in BOLD) for char in letters),
    }


def page_of(page: LTPage) -> dict[str, Any]:
    found = [one for one in lines_in(page) if one.get_text().strip()]
    return {"height": page.height, "lines": [line(one, page) for one in found]}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    content = BytesIO(sys.stdin.buffer.read())
    found = extract_pages(content, maxpages=MOST_PAGES + 1, laparams=LAParams(all_texts=True))
    pages = [page_of(page) for page in found]
    if len(pages) > MOST_PAGES:
        sys.exit("more pages than any policy has")
    sys.stdout.write(json.dumps(pages))
