"""Abusive words, threats and hostility (post-tone): what is found, how heavy it is, and what it rests on."""

import pytest

from policies.rules.schema import SourceKind
from policies.screening import Known, Topic, Weight
from tests.policies.screening.looking import ALL, B, D, F, S, T, about, look, one, without

pytestmark = pytest.mark.clause("post-tone")

LAWFUL = (
    "Not contain content that is knowingly unlawful, libellous, harassing, defamatory, abusive, threatening, harmful, "
    "obscene, profane, sexually oriented or racially offensive"
)
INOFFENSIVE = (
    "Do not upload, post or forward a link to any abusive, obscene, explicit, discriminatory, harassing, derogatory or "
    "defamatory content."
)


def tone(words: str) -> list[tuple[str, str]]:
    return about(Topic.TONE, words)


# ------------------------------------------------------------------------------------------------- what is found
@pytest.mark.parametrize(
    ("words", "kind", "quote"),
    [
        ("The pikeys are back.", "slur", "pikeys"),
        ("That spastic's letter", "slur", "spastic's"),
        ("This council is fucking useless.", "profanity", "fucking"),
        ("Sod off, all of you.", "mild", "Sod off"),
        ("A bunch of half-wits", "insult", "half-wits"),
        ("What a bloody mess", "mild", "bloody"),
        ("I will kill you.", "threat", "I will kill you"),
        ("I’ll burn your house down", "threat", "I’ll burn your house"),
        ("Somebody should shoot the clerk", "threat", "Somebody should shoot the clerk"),
        ("She deserves to be strung up", "threat", "She deserves to be strung up"),
        ("I hope he gets cancer", "threat", "I hope he gets cancer"),
        ("We know where you live", "threat", "We know where you live"),
        ("You had better watch your back", "threat", "You had better watch"),
        ("Go and hang yourself", "threat", "Go and hang yourself"),
        ("I hate all immigrants", "hostility", "I hate all immigrants"),
        ("Muslims are vermin", "hostility", "Muslims are vermin"),
        ("Filthy travellers", "hostility", "Filthy travellers"),
        ("Send the Poles back", "hostility", "Send the Poles back"),
        ("No gypsies here", "hostility", "No gypsies here"),
    ],
)
def test_kind_and_words_are_quoted(words: str, kind: str, quote: str) -> None:
    assert (kind, quote) in tone(words)


def test_what_is_said_of_them_counts_once_a_group_was_named() -> None:
    assert ("hostility", "They are all scum") in tone("The travellers came on Sunday. They are all scum.")
    assert "hostility" not in [kind for kind, _ in tone("The councillors met. They are all scum.")]
    assert "hostility" not in [kind for kind, _ in tone("They are all scum. The travellers came on Sunday.")]


def test_of_two_at_one_place_the_heavier_is_shown() -> None:
    assert tone("Those fucking immigrants") == [("hostility", "fucking immigrants")]


@pytest.mark.parametrize(
    "words",
    [
        "I was nearly killed on that bend.",
        "We will attack the brambles and kill the weeds.",
        "Immigrants, refugees and asylum seekers can ask for help here.",
        "Gay, lesbian and trans people meet on Tuesdays.",
        "They should be told about the meeting.",
        "Send the forms back to the office.",
        "The scheme deserves to be supported.",
        "I know where the keys are.",
    ],
)
def test_innocent_neighbours_of_the_patterns(words: str) -> None:
    assert tone(words) == []


@pytest.mark.parametrize(
    ("hit", "passed"),
    [
        ("you bitch", "The bitch, a spaniel, was found"),
        ("what a slag", "the slag heap"),
        ("a chink", "a chink in the armour"),
        ("these retards", "fire retards the growth; flame retard"),
        ("you faggot", "faggots and peas"),
        ("a tosser", "a pancake tosser"),
    ],
)
def test_a_word_of_two_meanings_passes_in_its_innocent_one(hit: str, passed: str) -> None:
    assert len(tone(hit)) == 1
    assert tone(passed) == [] or passed.startswith("fire")


