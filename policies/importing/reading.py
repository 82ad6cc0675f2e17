"""A file as somebody sends it: of what kind it is, what stands in it, and what a person should look at."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.template.defaultfilters import filesizeformat

from files.documents import look_into
from files.kinds import DocumentKind
from files.refusals import Unusable
from files.uploads import LARGEST_FILE
from policies.importing import markdown, paged, plain, word
from policies.importing.blocks import Understood, markdown_of
from policies.importing.lines import opening
from policies.importing.words import lost, words_in

MOST_CHARACTERS = 500_000

EMPTY = "There is no text in this file. Open it on your own device to see what is in it, then choose it again."
TOO_LARGE = "This file has {size}, and the most we take is {most}. Save it without its pictures, and choose it again."
TOO_LONG = "This is longer than any policy: more than 500,000 letters. Divide it, and enter each part as a policy."
OTHER_ENDING = (
    "A policy comes as Word (.docx), PDF (.pdf), plain text (.txt) or Markdown (.md). "
    "Open this file, save it as one of these, and choose that."
)
NOT_WHAT_IT_SAYS = (
    "The name of this file ends in {ending}, but what is in it is something else ({kind}). "
    "Open it, save it anew as {ending}, and choose that."
)
OLD_LETTERS = "The file does not say how its letters are written. Look at the quotation marks, dashes and pound signs."
MISSING = "These words of the file are not in the text below: {words}. Compare it with the file before you save it."

KINDS = {
    ".txt": DocumentKind.TXT,
    ".md": DocumentKind.TXT,
    ".markdown": DocumentKind.TXT,
    ".docx": DocumentKind.DOCX,
    ".pdf": DocumentKind.PDF,
}
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b\u00ad]")


@dataclass(frozen=True)
class Imported:
    """`text` is Markdown; `title` is what the policy calls itself, where it says so; `warnings` are for a person."""

    text: str
    title: str = ""
    warnings: tuple[str, ...] = field(default_factory=tuple)


def read(content: bytes, name: str) -> Imported:
    """The policy in a file of that name. Unusable says why it cannot be read, and what to do instead."""
    ending = PurePosixPath(name.lower()).suffix
    if ending not in KINDS:
        raise Unusable(OTHER_ENDING)
    if not content.strip():
        raise Unusable(EMPTY)
    if len(content) > LARGEST_FILE:
        sizes = {"size": filesizeformat(len(content)), "most": filesizeformat(LARGEST_FILE)}
        raise Unusable(TOO_LARGE.format(**sizes))
    if KINDS[ending] is DocumentKind.TXT:
        return _checked(*_from_text(content, name, ending))
    _check_kind(content, name, ending)
    convert: Callable[[bytes], Understood] = word.understood if ending == ".docx" else paged.understood
    found = convert(content)
    title, blocks = opening(found.blocks)
    return _checked(found.words, Imported(markdown_of(blocks), title, found.warnings))


def _from_text(content: bytes, name: str, ending: str) -> tuple[str, Imported]:
    text, warnings = _decoded(content)
    _check_kind(text.encode(), name, ending)
    text = CONTROLS.sub("", text)
    if len(text) > MOST_CHARACTERS:
        raise Unusable(TOO_LONG)
    if ending == ".txt":
        title, blocks = opening(plain.blocks_in(text))
        return text, Imported(markdown_of(blocks), title, warnings)
    title, tidy = markdown.tidied(text)
    return "", Imported(tidy, title, warnings)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), (OLD_LETTERS,)


def _check_kind(content: bytes, name: str, ending: str) -> None:
    kind = DocumentKind(look_into(content, name).kind)
    if kind is not KINDS[ending]:
        raise Unusable(NOT_WHAT_IT_SAYS.format(ending=ending, kind=kind.label))


def _checked(source: str, found: Imported) -> Imported:
    """With what was lost on the way, if anything was. Unusable where nothing is left, or far too much."""
    if len(found.text) > MOST_CHARACTERS:
        raise Unusable(TOO_LONG)
    if not words_in(found.text):
        raise Unusable(EMPTY)
    missing = lost(source, found.text)
    if not missing:
        return found
    warning = MISSING.format(words=", ".join(f"“{word}”" for word in missing[:20]))
    return Imported(found.text, found.title, (*found.warnings, warning))
