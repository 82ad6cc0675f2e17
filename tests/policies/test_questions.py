"""Questions about the policy, advice, and approval of one's own posts: who may ask, who answers, who hears of it."""

import re
from collections.abc import Callable

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours
from email_log.models import OutgoingMail
from policies import permissions, workflow
from policies.models import Question
from tests import making

SignIn = Callable[[User], Client]
Kind, Verdict = Question.Kind, Question.Verdict
COUNCILS = (*making.COUNCILS, "model")
HOLDERS = "clerk deputy assistant chair vice_chair nominated councillor employee volunteer"

# Who may ask each kind, as the councils' documents say; and who answers it when the councillor or the employee asked.
MAY_ASK = {(council, kind): HOLDERS for council in COUNCILS for kind in ("policy", "advice")} | {
    (council, "own_account"): "" for council in COUNCILS
}
MAY_ASK["thornbury", "own_account"] = "assistant employee volunteer"
ANSWER = "clerk deputy"
CLAUSES = {
    "policy": "policy-questions",
    "advice": "councillors-own-accounts",
    "own_account": "post-prior-approval",
}
CELLS = [
    pytest.param(council, kind, set(names.split()), id=f"{council}-{kind}", marks=pytest.mark.clause(CLAUSES[kind]))
    for (council, kind), names in MAY_ASK.items()
]


def put(by: User, kind: str = "policy", text: str = "May I answer him?") -> Question:
    return workflow.ask(by=by, kind=kind, text=text, where="My own page" if kind == "own_account" else "")


def settle(question: Question, by: User, **changes: object) -> Question:
    verdict = Verdict.APPROVED.value if question.kind == Kind.OWN_ACCOUNT else ""
    return workflow.answer(question.pk, by=by, **{"answer": "You may.", "verdict": verdict, **changes})


def told() -> list[str]:
    return sorted(sent.to[0].partition("@")[0] for sent in OutgoingMail.objects.all())


def words(response: object) -> str:
    page = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


# ------------------------------------------------------------------------------------------------ truth tables
@pytest.mark.django_db
@pytest.mark.parametrize(("council", "kind", "may"), CELLS)
def test_who_may_ask(council: str, kind: str, may: set[str]) -> None:
    making.found(council)
    everybody = making.cast().everybody()
    assert {name for name, person in everybody.items() if permissions.can_ask(person, kind)} == may
    for name, person in everybody.items():
        if name in may:
            assert put(person, kind).by == person
        else:
            with pytest.raises(NotYours):
                put(person, kind)
    assert Question.objects.count() == len(may)


@pytest.mark.django_db
@pytest.mark.parametrize(("council", "kind", "may"), [cell for cell in CELLS if cell.values[2]])
def test_who_may_answer(council: str, kind: str, may: set[str]) -> None:
    making.found(council)
    cast = making.cast()
    question = put(cast.employee, kind)
    everybody = cast.everybody()
    allowed = {name for name, person in everybody.items() if permissions.can_answer(person, question)}
    assert allowed == set(ANSWER.split())
    for name, person in everybody.items():
        if name not in allowed:
            with pytest.raises(NotYours):
                settle(question, person)
    assert Question.objects.get().answered_at is None
    assert settle(question, cast.deputy).answered_by == cast.deputy
    assert not permissions.can_answer(cast.clerk, Question.objects.get())


@pytest.mark.django_db
@pytest.mark.parametrize("council", COUNCILS)
def test_who_sees_what_others_ask(council: str) -> None:
    making.found(council)
    cast = making.cast()
    put(cast.employee, text="Mine alone")
    common = put(cast.employee, text="Good for all")
    settle(common, cast.clerk, is_for_all=True)
    for name, person in cast.everybody().items():
        seen = {str(question) for question in Question.objects.visible_to(person)}
        assert seen == ({"Mine alone", "Good for all"} if name in ("employee", "clerk", "deputy") else {"Good for all"})
        assert permissions.can_know_who_asked(person, common) is ("Mine alone" in seen)


# ------------------------------------------------------------------------------------------------------ acts
@pytest.mark.clause("policy-questions")
def test_those_who_answer_hear_of_it_and_who_asked_does_not(cast: making.Cast) -> None:
    put(cast.councillor)
    assert told() == ["clerk", "deputy"]
    assert OutgoingMail.objects.first().subject == "To answer: a question about the policy"


