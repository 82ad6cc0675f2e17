"""What is typed into a search box: whatever it is, it makes a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.queries import LONGEST, MOST, STOP_WORDS, WORD, Query, parse

NOTHING = Query()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mill lane", [("mill",), ("lane",)]),
        ("Mill LANE", [("mill",), ("lane",)]),
        ("mill mill", [("mill",)]),
        ('"mill lane"', [("mill", "lane")]),
        ("“mill lane”", [("mill", "lane")]),
        ('"mill lane', [("mill", "lane")]),
        ('mill"lane"', [("mill",), ("lane",)]),
        ("café CAFE\u0301", [("cafe",)]),
        ("the mill", [("mill",)]),
        ('"the state of the mill"', [("state", "of", "the", "mill")]),
        ("council’s", [("council",)]),
        ("e-mail", [("e", "mail")]),
        ("£3.50", [("3", "50")]),
        ("and/or sports/leisure", [("sports", "leisure")]),
        ("body: (a OR mill*) ^NEAR/3", [("body",), ("mill",), ("near", "3")]),
        ("'; DROP TABLE posts_post; --", [("drop",), ("table",), ("posts", "post")]),
        ("mill\0lane", [("mill", "lane")]),
        ("\ud800mill", [("mill",)]),
    ],
)
def test_what_is_wanted(text: str, wanted: list[tuple[str, ...]]) -> None:
    assert parse(text) == Query(wanted=tuple(wanted))


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("mill -lane", [("lane",)]),
        ("mill -lane -water", [("lane",), ("water",)]),
        ('mill -"water main"', [("water", "main")]),
        ("mill --lane", [("lane",)]),
        ("mill -the", []),
        ("mill -", []),
    ],
)
def test_what_is_unwanted(text: str, unwanted: list[tuple[str, ...]]) -> None:
    assert parse(text) == Query(wanted=(("mill",),), unwanted=tuple(unwanted))


@pytest.mark.parametrize("text", ["", " ", "the", "to be or not to be", '"the"', '"" "', "-", "!?*", "🌳", "-the"])
def test_nothing_to_look_for(text: str) -> None:
    assert parse(text) == NOTHING
    assert not parse(text)


def test_leaving_out_alone_finds_nothing() -> None:
    assert not parse("-lane")


def test_no_more_is_read_than_anybody_means() -> None:
    many = parse(" ".join(f"w{number}" for number in range(10_000)))
    assert many.wanted == tuple((f"w{number}",) for number in range(MOST))
    assert parse("a" * 10_000).wanted == (("a" * LONGEST,),)


@given(st.text(max_size=300))
def test_every_text_is_a_query_of_plain_words(text: str) -> None:
    query = parse(text)
    for phrase in query.wanted + query.unwanted:
        assert phrase != ()
        assert all(WORD.fullmatch(word) for word in phrase)
        assert STOP_WORDS.isdisjoint({phrase[0], phrase[-1]})
