"""Advertising, and topics that may inflame: advice, and policy only where the policy says so."""

import pytest

from policies.rules.schema import ChannelKind, Rule, SourceKind
from policies.screening import Finding, Topic, Weight
from tests.policies.screening.looking import ALL, B, D, F, S, T, look, rules

ADVERT = "Double glazing fitted from only £299, call for a free quote."
ON_THEM = {
    F: {ChannelKind.FACEBOOK, ChannelKind.X},
    S: {ChannelKind.FACEBOOK, ChannelKind.X},
    B: {ChannelKind.FACEBOOK, ChannelKind.X, ChannelKind.WEBSITE},
    D: {ChannelKind.FACEBOOK, ChannelKind.WEBSITE},
    T: set(),
    "model": {ChannelKind.FACEBOOK, ChannelKind.X, ChannelKind.WEBSITE},
}


def of(topic: Topic, words: str, name: str, channel: ChannelKind | None = None) -> list[Finding]:
    return [finding for finding in look(words, name, channel=channel) if finding.topic == topic]


# ---------------------------------------------------------------------------------------------------- commerce
@pytest.mark.clause("post-no-commercial-promotion")
@pytest.mark.parametrize("name", ALL)
def test_an_advert_is_policy_on_the_channels_that_are_named(name: str) -> None:
    barred = {
        channel
        for channel in ChannelKind
        if of(Topic.COMMERCE, ADVERT, name, channel)[0].source.kind == SourceKind.POLICY
    }
    assert barred == ON_THEM[name]


@pytest.mark.clause("post-no-commercial-promotion")
@pytest.mark.parametrize("channel", [None, *ChannelKind])
@pytest.mark.parametrize("name", ALL)
def test_an_advert_never_stops(name: str, channel: ChannelKind | None) -> None:
    assert {finding.stops for finding in of(Topic.COMMERCE, ADVERT, name, channel)} == {False}


@pytest.mark.clause("post-no-commercial-promotion")
def test_words_that_may_appear_anywhere_are_told_of_the_channels_rule() -> None:
    assert of(Topic.COMMERCE, ADVERT, F)[0].source == rules(F).publishing.commerce_barred_on.source
    assert of(Topic.COMMERCE, ADVERT, T)[0].source.kind == SourceKind.SUGGESTION


@pytest.mark.clause("post-no-commercial-promotion")
def test_where_nothing_bars_it_it_weighs_little() -> None:
    assert of(Topic.COMMERCE, ADVERT, F, ChannelKind.FACEBOOK)[0].weight == Weight.PLAIN
    assert of(Topic.COMMERCE, ADVERT, F, ChannelKind.WEBSITE)[0].weight == Weight.LOW


@pytest.mark.clause("post-no-commercial-promotion")
@pytest.mark.parametrize(
    "words",
    [
        "Hall hire from £12 an hour",
        "Market pitches to let",
        "Allotment plots for rent",
        "Plants for sale in aid of the hospice",
        "Book your table at the village hall fete",
        "The council offers a discount on burials",
    ],
)
def test_the_councils_own_and_good_causes_pass(words: str) -> None:
    assert of(Topic.COMMERCE, words, F) == []


# ------------------------------------------------------------------------------------------------------ topics
@pytest.mark.clause("post-inflammatory-topics")
@pytest.mark.parametrize("words", ["Brexit was a mistake", "Illegal immigration must end", "Islam and Christianity"])
def test_topics_are_looked_for_only_where_the_policy_names_them(words: str) -> None:
    found = {name: of(Topic.INFLAMMATORY, words, name) for name in ALL}
    assert [name for name in ALL if found[name]] == [T]
    for finding in found[T]:
        assert finding.source == rules(T).publishing.topics_to_avoid.source
        assert (finding.stops, finding.weight) == (False, Weight.LOW)


@pytest.mark.clause("post-inflammatory-topics")
@pytest.mark.parametrize(
    "words",
    [
        "St Mary's Church coffee morning",
        "Eid Mubarak",
        "The Jewish cemetery",
        "Notice of election",
        "A talk on the political history of the borough",
        "No discrimination because of race, religion or age",
    ],
)
def test_the_parish_may_speak_of_its_churches_and_its_elections(words: str) -> None:
    assert of(Topic.INFLAMMATORY, words, T) == []


@pytest.mark.clause("post-inflammatory-topics")
def test_a_topic_of_the_councils_own_is_looked_for_by_its_name() -> None:
    own = rules(T)
    fracking = Rule[tuple[str, ...]](value=("fracking",), policy="5.11", words="Avoid fracking.")
    changed = own.model_copy(update={"publishing": own.publishing.model_copy(update={"topics_to_avoid": fracking})})
    (finding,) = look("What of Fracking?", changed)
    assert (finding.quote, finding.source.words) == ("Fracking", "Avoid fracking.")
    assert look("Brexit was a mistake", changed) == ()
