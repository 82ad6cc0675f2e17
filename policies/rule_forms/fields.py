"""The fields that ask for an answer of some shape, and the answer that was filled in, as the rules store it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from django import forms

from policies.rules.asking import UNSTATED, Kind, Question, Shape, key_from

UNSET = "-"
LONGEST = 4000
MOST_ROWS = 60
A_KEY = re.compile(r"^[a-z][a-z_]*$")
EITHER = "Choose either “{}” or some of the others."
LABELS = {
    Kind.YES: "The answer",
    Kind.ONE: "The answer",
    Kind.SEVERAL: "Which?",
    Kind.TEXT: "In these words",
    Kind.LINES: "One on each line",
    Kind.EMAIL: "E-mail address",
}

Words = Callable[[str, Shape], str]
Cleaned = dict[str, Any]
Fields = dict[str, forms.Field]


class Asking(NamedTuple):
    """A question, how it says its choices, how many rows a list of records has, and the answer until now."""

    question: Question
    words: Words
    rows: int
    value: Any

    @property
    def is_simple(self) -> bool:
        """Is the answer one choice, among which stands that the policy does not say?"""
        return self.question.shape.kind in (Kind.YES, Kind.ONE)

    def label(self, part: str) -> str:
        return self.question.asked.parts.get(part) or self.question.word(part, Shape(Kind.ONE, of="Office"))


# ---------------------------------------------------------------------------------------------------- asking
def fields_of(asking: Asking) -> Fields:
    """By their names: "value", or "value-PART", or "value-ROW-PART"."""
    question, shape = asking.question, asking.question.shape
    if shape.kind == Kind.PARTS:
        return dict(_parts(asking, "value", shape, asking.value or {}))
    if shape.kind == Kind.ROWS:
        return dict(_rows(asking, shape, asking.value or []))
    default = "Which offices?" if shape.of == "Office" and shape.kind == Kind.SEVERAL else LABELS.get(shape.kind, "")
    made = _choice if asking.is_simple else _field
    return {"value": made(asking, shape, question.asked.label or default, asking.value)}


def _parts(asking: Asking, name: str, shape: Shape, value: Any) -> Iterator[tuple[str, forms.Field]]:
    is_listed = any(part.kind == Kind.KEY for _, part in shape.parts)
    for part_name, part in shape.parts:
        field = _field(asking, part, asking.label(part_name), value.get(part_name))
        if part.kind == Kind.TEXT and not is_listed:
            field.widget = forms.TextInput()
        yield f"{name}-{part_name}", field


def _rows(asking: Asking, shape: Shape, value: Any) -> Iterator[tuple[str, forms.Field]]:
    for row in range(asking.rows):
        for name, field in _parts(asking, f"value-{row}", shape, value[row] if row < len(value) else {}):
            if name.endswith("-words"):
                field.label = f"{asking.question.asked.row} {row + 1}"
            yield name, field


def _field(asking: Asking, shape: Shape, label: str, value: Any) -> forms.Field:
    made = MAKING[shape.kind](asking, shape, value)
    made.label, made.required = label, False
    return made


def _one(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    if shape.of:
        return forms.ChoiceField(choices=[("", "Choose one"), *_choices(asking, shape)], initial=value)
    return forms.ChoiceField(choices=_choices(asking, shape), widget=forms.RadioSelect, initial=value)


def _several(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    chosen = [value] if isinstance(value, str) else value
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=_choices(asking, shape), widget=boxes, initial=chosen)


def _lines(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    rows = max(len(value or ()) + 2, 4)
    return forms.CharField(widget=_area(rows), max_length=5 * LONGEST, initial="\n".join(value or ()))


def _number(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    said = f"Give a whole number from {shape.least} to {shape.most}."
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), said)
    return forms.IntegerField(
        min_value=shape.least, max_value=shape.most, error_messages=messages, help_text=said, initial=value
    )


def _numbers(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    said = f"Whole numbers from {shape.least} to {shape.most}, with commas between them: for example 7, 14."
    return forms.CharField(max_length=200, help_text=said, initial=", ".join(str(number) for number in value or ()))


def _text(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    return forms.CharField(widget=_area(3), max_length=LONGEST, initial=value)


def _email(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    return forms.CharField(max_length=254, widget=forms.EmailInput, initial=value)


def _tick(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    return forms.BooleanField(initial=value)


def _key(asking: Asking, shape: Shape, value: Any) -> forms.Field:
    return forms.CharField(widget=forms.HiddenInput, max_length=100, initial=value)


MAKING: dict[Kind, Callable[[Asking, Shape, Any], forms.Field]] = {
    Kind.ONE: _one,
    Kind.SEVERAL: _several,
    Kind.LINES: _lines,
    Kind.NUMBER: _number,
    Kind.NUMBERS: _numbers,
    Kind.TEXT: _text,
    Kind.EMAIL: _email,
    Kind.TICK: _tick,
    Kind.KEY: _key,
}


def _choice(asking: Asking, shape: Shape, label: str, value: Any) -> forms.Field:
    """One choice, with that the policy does not say as the last of them, where that may be."""
    choices = [("yes", "Yes")] if shape.kind == Kind.YES else _choices(asking, shape)
    initial = "yes" if value is True else value
    if not asking.question.is_required:
        choices = [*choices, (UNSET, UNSTATED)]
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer, or say that the policy does not say."},
    )


def _choices(asking: Asking, shape: Shape) -> list[tuple[str, str]]:
    values = [*shape.values, shape.whole] if shape.whole else shape.values
    return [(value, asking.words(value, shape)) for value in values]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "true"})


# --------------------------------------------------------------------------------------------------- reading
class Unclear(Exception):
    """A field that says two things at once."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name, self.message = name, message


