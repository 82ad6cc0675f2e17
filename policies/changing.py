"""What changes for whom when one set of rules takes the place of another. No database, no clock.

What somebody may do is asked of the tables from which the office backend answers, so that the two cannot differ.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.offices import MEMBERS
from policies import acts
from policies.rules import Rule, Rules, Source
from policies.rules import meaning as means
from policies.rules.meaning import Offices
from policies.rules.people import answerers, needs_prior_approval

Holds = Callable[[Rules, Offices], bool]
Ruled = Callable[[Rules], "Rule[Any] | None"]


@dataclass(frozen=True)
class Person:
    """Somebody with the offices that they hold; `title` is how the council calls these. `pk` tells namesakes apart."""

    pk: int
    name: str
    title: str
    offices: Offices

    def __str__(self) -> str:
        return f"{self.name} ({self.title})"


@dataclass(frozen=True)
class Power:
    """What the rules let people do or ask of them: `is_asked` of a duty. `acts` are the permissions that go with it."""

    words: str
    holds: Holds
    rule: Ruled
    acts: tuple[str, ...] = ()
    is_asked: bool = False

    def begins(self) -> str:
        return f"will be {'asked' if self.is_asked else 'able'} to {self.words}"

    def ends(self) -> str:
        return f"will no longer be {'asked' if self.is_asked else 'able'} to {self.words}"


@dataclass(frozen=True)
class Change:
    """One power that people gain, or lose. `source` is the rule that says so, before where it says nothing any more."""

    power: Power
    people: tuple[Person, ...]
    is_gained: bool
    source: Source | None

    def __str__(self) -> str:
        says = self.power.begins() if self.is_gained else self.power.ends()
        return f"{_together([str(person) for person in self.people])} {says}."


def changes_for(before: Rules, after: Rules, people: Sequence[Person]) -> tuple[Change, ...]:
    """Every power that somebody gains or loses, in the order of POWERS, what is lost first."""
    return tuple(_changes(before, after, people))


def nobody_would_approve(after: Rules, people: Iterable[Person]) -> bool:
    """Would nothing be published any more, because nobody holds an office that approves?"""
    return not any(acts.may("posts.approve_post", after, person.offices) for person in people)


def _changes(before: Rules, after: Rules, people: Sequence[Person]) -> Iterator[Change]:
    for power in POWERS:
        had = {person for person in people if power.holds(before, person.offices)}
        has = {person for person in people if power.holds(after, person.offices)}
        rule = power.rule(after) or power.rule(before)
        for changed, is_gained in ((had - has, False), (has - had, True)):
            if changed:
                named = tuple(person for person in people if person in changed)
                yield Change(power, named, is_gained, means.source_of(rule))


def _by_act(act: str) -> Holds:
    return lambda rules, offices: acts.may(act, rules, offices)


def _to_delegates(rules: Rules, offices: Offices) -> bool:
    return not offices.isdisjoint(means.delegates(rules)) and offices.isdisjoint(means.approvers(rules))


def _to_account_delegates(rules: Rules, offices: Offices) -> bool:
    act = "channels.finish_delivery"
    is_named = not offices.isdisjoint(means.account_delegates(rules))
    return is_named and not acts.may(act, rules, offices) and not acts.is_barred(act, rules, offices)


def _answers(rules: Rules, offices: Offices) -> bool:
    return not offices.isdisjoint(answerers(rules, own_account=False))


def _approves_own_accounts(rules: Rules, offices: Offices) -> bool:
    return rules.reading.prior_approval is not None and not offices.isdisjoint(answerers(rules, own_account=True))


def _covers(rules: Rules, offices: Offices) -> bool:
    return rules.official_accounts.nominated is not None and not offices.isdisjoint(MEMBERS)


def _is_kept_from_business(rules: Rules, offices: Offices) -> bool:
    return rules.conduct.own_accounts_barred_for_business is not None and not offices.isdisjoint(MEMBERS)


def _approval(rules: Rules) -> Rule[Any] | None:
    return rules.approval.offices


def _delegation(rules: Rules) -> Rule[Any] | None:
    return rules.approval.delegation


def _access(rules: Rules) -> Rule[Any] | None:
    return rules.official_accounts.access


def _prior_approval(rules: Rules) -> Rule[Any] | None:
    return rules.reading.prior_approval


LOOKING_UP = (
    "website_groups.view_group",
    "website_groups.view_item",
    "website_groups.view_takedown",
    "accounts.view_appointment",
    "accounts.view_committee",
    "accounts.view_committeemembership",
    "accounts.view_meeting",
    "accounts.view_absence",
)

POWERS = (
    Power(
        "approve posts",
        _by_act("posts.approve_post"),
        _approval,
        ("posts.approve_post", "accounts.approve_matter", "accounts.add_matter"),
    ),
    Power(
        "delegate the approval of a post", _by_act("posts.delegate_post"), _delegation, acts=("posts.delegate_post",)
    ),
    Power(
        "delegate the approval of a matter",
        _by_act("accounts.delegate_matter"),
        _delegation,
        acts=("accounts.delegate_matter",),
    ),
    Power("approve what somebody delegates to them", _to_delegates, _delegation),
    Power(
        "say whether an item outside the policy’s list may be included",
        _by_act("posts.add_allowedkind"),
        lambda rules: rules.website.discretion,
        ("posts.add_allowedkind",),
    ),
    Power(
        "use the Council’s official accounts",
        _by_act("channels.finish_delivery"),
        lambda rules: _access(rules) or rules.approval.offices,
        ("channels.finish_delivery",),
    ),
    Power("use an official account that somebody delegates to them", _to_account_delegates, _access),
    Power(
        "be nominated to watch over the official accounts",
        _covers,
        lambda rules: rules.official_accounts.nominated,
    ),
    Power(
        "confirm that they have read and understood the policy before they submit anything",
        means.must_acknowledge,
        lambda rules: rules.reading.acknowledged_by,
        is_asked=True,
    ),
    Power("answer questions about the policy", _answers, lambda rules: rules.reading.questions_to),
    Power("approve what others post on their own accounts", _approves_own_accounts, _prior_approval),
    Power(
        "get approval before they post about council matters on their own account",
        needs_prior_approval,
        _prior_approval,
        is_asked=True,
    ),
    Power(
        "keep council business off their own accounts",
        _is_kept_from_business,
        lambda rules: rules.conduct.own_accounts_barred_for_business,
        is_asked=True,
    ),
    Power(
        "look at what a local group wants to show before the public sees it",
        _by_act("website_groups.decide_item"),
        lambda rules: rules.groups.hosted_on or rules.approval.offices,
        ("website_groups.decide_item",),
    ),
    Power(
        "take down what a local group shows",
        _by_act("website_groups.take_down_group"),
        lambda rules: rules.groups.removal or rules.approval.offices,
        ("website_groups.take_down_group",),
    ),
    Power(
        "keep the Council’s list of local groups",
        _by_act("website_groups.change_group"),
        lambda rules: rules.groups.hosted_on,
        ("website_groups.change_group", "website_groups.add_group"),
    ),
    Power("look up appointments, committees and absences", _by_act(LOOKING_UP[-1]), _approval, LOOKING_UP),
)


def _together(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
