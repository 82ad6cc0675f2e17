"""What is understood of a message, and that no message is too much."""

import contextlib
import random

import pytest

from posts.by_mail.reading import Unreadable, read_letter
from tests.posts.by_mail import letters

HTML = b"""From: Joan <joan@band.example>
Subject: =?utf-8?q?Sommer_=E2=80=93_concert?=
MIME-Version: 1.0
Content-Type: text/html; charset=%s

<div>First line</div><div>Second &amp; <b>last</b><script>alert(1)</script></div>"""


def test_a_plain_message_becomes_paragraphs() -> None:
    read = read_letter(letters.letter())
    assert (read.sender, read.subject) == ("Joan Pettifer (joan@band.example)", "Summer concert")
    assert read.body.startswith("<p>The band plays")
    assert read.body.count("<p>") == 2
    assert (read.key, read.is_automatic) == ("1@band.example", False)


def test_html_is_kept_as_words_and_nothing_that_acts() -> None:
    read = read_letter(HTML % b"utf-8")
    assert read.subject == "Sommer – concert"
    assert "First line" in read.body
    assert "Second &amp; last" in read.body
    assert "script" not in read.body
    assert "alert" not in read.body


@pytest.mark.parametrize("charset", [b"no-such-charset", b"us-ascii", b"utf-16", b'"broken', b"unicode-escape"])
def test_an_unknown_encoding_loses_no_message(charset: bytes) -> None:
    assert "line" in read_letter(HTML % charset).body or charset == b"utf-16"


def test_text_that_flows_is_put_together_again() -> None:
    flowed = (
        b"From: a@b.example\nSubject: Flowed\nContent-Type: text/plain; format=flowed\n\n"
        b"A long line that \nwas broken.\n\nA second one."
    )
    assert read_letter(flowed).body == "<p>A long line that was broken.</p>\n\n<p>A second one.</p>"


def test_the_files_come_with_their_names() -> None:
    assert [one.name for one in read_letter(letters.with_files()).enclosures] == [
        "band.jpg",
        "programme.csv",
        "more.jpg",
    ]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Auto-Submitted", "auto-replied"),
        ("Precedence", "bulk"),
        ("List-Id", "<talk.lists.example>"),
        ("List-Unsubscribe", "<mailto:leave@lists.example>"),
        ("X-Auto-Response-Suppress", "All"),
        ("Return-Path", "<>"),
        ("From", "Mail Delivery <MAILER-DAEMON@host.example>"),
        ("From", "noreply@shop.example"),
    ],
)
def test_robots_and_lists_are_known_by_what_they_say(header: str, value: str) -> None:
    assert read_letter(letters.letter(**{header: value})).is_automatic


@pytest.mark.parametrize("header", [{"Auto-Submitted": "no"}, {"From": "Norepla <norepla@people.example>"}])
def test_people_are_not_taken_for_robots(header: dict[str, str]) -> None:
    assert not read_letter(letters.letter(**header)).is_automatic


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "no message"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "no message"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Outlook"),
        (b"x" * (25 * 1024 * 1024 + 1), "25 MB"),
    ],
)
def test_what_is_no_message_is_said_to_be_none(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_letter(raw)


def test_whatever_is_damaged_it_is_read_or_refused() -> None:
    chance, whole = random.Random(7), letters.with_files()  # noqa: S311
    for _ in range(1_500):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            start = chance.randrange(len(raw))
            raw[start : start + chance.choice([0, 1, 1, 40])] = chance.randbytes(chance.choice([0, 1, 3]))
        with contextlib.suppress(Unreadable):
            read_letter(bytes(raw))
