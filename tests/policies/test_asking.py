"""Every rule is asked once, in plain words; what a set of rules answers can be said, and said where two differ."""

import pytest
from pydantic import BaseModel

from policies import founding
from policies.rules import Rules
from policies.rules.asking import (
    UNSTATED,
    Kind,
    Question,
    Shape,
    answers_of,
    by_key,
    differences,
    following,
    key_from,
    mistakes,
    questions,
    with_answer,
)
from policies.rules.asking.shapes import shape_of
from policies.rules.schema import read_rules
from tests.making import COUNCILS

KEYS = [question.key for question in questions()]


def rules_of(name: str) -> Rules:
    return founding.read(name).rules


def every_rule() -> list[str]:
    sections = Rules.model_fields.items()
    return [
        key
        for name, field in sections
        for key in (
            [f"{name}.{rule}" for rule in field.annotation.model_fields]
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
            else [name]
        )
    ]


def chosen(shape: Shape) -> list[tuple[str, Shape]]:
    """Every value that can be chosen in an answer of this shape."""
    own = [(value, shape) for value in (*shape.values, shape.whole) if value]
    return own + [pair for _, part in shape.parts for pair in chosen(part)]


# --------------------------------------------------------------------------------------------- the questions
def test_every_rule_is_asked_exactly_once() -> None:
    assert sorted(KEYS) == sorted(every_rule())
    assert len(set(KEYS)) == len(KEYS)


@pytest.mark.parametrize("question", questions(), ids=KEYS)
def test_a_question_is_complete(question: Question) -> None:
    assert str(question).endswith("?")
    assert question.heading
    assert [value for value, shape in chosen(question.shape) if not question.word(value, shape)] == []
    if question.key != "titles":
        named = {name for name, part in question.shape.parts if part.kind != Kind.KEY}
        assert set(question.asked.parts) == (named if named != {"words"} else set())
        assert question.clauses
    allowed = {value for value, shape in chosen(question.shape) if shape.of != "Office"}
    assert set(question.asked.choices) <= allowed


def test_no_question_is_asked_in_the_words_of_another() -> None:
    assert len({str(question) for question in questions()}) == len(questions())


def test_one_question_follows_the_other_to_the_last() -> None:
    walked, at = [], questions()[0]
    while at:
        walked.append(at.key)
        at = following(at)
    assert walked == KEYS


def test_only_the_approvers_and_the_titles_cannot_be_left_unsaid() -> None:
    assert [question.key for question in questions() if question.is_required] == ["titles", "approval.offices"]


def test_of_some_types_no_question_can_be_made() -> None:
    with pytest.raises(TypeError, match="no question can be asked"):
        shape_of(float)
    with pytest.raises(TypeError, match="no question can be asked"):
        shape_of(dict[str, str])


# ---------------------------------------------------------------------------------------------- the answers
@pytest.mark.parametrize("name", founding.names())
def test_what_each_council_answers_can_be_said(name: str) -> None:
    for key, answer in answers_of(rules_of(name)).items():
        assert mistakes(answer.question, answer.stored) == [], key
        assert all(line.strip() for line in answer.lines), key
        if answer.is_stated and key != "titles":
            assert answer.lines not in ((), (UNSTATED,)), key
            assert answer.source.place, key


def test_answers_in_words() -> None:
    answers = answers_of(rules_of("barton_le_clay"))
    assert answers["approval.offices"].lines == ("Chair, Vice Chair, Parish Clerk",)
    assert answers["approval.delegation"].lines == (UNSTATED,)
    assert answers["comments.block"].lines == (
        "When? Whoever breaks the rules repeatedly",
        "On which channels? Facebook",
    )
    assert answers["titles"].lines == ("Clerk: Parish Clerk",)
    assert answers["publishing.standards"].lines[0] == "Be civil, tasteful and relevant"
    assert answers["channels.in_use"].lines[1] == "Facebook · Facebook page"


@pytest.mark.clause("review-cycle")
def test_other_readings_are_said() -> None:
    answer = answers_of(rules_of("barton_le_clay"))["reviewing.cycle"]
    assert answer.lines[0] == "Every so many months: 6"
    assert [reading.partition(";")[0] for reading in answer.readings] == ["Every so many months: 24"]


def test_the_whole_of_a_list_has_a_word() -> None:
    rules = rules_of("desborough")
    other = [name for name in COUNCILS if (rule := rules_of(name).publishing.commerce_barred_on) and rule.confirm]
    answer = answers_of(rules_of(other[0]))["publishing.commerce_barred_on"]
    assert answer.readings == ("On every channel",)
    assert rules.approval


@pytest.mark.parametrize("before", COUNCILS)
@pytest.mark.parametrize("after", COUNCILS)
def test_differences_between_councils(before: str, after: str) -> None:
    """Answer by answer, one set of rules becomes the other: nothing differs that is not said to."""
    rules, wanted = rules_of(before), rules_of(after)
    found = differences(rules, wanted)
    assert bool(found) == (before != after)
    for one in found:
        rules = read_rules(with_answer(rules, one.question, one.after.stored), origin="a mixture")
    assert rules == wanted


def test_what_says_the_same_elsewhere_is_told_apart() -> None:
    rules = rules_of("sevenoaks")
    question = by_key()["approval.offices"]
    stored = {"value": ["clerk"], "policy": "Another heading"}
    [one] = differences(rules, read_rules(with_answer(rules, question, stored), origin="moved"))
    assert one.says_the_same
    stored["value"] = ["chair"]
    [one] = differences(rules, read_rules(with_answer(rules, question, stored), origin="changed"))
    assert not one.says_the_same


def test_a_rule_can_be_unset() -> None:
    rules = rules_of("thornbury")
    document = with_answer(rules, by_key()["approval.delegation"], None)
    assert read_rules(document, origin="unset").approval.delegation is None


@pytest.mark.parametrize(
    ("key", "value", "where", "said"),
    [
        ("approval.offices", [], ("value",), "Fill this in."),
        ("approval.latest_hours_after", 0, ("value",), "Give a whole number, 1 or more."),
        ("approval.latest_hours_after", 999, ("value",), "Give a whole number, 168 or less."),
        ("reading.reminded_after", [7, "soon"], ("value", 1), "Give whole numbers only."),
        ("website.items_by_email_to", "the office", ("value",), "Give an e-mail address"),
        ("approval.covers", "nothing", ("value",), "Choose one of what is offered."),
        ("conduct.procedures", [{"who": ["clerk"]}], ("value", 0), "It takes documents, a body, or both."),
        ("publishing.supplements", ["no", "text"], ("value",), "This cannot be taken as it is."),
    ],
)
def test_mistakes_are_said_plainly(key: str, value: object, where: tuple[object, ...], said: str) -> None:
    found = mistakes(by_key()[key], {"value": value, "policy": "Anywhere"})
    assert [place for place, _ in found] == [where]
    assert found[0][1].startswith(said)


def test_keys_are_made_of_words_and_never_twice() -> None:
    assert key_from("Be civil, and kind to all of us", set()) == "be_civil_and_kind"
    assert key_from("Be civil!", {"be_civil"}) == "be_civil_x"
    assert key_from("2026", set()) == "line"
