"""One question as a form: what is shown is what would be saved, and what cannot be taken names its field."""

from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from council.forms import errors_by_place
from policies import founding
from policies.rule_forms import RuleForm, rows_in
from policies.rules import Rules, read_rules
from policies.rules.asking import Answer, Kind, answers_of, by_key, questions, with_answer

HEADINGS = ("4.5 Moderation", "Review Process")
KEYS = [question.key for question in questions()]
SOURCE = {"source": "policy", "heading": "4.5 Moderation", "place": "", "words": ""}


def rules_of(name: str) -> Rules:
    return founding.read(name).rules


def answer_of(name: str, key: str) -> Answer:
    return answers_of(rules_of(name))[key]


def page_of(form: RuleForm) -> MultiValueDict:
    """What a browser sends of that form as it is shown."""
    sent = MultiValueDict()
    for field in form:
        value = field.value()
        if value in (None, False, ""):
            continue
        sent.setlist(field.html_name, [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)])
    return sent


def filled(name: str, key: str, **typed: Any) -> RuleForm:
    """The page of that question with something typed into it, as it was sent."""
    answer = answer_of(name, key)
    sent = page_of(RuleForm(answer=answer, headings=HEADINGS))
    for field, value in typed.items():
        sent.setlist(field.replace("__", "-"), value if isinstance(value, list) else [value])
    return RuleForm(sent, answer=answer, headings=HEADINGS, rows=rows_in(sent))


def stored(name: str, key: str, **typed: Any) -> Any:
    form = filled(name, key, **typed)
    assert form.is_valid(), form.errors
    return form.stored


def errors(name: str, key: str, **typed: Any) -> dict[str, list[str]]:
    return dict(filled(name, key, **typed).errors)


# --------------------------------------------------------------------------------------------------- the same
@pytest.mark.parametrize("name", founding.names())
def test_a_page_that_is_sent_as_it_stands_changes_nothing(name: str) -> None:
    rules = rules_of(name)
    for key, answer in answers_of(rules).items():
        if not answer.is_stated:
            continue
        form = filled(name, key)
        assert form.is_valid(), (key, form.errors)
        after = read_rules(with_answer(rules, answer.question, form.stored), origin=key)
        assert after == rules, key


@pytest.mark.parametrize("key", KEYS)
def test_a_rule_that_is_not_stated_has_to_be_answered_and_can_be_left_so(key: str) -> None:
    question = by_key()[key]
    unset = Answer(question, None, rules_of("sevenoaks"))
    form = RuleForm(MultiValueDict(), answer=unset, headings=HEADINGS)
    if question.key == "titles":
        assert form.is_valid()
        return
    assert not form.is_valid()
    if question.is_required:
        return
    field = "value" if question.shape.kind in (Kind.YES, Kind.ONE) else "stated"
    form = RuleForm({field: "-", "place": "x" * 999}, answer=unset, headings=HEADINGS)
    assert form.is_valid()
    assert form.stored is None


@pytest.mark.parametrize("junk", ["", "\0", "-1", "yes", "<script>", "9" * 400, "a,b", "[]"])
def test_nonsense_is_refused_and_breaks_nothing(junk: str) -> None:
    for answer in answers_of(rules_of("model")).values():
        names = RuleForm(answer=answer, headings=HEADINGS).fields
        form = RuleForm(MultiValueDict({field: [junk, junk] for field in names}), answer=answer, headings=HEADINGS)
        form.is_valid()
        assert errors_by_place(form) is not None
        assert "<script>" not in str(form.as_p())


# ------------------------------------------------------------------------------------------------- the answer
@pytest.mark.clause("post-moderators")
def test_offices() -> None:
    assert stored("sevenoaks", "approval.offices", value=["deputy_clerk", "chair"])["value"] == [
        "deputy_clerk",
        "chair",
    ]
    assert errors("sevenoaks", "approval.offices", value=[]) == {
        "value": ["Fill this in, or say that the policy does not say."]
    }
    assert errors("sevenoaks", "approval.offices", value=["mayor"]) == {"value": ["Choose one of what is offered."]}


