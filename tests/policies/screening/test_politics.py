"""Calls to vote for or against a party or a candidate (post-no-political-advertising)."""

import pytest

from policies.rules import Rules
from policies.rules.schema import ChannelKind, SourceKind
from policies.screening import Finding, Topic, Weight
from tests.policies.screening.looking import ALL, B, D, F, S, T, about, look, one, rules, without

pytestmark = pytest.mark.clause("post-no-political-advertising")

CALL = "Vote for the Conservatives."


def of(words: str, by: str | Rules, channel: ChannelKind | None = None) -> list[Finding]:
    return [finding for finding in look(words, by, channel=channel) if finding.topic == Topic.POLITICS]


def politics(words: str) -> list[tuple[str, str]]:
    return about(Topic.POLITICS, words)


@pytest.mark.parametrize(
    "words",
    [
        "Vote Labour",
        "VOTE LABOUR",
        "vote labour",
        "Vote for the Green Party",
        "Don't vote Reform UK",
        "Vote Green",
        "Kick the Tories out",
        "Vote out the Liberal Democrats",
        "Vote Anne Birdsall on 7 May",
        "Vote Anne Birdsall",
        "Vote Birdsall on polling day",
        "Re-elect Councillor Marsh",
        "Lend us your vote",
        "Put your cross next to John Marsh",
        "Your Labour candidate deserves your vote",
        "Support your Independent candidates",
        "Join the Green Party",
        "Vote for Plaid Cymru",
        "Vote Sinn Féin",
    ],
)
def test_calls(words: str) -> None:
    assert [kind for kind, _ in politics(words)] == ["call"]
    assert one(words, F).weight == Weight.SERIOUS


@pytest.mark.parametrize(
    "words",
    [
        "Register to vote",
        "Vote by post",
        "You can vote for up to two candidates",
        "The vote for Labour fell, and votes for Green Party members rose",
        "Vote for Green Lane as best kept street",
        "Vote Thornby Market for the People's Choice award",
        "It was resolved to elect Cllr John Marsh as Chairman",
        "Mayor Elect Anne Birdsall",
        "Support green energy and Choose Green Travel",
        "Back Birdsall",
        "Vote online now",
        "labour, conservative, liberal, green, reform, plaid",
    ],
)
def test_what_is_no_call(words: str) -> None:
    assert politics(words) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Labour has betrayed this town", "party_politics"),
        ("Another five years of the Tories", "party_politics"),
        ("We met the Liberal Democrats on Friday", "party_named"),
        ("Vote Yes in the neighbourhood plan referendum", "referendum"),
    ],
)
def test_lesser_matters_are_advice_everywhere(words: str, kind: str) -> None:
    for name in ALL:
        found = [finding for finding in of(words, name) if finding.kind == kind]
        assert [finding.stops for finding in found] == [False], name


# ------------------------------------------------------------------------------------------- what it rests on
@pytest.mark.parametrize("name", ALL)
def test_every_policy_stops_a_call(name: str) -> None:
    (finding,) = of(CALL, name)
    assert finding.stops
    assert finding.source == rules(name).publishing.politics.source


@pytest.mark.parametrize("name", [F, S, B, T])
def test_on_the_website_the_law_stops_it_where_the_policy_speaks_of_social_media(name: str) -> None:
    own = rules(name).model_copy(update={"website": type(rules(name).website)()})
    (finding,) = of(CALL, own, ChannelKind.WEBSITE)
    assert (finding.source.kind, finding.source.place) == (SourceKind.LAW, "Local Government Act 1986, s.2")
    assert finding.stops


def test_on_the_website_barton_names_political_organisations() -> None:
    (finding,) = of(CALL, rules(B), ChannelKind.WEBSITE)
    assert finding.source.words == "Articles affiliated to, or promoting any political organisation"
    assert finding.source.place == "Parish Council Website"


def test_desboroughs_sentence_speaks_of_all_communications() -> None:
    (finding,) = of(CALL, rules(D), ChannelKind.WEBSITE)
    assert finding.source == rules(D).publishing.politics.source


@pytest.mark.parametrize(
    ("nation", "stops"), [("england", True), ("wales", True), ("scotland", False), ("northern_ireland", False)]
)
def test_without_a_policy_it_is_the_law_of_england_and_wales(nation: str, stops: bool) -> None:
    """Section 6 of the act leaves out the community councils of Scotland."""
    finding = one(CALL, without(F, "politics"), nation=nation)
    assert finding.stops is stops
    assert finding.source.kind == (SourceKind.LAW if stops else SourceKind.SUGGESTION)


def test_praise_and_blame_is_policy_only_where_the_policy_speaks_of_more_than_advertising() -> None:
    words = "Labour has betrayed this town"
    kinds = {name: of(words, name)[0].source.kind for name in ALL}
    assert kinds == {
        F: SourceKind.LAW,
        S: SourceKind.LAW,
        B: SourceKind.LAW,
        D: SourceKind.POLICY,
        T: SourceKind.POLICY,
        "model": SourceKind.POLICY,
    }
