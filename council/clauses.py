"""The register of clauses: what the councils' policies ask, and how far the software keeps it.

The register is `clauses.toml` beside this file. Which tests show a clause is asked of pytest: see `clause_tests`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import Annotated, Any, Literal

from django.urls import get_resolver
from pydantic import ConfigDict, Field, StrictBool, TypeAdapter, ValidationError

REGISTER = Path(__file__).with_name("clauses.toml")
URL = "url:"

Text = Annotated[str, Field(min_length=1)]


class ClauseError(ValueError):
    """The register, or a name in it, cannot stand. Each line names the clause, the key and what is wrong."""


@dataclass(frozen=True)
class Clause:
    """One thing that policies ask. `how` is how it is kept once `to_come` is built, too."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    councils: Annotated[tuple[Text, ...], Field(min_length=1)]
    how: Annotated[tuple[Literal["enforced", "recorded", "reminded"], ...], Field(min_length=1)]
    summary: Text
    built: StrictBool
    to_come: str
    enforced: tuple[Text, ...]


@cache
def register() -> tuple[Clause, ...]:
    """Every clause, in the order of the file. Raises ClauseError where the file is not as it should be."""
    return read(REGISTER.read_text(encoding="utf-8"))


def read(text: str) -> tuple[Clause, ...]:
    """The clauses in the text of a register. Raises ClauseError."""
    try:
        entries = tomllib.loads(text).get("clause", [])
        clauses = TypeAdapter(tuple[Clause, ...]).validate_python(entries)
    except tomllib.TOMLDecodeError as error:
        raise ClauseError(f"The register is not readable as TOML: {error}") from error
    except ValidationError as error:
        raise ClauseError("\n".join(_say(entries, mistake) for mistake in error.errors())) from error
    if problems := [*_repeated(clauses), *_contradictions(clauses)]:
        raise ClauseError("\n".join(problems))
    return clauses


def require_names(clauses: Iterable[Clause]) -> None:
    """Checks that all that the clauses name as keeping them is there. Raises ClauseError."""
    missing = [f"{clause.id}: enforced: {problem}" for clause in clauses for problem in _missing(clause.enforced)]
    if missing:
        raise ClauseError("\n".join(missing))


def resolve(name: str) -> object:
    """What stands under a dotted name ("posts.workflow.approve"), or the patterns of an address ("url:home").

    Raises LookupError, in words, where nothing does.
    """
    return _patterns(name.removeprefix(URL)) if name.startswith(URL) else _object(name)


def _object(name: str) -> object:
    try:
        return resolve_name(name)
    except (ImportError, AttributeError, ValueError) as error:
        raise LookupError(f"there is no “{name}”") from error


def _patterns(name: str) -> list[Any]:
    """Addresses that need values cannot be reversed without them, so the resolver is asked for the name itself."""
    *namespaces, last = name.split(":")
    resolver = get_resolver()
    for namespace in namespaces:
        if namespace not in resolver.namespace_dict:
            raise LookupError(f"there is no address “{name}”: nothing is called “{namespace}”")
        _, resolver = resolver.namespace_dict[namespace]
    if not (patterns := resolver.reverse_dict.getlist(last)):
        raise LookupError(f"there is no address “{name}”")
    return patterns


def _missing(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        try:
            resolve(name)
        except LookupError as error:
            yield error.args[0]


def _repeated(clauses: Iterable[Clause]) -> list[str]:
    times = Counter(clause.id for clause in clauses)
    return [f"{name}: id: stands {count} times" for name, count in times.items() if count > 1]


def _contradictions(clauses: Iterable[Clause]) -> Iterable[str]:
    for clause in clauses:
        if clause.built and not clause.enforced:
            yield f"{clause.id}: enforced: says where it is kept, since it is built"
        if not clause.built and clause.enforced:
            yield f"{clause.id}: enforced: stays empty until it is built"
        if not clause.built and not clause.to_come:
            yield f"{clause.id}: to_come: says what is still to be built, since it is not"


def _say(entries: Any, mistake: Any) -> str:
    match mistake["loc"]:
        case (int(place), *keys):
            entry = entries[place]
            name = entry.get("id", f"clause {place + 1}") if isinstance(entry, dict) else f"clause {place + 1}"
            return ": ".join([str(name), *map(str, keys[:1]), mistake["msg"]])
        case _:
            return f"clause: {mistake['msg']}"
