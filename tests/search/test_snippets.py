"""Extracts: around the first word that was looked for, with all of them marked, in the text's own letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.queries import parse
from search.snippets import BEFORE, LENGTH, LONGEST, Segment, extract, fits, mark


def marked(segments: list[Segment]) -> list[str]:
    return [segment.text for segment in segments if segment.marked]


def whole(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("Mill Lane is closed", "lane", ["Lane"]),
        ("Mill Lane is closed", '"mill lane"', ["Mill", "Lane"]),
        ("Mill Lane is closed", "closing", ["closed"]),
        ("Lanes and lane", "lane", ["Lanes", "lane"]),
        ("Two policies of one city", "policy cities", ["policies", "city"]),
        ("The Café and the cafe\u0301", "cafe", ["Café", "cafe\u0301"]),
        ("A cafe", "CAFÉ", ["cafe"]),
        ("The council’s e-mail", "councils e-mail", ["council", "e", "mail"]),
        ("Friends of the park", '"friends of the park"', ["Friends", "park"]),
        ("Mill Lane is closed", "mill -lane", ["Mill"]),
        ("Mill Lane is closed", "is", []),
        ("Mill Lane is closed", "mile", []),
    ],
)
def test_what_is_marked(text: str, asked: str, found: list[str]) -> None:
    assert marked(mark(text, parse(asked))) == found


def test_marking_changes_nothing() -> None:
    assert mark("Mill Lane.", parse("lane")) == [Segment("Mill ", False), Segment("Lane", True), Segment(".", False)]


def test_a_short_text_is_shown_whole() -> None:
    assert whole(extract("Mill Lane is closed.", parse("closed"))) == "Mill Lane is closed."


def test_a_long_text_is_shown_around_the_first_word_that_was_looked_for() -> None:
    words = [f"w{number}x" for number in range(200)]
    shown = extract(" ".join(words) + ".", parse("w100x w101x w180x"))
    first = 100 - BEFORE
    assert whole(shown) == f"… {' '.join(words[first : first + LENGTH])} …"
    assert marked(shown) == ["w100x", "w101x"]


def test_the_end_of_a_text_needs_no_dots() -> None:
    shown = whole(extract("word " * 100 + "lane.", parse("lane")))
    assert shown.startswith("… word")
    assert shown.endswith("lane.")


def test_where_only_the_title_fits_the_text_is_shown_from_its_beginning() -> None:
    shown = extract("word " * 100, parse("lane"))
    assert whole(shown) == "word " * (LENGTH - 1) + "word …"
    assert marked(shown) == []


@pytest.mark.parametrize("text", ["", "…", " "])
def test_a_text_without_words(text: str) -> None:
    assert whole(extract(text, parse("lane"))) == text


@given(text=st.text(), asked=st.text(max_size=60))
def test_any_text_and_any_query(text: str, asked: str) -> None:
    query = parse(asked)
    assert whole(mark(text, query)) == text
    shown = whole(extract(text, query))
    assert shown.removeprefix("… ").removesuffix(" …") in text or shown == text
    assert len(shown) <= LONGEST + 4


@pytest.mark.parametrize(
    ("asked", "does"),
    [
        ("okafor", True),
        ("RUTH market", True),
        ("committees", True),
        ("ruth zebra", False),
        ("ruth -planning", False),
        ("ruth -zebra", True),
        ("", False),
    ],
)
def test_a_short_text_fits_a_query(asked: str, does: bool) -> None:
    assert fits("Ruth Okafor, Market Ward, Planning Committee", parse(asked)) is does
