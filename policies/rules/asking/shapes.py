"""What an answer is made of, read from the type of its rule, so that a few kinds of field ask for every rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo


class Kind(StrEnum):
    YES = "yes"
    ONE = "one"
    SEVERAL = "several"
    TEXT = "text"
    LINES = "lines"
    EMAIL = "email"
    NUMBER = "number"
    NUMBERS = "numbers"
    TICK = "tick"
    KEY = "key"
    PARTS = "parts"
    ROWS = "rows"


@dataclass(frozen=True)
class Shape:
    """`values` are what can be chosen, from the vocabulary called `of`; `whole` is chosen instead of several of them.

    `parts` are what a record is made of, or each row of a list; numbers lie from `least` to `most`.
    """

    kind: Kind
    values: tuple[str, ...] = ()
    of: str = ""
    whole: str = ""
    parts: tuple[tuple[str, "Shape"], ...] = ()
    least: int = 0
    most: int = 0
    is_needed: bool = True

    @property
    def is_list(self) -> bool:
        return self.kind in (Kind.SEVERAL, Kind.LINES, Kind.NUMBERS, Kind.ROWS)


def shape_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:
    """The shape of an answer of that type. TypeError for a type of which no question can be made."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return shape_of(inner, (*metadata, *_flat(more)))
    if get_origin(annotation) in (Union, UnionType):
        return _of_union(get_args(annotation))
    if get_origin(annotation) is Literal:
        values = get_args(annotation)
        return Shape(Kind.YES) if values == (True,) else Shape(Kind.ONE, values)
    if get_origin(annotation) is tuple:
        return _of_list(shape_of(get_args(annotation)[0]))
    if isinstance(annotation, type):
        return _of_class(annotation, metadata)
    raise TypeError(f"no question can be asked about {annotation}")


def _of_class(cls: type, metadata: tuple[Any, ...]) -> Shape:
    if issubclass(cls, BaseModel):
        return Shape(Kind.PARTS, parts=tuple((name, _of_part(field)) for name, field in cls.model_fields.items()))
    if issubclass(cls, Enum):
        return Shape(Kind.ONE, tuple(member.value for member in cls), of=cls.__name__)
    if cls is bool:
        return Shape(Kind.TICK, is_needed=False)
    if cls is int:
        least = next((limit.ge for limit in metadata if isinstance(limit, Ge)), 0)
        most = next((limit.le for limit in metadata if isinstance(limit, Le)), 10**6)
        return Shape(Kind.NUMBER, least=int(str(least)), most=int(str(most)))
    if cls is str:
        pattern = next((found for limit in metadata if (found := getattr(limit, "pattern", ""))), "")
        return Shape(Kind.TEXT if not pattern else Kind.EMAIL if "@" in pattern else Kind.KEY)
    raise TypeError(f"no question can be asked about {cls}")


def _of_part(field: FieldInfo) -> Shape:
    shape = shape_of(field.annotation, tuple(_flat(field.metadata)))
    return shape if field.is_required() else replace(shape, is_needed=False)


def _of_list(item: Shape) -> Shape:
    if item.kind == Kind.ONE:
        return replace(item, kind=Kind.SEVERAL)
    kinds = {Kind.TEXT: Kind.LINES, Kind.NUMBER: Kind.NUMBERS, Kind.PARTS: Kind.ROWS}
    return replace(item, kind=kinds[item.kind])


def _of_union(members: tuple[Any, ...]) -> Shape:
    """A rule that may be unset, or a list in whose place one word can stand for all."""
    shapes = [shape_of(member) for member in members if member is not NoneType]
    if len(shapes) == 1:
        return shapes[0]
    several, word = sorted(shapes, key=lambda shape: shape.kind != Kind.SEVERAL)
    return replace(several, whole=word.values[0])


def _flat(metadata: Any) -> Iterator[Any]:
    """What pydantic's Field() says of a type, with what it wraps."""
    for one in metadata:
        yield from one.metadata if isinstance(one, FieldInfo) else [one]


def key_from(words: str, taken: set[str]) -> str:
    """A key by which a line of a list is remembered: made of its first words, and like no other in `taken`."""
    plain = "_".join(re.findall(r"[a-z]+", words.lower())[:4]) or "line"
    key = plain
    while key in taken:
        key += "_x"
    return key