def test_the_same_offices_in_another_order_are_no_change() -> None:
    assert answer_of("barton_le_clay", "approval.offices").value == ["chair", "vice_chair", "clerk"]
    assert stored("barton_le_clay", "approval.offices", value=["clerk", "chair", "vice_chair"])["value"] == [
        "chair",
        "vice_chair",
        "clerk",
    ]


def test_one_choice() -> None:
    assert stored("sevenoaks", "approval.another_person", value="always", **SOURCE)["value"] == "always"
    assert stored("barton_le_clay", "website.discretion", value="chair")["value"] == "chair"
    assert stored("barton_le_clay", "website.kept_up_to_date", value="-") is None
    assert stored("sevenoaks", "publishing.platform_terms", value="yes", **SOURCE)["value"] is True


def test_numbers() -> None:
    given = {"stated": "yes", **SOURCE}
    assert stored("sevenoaks", "reading.reminded_after", value="7, 14 , 28", **given)["value"] == [7, 14, 28]
    assert errors("sevenoaks", "reading.reminded_after", value="7, soon", **given) == {
        "value": ["Give whole numbers only."]
    }
    assert stored("sevenoaks", "approval.latest_hours_after", value="24", **given)["value"] == 24
    said = ["Give a whole number from 1 to 168."]
    for typed in ("0", "169", "a day"):
        assert errors("sevenoaks", "approval.latest_hours_after", value=typed, **given) == {"value": said}


def test_text_and_lines() -> None:
    given = {"stated": "yes", **SOURCE}
    assert stored("sevenoaks", "groups.host", value=" Visit Us\r\nLtd ", **given)["value"] == "Visit Us\nLtd"
    lines = "Be kind\r\n\r\n  Stay on topic \n"
    assert stored("sevenoaks", "comments.guidelines", value=lines, **given)["value"] == ["Be kind", "Stay on topic"]
    assert "value" in errors("sevenoaks", "comments.guidelines", value=" \n ", **given)


def test_an_address() -> None:
    said = {"value": ["Give an e-mail address such as clerk@council.example."]}
    assert errors("barton_le_clay", "website.items_by_email_to", value="the office") == said
    assert stored("barton_le_clay", "website.items_by_email_to", value="a@b.example")["value"] == "a@b.example"


def test_the_whole_of_a_list_or_some_of_it() -> None:
    key = "publishing.commerce_barred_on"
    assert stored("barton_le_clay", key, value=["all"])["value"] == "all"
    assert errors("barton_le_clay", key, value=["all", "x"]) == {
        "value": ["Choose either “On every channel” or some of the others."]
    }


def test_parts() -> None:
    given = {"stated": "yes", **SOURCE}
    half = errors("faversham", "approval.delegation", value__to=["employee"], **given)
    assert half == {"value-of": ["Fill this in."]}
    whole = stored("faversham", "approval.delegation", value__to=["employee"], value__of=["post"], **given)
    assert whole["value"] == {"to": ["employee"], "of": ["post"]}
    assert errors("faversham", "approval.delegation", **given) == {
        "value-to": ["Fill this in, or say that the policy does not say."]
    }


@pytest.mark.clause("channels-in-use")
def test_rows() -> None:
    key, name = "channels.in_use", "barton_le_clay"
    before = answer_of(name, key).value
    more = {"value__4__kind": "instagram", "value__4__name": "Pictures"}
    assert stored(name, key, **more)["value"][-1] == {"kind": "instagram", "name": "Pictures"}
    assert stored(name, key, value__0__kind="", value__0__name="")["value"] == [
        {key: value for key, value in row.items() if value} for row in before[1:]
    ]
    assert errors(name, key, value__0__kind="", value__0__name="", value__4__kind="x") == {
        "value-4-name": ["Fill this in."]
    }


def test_a_record_that_lacks_something_names_its_row() -> None:
    found = errors("barton_le_clay", "conduct.procedures", value__2__who=["volunteer"])
    assert found == {"value-2-who": ["It takes documents, a body, or both."]}


