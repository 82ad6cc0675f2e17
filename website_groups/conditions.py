"""What a group accepts when it applies, and the rules that something it shows can break: the council's own, in words.

Rules in, sentences with their sources out: no clock, no user, no database.
"""

from hashlib import sha256
from typing import NamedTuple

from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import Source
from website_groups.models import Takedown

LONGEST_RULE: int = Takedown._meta.get_field("rule").max_length or 0


class Condition(NamedTuple):
    """One thing that a group accepts. `points` are a list in the policy's own words."""

    words: str
    source: Source | None
    points: tuple[str, ...] = ()


def conditions(rules: Rules) -> tuple[Condition, ...]:
    """All of them, in the order in which they are read: approval, mark, what stays out, removal, and what is chosen."""
    groups, website = rules.groups, rules.website
    found = [
        Condition(
            "The Council approves each group. Nothing of a group is public before that.",
            means.source_of(groups.hosted_on),
        ),
        Condition(
            f"Everything that a group shows carries these words, and nobody can take them off: "
            f"“{means.words_of_the_mark(rules)}”",
            means.source_of(groups.marked),
        ),
        Condition(
            "The group looks after its own pages and answers for what they say.",
            means.source_of(groups.hosted_on),
        ),
    ]
    if lines := means.attestation(rules):
        found.append(
            Condition("What the council asks of everything it publishes:", None, tuple(one.words for one in lines))
        )
    if website.never:
        kinds = tuple(kind.words for kind in means.never_kinds(rules))
        found.append(Condition("These kinds are not on the website:", website.never.source, kinds))
    if groups.removal:
        found.append(Condition(groups.removal.value, groups.removal.source))
    if groups.changes and means.group_changes_wait(rules):
        found.append(
            Condition("What a group changes is public once the council has looked at it.", groups.changes.source)
        )
    if groups.confirmed_every:
        said = f"Every {groups.confirmed_every.value} months a group says that all is still right."
        found.append(Condition(said, groups.confirmed_every.source))
    return tuple(found)


def as_text(accepted: tuple[Condition, ...]) -> str:
    """The conditions as they were shown, to be kept with an application."""
    lines = [line for one in accepted for line in (one.words, *(f"- {point}" for point in one.points))]
    return "\n".join(lines)


def mark_of(accepted: tuple[Condition, ...]) -> str:
    """Tells one wording of the conditions from another."""
    return sha256(as_text(accepted).encode()).hexdigest()[:16]


def breakable(rules: Rules) -> tuple[str, ...]:
    """The council's own rules for what is published, one line each, short enough to be kept with a take-down."""
    lines = [line.words for line in means.attestation(rules)]
    lines += [f"Not on the website: {kind.words}" for kind in means.never_kinds(rules)]
    return tuple(dict.fromkeys(_short(line) for line in lines))


def _short(line: str) -> str:
    one_line = " ".join(line.split())
    return one_line if len(one_line) <= LONGEST_RULE else f"{one_line[: LONGEST_RULE - 1]}…"
