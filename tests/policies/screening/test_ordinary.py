"""Ordinary council words pass: nothing at all is found in them, under any of the five policies or the model."""

from pathlib import Path

import pytest

from policies import founding
from policies.screening import Finding, Weight
from tests.policies.screening.looking import ALL, look

ORDINARY = (Path(__file__).parent / "ordinary.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.clause("post-tone")
@pytest.mark.clause("post-personal-information")
@pytest.mark.clause("post-no-political-advertising")
@pytest.mark.clause("post-no-commercial-promotion")
@pytest.mark.clause("post-inflammatory-topics")
@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_words_pass_everywhere(words: str) -> None:
    assert {name: found for name in ALL if (found := look(words, name))} == {}


@pytest.mark.clause("post-tone")
@pytest.mark.parametrize("name", ALL)
def test_the_policy_itself_raises_nothing_serious(name: str) -> None:
    """A policy names what it forbids, and is published."""
    lines = founding.text_of(founding.read(name)).splitlines()
    assert [found for line in lines for found in look(line, name) if found.weight == Weight.SERIOUS] == []


@pytest.mark.parametrize("name", ALL)
def test_a_policy_and_its_own_address_are_all_that_is_noticed(name: str) -> None:
    lines = founding.text_of(founding.read(name)).splitlines()
    stopping: list[Finding] = [found for line in lines for found in look(line, name) if found.stops]
    assert {found.kind for found in stopping} <= {"email", "postcode"}
