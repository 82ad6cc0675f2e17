"""What the adopted rules ask of the council's people, by the offices they hold. No clock, no user, no database."""

from collections.abc import Iterable
from typing import NamedTuple

from accounts.offices import SINGLE, Office
from policies.rules import meaning as means
from policies.rules.meaning import KEEPERS, Offices
from policies.rules.schema import Rules, Source


class Dealt(NamedTuple):
    """How a failure to keep the policy is dealt with: by which documents, and before which body ("" for none named)."""

    documents: tuple[str, ...]
    body: str
    source: Source

    def __str__(self) -> str:
        return "; ".join(filter(None, [" or ".join(self.documents), self.body]))


def named(rules: Rules, offices: Iterable[Office]) -> str:
    """The offices in words, as the council calls them: "the Town Clerk or the Deputy Town Clerk"."""
    chosen = frozenset(offices)
    return means.in_words([_called(rules, office) for office in Office if office in chosen])


def readers(rules: Rules) -> Offices:
    """Whose holders say that they have read and understood the policy that carries the rules (read-and-understood)."""
    rule = rules.reading.acknowledged_by
    return frozenset(rule.value) if rule else frozenset()


LATEST = 60
"""So many days after its day, a reminder that nobody could make in time is not made any more."""


def reminder_step(rules: Rules, days: int) -> int | None:
    """Which reminder to read is due `days` after a version took effect: the latest whose day has come; None for none.

    A suggestion: nothing is due until the council has chosen it.
    """
    rule = rules.reading.reminded_after
    steps = [step for step in rule.value if 0 <= days - step <= LATEST] if rule else []
    return max(steps, default=None)


def answerers(rules: Rules, *, own_account: bool) -> Offices:
    """Who answers a question about the policy, or gives prior approval (policy-questions, post-prior-approval).

    The keepers, where the policy names nobody.
    """
    reading = rules.reading
    if own_account and reading.prior_approval:
        return frozenset(reading.prior_approval.value.given_by)
    return frozenset(reading.questions_to.value) if reading.questions_to else KEEPERS


def needs_prior_approval(rules: Rules, held: Iterable[Office]) -> bool:
    """Must somebody with these offices ask before they post on their own account (post-prior-approval)?"""
    rule = rules.reading.prior_approval
    return rule is not None and not frozenset(rule.value.needed_by).isdisjoint(held)


def procedures(rules: Rules, held: Iterable[Office]) -> tuple[Dealt, ...]:
    """What the policy names for the holders of these offices (code-of-conduct); empty where it names nothing."""
    rule, offices = rules.conduct.procedures, frozenset(held)
    if rule is None:
        return ()
    return tuple(Dealt(one.documents, one.body, rule.source) for one in rule.value if not offices.isdisjoint(one.who))


def ways(rules: Rules, held: Iterable[Office]) -> tuple[Dealt, ...]:
    """As `procedures`, with one document each, for somebody to choose from (code-of-conduct)."""
    return tuple(one for dealt in procedures(rules, held) for one in _one_each(dealt))


def insiders(rules: Rules) -> tuple[tuple[str, Dealt], ...]:
    """Whom the policy names a procedure for, in words, each with it; empty where it names nothing (code-of-conduct)."""
    rule = rules.conduct.procedures
    if rule is None:
        return ()
    return tuple((named(rules, one.who), Dealt(one.documents, one.body, rule.source)) for one in rule.value)


def _one_each(dealt: Dealt) -> list[Dealt]:
    return [dealt._replace(documents=(one,)) for one in dealt.documents] or [dealt]


def _called(rules: Rules, office: Office) -> str:
    return f"{'the' if office in SINGLE else 'any'} {means.called(rules, office)}"
