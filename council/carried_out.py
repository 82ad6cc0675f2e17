"""How the adopted policy is carried out: its clauses, in its order and words, beside what the register says of them.

No claim is larger than the register's: what is not built yet is carried out by people.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel

from council.clauses import Clause, register
from policies.models import PolicyVersion
from policies.rules import Rules, read_rules
from policies.rules.schema import Source, SourceKind

WAYS = {
    "enforced": "Enforced: it cannot be broken through the software",
    "recorded": "Recorded: people do it, and the software keeps it",
    "reminded": "Reminded: it is shown at the moment when it matters",
}
LAST = 10**9
BY_FIRST_WORDS = 80


@dataclass(frozen=True)
class CarriedOut:
    """One clause of the policy, with each place that states it, and what the software does about it."""

    clause: Clause
    sources: tuple[Source, ...]

    @property
    def ways(self) -> tuple[str, ...]:
        return tuple(WAYS[way] for way in self.clause.how)

    @property
    def is_whole(self) -> bool:
        return self.clause.built and not self.clause.to_come


def carried_out(version: PolicyVersion) -> tuple[CarriedOut, ...]:
    """The clauses that this version has, in the order of its text."""
    return _carried_out(version.rules_text, version.text)


@lru_cache(maxsize=4)
def _carried_out(rules_text: str, text: str) -> tuple[CarriedOut, ...]:
    stated: dict[str, list[Source]] = {}
    for clause_id, source in _stated(read_rules(rules_text, origin="the policy in force")):
        if source not in stated.setdefault(clause_id, []):
            stated[clause_id].append(source)
    plain = _plain(text)
    found = [CarriedOut(clause, tuple(stated[clause.id])) for clause in register() if clause.id in stated]
    return tuple(sorted(found, key=lambda one: min(_position(source, plain) for source in one.sources)))


def _stated(rules: Rules) -> Iterator[tuple[str, Source]]:
    """Each clause of which the policy itself states a rule; what the council chose beside it is none."""
    for name in Rules.model_fields:
        section = getattr(rules, name)
        fields = type(section).model_fields.items() if isinstance(section, BaseModel) else ()
        for key, field in fields:
            rule, extra = getattr(section, key), field.json_schema_extra
            if rule is not None and isinstance(extra, dict) and rule.source.kind == SourceKind.POLICY:
                yield from ((str(clause), rule.source) for clause in extra["clauses"])  # type: ignore[union-attr]


def _position(source: Source, plain: str) -> int:
    """Where the rule's words begin in the text, or else its place; behind all others where neither is found."""
    for words in (source.words, source.place):
        place = plain.find(_plain(words)[:BY_FIRST_WORDS]) if words else -1
        if place >= 0:
            return place
    return LAST


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
