"""How the networks count. The sums for X are worked out by hand from its published rules, configuration 3."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.limits import count, limit_of
from policies.rules.schema import ChannelKind

X = ChannelKind.X
LIGHT = {*range(4352), *range(8192, 8206), *range(8208, 8224), *range(8242, 8248)}
ADDRESS = 23

# Words that are joined to nothing: no full stop of an address, no sign of an emoji, nothing that composes.
plain_words = st.text(st.sampled_from("abc äé щд 日本 ’“–…"), max_size=60).map(
    lambda text: unicodedata.normalize("NFC", text)
)
emoji = st.sampled_from(["😀", "👍🏽", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇬🇧", "❤️", "❤️‍🔥", "©️", "3️⃣", "☺"])


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        (ChannelKind.X, 280),
        (ChannelKind.INSTAGRAM, 2_200),
        (ChannelKind.FACEBOOK, 63_206),
        (ChannelKind.WEBSITE, None),
        (ChannelKind.EMAIL, None),
        (ChannelKind.PRESS, None),
    ],
)
def test_the_limits(kind: ChannelKind, most: int | None) -> None:
    limit = limit_of(kind)
    assert (limit.most if limit else None) == most


@pytest.mark.parametrize("kind", [kind for kind in ChannelKind if kind != X])
@pytest.mark.parametrize(("text", "counted"), [("", 0), ("Fête", 4), ("Fe\u0302te", 4), ("one\r\ntwo", 7), ("😀", 1)])
def test_others_count_characters(kind: ChannelKind, text: str, counted: int) -> None:
    assert count(kind, text) == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("Mill Lane is closed.", 20),
        ("Mill Lane\r\nis closed.", 20),
        ("Fe\u0302te", 4),  # composed first
        ("Ŵythnos dda", 11),
        ("“Yes” – it’s …", 15),  # the dots that are one sign count two, the quotation marks and the dash one
        ("日本", 4),
        ("£5 or €5", 9),  # the pound counts one, the euro two
        ("H🐱☺👨‍👩‍👧‍👦", 7),
        ("🙋🏽👨‍🎤", 4),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿🇬🇧🇬", 6),
        ("© and ©️", 8),
        ("Ring 3️⃣ or 3", 12),
    ],
)
def test_x_counts_by_weight(text: str, counted: int) -> None:
    assert count(X, text) == counted


@pytest.mark.parametrize(
    "address",
    [
        "https://www.thornby.gov.uk",
        "http://a.uk",
        "https://www.thornby.gov.uk/news/1/mill-lane-is-closed/?from=x&to=y",
        "https://www.thornby.gov.uk:8443/news_(old)/",
        "HTTPS://WWW.THORNBY.GOV.UK/",
        "https://müller.de/straße",
        "thornby.gov.uk",
        "www.thornby.gov.uk/news",
        "visit.london",
        "https://en.wikipedia.org/wiki/Thornby_(town_(England))",
    ],
)
def test_x_counts_an_address_as_23_whatever_its_length(address: str) -> None:
    assert count(X, address) == ADDRESS
    assert count(X, f"See {address}, or ask.") == len("See , or ask.") + ADDRESS


@pytest.mark.parametrize(
    "text",
    [
        "clerk@thornby.gov.uk",
        "Open 9.30am-5.30pm.",
        "Dr.Smith",
        "e.g. this",
        "@thornby.gov.uk",
        "and so on...and on",
        "a" * 64 + ".com",
    ],
)
def test_x_counts_what_only_looks_like_an_address_as_it_stands(text: str) -> None:
    assert count(X, text) == len(text)


@settings(deadline=None)
@given(st.characters(exclude_categories=["Cs"]))
def test_x_weighs_each_character_by_its_range(character: str) -> None:
    alone = unicodedata.normalize("NFC", character)
    assert count(X, character) == sum(1 if ord(part) in LIGHT else 2 for part in alone)


@settings(deadline=None)
@given(plain_words, plain_words)
def test_x_weighs_words_one_by_one(one: str, other: str) -> None:
    assert count(X, f"{one} {other}") == count(X, one) + 1 + count(X, other)


@settings(deadline=None)
@given(st.lists(emoji, min_size=1))
def test_x_counts_every_emoji_two_however_it_is_made(several: list[str]) -> None:
    assert count(X, " ".join(several)) == 2 * len(several) + len(several) - 1


@settings(deadline=None)
@given(st.text(max_size=200))
def test_x_counts_the_same_however_the_text_is_composed(text: str) -> None:
    assert count(X, unicodedata.normalize("NFD", text)) == count(X, text)


def test_x_counts_brackets_without_end() -> None:
    """Were each bracket tried in two ways, this would not come to an end."""
    assert count(X, "https://a.uk/" + "(a" * 500) == ADDRESS + 1_000
