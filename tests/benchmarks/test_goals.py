"""Whether a promise was kept, and how the picture shows it."""

from xml.etree import ElementTree

import pytest

from benchmarks import chart
from benchmarks.goals import Goal, Result, of_groups, of_search, of_statements

ROUNDS = [{"ours": 10.0, "bare": 8.0}, {"ours": 20.0, "bare": 10.0}, {"ours": 10.0, "bare": 7.0}]


def test_the_median_of_the_ratios_of_the_rounds_counts() -> None:
    result = Goal("Ours beside bare", "bare", "ours", 0.65, at_least=True).result(ROUNDS)
    assert (result.value, result.lowest, result.highest) == (0.7, 0.5, 0.8)
    assert result.is_kept


@pytest.mark.parametrize(
    ("value", "at_least", "is_kept"),
    [(0.99, True, False), (1.0, True, True), (1.0, False, True), (1.01, False, False)],
)
def test_the_limit_itself_is_within(value: float, at_least: bool, is_kept: bool) -> None:
    result = Result("Ours", value, 1.0, at_least)
    assert result.is_kept is is_kept
    assert (result.used <= 1) is is_kept


def test_statements_are_counted() -> None:
    (result,) = of_statements({"queue": 8, "news": 4})
    assert (result.value, result.limit) == (8, 10)


def test_the_slowest_kind_of_word_counts() -> None:
    bands = {"rare": {"newest": {"ratio": 3.0}}, "common": {"newest": {"ratio": 70.0}}}
    (result,) = of_search({"bands": bands}, {"newest": 100})
    assert (result.value, result.is_kept) == (70.0, True)


def test_the_page_of_groups_with_the_most_statements_counts() -> None:
    pages = {
        "directory": {"ratio": 1.2, "limit": 3, "statements": 4, "with few": 4, "most": 6},
        "month": {"ratio": 30.0, "limit": 25, "statements": 7, "with few": 6, "most": 6},
    }
    results = of_groups({"pages": pages})
    assert [result.is_kept for result in results] == [True, False, False, False]


def test_the_picture_is_drawn_to_scale_and_says_in_words_what_it_shows() -> None:
    results = [Result("To find & show", 50, 100), Result("To write", 1.26, 1.2)]
    picture = chart.svg("Moothall <at speed>", results)
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own
    bars = [bar.get("width") for bar in root.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert bars == [f"{chart.FULL / 2:.0f}", f"{chart.FULL * 1.05:.0f}"]
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Moothall <at speed>"
    assert "To write: 1.26, at most 1.2" in root.find("{http://www.w3.org/2000/svg}desc").text
    assert "1.26 (at most 1.2, not kept)" in "".join(root.itertext())