@pytest.mark.clause("policy-questions")
def test_everybody_concerned_hears_of_the_answer(cast: making.Cast) -> None:
    question = put(cast.councillor)
    settle(question, cast.clerk)
    answered = [sent for sent in OutgoingMail.objects.all() if sent.subject.startswith("Answered: ")]
    assert sorted(sent.to[0] for sent in answered) == ["councillor@council.example", "deputy@council.example"]
    assert all("You may." in sent.text for sent in answered)


@pytest.mark.clause("post-prior-approval")
def test_a_post_on_ones_own_account_is_approved_or_refused_and_on_the_record(db: None) -> None:
    making.found("thornbury")
    cast = making.cast()
    for verdict, act in ((Verdict.APPROVED, "approved"), (Verdict.REFUSED, "refused")):
        question = settle(put(cast.employee, "own_account"), cast.deputy, verdict=verdict.value)
        rows = list(question.history.order_by("history_id").values_list("act", "actor_name", "policy_version"))
        assert rows == [("asked", "Employee", 1), (act, "Deputy", 1)]
        assert Question.objects.get(pk=question.pk).verdict == verdict


def test_what_is_missing_is_named_at_its_field(db: None) -> None:
    making.found("thornbury")
    cast = making.cast()
    for field, values in (
        ("kind", {"kind": "gossip", "text": "Hm"}),
        ("text", {"kind": "policy", "text": " \n"}),
        ("where", {"kind": "own_account", "text": "Our fair is on.", "where": " "}),
    ):
        with pytest.raises(BadInput) as refusal:
            workflow.ask(by=cast.employee, **values)
        assert refusal.value.field == field
    own, policy = put(cast.employee, "own_account"), put(cast.employee)
    for field, question, changes in (
        ("answer", policy, {"answer": " "}),
        ("verdict", own, {"verdict": ""}),
        ("verdict", own, {"verdict": "perhaps"}),
        ("verdict", policy, {"verdict": "approved"}),
        ("is_for_all", own, {"is_for_all": True}),
    ):
        with pytest.raises(BadInput) as refusal:
            settle(question, cast.clerk, **changes)
        assert refusal.value.field == field
    assert Question.objects.waiting().count() == 2


def test_who_answers_first_answers(cast: making.Cast) -> None:
    question = put(cast.councillor)
    settle(question, cast.clerk)
    with pytest.raises(NotNow, match="Clerk has answered this already"):
        settle(question, cast.deputy, answer="You may not.")
    assert Question.objects.get().answer == "You may."


def test_nobody_answers_themselves_where_another_can(cast: making.Cast) -> None:
    question = put(cast.clerk)
    assert told() == ["deputy"]
    with pytest.raises(NotYours):
        settle(question, cast.clerk)
    held = cast.deputy.appointments.get()
    people.end_appointment(held, by=SYSTEM, ends=today() - (today() - held.begins) / 2)
    assert settle(question, cast.clerk).answered_by == cast.clerk


def test_where_nobody_can_answer_it_waits(cast: making.Cast) -> None:
    for person in (cast.clerk, cast.deputy):
        held = person.appointments.get()
        people.end_appointment(held, by=SYSTEM, ends=held.begins)
    question = put(cast.councillor)
    assert told() == []
    assert list(Question.objects.waiting()) == [question]


# ----------------------------------------------------------------------------------------------------- pages
@pytest.mark.clause("councillors-own-accounts")
def test_advice_from_the_question_to_the_answer(cast: making.Cast, signed_in: SignIn) -> None:
    councillor, clerk = signed_in(cast.councillor), signed_in(cast.clerk)
    response = councillor.post("/desk/questions/ask/advice/", {"text": "May I answer in the village group?"})
    question = Question.objects.get()
    assert response.url == f"/desk/questions/{question.pk}/"
    assert "It waits for the Town Clerk or the Deputy Clerk." in words(councillor.get(response.url))
    assert "Answer: May I answer in the village group?" in words(clerk.get("/desk/"))
    clerk.post(response.url, {"answer": "As a private person.", "is_for_all": "on"})
    assert "As a private person." in words(councillor.get(response.url))
    assert "Answer: May I" not in words(clerk.get("/desk/"))


