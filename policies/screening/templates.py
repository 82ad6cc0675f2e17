"""Sentence patterns as the data files write them, made into regular expressions.

In a template `{name}` is any word of a class, a space is a gap between words, `_` is one space, and the rest is a
regular expression. It is for folded text, unless its file names classes that are read `as_written`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from policies.screening.findings import DATA
from policies.screening.folding import Span

_GAP = r"[\s,]{1,3}"
_CLASS = re.compile(r"\{([a-z_]+)\}")
_DEEPEST = 5

Patterns = tuple[re.Pattern[str], ...]


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `name`, as TOML has it."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def patterns(name: str, section: str, key: str = "patterns") -> Patterns:
    """The patterns of one section of a data file."""
    data = table(name)
    classes, as_written = data.get("classes", {}), frozenset(data.get("as_written", ()))
    return tuple(_compiled(template, classes, as_written) for template in data[section][key])


@cache
def any_of(name: str, section: str, key: str) -> re.Pattern[str]:
    """Any of the words of one list of a data file, whole."""
    data = table(name)
    return _compiled(
        f"(?:{'|'.join(data[section][key])})", data.get("classes", {}), frozenset(data.get("as_written", ()))
    )


def spans_in(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[Span]:
    """Each place where a pattern stands."""
    for pattern in patterns:
        yield from (match.span() for match in pattern.finditer(text))


def _compiled(template: str, classes: Mapping[str, Sequence[str]], as_written: frozenset[str]) -> re.Pattern[str]:
    for _ in range(_DEEPEST):
        template = _CLASS.sub(lambda match: _any_word(match[1], classes, as_written), template)
    pattern = template.replace(" ", _GAP).replace("_", " ")
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE if as_written else 0)


def _any_word(name: str, classes: Mapping[str, Sequence[str]], as_written: frozenset[str]) -> str:
    flags = "-i:" if name in as_written else ":"
    return f"(?{flags}{'|'.join(classes[name])})"
