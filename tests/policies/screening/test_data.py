"""The data files: whole, bounded, and in the form in which texts are compared."""

import re
from collections.abc import Iterator

import pytest

from policies.rules import Rules
from policies.screening.english import is_english
from policies.screening.findings import DATA, Topic, kinds
from policies.screening.folding import fold
from policies.screening.templates import patterns, table
from policies.screening.wordlists import KINDS, abuse, lines

PATTERN_FILES = ("patterns.toml", "politics.toml", "commerce.toml", "topics.toml", "softening.toml")
UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d+,\}")
KEYS = ("patterns", "by_full_name", "by_name")


def texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from value
    else:
        for inner in value.values():
            yield from texts(inner)


@pytest.mark.parametrize("name", PATTERN_FILES)
def test_no_pattern_repeats_without_a_bound(name: str) -> None:
    assert [pattern for pattern in texts(table(name)) if UNBOUNDED.search(pattern)] == []


@pytest.mark.parametrize("name", PATTERN_FILES[:-1])
def test_every_pattern_compiles_and_names_classes_that_there_are(name: str) -> None:
    compiled = [
        pattern
        for section, content in table(name).items()
        if isinstance(content, dict) and section != "classes"
        for key in KEYS
        if key in content
        for pattern in patterns(name, section, key)
    ]
    assert compiled
    assert [pattern.pattern for pattern in compiled if re.search(r"\{[a-z_]", pattern.pattern)] == []


@pytest.mark.parametrize("name", [name for name in PATTERN_FILES if name != "politics.toml"])
def test_patterns_for_folded_text_are_folded(name: str) -> None:
    assert [pattern for pattern in texts(table(name)) if fold(pattern) != pattern] == []


@pytest.mark.parametrize("name", KINDS)
def test_each_word_stands_in_one_list_and_once(name: str) -> None:
    own = [form.strip() for line in lines(f"{name}.txt") for form in line.split("|")[0].split(",")]
    others = {
        form.strip()
        for other in KINDS
        if other != name
        for line in lines(f"{other}.txt")
        for form in line.split("|")[0].split(",")
    }
    assert sorted({form for form in own if own.count(form) > 1}) == []
    assert sorted(set(own) & others) == []


def test_every_kind_that_a_list_standards_and_a_topic_name_is_a_kind() -> None:
    named = set(KINDS.values()) | set(table("standards.toml"))
    assert {(Topic.TONE, kind) for kind in named} <= set(kinds())


def test_topics_are_those_that_a_policy_here_names() -> None:
    assert set(table("topics.toml")) == {"politics", "religion"}
    assert "topics_to_avoid" in Rules.model_fields["publishing"].annotation.model_fields


def test_harmless_words_are_english_and_none_is_looked_for() -> None:
    looked_for = {entry.words for found in abuse().entries.values() for entry in found}
    assert [word for word in lines("harmless.txt") if not is_english(word) or (word,) in looked_for] == []


def test_every_file_says_what_it_is() -> None:
    for path in DATA.glob("*.t*"):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name
        assert f"`{path.name}`" in (DATA / "README.md").read_text(encoding="utf-8"), path.name
