"""Help: a text for each page of the desk, the same beside the page and on the page of all help; and the keys."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import Client
from django.urls import reverse

from accounts.models import User
from council.help.pages import PAGES
from policies.models import PolicyVersion
from tests import making

SignIn = Callable[[User], Client]

TEMPLATES = [
    path
    for path in Path(settings.BASE_DIR).rglob("templates/**/*.html")
    if not {".venv", "node_modules"} & set(path.parts)
]
BESIDE = {
    "/desk/": "desk",
    "/desk/posts/": "mine",
    "/desk/decisions/matters/": "matters",
    "/desk/groups/": "groups",
    "/desk/people/": "people",
    "/desk/policies/": "policies",
    "/desk/policies/versions/{version}/": "version",
    "/desk/reviews/": "reviews",
    "/policies/acknowledge/": "read",
    "/desk/questions/": "questions",
    "/desk/conduct/": "conduct",
    "/desk/reading/": "readers",
    "/desk/council/": "settings",
    "/desk/notifications/": "notifications",
}


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("page", PAGES)
def test_each_text_is_folded_up_beside_its_page(page: str) -> None:
    shown = Template("{% load look %}{% help page %}").render(Context({"page": page}))
    assert shown.startswith("<details")
    assert words(shown).startswith("Help with this page ")
    assert words(render_to_string(f"help/{page}.html")) in words(shown)


def test_what_is_asked_for_in_templates_is_there() -> None:
    asked = {name for path in TEMPLATES for name in re.findall(r'{% help "(\w+)" %}', path.read_text(encoding="utf-8"))}
    assert set(BESIDE.values()) <= asked <= set(PAGES)


@pytest.mark.parametrize(("address", "page"), BESIDE.items())
def test_it_stands_on_the_page(cast: making.Cast, signed_in: SignIn, address: str, page: str) -> None:
    address = address.format(version=PolicyVersion.objects.get().pk)
    shown = words(signed_in(cast.clerk).get(address).content.decode())
    assert words(render_to_string(f"help/{page}.html")) in shown


def test_all_of_it_stands_on_one_page(cast: making.Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.outsider).get(reverse("help:everything")).content.decode()
    assert re.findall(r'<section class="mh-section" id="(\w+)"', page) == list(PAGES)
    for name, title in PAGES.items():
        assert f'<a class="govuk-link" href="#{name}">{title}</a>' in page
        assert words(render_to_string(f"help/{name}.html")) in words(page)


@pytest.mark.parametrize("page", PAGES)
def test_the_words_are_plain(page: str) -> None:
    """Short sentences, and none of the words that only those who build such things use."""
    said = words(render_to_string(f"help/{page}.html"))
    sentences = re.split(r"(?<=[.?:])\s", said)
    assert max(len(sentence.split()) for sentence in sentences) <= 34
    assert not re.search(r"\b(click|user|login|log in|URL|workflow|database|queue|status|admin)\b", said, re.IGNORECASE)


# -------------------------------------------------------------------------------------------------- keys
def test_the_keys_have_a_page_that_every_desk_page_leads_to(cast: making.Cast, signed_in: SignIn) -> None:
    client, address = signed_in(cast.councillor), reverse("help:keys")
    assert f'<a class="govuk-link" href="{address}">Keyboard shortcuts</a>' in client.get("/desk/").content.decode()
    page = client.get(address).content.decode()
    assert "<kbd>g</kbd> then <kbd>d</kbd>" in page
    assert "<dialog" not in page


def test_each_key_of_a_link_is_on_the_list(cast: making.Cast, signed_in: SignIn) -> None:
    """No key works unsaid, and none is said that does nothing."""
    page = signed_in(cast.clerk).get("/desk/").content.decode()
    works = {key for keys in re.findall(r'data-key="([^"]+)"', page) for key in keys.split(", ")}
    said = words(get_template("help/_keys.html").render({"where": "page"}))
    listed = set(re.findall(r"\bg then (\w)\b", said))
    assert {keys.removeprefix("g ") for keys in works if keys.startswith("g ")} == listed
    assert [keys for keys in works if f"{keys} " not in said and not keys.startswith("g ")] == []


def test_the_script_knows_no_address() -> None:
    script = (Path(settings.BASE_DIR) / "council" / "static" / "keys.js").read_text(encoding="utf-8")
    assert "/desk" not in script
    assert "location" not in script
