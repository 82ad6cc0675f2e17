"""Places to change are marked where they stand, and the text around them stays as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posts.marking import mark
from richtext.html import clean_html, plain

BODY = (
    "<p>The water &amp; gas mains are <strong>being</strong> mended.</p>"
    '<ul><li><p>Follow <a href="/news/?a=1&amp;b=&gt;2">the signs</a></p></li><li><p>Mind the gap</p></li></ul>'
)


def found_in(html: str) -> list[str]:
    return re.findall(r'<mark class="mh-found">(.*?)</mark>', html)


def without_marks(html: str) -> str:
    return re.sub(r'</?mark[^>]*>|<a class="govuk-link mh-note".*?</a>', "", html)


@pytest.mark.parametrize(
    ("place", "marked"),
    [
        ("gas mains", ["gas mains"]),
        ("water & gas", ["water &amp; gas"]),
        ("are being mended.", ["are ", "being", " mended."]),
        ("the signs", ["the signs"]),
        ("signs Mind the gap", ["signs", "Mind the gap"]),
        ("  gas\n mains ", ["gas mains"]),
        ("strong", []),
        ("news", []),
        ("amp", []),
        ("", []),
    ],
)
def test_a_place_is_marked_where_it_is_read(place: str, marked: list[str]) -> None:
    assert found_in(mark(BODY, [place])) == marked


def test_each_place_leads_to_its_note() -> None:
    html = mark(BODY, ["water", "nowhere", "Mind the gap"])
    assert re.findall(r'href="#(place-\d)"', html) == ["place-1", "place-3"]


def test_a_place_within_another_is_passed_over() -> None:
    assert found_in(mark(BODY, ["water & gas mains", "gas"])) == ["water &amp; gas mains"]


texts = st.text(st.sampled_from("ab <>&;\"'\n"), max_size=60)


@given(st.lists(texts, max_size=4), st.data())
def test_nothing_else_changes(paragraphs: list[str], data: st.DataObject) -> None:
    """Whatever the text is made of: without the marks it is the text, and every place that can be read is marked."""
    html = clean_html("".join(f"<p>{clean_html(text)[3:-4]}</p>" for text in paragraphs) or "<p></p>")
    words = plain(html)
    start = data.draw(st.integers(0, len(words)))
    place = words[start : start + data.draw(st.integers(0, 12))]
    marked = mark(html, [place])
    assert without_marks(marked) == html
    assert bool(found_in(marked)) is bool(place.strip())
    assert plain(clean_html(without_marks(marked))) == words
