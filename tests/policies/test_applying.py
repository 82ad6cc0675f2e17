"""What applies to somebody: for each of the five councils and each office, which lines, in what order, and no others.

The answers stand here as data, taken from the councils' documents.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from accounts.clock import today
from accounts.models import User
from accounts.offices import Office
from policies import founding
from policies.rules import Rules
from policies.rules.applying import Applied, Part, speaks_to, what_applies
from policies.rules.meaning import EVERY_OFFICE
from policies.rules.people import answerers, insiders, named, needs_prior_approval, procedures, readers
from tests import making
from tests.making import COUNCILS
from tests.policies import documents

SignIn = Callable[[User], Client]

SIGNS = {
    "Read the policy and confirm": "read",
    "Put questions about the policy": "questions",
    "Before you post about council matters": "ask-first",
    "Do not use your own accounts": "not-for-business",
    "It is for ": "approval",
    "The approval of one": "may-approve-one",
    "If you are unsure": "unsure",
    "As an elected member": "no-access",
    "The use of an account may": "may-use-one",
    "Up to 2 councillors": "nominated",
    "Each account has": "unique",
    "Change a password": "changed",
    "Where a platform offers": "two-factor",
    "Register accounts": "registered",
    "Use the accounts on": "devices",
    "In passwords,": "strong",
    "You have an e-mail address": "address",
    "You are advised to keep": "apart",
    "What the policy names for your office": "procedure",
    "A serious case": "gross",
    "The council has adopted": "civility",
    "If a colleague": "concerns",
}

# By council and offices. `own-7` are seven lines about own accounts in the policy's words.
USERS = "unique changed two-factor registered devices"
STATED: dict[str, dict[str, str]] = {
    "faversham": {
        "clerk deputy_clerk assistant_clerk employee": "approval address civility",
        "chair vice_chair councillor": "approval procedure civility",
        "volunteer": "approval civility",
    },
    "sevenoaks": {
        "clerk": "approval address",
        "deputy_clerk assistant_clerk employee": "approval may-approve-one address",
        "chair vice_chair councillor": "approval procedure",
        "volunteer": "approval",
    },
    "desborough": {
        "clerk deputy_clerk assistant_clerk employee volunteer": "approval",
        "chair vice_chair councillor": "own-13 approval procedure",
    },
    "barton_le_clay": {
        "clerk": "approval access nominated strong address procedure monitored",
        "deputy_clerk employee": "approval access strong procedure monitored",
        "assistant_clerk": "approval access nominated strong procedure monitored",
        "chair vice_chair councillor": "not-for-business own-1 approval access nominated strong procedure monitored",
        "volunteer": "approval access-not-yours strong monitored",
    },
    "thornbury": {
        "clerk deputy_clerk": f"read questions own-2 approval unsure access {USERS} procedure gross concerns monitored",
        "assistant_clerk employee": "read questions ask-first own-2 approval may-approve-one unsure access-not-yours "
        f"may-use-one {USERS} procedure gross concerns monitored",
        "chair vice_chair councillor": "read questions own-7 approval unsure no-access apart procedure concerns",
        "volunteer": "read questions ask-first own-1 approval unsure access-not-yours concerns",
    },
}
CELLS = [
    pytest.param(council, Office(office), lines.split(), id=f"{council}-{office}")
    for council, offices in STATED.items()
    for names, lines in offices.items()
    for office in names.split()
]


def rules_of(council: str) -> Rules:
    return founding.read(council).rules


def lines_of(parts: tuple[Part, ...]) -> list[Applied]:
    return [line for part in parts for line in part.lines]


def sign(line: Applied) -> str:
    if "may be monitored" in line.says:
        return "monitored"
    if "Access to the" in line.says:
        return "access-not-yours" if "not among" in line.says else "access"
    return next((name for start, name in SIGNS.items() if line.says.startswith(start)), "own")


def signs(lines: list[Applied]) -> list[str]:
    found = [sign(line) for line in lines]
    return list(dict.fromkeys(f"own-{found.count('own')}" if name == "own" else name for name in found))


def test_every_office_of_every_council_is_in_the_table() -> None:
    assert len(CELLS) == len(COUNCILS) * len(Office)


@pytest.mark.clause("councillors-own-accounts")
@pytest.mark.clause("code-of-conduct")
@pytest.mark.parametrize(("council", "office", "stated"), CELLS)
def test_what_applies_is_what_the_policy_says_to_that_office(council: str, office: Office, stated: list[str]) -> None:
    assert signs(lines_of(what_applies(rules_of(council), [office]))) == stated


@pytest.mark.parametrize("council", COUNCILS)
def test_each_line_has_its_place_in_the_policy(council: str) -> None:
    lines = [line for office in Office for line in lines_of(what_applies(rules_of(council), [office]))]
    assert [line.says for line in lines if line.source.kind != "policy" or not line.source.place] == []


def test_two_offices_are_told_both() -> None:
    """A councillor who also volunteers is told what applies to either, each once."""
    rules = rules_of("thornbury")
    told = signs(lines_of(what_applies(rules, [Office.COUNCILLOR, Office.VOLUNTEER])))
    assert {"ask-first", "no-access", "procedure"} <= set(told)
    assert len(told) == len(set(told))


def test_nobody_without_an_office_is_told_anything() -> None:
    assert what_applies(rules_of("thornbury"), []) == ()


def test_the_words_of_the_policy_stand_below_a_plain_line_and_not_below_themselves() -> None:
    lines = lines_of(what_applies(rules_of("thornbury"), [Office.EMPLOYEE]))
    by_sign = {sign(line): line for line in lines}
    assert by_sign["ask-first"].quoted.startswith("employees and volunteers must have sought")
    assert by_sign["own"].quoted == ""
    assert by_sign["monitored"].quoted == ""
    assert len(by_sign["gross"].points) == 7


def test_whoever_is_the_clerk_asks_the_chair() -> None:
    for office, whom in ((Office.CLERK, "the Chair of Council"), (Office.VOLUNTEER, "the Town Clerk or the Deputy")):
        lines = lines_of(what_applies(rules_of("thornbury"), [office]))
        assert whom in next(line.says for line in lines if sign(line) == "unsure")


@pytest.mark.parametrize(
    ("words", "office", "answer"),
    [
        ("Employees and members are reminded", "employee", True),
        ("Employees and members are reminded", "chair", True),
        ("Employees and members are reminded", "volunteer", False),
        ("Individual Town Councillors are responsible", "clerk", False),
        ("You are responsible", "volunteer", True),
        ("Statements are permanent", "councillor", True),
        ("Statements are permanent", "employee", False),
        ("The Staffing Committee decides", "employee", False),
    ],
)
def test_to_whom_a_sentence_speaks(words: str, office: str, answer: bool) -> None:
    members = frozenset({Office.CHAIR, Office.COUNCILLOR})
    assert speaks_to(words, frozenset({Office(office)}), otherwise=members) is answer


# --------------------------------------------------------------------------------------- readers and answerers
KEEPERS = "clerk deputy_clerk"


@pytest.mark.clause("policy-questions")
@pytest.mark.clause("post-prior-approval")
@pytest.mark.parametrize("council", COUNCILS)
def test_who_answers_and_who_must_ask_first(council: str) -> None:
    rules = rules_of(council)
    for own_account in (True, False):
        assert answerers(rules, own_account=own_account) == frozenset(map(Office, KEEPERS.split()))
    asking = {office for office in Office if needs_prior_approval(rules, [office])}
    assert asking == ({Office.ASSISTANT_CLERK, Office.EMPLOYEE, Office.VOLUNTEER} if council == "thornbury" else set())
    assert readers(rules) == (EVERY_OFFICE if council == "thornbury" else frozenset())


def test_the_policy_says_who_answers_where_it_names_others() -> None:
    rules = rules_of("thornbury")
    reading = rules.reading
    asked = reading.questions_to.model_copy(update={"value": (Office.CHAIR,)})
    changed = rules.model_copy(update={"reading": reading.model_copy(update={"questions_to": asked})})
    assert answerers(changed, own_account=False) == {Office.CHAIR}
    assert answerers(changed, own_account=True) == {Office.CLERK, Office.DEPUTY_CLERK}


PROCEDURES = {
    "faversham": {"members": "Code of Conduct", "staff": ""},
    "sevenoaks": {"members": "Code of Conduct", "staff": ""},
    "desborough": {"members": "Code of Conduct", "staff": ""},
    "barton_le_clay": {"members": "Code of Conduct", "staff": "Disciplinary Policy or Code of Conduct"},
    "thornbury": {"members": "Members' Code of Conduct", "staff": "Staffing Committee"},
    "model": {"members": "Code of Conduct", "staff": "Disciplinary Policy; Policy and Finance Committee"},
}
IN = {"members": Office.COUNCILLOR, "staff": Office.EMPLOYEE}


@pytest.mark.clause("code-of-conduct")
@pytest.mark.parametrize(("council", "who"), [(council, who) for council in PROCEDURES for who in IN])
def test_which_procedure_and_body_the_policy_names(council: str, who: str) -> None:
    found = procedures(rules_of(council), [IN[who]])
    assert "".join(str(dealt) for dealt in found) == PROCEDURES[council][who]
    assert procedures(rules_of(council), [Office.VOLUNTEER]) == ()


def test_offices_are_called_as_the_council_calls_them() -> None:
    assert (
        named(rules_of("thornbury"), [Office.EMPLOYEE, Office.DEPUTY_CLERK]) == "the Deputy Town Clerk or any Employee"
    )


# -------------------------------------------------------------------------------------------------- the page
def page_of(client: Client) -> str:
    response = client.get("/desk/what-applies/")
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").split())


@pytest.mark.clause("councillors-own-accounts")
@pytest.mark.django_db
@pytest.mark.parametrize("council", COUNCILS)
def test_the_page_shows_each_line_with_its_place(council: str, signed_in: SignIn) -> None:
    making.found(council)
    page = page_of(signed_in(making.person("councillor", Office.COUNCILLOR)))
    for line in lines_of(what_applies(rules_of(council), [Office.COUNCILLOR])):
        assert line.says in page
        assert line.source.place.replace("&", "&amp;") in page


@pytest.mark.clause("civility-and-respect")
@pytest.mark.django_db
def test_the_statement_leads_to_its_own_text_where_the_council_has_put_it_here(signed_in: SignIn) -> None:
    making.found("faversham")
    client = signed_in(making.person("councillor", Office.COUNCILLOR))
    assert "Read “" not in page_of(client)
    documents.policy("Civility and Respect Bullying and Harassment Statement", text="We accept no threats.")
    assert "Read “Civility and Respect Bullying and Harassment Statement”" in page_of(client)
    address = "/desk/read/civility-and-respect-bullying-and-harassment-statement/"
    assert address in client.get("/desk/what-applies/").content.decode()
    assert "We accept no threats." in client.get(address).content.decode()


@pytest.mark.django_db
def test_whoever_must_ask_first_is_led_to_the_form(signed_in: SignIn) -> None:
    making.found("thornbury")
    for office, led in ((Office.EMPLOYEE, True), (Office.COUNCILLOR, False)):
        page = page_of(signed_in(making.person(office.value, office)))
        assert ("Ask for approval of what you mean to post yourself" in page) is led


def test_without_an_office_or_a_policy_the_page_says_so(db: None, signed_in: SignIn) -> None:
    assert "You hold no office of the council today." in page_of(signed_in(making.person("guest")))
    founding.found(founding.read("model"), adopted_on=today() + timedelta(days=1))
    assert "No policy is in force yet." in page_of(signed_in(making.person("clerk", Office.CLERK)))


@pytest.mark.clause("code-of-conduct")
@pytest.mark.parametrize(
    ("council", "expected"),
    [
        ("desborough", ["Code of Conduct"]),
        ("barton_le_clay", ["Code of Conduct", "Disciplinary Policy or Code of Conduct"]),
        ("thornbury", ["Staffing Committee", "Members' Code of Conduct"]),
    ],
)
def test_the_procedures_for_insiders_with_those_whom_they_are_for(council: str, expected: list[str]) -> None:
    found = insiders(rules_of(council))
    assert [str(dealt) for _, dealt in found] == expected
    assert all(whom.startswith("the ") for whom, _ in found)
