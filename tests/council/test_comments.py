"""The public page of the rules for comments, and the ready answer: each council in its own measure and words."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from policies import founding
from policies.rules import read_rules
from policies.rules.contact import ready_answer, rules_for_comments
from tests import making

SignIn = Callable[[User], Client]
ASK, REMOVED, ACCUSED, READ, REACH, PRIVATE, RESPECT = (
    "What we ask of you",
    "What may be removed, and why",
    "If you say that somebody has broken a rule or the law",
    "When we read what you write",
    "How to reach us officially",
    "Private matters",
    "Respect",
)
# What each council's page has, as its document does. Thornbury asks commenters nothing of its own.
PARTS = {
    "faversham": [ASK, REMOVED, ACCUSED, READ, REACH, PRIVATE, RESPECT],
    "sevenoaks": [ASK, REMOVED, ACCUSED, READ, REACH, PRIVATE],
    "desborough": [ASK, REMOVED, ACCUSED, READ, REACH, PRIVATE],
    "barton_le_clay": [ASK, REMOVED, ACCUSED, READ, REACH, PRIVATE],
    "thornbury": [REMOVED, READ, REACH, PRIVATE],
    "model": [ASK, REMOVED, ACCUSED, READ, REACH, PRIVATE, RESPECT],
}


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).replace("&#x27;", "'").split())


@pytest.mark.clause("comment-guidelines")
@pytest.mark.clause("not-monitored-always")
@pytest.mark.clause("not-official-contact")
@pytest.mark.clause("civility-and-respect")
@pytest.mark.django_db
@pytest.mark.parametrize("council", PARTS)
def test_each_council_has_its_own_page(council: str, client: Client) -> None:
    making.found(council)
    html = client.get("/comments/").content.decode()
    assert re.findall(r'<h2 class="govuk-heading-l">(.*?)</h2>', html) == PARTS[council]
    page, rules = words(html), founding.read(council).rules
    comments = rules.comments
    stated: list[Any] = [
        comments.guidelines,
        comments.removal_reasons,
        comments.not_monitored_always,
        comments.official_contact,
    ]
    stated += [comments.responses, comments.block, comments.nothing_private_please, rules.conduct.civility_statement]
    for rule in filter(None, stated):
        assert " ".join(rule.words.split()) in page
        assert rule.source.place.replace("&", "&amp;") in page
    lines = [*(comments.guidelines.value if comments.guidelines else ())]
    lines += [one.words for one in comments.removal_reasons.value]
    assert [line for line in lines if " ".join(line.split()) not in page] == []


@pytest.mark.parametrize("council", PARTS)
def test_where_a_policy_has_no_words_of_its_own_it_is_said_plainly(council: str) -> None:
    """So it is with what a council chooses itself: such a rule has a value and no words."""
    document = json.loads(founding.read(council).rules.model_dump_json(exclude_none=True))
    for section in ("comments", "conduct"):
        for rule in document[section].values():
            rule.pop("words", None)
    headings = rules_for_comments(read_rules(json.dumps(document), origin="without words"))
    assert [heading.title for heading in headings] == PARTS[council]
    assert [one for heading in headings for one in heading.advice if not one.words and not one.points] == []
    assert "{" not in "".join(one.words for heading in headings for one in heading.advice)


def test_what_a_policy_does_not_say_does_not_stand_there() -> None:
    rules = founding.read("thornbury").rules
    silent = rules.model_copy(update={"comments": type(rules.comments)(), "conduct": type(rules.conduct)()})
    assert rules_for_comments(silent) == ()
    assert rules_for_comments(None) == ()
    assert ready_answer(silent) is None


def test_without_rules_the_page_says_so(db: None, client: Client) -> None:
    assert "Our policy says nothing about comments" in words(client.get("/comments/").content.decode())


def test_it_asks_one_question(db: None, client: Client) -> None:
    making.found("faversham")
    with CaptureQueriesContext(connection) as queries:
        client.get("/comments/")
    assert len(queries) == 1


def test_the_contact_page_leads_to_it(db: None, client: Client) -> None:
    making.found("faversham")
    main = client.get("/contact/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert 'href="/comments/"' in main


# ------------------------------------------------------------------------------------------ the ready answer
@pytest.mark.clause("not-official-contact")
@pytest.mark.parametrize("council", PARTS)
def test_the_answer_says_what_the_policy_says_and_where_to_write(council: str) -> None:
    rules = founding.read(council).rules
    rule = rules.comments.official_contact
    answer = ready_answer(rules, "office@council.example")
    assert answer
    assert answer.source == rule.source
    assert rule.words in answer.words
    where = rule.value.address or "office@council.example"
    assert answer.words.count(where) == 1


@pytest.mark.clause("not-official-contact")
@pytest.mark.parametrize(
    ("message", "what"),
    [
        ("This is a freedom of information request.", ["information"]),
        ("How much did the council spend on the new benches?", ["information"]),
        ("What information do you hold about me?", ["information", "writer"]),
        ("I make a subject access request", ["writer"]),
        ("When does the fair start?", []),
    ],
)
def test_what_may_be_a_request_is_offered_as_one_first(
    message: str, what: list[str], cast: making.Cast, signed_in: SignIn
) -> None:
    response = signed_in(cast.clerk).post("/desk/ready-answer/", {"message": message})
    page = words(response.content.decode())
    assert ("Treat it as one first." in page) is bool(what)
    assert ("No sign of a request was found" in page) is (not what)
    found = ["writer" if "writer" in one.what else "information" for one in response.context["found"]]
    assert found == what
    assert page.index("1. First look") < page.index("2. Otherwise send the answer")


def test_before_anything_is_pasted_it_says_what_to_look_for(cast: making.Cast, signed_in: SignIn) -> None:
    page = words(signed_in(cast.councillor).get("/desk/ready-answer/").content.decode())
    assert "Freedom of Information Act 2000, ss.8 and 10" in page
    assert "UK GDPR, arts 12 and 15" in page
    assert "clerk@thornby.example" in page


def test_it_is_for_the_councils_people(cast: making.Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.outsider).get("/desk/ready-answer/").status_code == 403
