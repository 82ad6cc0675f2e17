"""What in a message may be a request under the law: signs for a person to judge, and few in ordinary messages."""

import pytest

from policies.screening.requests import all_requests, may_be_requests

INFORMATION, OWN_DATA = (request.source.place for request in all_requests("england"))


@pytest.mark.clause("not-official-contact")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FOI: please send me copies of the minutes", [INFORMATION]),
        ("I am requesting information on the lease.", [INFORMATION]),
        ("Under the Freedom of\nInformation Act I ask for the contract.", [INFORMATION]),
        ("Please send a copy of the survey", [INFORMATION]),
        ("What records does the council hold on the bypass?", [INFORMATION]),
        ("How much was paid for the clock?", [INFORMATION]),
        ("Please tell me what you hold on me.", [OWN_DATA]),
        ("SAR please", [OWN_DATA]),
        ("I want my personal data", [OWN_DATA]),
        ("My right of access under article 15", [OWN_DATA]),
    ],
)
def test_signs_of_a_request(text: str, found: list[str]) -> None:
    assert [request.source.place for request in may_be_requests(text, "england")] == found


@pytest.mark.parametrize(
    "text",
    [
        "When is the market on?",
        "Thank you for the flowers by the church!",
        "The bin in Mill Lane is full again.",
        "You do not listen to the people of this town.",
        "How much longer will the road be closed?",
        "Foible is a nice word.",
        "Thanks for all the information about the fair.",
        "",
    ],
)
def test_ordinary_messages_show_none(text: str) -> None:
    assert may_be_requests(text, "england") == ()


@pytest.mark.parametrize(
    ("nation", "act"),
    [
        ("england", "Freedom of Information Act 2000"),
        ("wales", "Freedom of Information Act 2000"),
        ("northern_ireland", "Freedom of Information Act 2000"),
        ("scotland", "Freedom of Information (Scotland) Act 2002"),
    ],
)
def test_the_law_is_the_nations(nation: str, act: str) -> None:
    information, own = all_requests(nation)
    assert information.source.place.startswith(act)
    assert (information.source.kind, own.source.kind) == ("law", "law")
