"""What the adopted rules mean: rules in, answer out. No clock, no user, no database."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import NamedTuple

from accounts.offices import MEMBERS, SINGLE, Office
from policies.rules.schema import ItemKind, Listed, Password, Rule, Rules, Source

Offices = frozenset[Office]

EVERY_OFFICE: Offices = frozenset(Office)

# The software keeps its own house: whom the law makes the council's proper officer keeps people and settings.
KEEPERS: Offices = frozenset({Office.CLERK, Office.DEPUTY_CLERK})


OF_A_GROUP = "The group writes and looks after this itself. It is not the direct responsibility of the council."


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


class Line(NamedTuple):
    """One line of what a person confirms at a decision, in the policy's own words."""

    words: str
    source: Source


def attestation(rules: Rules) -> tuple[Line, ...]:
    """The council's own list, which a person confirms at each approval; empty where its policy names nothing."""
    publishing = rules.publishing
    standards = publishing.standards
    listed = [Line(line.words, standards.source) for line in standards.value] if standards else []
    others = (
        publishing.copyright,
        publishing.personal_information,
        publishing.politics,
        publishing.link_permission,
        publishing.platform_terms,
        publishing.employees_approve_being_discussed,
    )
    return (*listed, *(Line(rule.words, rule.source) for rule in others if rule and rule.words))


def purposes(rules: Rules) -> tuple[str, ...]:
    """What the official channels are for, in the policy's words (purpose); empty where it names nothing."""
    return rules.publishing.purposes.value if rules.publishing.purposes else ()


def own_work_waits(rules: Rules, *, others: bool) -> bool:
    """Must another person approve what one has written oneself? `others`: there is another approver today."""
    rule = rules.approval.another_person
    return rule is not None and (rule.value == "always" or others)


SHORTEST_DELAY = timedelta(hours=1)
"""Whatever the rules say, a delay shorter than this is none."""


def is_too_late(rules: Rules, delay: timedelta) -> bool:
    """Does the council no longer let a post go out by itself so long after its hour?"""
    latest = rules.approval.latest_hours_after
    return latest is not None and delay >= timedelta(hours=latest.value)


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


def stands_on_website(rules: Rules | None, kind: ItemKind, let_in: Collection[str] = ()) -> bool:
    """May the website hold things of this kind? `let_in`: kinds beyond the list that discretion has let in.

    Not before a policy is in force: nobody can have approved anything.
    """
    if rules is None:
        return False
    may = rules.website.may
    return may is None or kind in may.value or (rules.website.discretion is not None and kind in let_in)


def never_kinds(rules: Rules) -> tuple[Listed, ...]:
    """The kinds that will not be included, in the policy's own words; empty where it names none."""
    return rules.website.never.value if rules.website.never else ()


def clerk_is_copied(rules: Rules) -> bool:
    """Is correspondence on the council's behalf copied to the Clerk unless it comes from the Clerk?"""
    return rules.correspondence.clerk_copied is not None


def operates_accounts(rules: Rules) -> Offices:
    """Offices whose holders use the official accounts (account-access); the approvers, where the policy names none."""
    access = rules.official_accounts.access
    return frozenset(access.value.offices) if access else approvers(rules)


def account_delegates(rules: Rules) -> Offices:
    """Offices to whose holders the use of an account may be delegated, case by case (account-access)."""
    access = rules.official_accounts.access
    return frozenset(access.value.delegated_to) if access else frozenset()


def kept_from_accounts(rules: Rules) -> Offices:
    """Offices with which nobody uses an account, whatever other office they hold (account-access)."""
    access = rules.official_accounts.access
    return MEMBERS if access and access.value.elected_members_barred else frozenset()


def has_groups(rules: Rules) -> bool:
    """Does the policy let local groups keep pages of their own (groups-approved)?"""
    return rules.groups.hosted_on is not None


def words_of_the_mark(rules: Rules) -> str:
    """What stands wherever a local group's content does (groups-disclaimer)."""
    return rules.groups.marked.value if rules.groups.marked else OF_A_GROUP


def group_changes_wait(rules: Rules) -> bool:
    """Does a change of a group's pages wait until the council has accepted it (groups-maintain-own-pages)?"""
    return rules.groups.changes is not None and rules.groups.changes.value == "once_accepted"


def groups_confirm_every(rules: Rules) -> int | None:
    """After how many months a group confirms that all is still right; None where the council has not chosen that."""
    return rules.groups.confirmed_every.value if rules.groups.confirmed_every else None


def takes_down(rules: Rules) -> Offices:
    """Offices that take down what a group shows (groups-removal): the policies say "the Council"."""
    return KEEPERS | approvers(rules)


def who_operates_accounts(rules: Rules) -> str:
    """Those who use the official accounts in words: "the Town Clerk or the Deputy Town Clerk"."""
    offices = [office for office in Office if office in operates_accounts(rules)]
    return in_words([f"{'the' if office in SINGLE else 'any'} {called(rules, office)}" for office in offices])


def source_of_operating(rules: Rules) -> Source:
    """The rule that says who uses the official accounts."""
    return (rules.official_accounts.access or rules.approval.offices).source


def channel_names(rules: Rules) -> tuple[str, ...]:
    """The channels that the policy names as in use (channels-in-use); empty where it names none."""
    return tuple(channel.name for channel in rules.channels.in_use.value) if rules.channels.in_use else ()


def password_rule(rules: Rules) -> Password | None:
    rule = rules.official_accounts.strong_passwords
    return rule.value if rule else None


def who_approves(rules: Rules) -> str:
    """The approvers in words: "the Town Clerk, the Chair or the Vice Chair"."""
    return in_words([f"the {called(rules, office)}" for office in rules.approval.offices.value])


def source_of(rule: Rule | None) -> Source | None:
    return rule.source if rule else None


def in_words(names: list[str]) -> str:
    """ "the Clerk, the Chair or the Vice Chair". Takes one name at least."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def groups_have_a_site_of_their_own(rules: Rules) -> bool:
    """Do the groups' pages stand on a website of the town beside the council's own (groups-approved)?"""
    return rules.groups.hosted_on is not None and rules.groups.hosted_on.value == "town_website"
