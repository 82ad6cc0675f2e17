"""What the adopted rules say to people who write to the council in public. No clock, no user, no database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.offices import Office
from policies.rules import meaning as means
from policies.rules.schema import Comments, Rule, Rules, Source

NOT_WATCHED = {
    "cannot_always_reply": "Nobody watches our accounts day and night, and we cannot answer every message there.",
    "tries_to_reply": "Nobody watches our accounts day and night. We try to answer, but cannot promise it.",
}

THEMES = "Helpful suggestions, and what many people raise, are passed on to those who can act on them."
PROMPTLY = "What does not keep to these rules is removed as quickly as practically possible."
BLOCKED = {
    "repeat_offender": "Whoever breaks these rules repeatedly can be blocked.",
    "unseemly_use_or_breach": "Whoever disregards these rules can be blocked.",
}


@dataclass(frozen=True)
class Advice:
    """One thing to know before writing, with the rule that says so. `points` are a list in the policy's words."""

    words: str
    source: Source
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """One part of the page of the rules for comments."""

    title: str
    advice: tuple[Advice, ...]


def advice(rules: Rules | None) -> list[Advice]:
    """What the policy says about messages on social media and private details, in its own words where it has them."""
    if not rules:
        return []
    private = rules.comments.nothing_private_please
    asked = [Advice(private.value, private.source)] if private else []
    return [*_official_contact(rules), *_not_watched(rules), *asked]


def rules_for_comments(rules: Rules | None) -> tuple[Heading, ...]:
    """The page for those who comment, in the measure and words of this council; parts on which it is silent are out.

    comment-guidelines, comment-removal-criteria, not-monitored-always, not-official-contact, civility-and-respect.
    """
    if not rules:
        return ()
    comments = rules.comments
    named = (
        ("What we ask of you", _listed(comments.guidelines)),
        ("What may be removed, and why", _removal(comments)),
        ("If you say that somebody has broken a rule or the law", _said(comments.allegations_to, _allegations)),
        ("When we read what you write", (*_not_watched(rules), *_said(comments.themes_passed_on, THEMES.format))),
        ("How to reach us officially", (*_official_contact(rules), *_said(comments.questions_to, _questions))),
        ("Private matters", _said(comments.nothing_private_please, str)),
        ("Respect", _said(rules.conduct.civility_statement, "The council has adopted the “{}”.".format)),
    )
    return tuple(Heading(title, tuple(found)) for title, found in named if found)


def ready_answer(rules: Rules, address: str = "") -> Advice | None:
    """What can be answered to a message on social media (not-official-contact); None where the policy says nothing.

    `address` is where to write: the policy's own comes first. A request for information is no such message: see
    `policies.screening.requests`.
    """
    rule = rules.comments.official_contact
    if rule is None:
        return None
    where = rule.value.address or address
    there = f"Please write to {where}." if where and where not in rule.words else ""
    words = ["Thank you for your message.", *(one.words for one in _official_contact(rules)), there]
    return Advice("\n\n".join(filter(None, words)), rule.source)


def _official_contact(rules: Rules) -> tuple[Advice, ...]:
    rule = rules.comments.official_contact
    return (Advice(rule.words or _official(rules), rule.source),) if rule else ()


def _not_watched(rules: Rules) -> tuple[Advice, ...]:
    rule = rules.comments.not_monitored_always
    return (Advice(rule.words or NOT_WATCHED[rule.value], rule.source),) if rule else ()


def _removal(comments: Comments) -> tuple[Advice, ...]:
    reasons = comments.removal_reasons
    listed = (Advice(reasons.words, reasons.source, tuple(one.words for one in reasons.value)),) if reasons else ()
    return (
        *listed,
        *_said(comments.removed_promptly, PROMPTLY.format),
        *_said(comments.removed_statement, "In its place we may say: “{}”".format),
        *_said(comments.responses, _responses),
        *_said(comments.block, lambda block: BLOCKED[block.when]),
    )


def _listed(rule: Rule[tuple[str, ...]] | None) -> tuple[Advice, ...]:
    return (Advice(rule.words, rule.source, rule.value),) if rule else ()


def _said(rule: Rule[Any] | None, plainly: Callable[[Any], str]) -> tuple[Advice, ...]:
    """The rule in the policy's own words; where it has none, what `plainly` makes of its value."""
    return (Advice(rule.words or plainly(rule.value), rule.source),) if rule else ()


def _allegations(ways: tuple[str, ...]) -> str:
    named = {"formal_complaint": "make a formal complaint to the council", "police": "report it to the police"}
    return f"You are asked to {means.in_words([named[way] for way in ways])}."


def _questions(ways: tuple[str, ...]) -> str:
    named = {"website": "point you to our website", "councillor": "pass your question to a councillor"}
    return f"We may {means.in_words([named[way] for way in ways])}."


def _responses(ways: tuple[str, ...]) -> str:
    named = {"ignore": "leave it unanswered", "tell_policy": "refer you to our policy", "brief_reply": "reply briefly"}
    return f"To what does not keep to these rules we may also {means.in_words([named[way] for way in ways])}."


def _official(rules: Rules) -> str:
    rule = rules.comments.official_contact
    if rule is None:
        return ""
    people = {"clerk": f"the {means.called(rules, Office.CLERK)}", "members": "a councillor", "website": "us here"}
    whom = " or ".join(people[name] for name in rule.value.write_to)
    answers = " We still try to answer." if rule.value.endeavours_to_answer else ""
    return f"A message on social media does not count as writing to the council. Write to {whom} instead.{answers}"
