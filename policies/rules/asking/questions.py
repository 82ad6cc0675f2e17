"""Every question about the rules, in plain words: read once from questions.toml, with the shape of its answer."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from accounts.offices import Office
from policies.rules.asking.shapes import Kind, Shape, shape_of
from policies.rules.schema import Frozen, Rule, Rules, Text

FILE = Path(__file__).with_name("questions.toml")


class Asked(Frozen):
    """One entry of the file."""

    question: Text
    hint: str = ""
    label: str = ""
    row: str = "Line"
    choices: dict[str, Text] = {}
    parts: dict[str, Text] = {}


class Part(Frozen):
    heading: Text
    ask: dict[str, Asked]


@dataclass(frozen=True, eq=False)
class Question:
    """`key` is the rule's place in the rules, "section.field"; `rule` its type, None for what has no source."""

    key: str
    heading: str
    asked: Asked
    shape: Shape
    clauses: tuple[str, ...]
    is_required: bool
    rule: type[Rule[Any]] | None

    def __str__(self) -> str:
        return self.asked.question

    @property
    def path(self) -> list[str]:
        return self.key.split(".")

    @property
    def has_source(self) -> bool:
        """All but how the offices are called."""
        return self.rule is not None

    @property
    def row_is_one_line(self) -> bool:
        """Is each row of the list a line of words, remembered by a key?"""
        return any(part.kind == Kind.KEY for _, part in self.shape.parts)

    def word(self, value: str, shape: Shape) -> str:
        """What can be chosen, in words; offices are called as the council calls them, by whoever shows them."""
        return vocabulary().get(shape.of, {}).get(value) or self.asked.choices.get(value, "")


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in the order in which they are asked."""
    return tuple(_made())


@cache
def by_key() -> dict[str, Question]:
    return {question.key: question for question in questions()}


@cache
def vocabulary() -> dict[str, dict[str, str]]:
    """The words for the values of each enumeration."""
    return _file()["vocabulary"] | {"Office": {office.value: office.label for office in Office}}


def following(question: Question) -> Question | None:
    """The one that is asked after it; None after the last."""
    number = questions().index(question)
    return next(iter(questions()[number + 1 :]), None)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _made() -> Iterator[Question]:
    for section, table in _file().items():
        if section == "vocabulary":
            continue
        part = Part.model_validate(table)
        for name, asked in part.ask.items():
            key = name if name == section else f"{section}.{name}"
            yield _question(key, part.heading, asked)


def _question(key: str, heading: str, asked: Asked) -> Question:
    if key == "titles":
        names = tuple((office.value, Shape(Kind.TEXT, is_needed=False)) for office in Office)
        return Question(key, heading, asked, Shape(Kind.PARTS, parts=names), (), True, None)
    field = field_of(key)
    rule = next(one for one in (field.annotation, *get_args(field.annotation)) if _is_rule(one))
    value = rule.model_fields["value"]
    shape = shape_of(value.annotation, tuple(value.metadata))
    extra = field.json_schema_extra
    clauses = tuple(str(clause) for clause in extra["clauses"]) if isinstance(extra, dict) else ()  # type: ignore[union-attr]
    return Question(key, heading, asked, shape, clauses, field.is_required(), rule)


def field_of(key: str) -> FieldInfo:
    """The field of the schema. KeyError where there is none."""
    section, _, name = key.partition(".")
    holder = Rules.model_fields[section].annotation
    if not (isinstance(holder, type) and issubclass(holder, BaseModel)):
        raise KeyError(key)
    return holder.model_fields[name]


def _is_rule(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, Rule)
