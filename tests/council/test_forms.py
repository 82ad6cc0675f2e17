"""Every form is GOV.UK's components: one look, each input with its label, hint and error."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from council.forms import date_parts, errors_by_place, is_all_kept


class Choice(str):
    hint = "Somebody prints it and puts it up"


class EveryWidget(forms.Form):
    title = forms.CharField(
        help_text="Say the news in one line.", widget=forms.TextInput(attrs={"placeholder": "Title"})
    )
    text = forms.CharField(widget=forms.Textarea)
    email = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput)
    number = forms.IntegerField()
    moment = forms.DateTimeField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    day = forms.DateField(label="Which day?", help_text="For example, 12 12 2026", widget=forms.SelectDateWidget)
    kind = forms.ChoiceField(choices=[("a", "One"), ("b", "Two")])
    several = forms.MultipleChoiceField(choices=[("a", "One"), ("b", "Two")])
    decision = forms.ChoiceField(
        choices=[("a", "Approve"), ("b", "Refuse")], widget=forms.RadioSelect, help_text="You."
    )
    channels = forms.MultipleChoiceField(
        choices=[("web", "Website"), ("board", Choice("Four notice boards"))],
        widget=forms.CheckboxSelectMultiple,
    )
    attested = forms.BooleanField(label="I have read all of it", help_text="Kept with your name")
    picture = forms.FileField()
    secret = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("These two do not go together")


class Page(HTMLParser):
    """A page's elements as (tag, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]

    def with_id(self, wanted: str) -> dict[str, str | None]:
        return next(attrs for _, attrs in self.elements if attrs.get("id") == wanted)


def page(data: dict[str, Any] | None = None, **kwargs: Any) -> Page:
    return Page(str(EveryWidget(data, **kwargs)))


@pytest.mark.parametrize("data", [None, {}])
def test_ids_are_unique_and_every_reference_leads_somewhere(data: dict[str, Any] | None) -> None:
    shown = page(data)
    ids = shown.values("id")
    assert len(ids) == len(set(ids))
    assert set(shown.values("for")) <= set(ids)
    assert {id for value in shown.values("aria-describedby") for id in value.split()} <= set(ids)


@pytest.mark.parametrize("data", [None, {}])
def test_every_input_has_a_label(data: dict[str, Any] | None) -> None:
    shown = page(data)
    inputs = [
        attrs
        for tag, attrs in shown.elements
        if tag in {"input", "select", "textarea"} and attrs.get("type") != "hidden"
    ]
    assert len(inputs) == 17
    assert {attrs["id"] for attrs in inputs} == set(shown.values("for"))


@pytest.mark.parametrize(
    ("id", "classes"),
    [
        ("id_title", "govuk-input"),
        ("id_text", "govuk-textarea"),
        ("id_email", "govuk-input"),
        ("id_password", "govuk-input"),
        ("id_number", "govuk-input govuk-input--width-5"),
        ("id_moment", "govuk-input govuk-input--width-20"),
        ("id_day_year", "govuk-input govuk-date-input__input govuk-input--width-4"),
        ("id_kind", "govuk-select"),
        ("id_several", "govuk-select"),
        ("id_decision_0", "govuk-radios__input"),
        ("id_channels_1", "govuk-checkboxes__input"),
        ("id_attested", "govuk-checkboxes__input"),
        ("id_picture", "mh-file-input"),
    ],
)
def test_each_widget_wears_its_class(id: str, classes: str) -> None:
    assert page().with_id(id)["class"] == classes


def test_labels_stand_in_for_placeholders() -> None:
    assert not page().values("placeholder")


def test_hint_and_error_describe_the_input() -> None:
    title = page({}).with_id("id_title")
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert title["class"] == "govuk-input govuk-input--error"


def test_hint_and_error_of_a_group_describe_its_fieldset() -> None:
    described = [attrs.get("aria-describedby") for tag, attrs in page({}).elements if tag == "fieldset"]
    assert described == [
        "id_day_helptext id_day_error",
        "id_decision_helptext id_decision_error",
        "id_channels_error",
    ]


def test_a_choice_may_bring_a_hint() -> None:
    shown = page()
    assert shown.with_id("id_channels_1")["aria-describedby"] == "id_channels_1_hint"
    assert "aria-describedby" not in shown.with_id("id_channels_0")


def test_an_error_says_that_it_is_one() -> None:
    html = str(EveryWidget({})["title"].as_field_group())
    assert '<span class="govuk-visually-hidden">Error:</span> This field is required.' in html


def test_errors_of_the_whole_form_are_shown() -> None:
    assert "These two do not go together" in str(EveryWidget({}))


def test_a_prefix_keeps_two_forms_apart() -> None:
    one, other = page(prefix="one"), page(prefix="other")
    assert not set(one.values("id")) & set(other.values("id"))


def test_a_class_of_the_widget_is_kept() -> None:
    class Wide(forms.Form):
        year = forms.CharField(widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}))

    assert Page(str(Wide())).with_id("id_year")["class"] == "govuk-input govuk-input--width-4"


def test_a_date_is_three_inputs() -> None:
    parts = date_parts(EveryWidget(initial={"day": date(2026, 12, 8)})["day"])
    assert [(part["label"], part["value"]) for part in parts] == [("Day", 8), ("Month", 12), ("Year", 2026)]


def test_what_was_typed_as_a_date_is_not_lost() -> None:
    form = EveryWidget({"day_day": "31", "day_month": "Feb", "day_year": "2026"})
    assert [part["value"] for part in date_parts(form["day"])] == ["31", "Feb", "2026"]


def summary(form: forms.Form) -> str:
    return render_to_string(
        "forms/error_summary.html", {"errors": errors_by_place(form), "is_all_kept": is_all_kept(form)}
    )


def test_a_summary_leads_to_each_field() -> None:
    form = EveryWidget({})
    shown, ids = summary(form), page({}).values("id")
    targets = re.findall(r'href="#([^"]+)"', shown)
    assert len(targets) == 13
    assert set(targets) <= set(ids)
    assert '<a href="#id_day_day">Which day? This field is required.</a>' in shown
    assert '<a href="#id_decision_0">Decision: This field is required.</a>' in shown
    assert "<li>These two do not go together</li>" in shown


@pytest.mark.parametrize("data", [None, {"title": "Carols"}])
def test_no_summary_where_nothing_is_wrong(data: dict[str, Any] | None) -> None:
    class Short(forms.Form):
        title = forms.CharField()

    assert not summary(Short(data)).strip()


def test_a_summary_promises_only_what_is_kept() -> None:
    class Kept(forms.Form):
        title = forms.CharField()

    assert "Nothing you typed is lost" in summary(Kept({}))
    assert "Nothing you typed is lost" not in summary(EveryWidget({}))


def test_the_pages_stand_without_a_council() -> None:
    assert "Moothall" in render_to_string("404.html", {"council": SimpleLazyObject(lambda: None)})