@pytest.mark.clause("policy-questions")
def test_what_is_shown_to_all_says_nothing_of_who_asked(cast: making.Cast, signed_in: SignIn) -> None:
    question = put(cast.volunteer, text="Is a flag political?")
    settle(question, cast.clerk, is_for_all=True)
    client = signed_in(cast.employee)
    for address in ("/desk/questions/shared/", f"/desk/questions/{question.pk}/"):
        page = words(client.get(address))
        assert "Is a flag political?" in page
        assert "Volunteer" not in page
    assert "Volunteer asked this" in words(signed_in(cast.deputy).get(f"/desk/questions/{question.pk}/"))


def test_what_is_not_shown_to_all_is_not_found_by_others(cast: making.Cast, signed_in: SignIn) -> None:
    question = put(cast.volunteer)
    assert signed_in(cast.employee).get(f"/desk/questions/{question.pk}/").status_code == 404
    assert signed_in(cast.employee).get("/desk/questions/everything/").status_code == 403
    assert signed_in(cast.outsider).get("/desk/questions/").status_code == 403


@pytest.mark.django_db
@pytest.mark.clause("post-prior-approval")
@pytest.mark.parametrize(
    ("council", "who", "says", "has_form"),
    [
        ("thornbury", "employee", "Our policy asks you to get approval before you post about council matters.", True),
        ("thornbury", "volunteer", "Our policy asks you to get approval before you post about council matters.", True),
        ("thornbury", "councillor", "Our policy does not ask this of you. It asks any Assistant Clerk", False),
        ("thornbury", "clerk", "Our policy does not ask this of you.", False),
        ("faversham", "employee", "Our policy asks nobody to get approval", False),
        ("barton_le_clay", "councillor", "Our policy asks nobody to get approval", False),
    ],
)
def test_the_page_says_what_the_policy_asks_of_whom(
    council: str, who: str, says: str, has_form: bool, signed_in: SignIn
) -> None:
    making.found(council)
    response = signed_in(getattr(making.cast(), who)).get("/desk/questions/ask/own_account/")
    page = words(response)
    assert says in page
    assert ("4.2 Using Social Media" in page) is (council == "thornbury")
    assert ("<textarea" in response.content.decode()) is has_form


@pytest.mark.clause("post-prior-approval")
def test_an_employee_asks_on_the_page_and_the_deputy_refuses_on_theirs(db: None, signed_in: SignIn) -> None:
    making.found("thornbury")
    cast = making.cast()
    client = signed_in(cast.employee)
    client.post("/desk/questions/ask/own_account/", {"where": "My own page", "text": "The depot is a mess."})
    question = Question.objects.get()
    address = f"/desk/questions/{question.pk}/"
    assert "Say whether you approve it or refuse it." in words(
        signed_in(cast.deputy).post(address, {"answer": "Please do not."})
    )
    signed_in(cast.deputy).post(address, {"answer": "Please do not.", "verdict": "refused"})
    assert "Refused Please do not." in words(client.get(address))


@pytest.mark.parametrize("kind", ["policy", "advice"])
def test_an_empty_form_says_what_is_missing(kind: str, cast: making.Cast, signed_in: SignIn) -> None:
    page = words(signed_in(cast.councillor).post(f"/desk/questions/ask/{kind}/", {"text": ""}))
    assert "There is a problem" in page
    assert not Question.objects.exists()


def test_there_is_no_other_kind(cast: making.Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.councillor).get("/desk/questions/ask/gossip/").status_code == 404


def test_pages_follow_each_other_without_a_gap_and_ask_no_more(cast: making.Cast, signed_in: SignIn) -> None:
    client, now = signed_in(cast.councillor), timezone.now()
    put(cast.councillor)
    few = asked(client)
    rows = [Question(kind="policy", by=cast.councillor, text=f"Question {i}.", asked_at=now) for i in range(120)]
    models.QuerySet(Question).bulk_create(rows)
    assert asked(client) == few
    seen, address = [], "/desk/questions/"
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"Question (\d+)\.", page)
        older = re.search(r'href="(\?before=[^"]+)"', page)
        address = f"/desk/questions/{older[1]}" if older else ""
    assert sorted(map(int, seen)) == list(range(120))


def asked(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/desk/questions/").status_code == 200
    return len(queries)
