"""The council gives one colour; whatever it is, every page stays readable."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.colour import contrast, promises, stylesheet, tokens

INK = "#17201c"
WHITE = "#ffffff"
any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(any_colour)
def test_every_colour_keeps_every_promise(colour: str) -> None:
    page = tokens(colour)
    assert page[""] == colour
    assert contrast(page["-on"], colour) >= 4.5
    assert min(contrast(page["-link"], ground) for ground in (WHITE, page["-tint"])) >= 7
    assert contrast(WHITE, page["-deep"]) >= 12
    assert min(contrast(page["-line"], ground) for ground in (WHITE, page["-tint"])) >= 3
    assert contrast(INK, page["-tint"]) >= 15


@given(any_colour)
def test_every_token_is_a_colour(colour: str) -> None:
    assert all(re.fullmatch(r"#[0-9a-f]{6}", token) for token in tokens(colour).values())


def test_a_dark_colour_stays_as_it_is_for_links() -> None:
    assert tokens("#1d4f40")["-link"] == "#1d4f40"


def test_a_pale_colour_has_black_on_it_and_dark_links() -> None:
    page = tokens("#f0b800")
    assert (page["-on"], page["-link"]) == ("#000000", "#6a5002")


def test_capitals_are_the_same_colour() -> None:
    assert stylesheet("#1D4F40") == stylesheet("#1d4f40")


def test_the_stylesheet_is_one_rule() -> None:
    assert re.fullmatch(r":root\{--council:#1d4f40(;--council-[a-z]+:#[0-9a-f]{6}){6}\}\n", stylesheet("#1d4f40"))


@pytest.mark.parametrize("bad", ["", "green", "1d4f40", "#1d4f4", "#1d4f400", "#1d4f4g", "#1d4f40;}", "#1d4f40\n"])
def test_what_is_no_colour_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="written like #1d4f40"):
        stylesheet(bad)


@pytest.mark.parametrize(
    ("one", "other", "expected"), [(WHITE, "#000000", 21), (WHITE, WHITE, 1), ("#767676", WHITE, 4.54)]
)
def test_contrast_is_counted_as_wcag_does(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.005)


@given(any_colour)
def test_what_is_promised_is_kept_and_nothing_larger_is_said(colour: str) -> None:
    shade = tokens(colour)
    kept = {words: (least, ratio) for words, least, ratio in promises(colour)}
    assert [words for words, (least, ratio) in kept.items() if ratio < least] == []
    assert kept["Words on your colour"] == (4.5, contrast(colour, shade["-on"]))
    assert kept["Lines that mean something"] == (3, contrast(shade["-line"], "#ffffff"))
