"""Marks places of a text where they stand: those that whoever decides has asked to change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.safestring import SafeString

Span = tuple[int, int]

PIECE = re.compile(r'(?P<tag><[^>"]*(?:"[^"]*"[^>"]*)*>)|&#?\w+;|.', re.DOTALL)
INSIDE_A_LINE = re.compile(r"</?(?:strong|em|a|b|i)\b")


@dataclass(frozen=True)
class Seen:
    """What is read of an HTML text, with where each of its characters stands; a gap between blocks stands nowhere."""

    words: str
    spans: tuple[Span | None, ...]


def mark(html: str, places: Sequence[str]) -> SafeString:
    """`html`, which is safe, with each of the places marked and numbered from 1. One that does not stand in it, or
    in one that is marked already, is passed over."""
    seen, taken = _see(html), list[tuple[Span, int]]()
    for number, place in enumerate(places, 1):
        spans = _find(seen, html, " ".join(place.split()))
        if not any(_overlap(span, other) for span in spans for other, _ in taken):
            taken += [(span, number) for span in spans]
    return SafeString(_put_in(html, sorted(taken)))


def _see(html: str) -> Seen:
    words: list[str] = []
    spans: list[Span | None] = []
    for piece in PIECE.finditer(html):
        is_tag = piece["tag"] is not None
        if is_tag and INSIDE_A_LINE.match(piece[0]):
            continue
        sign = " " if is_tag else unescape(piece[0])
        if sign.isspace():
            if not words or words[-1] == " ":
                continue
            sign = " "
        # An entity may stand for two characters; both stand where it stands.
        words += sign
        spans += [None if is_tag else piece.span()] * len(sign)
    return Seen("".join(words), tuple(spans))


def _find(seen: Seen, html: str, place: str) -> list[Span]:
    """Where the words stand, in pieces with no tag inside."""
    start = seen.words.find(place) if place else -1
    if start < 0:
        return []
    found: list[Span] = []
    for span in filter(None, seen.spans[start : start + len(place)]):
        if found and not html[found[-1][1] : span[0]].strip():
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _put_in(html: str, taken: list[tuple[Span, int]]) -> str:
    made, at = [], 0
    last = {number: span for span, number in taken}
    for span, number in taken:
        # Cut out of safe text, between tags and entities; so the pieces are as safe as the whole.
        made.append(html[at : span[0]])
        made.append(f'<mark class="mh-found">{html[span[0] : span[1]]}</mark>')
        if last[number] == span:
            made.append(_reference(number))
        at = span[1]
    return "".join([*made, html[at:]])


def _reference(number: int) -> str:
    said = '<span class="govuk-visually-hidden">Note </span>'
    return f'<a class="govuk-link mh-note" href="#place-{number}">{said}{number}</a>'
