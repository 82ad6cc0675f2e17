"""The answers that a set of rules gives to the questions, in words; and where two sets differ. No database or clock."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from accounts.offices import Office
from policies.rules import meaning as means
from policies.rules.asking.questions import Question, by_key, questions
from policies.rules.asking.shapes import Kind, Shape
from policies.rules.schema import Rules, Source, SourceKind

Document = dict[str, Any]
UNSTATED = "The policy does not say"


@dataclass(frozen=True)
class Answer:
    """What one set of rules says to one question. `stored` is the rule as it is stored, None where it is unset."""

    question: Question
    stored: Any
    rules: Rules

    @property
    def is_stated(self) -> bool:
        return self.stored is not None

    @property
    def value(self) -> Any:
        return self.stored["value"] if self.question.has_source and self.is_stated else self.stored

    @property
    def lines(self) -> tuple[str, ...]:
        """The answer in words, a line for each thing that it names."""
        if not self.is_stated:
            return () if not self.question.has_source else (UNSTATED,)
        return tuple(_say(self, self.question.shape, self.value))

    @property
    def source(self) -> Source | None:
        if not (self.question.has_source and self.is_stated):
            return None
        kind = next(kind for kind in SourceKind if self.stored.get(kind))
        return Source(kind=kind, place=self.stored[kind], words=self.stored.get("words", ""))

    @property
    def readings(self) -> tuple[str, ...]:
        """The other ways in which the words can be read, of which the Council has chosen none yet."""
        others = self.stored.get("confirm", ()) if self.question.has_source and self.is_stated else ()
        return tuple("; ".join(_say(self, self.question.shape, other)) for other in others)

    @property
    def fingerprint(self) -> str:
        """What tells this answer from every other to the same question."""
        return sha256(json.dumps(self.stored, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """A question to which two sets of rules answer differently."""

    before: Answer
    after: Answer

    @property
    def question(self) -> Question:
        return self.after.question

    @property
    def says_the_same(self) -> bool:
        """Does the answer stay, and only its source or its words change?"""
        return self.before.value == self.after.value and self.before.readings == self.after.readings


def document_of(rules: Rules) -> Document:
    return rules.model_dump(mode="json", exclude_none=True)


def answers_of(rules: Rules) -> dict[str, Answer]:
    """The answer to each question, by its key."""
    document = document_of(rules)
    return {question.key: Answer(question, _stored(document, question), rules) for question in questions()}


def differences(before: Rules, after: Rules) -> tuple[Difference, ...]:
    """Where the second set of rules answers differently, in the order of the questions."""
    old, new = answers_of(before), answers_of(after)
    return tuple(Difference(old[key], new[key]) for key in by_key() if old[key].stored != new[key].stored)


def with_answer(rules: Rules, question: Question, stored: Any) -> Document:
    """The document of these rules with that answer in the place of the one that they give; None: the rule is unset."""
    document = document_of(rules)
    *holders, name = question.path
    holder = document
    for section in holders:
        holder = holder.setdefault(section, {})
    holder.pop(name, None)
    if stored is not None:
        holder[name] = stored
    return document


def mistakes(question: Question, stored: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """What is wrong with an answer: where in it, and in plain words what it takes. The schema has the last word."""
    if question.rule is None or stored is None:
        return []
    try:
        question.rule.model_validate_json(json.dumps(stored))
    except ValidationError as error:
        return [(mistake["loc"], _plainly(mistake)) for mistake in error.errors()]
    return []


def _stored(document: Document, question: Question) -> Any:
    found: Any = document
    for name in question.path:
        found = found.get(name) if found else None
    return found or None


# ------------------------------------------------------------------------------------------------- in words
def _say(answer: Answer, shape: Shape, value: Any) -> Iterator[str]:
    match shape.kind:
        case Kind.YES:
            yield "Yes"
        case Kind.ONE:
            yield _word(answer, value, shape)
        case Kind.SEVERAL if isinstance(value, str):
            yield answer.question.asked.choices[value]
        case Kind.SEVERAL:
            words = [_word(answer, one, shape) for one in value]
            yield from [", ".join(words)] if shape.of == "Office" else words
        case Kind.LINES:
            yield from value
        case Kind.NUMBERS:
            yield ", ".join(str(number) for number in value)
        case Kind.PARTS:
            yield from _say_parts(answer, shape, value)
        case Kind.ROWS:
            yield from (" · ".join(_say_row(answer, shape, row)) for row in value)
        case _:
            yield str(value)


def _say_parts(answer: Answer, shape: Shape, value: Any) -> Iterator[str]:
    for name, part in shape.parts:
        if not (given := value.get(name)):
            continue
        label = answer.question.asked.parts.get(name) or Office(name).label
        if part.kind == Kind.TICK:
            yield label
        else:
            yield f"{label}{'' if label.endswith('?') else ':'} {'; '.join(_say(answer, part, given))}"


def _say_row(answer: Answer, shape: Shape, row: Any) -> Iterator[str]:
    for name, part in shape.parts:
        if part.kind != Kind.KEY and row.get(name):
            yield "; ".join(_say(answer, part, row[name]))


def _word(answer: Answer, value: str, shape: Shape) -> str:
    if shape.of == "Office":
        return means.called(answer.rules, Office(value))
    return answer.question.word(value, shape)


TAKES = {
    "string_pattern_mismatch": "Give an e-mail address such as clerk@council.example.",
    "greater_than_equal": "Give a whole number, {ge} or more.",
    "less_than_equal": "Give a whole number, {le} or less.",
    "int_type": "Give whole numbers only.",
    "literal_error": "Choose one of what is offered.",
    "enum": "Choose one of what is offered.",
    "value_error": "It {error}.",
    "missing": "Fill this in.",
    "too_short": "Fill this in.",
    "string_too_short": "Fill this in.",
}
"""What a value takes, by what the schema finds, for somebody who has never heard of types."""


def _plainly(mistake: Any) -> str:
    said = TAKES.get(mistake["type"], "This cannot be taken as it is. Look at it again.")
    return said.format(**mistake.get("ctx", {}))
