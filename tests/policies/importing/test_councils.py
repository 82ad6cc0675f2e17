"""The five councils' own policies, from each kind of file: a person's sections, and every word in its place."""

import re

import pytest

from policies.importing import Imported, read
from policies.text import render
from tests.policies.importing import making

NAMES = sorted(making.SECTIONS)
HEAD = "Communication Policy, adopted"
FILES = {
    "txt": lambda name: making.text_of(name).encode(),
    "docx": lambda name: making.word(making.text_of(name), making.SECTIONS[name]),
    "pdf": lambda name: making.pdf(making.text_of(name), making.SECTIONS[name], head=HEAD),
}
LISTS = {
    "barton_le_clay": {"ul": 5, "ol": 0},
    "desborough": {"ul": 6, "ol": 0},
    "faversham": {"ul": 3, "ol": 0},
    "sevenoaks": {"ul": 2, "ol": 0},
    "thornbury": {"ul": 3, "ol": 9},
}
"""How many lists of each kind there are at least."""


@pytest.fixture(scope="module", params=[(name, ending) for name in NAMES for ending in FILES], ids="-".join)
def imported(request: pytest.FixtureRequest) -> tuple[str, str, Imported]:
    name, ending = request.param
    return name, ending, read(FILES[ending](name), f"policy.{ending}")


def words(text: str) -> list[str]:
    return [word for word in text.split() if not re.fullmatch(r"[-·]", word)]


def test_every_word_is_there_in_its_order(imported: tuple[str, str, Imported]) -> None:
    name, _, found = imported
    assert making.seen(render(found.text).html) == words(making.text_of(name))


def test_its_sections_are_those_that_a_person_sees(imported: tuple[str, str, Imported]) -> None:
    name, _, found = imported
    assert [heading for _, heading in render(found.text).contents] == making.SECTIONS[name]


def test_its_lists_stay_lists(imported: tuple[str, str, Imported]) -> None:
    name, _, found = imported
    html = render(found.text).html
    counted = {tag: len(re.findall(f"<{tag}[ >]", html)) for tag in ("ul", "ol")}
    assert {tag: counted[tag] >= least for tag, least in LISTS[name].items()} == {"ul": True, "ol": True}
    source = making.lines_of(making.text_of(name), making.SECTIONS[name])
    items = sum(kind in ("bullet", "number") and not re.match(r"\d+\.\d", said) for kind, _, said in source)
    assert html.count("<li>") == items


def test_nothing_is_lost_unsaid(imported: tuple[str, str, Imported]) -> None:
    _, ending, found = imported
    expected = {"pdf": [HEAD, "Page 1"], "docx": [], "txt": []}[ending]
    left_out = [warning for warning in found.warnings if warning.startswith("Left out")]
    assert [words in warning for words, warning in zip(expected, left_out, strict=True)] == [True] * len(expected)
    assert [warning for warning in found.warnings if "not in the text" in warning] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_in_letters_of_one_kind_has_its_sections_too(name: str) -> None:
    found = read(making.pdf(making.text_of(name), making.SECTIONS[name], plain=True), "policy.pdf")
    assert [heading for _, heading in render(found.text).contents] == making.SECTIONS[name]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("barton_le_clay", "SOCIAL MEDIA AND ELECTRONIC COMMUNICATION POLICY"),
        ("sevenoaks", "Social Media and Electronic Communication Policy"),
        ("thornbury", "Official Social Media Engagement Policy"),
        ("faversham", ""),
    ],
)
def test_its_title_is_found_where_it_opens_with_one(name: str, title: str) -> None:
    assert read(making.text_of(name).encode(), "policy.txt").title == title
