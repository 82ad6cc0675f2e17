"""The tags that carry the look into templates."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from js_asset import ImportMap, Media


def shown(template: str, **context: Any) -> str:
    return Template("{% load look %}" + template).render(Context(context))


def test_a_sign_is_decoration() -> None:
    sign = shown('{% icon "pen" %}')
    assert 'aria-hidden="true"' in sign
    assert 'icons.svg#pen"' in sign


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("draft", "Draft"),
        ("submitted", "To decide"),
        ("returned", "Returned"),
        ("refused", "Refused"),
        ("scheduled", "Scheduled"),
        ("published", "Published"),
        ("withdrawn", "Withdrawn"),
    ],
)
def test_a_state_is_a_sign_and_a_word(state: str, word: str) -> None:
    chip = shown("{% status state %}", state=state)
    assert "<use" in chip
    assert chip.endswith(f"</svg>{word}</span>")


def test_a_rule_of_the_policy_leads_to_its_place() -> None:
    policy = SimpleNamespace(kind="policy", place="4.5 Moderation")
    chip = shown("{% source citation %}", citation=policy)
    assert chip.startswith('<a href="/policies/in-force/#45-moderation" class="mh-source mh-source--policy">')
    assert "Policy" in chip
    assert "4.5 Moderation" in chip


def test_the_law_is_no_link() -> None:
    law = SimpleNamespace(kind="law", place="Three clear days")
    chip = shown("{% source citation %}", citation=law)
    assert chip.startswith('<span class="mh-source mh-source--law">')
    assert "icons.svg#scales" in chip


def test_no_source_shows_nothing() -> None:
    assert not shown("{% source citation %}", citation=None).strip()


def test_what_a_source_says_is_escaped() -> None:
    assert "&lt;b&gt;" in shown("{% source c %}", c=SimpleNamespace(kind="suggestion", place="<b>"))


@time_machine.travel(datetime(2026, 7, 8, 10, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ moment|when }}", "tomorrow at 12.30\u00a0am"),
        ("{{ moment|day }}", "Thursday 9\u00a0July 2026"),
        ("{{ date|day }}", "Wednesday 8\u00a0July 2026"),
        ("{{ nothing|when }}{{ nothing|day }}", ""),
    ],
)
def test_times_are_said_where_the_council_is(template: str, words: str) -> None:
    summer_night = datetime(2026, 7, 8, 23, 30, tzinfo=UTC)
    assert shown(template, moment=summer_night, date=date(2026, 7, 8), nothing=None) == words


def test_the_scripts_of_the_editor_carry_the_nonce() -> None:
    class Letter(forms.Form):
        media = Media(importmap=ImportMap({"editor": "editor.js"}), js=["start.js"])

    html = shown("{% editor form %}", form=Letter(), request=SimpleNamespace(csp_nonce="n0nce"))
    assert html.count('nonce="n0nce"') == html.count("<script") == 3


def test_what_was_typed_stays_escaped() -> None:
    assert shown("{{ title|together }}", title="<i>5 pm") == "&lt;i&gt;5\u00a0pm"


@pytest.mark.parametrize(
    ("path", "mark"),
    [("/desk/", ' aria-current="page"'), ("/desk/write/", ' aria-current="true"'), ("/", "")],
)
def test_a_menu_marks_where_one_is(path: str, mark: str) -> None:
    assert shown('{% current "desk" %}', request=RequestFactory().get(path)) == mark


def test_a_menu_can_mark_this_page_alone() -> None:
    assert not shown('{% current "desk" below=False %}', request=RequestFactory().get("/desk/write/"))


def test_a_menu_marks_nothing_on_a_page_without_a_request() -> None:
    assert not shown('{% current "desk" %}')
