"""Words in disguise: found and quoted as they were written, and no ordinary word is taken for one."""

import pytest

from policies.screening import Topic
from tests.policies.screening.looking import about

pytestmark = pytest.mark.clause("post-tone")


def tone(words: str) -> list[tuple[str, str]]:
    return about(Topic.TONE, words)


@pytest.mark.parametrize(
    ("words", "kind", "quote"),
    [
        ("the FUCKING road", "profanity", "FUCKING"),
        ("the fúckïng road", "profanity", "fúckïng"),
        ("the ｆｕｃｋｉｎｇ road", "profanity", "ｆｕｃｋｉｎｇ"),
        ("a wаnker he is", "profanity", "wаnker"),  # its a is Cyrillic
        ("the fu\u00adcking road", "profanity", "fu\u00adcking"),
        ("the f\u200bucking road", "profanity", "f\u200bucking"),
        ("the w4nk3r here", "profanity", "w4nk3r"),
        ("a tw@t and more", "profanity", "tw@t"),
        ("$hit on the path", "profanity", "$hit"),
        ("a load of f***ing tosh", "profanity", "f***ing"),
        ("a c*nt he is", "profanity", "c*nt"),
        ("you c***!", "profanity", "c***"),
        ("p*k*y camp", "slur", "p*k*y"),
        ("fuuuuck this", "profanity", "fuuuuck"),
        ("wankerrrs all", "profanity", "wankerrrs"),
        ("f u c k this", "profanity", "f u c k"),
        ("f.u.c.k this", "profanity", "f.u.c.k"),
        ("what a wnaker", "profanity", "wnaker"),
        ("what a wanke", "profanity", "wanke"),
        ("stupid basterd bastrad", "profanity", "bastrad"),
        ("fuckoff please", "profanity", "fuckoff"),
        ("stupidcunt", "profanity", "stupidcunt"),
        ("a wan ker he is", "profanity", "wan ker"),
        ("I will k1ll you", "threat", "I will k1ll you"),
    ],
)
def test_found_and_quoted_as_written(words: str, kind: str, quote: str) -> None:
    assert (kind, quote) in tone(words)


@pytest.mark.parametrize(
    "words",
    [
        "Niger, Nigeria and Pakistan",
        "shiitake and spicy sauce",
        "It bears **Yes** and **No** and a footnote*",
        "The Wanke road and Twatt are in the atlas",
        "Mr Wnaker is the new vicar",
        "the SHT form and the CNT code",
        "a b c d e f g",
        "J. R. R. Tolkien",
        "room 5h1, plot 4r5",
        "aaaaaaaa",
        "hoare, coote, shute and dykes",
        "the colour of the tyre at the kerb",
        "fuchsias and fucus",
        "assassin, cockatoo, titivate, peacock, therapist",
        "one hour wan light",
    ],
)
def test_ordinary_words_are_taken_as_they_are(words: str) -> None:
    assert tone(words) == []


def test_a_guess_needs_a_word_that_is_none() -> None:
    """“Wore” is “whore” without a letter, and English."""
    assert tone("she wore a hat") == []
    assert tone("you whroe") == [("profanity", "whroe")]


def test_no_guess_at_a_name_inside_a_sentence() -> None:
    assert tone("We thank Wnaker for the cake") == []
    assert tone("Wnaker! Go away") == [("profanity", "Wnaker")]