def test_lines_keep_the_keys_by_which_they_are_remembered() -> None:
    """An author has answered by them, and a removal names them."""
    found = stored(
        "barton_le_clay", "website.never", value__1__words="Advertisements", value__3__words="Articles for a party"
    )["value"]
    assert [line["key"] for line in found] == [
        "political_organisation",
        "commercial_advertisement",
        "non_charitable_fund_raising",
        "articles_for_a_party",
    ]
    assert found[1]["words"] == "Advertisements"
    tampered = stored("barton_le_clay", "website.never", value__1__key="political_organisation")["value"]
    assert len({line["key"] for line in tampered}) == len(tampered)


def test_more_rows_lose_nothing_that_was_typed() -> None:
    form = filled("barton_le_clay", "channels.in_use", value__4__name="Half a line")
    more = form.with_more_rows()
    assert len(list(more.records())) == len(list(form.records())) + 3
    assert more["value-4-name"].value() == "Half a line"
    assert page_of(more)["was"] == page_of(form)["was"]
    assert page_of(more)["rows"] == str(len(list(more.records())))


@pytest.mark.parametrize(("typed", "rows"), [("7", 7), ("", 0), ("-1", 0), ("999", 60), ("9999999", 0), ("x", 0)])
def test_a_page_has_no_more_rows_than_can_be_shown(typed: str, rows: int) -> None:
    assert rows_in({"rows": typed}) == rows


def test_titles_have_no_source() -> None:
    form = filled("sevenoaks", "titles", value__chair="Mayor")
    assert "source" not in form.fields
    assert form.is_valid()
    assert form.stored["chair"] == "Mayor"


# ------------------------------------------------------------------------------------------------- the source
@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"source": ""}, "source", "Say where the rule comes from."),
        ({"heading": ""}, "heading", "Choose the heading under which it stands, or write where it stands."),
        ({"place": "Second paragraph"}, "place", "Choose a heading, or write where it stands; not both."),
        ({"source": "law"}, "heading", "A heading is of the policy."),
        ({"source": "law", "heading": ""}, "place", "Name the Act and the section."),
        ({"source": "suggestion", "heading": ""}, "place", "Say what the Council has chosen, and where."),
        ({"heading": "Not there"}, "heading", "Choose one of what is offered."),
    ],
)
def test_where_a_rule_stands_is_asked_for(typed: dict[str, str], field: str, said: str) -> None:
    found = errors("sevenoaks", "approval.offices", **(SOURCE | typed))
    assert list(found) == [field]
    assert found[field][0].startswith(said)


@pytest.mark.parametrize("kind", ["policy", "law", "suggestion"])
def test_sources_are_never_mixed(kind: str) -> None:
    given = {"source": kind, "heading": "", "place": "There", "words": "So it\r\nis."}
    found = stored("sevenoaks", "approval.offices", **given)
    assert {name: found.get(name) for name in ("policy", "law", "suggestion")} == {
        **dict.fromkeys(("policy", "law", "suggestion")),
        kind: "There",
    }
    assert found["words"] == "So it\nis."


def test_headings_are_offered_where_the_text_has_some() -> None:
    answer = answer_of("sevenoaks", "approval.offices")
    there = RuleForm(answer=answer, headings=[answer.source.place])
    assert (there["heading"].value(), there["place"].value()) == (answer.source.place, "")
    elsewhere = RuleForm(answer=answer, headings=["Another"])
    assert (elsewhere["heading"].value(), elsewhere["place"].value()) == ("", answer.source.place)


# ----------------------------------------------------------------------------------------------- the readings
@pytest.mark.clause("review-cycle")
def test_a_second_reading_stays_open_until_the_council_has_said() -> None:
    name, key = "barton_le_clay", "reviewing.cycle"
    assert stored(name, key)["confirm"][0]["every_months"] == 24
    assert stored(name, key, readings="settled")["confirm"] == []
    swapped = stored(name, key, value__every_months="24")
    assert (swapped["value"]["every_months"], swapped["confirm"][0]["every_months"]) == (24, 6)
    assert errors(name, key, readings="") == {"readings": ["Say whether the Council has chosen between the readings."]}
    assert "readings" not in filled("thornbury", key).fields
