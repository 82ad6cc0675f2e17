"""Two contents side by side, word by word: what was taken out, what was put in, and what stayed as it was."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils import timezone

from accounts.dates import say_day, say_time
from posts.content import Attachment, Content, Origin, Picture
from posts.links import links_in
from posts.richtext import lines_of

LONG = 4_000
"""From so many words on, words that come often are not used as anchors: the comparison stays quick."""


class Mark(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class Piece:
    mark: Mark
    words: str


@dataclass(frozen=True)
class Change:
    """What differs at one place: "Title", "Text", "Facebook page", "Picture 1"."""

    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Comparison:
    """`same` names the places at which both say the same."""

    changes: tuple[Change, ...]
    same: tuple[str, ...]


def compare(old: Content, new: Content, names: dict[str, str]) -> Comparison:
    """`names`: what each channel is called, by its key."""
    before, after = dict(_places(old, names)), dict(_places(new, names))
    places = dict.fromkeys([*before, *after])
    changed = {place for place in places if before.get(place, "") != after.get(place, "")}
    changes = (
        Change(place, words(before.get(place, ""), after.get(place, ""))) for place in places if place in changed
    )
    return Comparison(tuple(changes), tuple(place for place in places if place not in changed))


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two plain texts, in reading order; what was taken out stands before what was put in."""
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > LONG)
    return tuple(
        piece
        for tag, i, j, k, n in matcher.get_opcodes()
        for piece in _pieces(tag, before[i:j], after[k:n])
        if piece.words
    )


def _pieces(tag: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if tag == "equal":
        yield Piece(Mark.SAME, "".join(before))
    else:
        yield Piece(Mark.OUT, "".join(before))
        yield Piece(Mark.IN, "".join(after))


def _tokens(text: str) -> list[str]:
    """Each word with the space behind it, and each line break, so that the pieces put together are the text."""
    return re.findall(r"\n|[^\S\n]*[^\s]+[^\S\n]*|[^\S\n]+", text)


def _places(content: Content, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Everything that is decided on, as plain text by its place."""
    yield "Title", content.title
    yield "Text", lines_of(content.body)
    yield "Links", "\n".join(links_in(content.body))
    yield "Emphasis and layout", _layout(content.body)
    for variant in content.channels:
        yield names.get(variant.channel, variant.channel), variant.text or "The post’s own words"
    for number, picture in enumerate(content.pictures, 1):
        yield f"Picture {number}", _picture(picture)
    for number, attachment in enumerate(content.attachments, 1):
        yield f"Document {number}", _attachment(attachment)
    yield "Kind of item", content.kind.replace("_", " ")
    yield "Purpose", content.purpose
    yield "Source of the quotation", _origin(content.quotation)
    yield "Confirmed links", "\n".join(content.links_confirmed)
    yield "Time asked for", _hour(content.wished_for, "as soon as it is approved")
    yield "Alert until", _hour(content.alert_until, "no alert")


def _layout(html: str) -> str:
    """The tags alone, so that a word made bold is a change like any other."""
    return " ".join(re.findall(r"<(/?\w+)", html))


def _picture(picture: Picture) -> str:
    shown = "decorative" if picture.is_decorative else picture.description or "not described"
    return f"{shown}\n{_origin(picture.origin)}\nfile {picture.file[:8]}"


def _attachment(attachment: Attachment) -> str:
    return f"{attachment.title}\n{_origin(attachment.origin)}\nfile {attachment.file[:8]}"


def _origin(origin: Origin) -> str:
    return "the council’s own" if origin.is_own else f"from {origin.source}, allowed by {origin.permission}"


def _hour(moment: datetime | None, none: str) -> str:
    if moment is None:
        return none
    local = timezone.localtime(moment)
    return f"{say_day(local)} at {say_time(local)}"
