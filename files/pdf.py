"""PDF: whether one can be taken, and whether people who use a screen reader can read it.

The library that reads it runs in a process of its own, with an end to its time and memory: a PDF can be made so that
reading it never ends. What a PDF does when it is opened, and files attached to it, are not looked into.
"""

import json
import subprocess
import sys
from pathlib import Path

from files.refusals import Unusable

READER = Path(__file__).with_name("pdf_reader.py")
PATIENCE = 20  # seconds

PROTECTED = (
    "This PDF is protected, with a password or against copying, and programs that read aloud cannot open it. "
    "Save it without protection and choose it again."
)
UNREADABLE = (
    "This PDF is damaged, not complete, or made in such a way that we cannot look into it. "
    "Open it on your own device, print it to a new PDF and choose that."
)
NO_TEXT = (
    "People who use a screen reader cannot read this PDF: it holds pictures of its pages and no text. "
    "Please offer a web page with the same words."
)
NO_TAGS = (
    "People who use a screen reader cannot find their way in this PDF: it does not mark its headings, lists and "
    "tables (it has no tags). Please offer a web page with the same words, or save it as a tagged PDF."
)


def warning_for(content: bytes) -> str:
    """Whom this PDF shuts out, "" where nothing was found; Unusable where it cannot be taken."""
    if b"%%EOF" not in content[-1024:]:
        raise Unusable(UNREADABLE)
    facts = _facts_of(content)
    if facts["is_encrypted"]:
        raise Unusable(PROTECTED)
    if not facts["has_text"]:
        return NO_TEXT
    return "" if facts["has_tags"] else NO_TAGS


def _facts_of(content: bytes) -> dict[str, bool]:
    """What the reader found; Unusable where it found nothing in its time."""
    command = [sys.executable, "-I", str(READER)]  # -I: nothing from its folder or surroundings is imported
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the upload is in no word of the command
            command, input=content, capture_output=True, timeout=PATIENCE, check=True, env={}
        )
    except subprocess.SubprocessError as error:
        raise Unusable(UNREADABLE) from error
    facts: dict[str, bool] = json.loads(done.stdout)
    return facts