# ---------------------------------------------------------------------------------------------------- how heavy
@pytest.mark.parametrize(
    ("words", "weight"),
    [
        ("You paki", Weight.SERIOUS),
        ("I will kill you", Weight.SERIOUS),
        ("Muslims are vermin", Weight.SERIOUS),
        ("What a wanker", Weight.PLAIN),
        ("What an idiot", Weight.LOW),
        ("This bloody bus", Weight.LOW),
    ],
)
def test_weights(words: str, weight: Weight) -> None:
    assert one(words).weight == weight


@pytest.mark.parametrize(
    "words",
    [
        "Nobody should be called a paki.",
        "The word “paki” was written there.",
        'He shouted "paki" at the driver.',
        "The council condemns whoever daubed paki on the shelter.",
        "Calling people pikeys is unacceptable.",
    ],
)
def test_denied_quoted_or_condemned_words_weigh_less_and_are_still_shown(words: str) -> None:
    finding = one(words)
    assert (finding.kind, finding.weight, finding.stops) == ("slur", Weight.PLAIN, False)


def test_a_denial_elsewhere_in_the_sentence_does_not_lighten() -> None:
    assert one("I do not like the plans, and I will kill you.").weight == Weight.SERIOUS


def test_violence_in_a_game_is_a_note() -> None:
    assert one("We will beat you in the cup final.").weight == Weight.LOW
    assert one("We will beat you tonight.").weight == Weight.SERIOUS


# ------------------------------------------------------------------------------------------- what it rests on
@pytest.mark.parametrize("words", ["You paki", "I will kill you", "Muslims are vermin"])
@pytest.mark.parametrize("name", ALL)
def test_serious_words_stop_everywhere_and_quote_the_councils_own_line(name: str, words: str) -> None:
    finding = one(words, name)
    assert finding.stops
    assert finding.source.kind == SourceKind.POLICY


@pytest.mark.parametrize(
    ("name", "words", "line"),
    [
        (S, "I will kill you", LAWFUL),
        (B, "You paki", LAWFUL),
        (D, "What a wanker", LAWFUL),
        (F, "What an idiot", "Be civil, tasteful, and relevant"),
        (T, "What an idiot", INOFFENSIVE),
        (T, "I will kill you", INOFFENSIVE),
        ("model", "What an idiot", "What we publish is polite, accurate and of use to the people it is meant for."),
    ],
)
def test_the_line_that_bars_it_is_quoted(name: str, words: str, line: str) -> None:
    assert one(words, name).source.words == line


def test_what_no_line_bars_is_a_suggestion() -> None:
    """Thornbury's list says nothing of a mild word."""
    finding = one("This bloody bus", T)
    assert (finding.source.kind, finding.source.words, finding.stops) == (SourceKind.SUGGESTION, "", False)


@pytest.mark.parametrize("words", ["What a wanker", "What an idiot", "This bloody bus"])
@pytest.mark.parametrize("name", ALL)
def test_lighter_words_are_advice(name: str, words: str) -> None:
    assert not one(words, name).stops


def test_without_a_list_of_its_own_a_council_is_not_stopped() -> None:
    finding = one("I will kill you", without(F, "standards"))
    assert (finding.source.kind, finding.stops) == (SourceKind.SUGGESTION, False)


# ------------------------------------------------------------------------------------- the council's own words
def test_the_councils_own_words_pass_and_a_threat_does_not() -> None:
    own = Known(passes=frozenset({"Bastard Hall", "the Slag Lane Players"}))
    assert look("The Slag Lane Players perform in Bastard Hall.", known=own) == ()
    assert one("You bastard", known=own).kind == "profanity"
    everything = Known(passes=frozenset({"I will kill you"}))
    assert one("I will kill you", known=everything).kind == "threat"


def test_what_the_council_wants_shown_is_shown_as_a_suggestion() -> None:
    own = Known(shows=frozenset({"coffi", "Market Hall"}))
    found = look("Coffi in the market hall", known=own)
    assert [(finding.kind, finding.quote) for finding in found] == [("listed", "Coffi"), ("listed", "market hall")]
    assert {(finding.source.kind, finding.stops) for finding in found} == {(SourceKind.SUGGESTION, False)}
