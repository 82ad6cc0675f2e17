"""Two contents of a group's page side by side."""

from dataclasses import replace
from datetime import datetime

from files.enclosed import Attachment, Origin, Picture
from policies.comparing import Mark
from website_groups.comparing import compare
from website_groups.content import NONE_OF_THEM, Content
from website_groups.recurrence import Times

OLD = Content.of("Seed swap", "<p>Bring your seeds.</p>", "The hut")


def changed(**values: object) -> dict[str, list[str]]:
    comparison = compare(OLD, replace(OLD, **values))  # type: ignore[arg-type]
    return {
        change.place: [piece.words for piece in change.pieces if piece.mark is not Mark.SAME]
        for change in comparison.changes
    }


def test_words_are_compared_one_by_one() -> None:
    assert changed(body="<p>Bring your plants.</p>") == {"Words": ["seeds.", "plants."]}
    assert changed(title="Plant swap") == {"Title": ["Seed ", "Plant "]}


def test_a_word_made_bold_is_a_change() -> None:
    assert set(changed(body="<p>Bring <strong>your</strong> seeds.</p>")) == {"Emphasis and layout"}


def test_everything_that_is_shown_or_answered_is_compared() -> None:
    picture = Picture("a" * 64, "A hut", origin=Origin(False, "The Gazette", "By letter"))
    attachment = Attachment("b" * 64, "Plan", "pdf", 9)
    values = {
        "times": Times(datetime(2027, 1, 9, 14, 0)),
        "place": "The Moot Hall",
        "pictures": (picture,),
        "attachments": (attachment,),
        "barred_kind": NONE_OF_THEM,
    }
    assert set(changed(**values)) == {"When", "Where", "Picture 1", "Document 1", "One of the barred kinds"}
    assert compare(OLD, OLD).changes == ()
