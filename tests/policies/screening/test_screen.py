"""The whole: order, places, keys, what is asked of the caller, and that the work has bounds."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies import founding
from policies.rules.schema import ChannelKind
from policies.screening import Finding, Known, Text, Topic, screen
from policies.screening.findings import kinds
from policies.screening.folding import LONGEST, fold, read
from policies.screening.screen import MOST
from tests.policies.screening.looking import T, look, one, picture, rules

NUMBER = "07700 900461"
PATIENCE_SECONDS = 300
AWKWARD = (
    *("fuck", "f*ck", "w4nker", "I will", "kill", "you", "07700", "900461", "*", "$", "+44", "Mr", "Vote", "Labour"),
    *("\u200b", "'", '"', "(", "14 High", "Street", "-", "@", "..", "x.example"),
)

HOSTILE = """
from policies import founding
from policies.screening import Known, Text, screen

CAP = 20_000
BITS = [
    "a", "0 ", "a" * 60 + "@", "ab:", "f*** ", "Mr A. B. ", "i will just all ", "the immigrants are ", "Vote Anne ",
    "'a ", "sort code ", "14 Aa Bb Cc ", "GB82 WEST ", "\\ufdfa", "(", "nope paki ",
]
own = founding.read("thornbury").rules
for bit in BITS:
    screen([Text("body", (bit * CAP)[:CAP])], [], own, "england", Known)
print("done", len(BITS))
"""


def screened(*texts: Text, pieces=(), known=Known) -> tuple[Finding, ...]:
    return screen(texts, pieces, rules(T), "england", known)


# ------------------------------------------------------------------------------------------- order and places
def test_findings_come_by_place_as_given_and_then_as_they_stand() -> None:
    texts = [Text("title", "A wanker"), Text("body", f"Ring {NUMBER}, you wanker"), Text("facebook", "Vote Labour")]
    found = screened(*texts, pieces=[picture(place="body", description=""), picture(place="picture 1", description="")])
    assert [(finding.place, finding.topic) for finding in found] == [
        ("title", Topic.TONE),
        ("body", Topic.DESCRIPTION),
        ("body", Topic.PERSONAL),
        ("body", Topic.TONE),
        ("facebook", Topic.POLITICS),
        ("picture 1", Topic.DESCRIPTION),
    ]


def test_start_and_end_are_places_in_the_words_as_written() -> None:
    words = "\u200bﬁne, but the ｗ4nker’s number is \u00ad07700\u00a0900461!"
    for finding in look(words):
        assert finding.quote == words[finding.start : finding.end]
    assert [finding.quote for finding in look(words)] == ["ｗ4nker’s", "07700\u00a0900461"]


def test_the_same_words_on_two_channels_are_two_findings_with_one_key() -> None:
    words = "For sale: sofa"
    found = screened(Text("body", words, ChannelKind.WEBSITE), Text("body", words, ChannelKind.FACEBOOK))
    assert len(found) == 2
    assert len({finding.key for finding in found}) == 1


# ------------------------------------------------------------------------------------------------------- keys
def test_a_key_stays_when_the_words_around_change() -> None:
    assert one(f"Ring {NUMBER}").key == one(f"Please do ring Bob on {NUMBER} after six").key


def test_a_key_is_of_topic_kind_place_and_words() -> None:
    (first,), (second,) = screened(Text("title", NUMBER)), screened(Text("body", NUMBER))
    assert first.key != second.key != one("07700 900462").key
    assert second.key.startswith("personal-telephone-")
    assert NUMBER not in second.key


def test_a_heading_says_what_it_is() -> None:
    assert one(f"Ring {NUMBER}").heading == "A telephone number"


# ------------------------------------------------------------------------------------------- what is asked
def test_the_council_is_asked_once_and_only_where_there_are_words() -> None:
    asked = []

    def known() -> Known:
        asked.append(1)
        return Known()

    screened(Text("title", " "), pieces=[picture(description="")], known=known)
    assert asked == []
    screened(Text("title", f"Ring {NUMBER}"), Text("body", "you wanker"), known=known)
    assert asked == [1]


def test_nothing_is_found_in_nothing() -> None:
    assert screened() == ()
    assert screened(Text("title", ""), Text("body", "\u200b\u00ad\n")) == ()


def test_one_finding_per_place_and_topic_and_topics_side_by_side() -> None:
    words = "Vote Labour you wanker"
    assert [finding.topic for finding in look(words)] == [Topic.POLITICS, Topic.TONE]


# ------------------------------------------------------------------------------------------------------ bounds
def test_what_was_not_looked_at_is_said() -> None:
    (finding,) = look("a " * (LONGEST // 2) + f"ring {NUMBER}")
    assert (finding.kind, finding.start, finding.stops, finding.quote) == ("too_long", LONGEST, False, "")
    assert look("a " * (LONGEST // 2)) == ()


def test_what_is_not_listed_is_said_and_the_heaviest_are() -> None:
    found = look("idiot, " * (MOST + 50) + "You paki")
    assert [finding.kind for finding in found] == ["insult"] * (MOST - 1) + ["slur", "too_many"]
    assert not found[-1].stops


def test_hostile_texts_come_to_an_end() -> None:
    """In a process of its own: a pattern that ran away would hold the interpreter where no time-out reaches it."""
    begin = "import os, django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\ndjango.setup()\n"
    program = [sys.executable, "-c", begin + HOSTILE]
    done = subprocess.run(program, check=False, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert done.stdout.startswith("done"), done.stderr


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_screened_and_is_quoted_rightly(words: str) -> None:
    for finding in look(words, T):
        assert 0 <= finding.start < finding.end <= len(words)
        assert finding.quote == words[finding.start : finding.end]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(AWKWARD), max_size=25))
def test_any_mixture_too(parts: list[str]) -> None:
    words = " ".join(parts)
    assert all(finding.quote == words[finding.start : finding.end] for finding in look(words, T))


@given(st.text(max_size=200))
def test_every_folded_letter_knows_its_place(words: str) -> None:
    reading = read(words)
    assert len(reading.plain) == len(reading.folded) == len(reading.spans)
    assert all(0 <= start < end <= len(words) for start, end in reading.spans)
    assert list(reading.spans) == sorted(reading.spans)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ÀÉÎ", "aei"),
        ("ﬁne", "fine"),
        ("ｆｕｌｌ", "full"),
        ("“It’s”", '"it\'s"'),
        ("a\u00adb\u200bc", "abc"),
        ("рахта", "paxta"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


# ------------------------------------------------------------------------------------------------------ others
def test_every_kind_says_what_it_is_and_what_to_do() -> None:
    for (topic, _), kind in kinds().items():
        assert topic in set(Topic)
        assert kind.heading
        assert kind.advice.endswith(".")
        assert "%" not in json.dumps(kind._asdict())


def test_every_example_policy_can_be_screened_by() -> None:
    for name in founding.names():
        assert one("I will kill you", name).stops