def answer_in(asking: Asking, cleaned: Cleaned) -> tuple[Any, list[int]]:
    """The value as the rules store it, None where nothing was filled in; and the rows that it was read from.

    Raises Unclear. What a value may be is the schema's to say.
    """
    shape = asking.question.shape
    if shape.kind == Kind.ROWS:
        return _read_rows(asking, shape, cleaned)
    if shape.kind == Kind.YES:
        return (True if cleaned.get("value") == "yes" else None), []
    return _read(asking, "value", shape, cleaned, asking.value), []


def _read_rows(asking: Asking, shape: Shape, cleaned: Cleaned) -> tuple[Any, list[int]]:
    found, numbers, keys = [], [], set[str]()
    for row in range(asking.rows):
        filled = _read(asking, f"value-{row}", replace(shape, kind=Kind.PARTS), cleaned, None)
        if filled is None:
            continue
        if any(part.kind == Kind.KEY for _, part in shape.parts):
            key = str(filled.get("key", ""))
            if not A_KEY.match(key) or key in keys:
                filled["key"] = key_from(str(filled.get("words", "")), keys)
            keys.add(filled["key"])
        found.append(filled)
        numbers.append(row)
    return found or None, numbers


def _read(asking: Asking, name: str, shape: Shape, cleaned: Cleaned, before: Any) -> Any:
    given = cleaned.get(name)
    if shape.kind == Kind.PARTS:
        return _read_parts(asking, name, shape, cleaned, before)
    if shape.kind == Kind.SEVERAL:
        return _chosen(asking, name, shape, given or [], before)
    if shape.kind in READING:
        return READING[shape.kind](given or "")
    return None if given in ("", UNSET) else given


def _read_lines(given: str) -> list[str] | None:
    return [line.strip() for line in given.splitlines() if line.strip()] or None


def _read_numbers(given: str) -> list[int | str] | None:
    """What is no number stays as it was typed: the schema says what it takes."""
    parts = [part.strip() for part in given.split(",") if part.strip()]
    return [int(part) if part.isdecimal() else part for part in parts] or None


def _read_text(given: str) -> str | None:
    return given.replace("\r\n", "\n") or None


READING: dict[Kind, Callable[[Any], Any]] = {
    Kind.LINES: _read_lines,
    Kind.NUMBERS: _read_numbers,
    Kind.TEXT: _read_text,
    Kind.TICK: bool,
}


def _read_parts(asking: Asking, name: str, shape: Shape, cleaned: Cleaned, before: Any) -> Any:
    old = before or {}
    read = {part: _read(asking, f"{name}-{part}", of, cleaned, old.get(part)) for part, of in shape.parts}
    kinds = dict(shape.parts)
    if all(value in (None, False) for part, value in read.items() if kinds[part].kind != Kind.KEY):
        return None
    return {part: value for part, value in read.items() if value is not None}


def _chosen(asking: Asking, name: str, shape: Shape, chosen: list[str], before: Any) -> Any:
    """In the order in which they stood until now, where they are the same: no change is made of the order alone."""
    if shape.whole in chosen:
        if len(chosen) > 1:
            raise Unclear(name, EITHER.format(asking.words(shape.whole, shape)))
        return shape.whole
    if isinstance(before, list) and sorted(before) == sorted(chosen):
        return before
    return chosen or None
