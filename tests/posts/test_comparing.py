"""The comparison beside a decision: place by place, nothing lost and nothing made up."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from files.enclosed import Attachment, Origin, Picture
from policies.comparing import Mark
from posts.comparing import compare
from posts.content import Content, Variant

NAMES = {"facebook": "Facebook page"}
BEFORE = Content.of(
    "Carols start at 5 pm",
    "<p>We sing at 5 pm.</p><p>Bring a lamp.</p>",
    "news",
    pictures=(Picture("a" * 64, "A lit tree"),),
    attachments=(Attachment("b" * 64, "Words", "pdf", 1000),),
    channels=(Variant("facebook", "Carols at five"),),
)


def places(after: Content) -> list[str]:
    return [change.place for change in compare(BEFORE, after, NAMES).changes]


def test_what_is_the_same_is_named() -> None:
    comparison = compare(BEFORE, BEFORE, NAMES)
    assert comparison.changes == ()
    assert {"Title", "Text", "Facebook page", "Picture 1", "Document 1"} <= set(comparison.same)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": "Carols start at 6 pm"}, "Title"),
        ({"body": "<p>We sing at 6 pm.</p><p>Bring a lamp.</p>"}, "Text"),
        ({"body": "<p>We <strong>sing</strong> at 5 pm.</p><p>Bring a lamp.</p>"}, "Emphasis and layout"),
        ({"body": '<p>We sing at <a href="https://x.example">5 pm</a>.</p><p>Bring a lamp.</p>'}, "Links"),
        ({"kind": "other"}, "Kind of item"),
        ({"purpose": "Promoting the community"}, "Purpose"),
        ({"wished_for": datetime(2026, 12, 8, 12, tzinfo=UTC)}, "Time asked for"),
        ({"alert_until": datetime(2026, 12, 8, 12, tzinfo=UTC)}, "Alert until"),
        ({"channels": (Variant("facebook", "Carols at six"),)}, "Facebook page"),
        ({"channels": ()}, "Facebook page"),
        ({"pictures": (Picture("a" * 64, "A dark tree"),)}, "Picture 1"),
        ({"pictures": (Picture("c" * 64, "A lit tree"),)}, "Picture 1"),
        (
            {"pictures": (Picture("a" * 64, "A lit tree", origin=Origin(False, "The Gazette", "by letter")),)},
            "Picture 1",
        ),
        ({"attachments": (Attachment("d" * 64, "Words", "pdf", 1000),)}, "Document 1"),
        ({"quotation": Origin(False, "The Gazette", "by letter")}, "Source of the quotation"),
        ({"links_confirmed": ("https://x.example",)}, "Confirmed links"),
    ],
)
def test_each_kind_of_change_is_seen_at_its_place(change: dict[str, object], place: str) -> None:
    assert place in places(replace(BEFORE, **change))


def test_a_new_picture_is_put_in() -> None:
    after = replace(BEFORE, pictures=(*BEFORE.pictures, Picture("e" * 64, "A band")))
    (change,) = compare(BEFORE, after, NAMES).changes
    assert (change.place, {piece.mark for piece in change.pieces}) == ("Picture 2", {Mark.IN})
