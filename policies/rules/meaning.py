"""What the adopted rules mean: rules in, answer out. No clock, no user, no database."""

from collections.abc import Iterable

from accounts.offices import Office
from policies.rules.schema import ItemKind, Listed, Password, Rule, Rules, Source

Offices = frozenset[Office]

EVERY_OFFICE: Offices = frozenset(Office)

# The software keeps its own house: whom the law makes the council's proper officer keeps people and settings.
KEEPERS: Offices = frozenset({Office.CLERK, Office.DEPUTY_CLERK})


def called(rules: Rules, office: Office) -> str:
    """How this council calls an office."""
    return rules.titles.get(office, office.label)


def approvers(rules: Rules) -> Offices:
    """Offices that approve before publication (post-moderators)."""
    return frozenset(rules.approval.offices.value)


def delegates(rules: Rules) -> Offices:
    """Offices to whose holders an approver may delegate (post-delegation); none where the policy names none."""
    return frozenset(rules.approval.delegation.value.to) if rules.approval.delegation else frozenset()


def delegable(rules: Rules, what: str) -> bool:
    """May the approval of one `what` ("post" or "matter") be delegated?"""
    return rules.approval.delegation is not None and what in rules.approval.delegation.value.of


def must_acknowledge(rules: Rules, held: Iterable[Office]) -> bool:
    """Must somebody with these offices acknowledge the policy before submitting (read-and-understood)?"""
    rule = rules.reading.acknowledged_by
    return rule is not None and not frozenset(rule.value).isdisjoint(held)


def offered_kinds(rules: Rules) -> tuple[ItemKind, ...]:
    """Kinds of item that an author may choose: the policy's list; all, where it has none or leaves room."""
    if rules.website.may is None or rules.website.discretion is not None:
        return tuple(ItemKind)
    return rules.website.may.value


def needs_discretion(rules: Rules, kind: ItemKind) -> bool:
    """Is the kind outside the policy's list, so that the named office decides whether it may be included?"""
    may = rules.website.may
    return may is not None and rules.website.discretion is not None and kind not in may.value


def never_kinds(rules: Rules) -> tuple[Listed, ...]:
    """The kinds that will not be included, in the policy's own words; empty where it names none."""
    return rules.website.never.value if rules.website.never else ()


def clerk_is_copied(rules: Rules) -> bool:
    """Is correspondence on the council's behalf copied to the Clerk unless it comes from the Clerk?"""
    return rules.correspondence.clerk_copied is not None


def password_rule(rules: Rules) -> Password | None:
    rule = rules.official_accounts.strong_passwords
    return rule.value if rule else None


def who_approves(rules: Rules) -> str:
    """The approvers in words: "the Town Clerk, the Chair or the Vice Chair"."""
    names = [f"the {called(rules, office)}" for office in rules.approval.offices.value]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def source_of(rule: Rule | None) -> Source | None:
    return rule.source if rule else None
