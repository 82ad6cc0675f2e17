"""What applies to one person in this council: rules and the offices held in, lines with their sources out.

Nothing stands here that the policy does not say; and of what it says, only what speaks to somebody with these offices.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from accounts.offices import MEMBERS, PERSONNEL, Office
from policies.rules import meaning as means
from policies.rules.meaning import EVERY_OFFICE, Offices
from policies.rules.people import answerers, named, needs_prior_approval, procedures
from policies.rules.schema import Rule, Rules, Source

COVERED = {
    "official_business": "official council business",
    "all_communications": "what the council communicates",
    "social_media": "what is posted on social media in the council’s name",
}

SPOKEN_TO: dict[str, Offices] = {
    r"employees?|staff|officers?": PERSONNEL,
    r"members?|councillors?": MEMBERS,
    r"volunteers?": frozenset({Office.VOLUNTEER}),
    r"you": EVERY_OFFICE,
}
"""Of whom a sentence of a policy speaks, by the words that it uses for them."""


class Applied(NamedTuple):
    """One thing that applies, in plain words, with the rule that says so. `points` are a list in the policy's words."""

    says: str
    source: Source
    points: tuple[str, ...] = ()

    @property
    def quoted(self) -> str:
        """The policy's own words, where the line is not those already."""
        return "" if self.says.casefold() in self.source.words.casefold() else self.source.words


class Part(NamedTuple):
    title: str
    lines: tuple[Applied, ...]


def what_applies(rules: Rules, held: Iterable[Office]) -> tuple[Part, ...]:
    """The parts that say something to somebody with these offices; nobody without an office is told anything."""
    offices = frozenset(held)
    if not offices:
        return ()
    parts = (Part(title, tuple(lines(rules, offices))) for title, lines in PARTS.items())
    return tuple(part for part in parts if part.lines)


def speaks_to(words: str, offices: Offices, *, otherwise: Offices) -> bool:
    """Does this sentence speak to holders of these offices? `otherwise`: to whom one speaks that names nobody."""
    spoken = [to for name, to in SPOKEN_TO.items() if re.search(rf"\b(?:{name})\b", words, re.IGNORECASE)]
    return not offices.isdisjoint(frozenset().union(*spoken) if spoken else otherwise)


# ------------------------------------------------------------------------------------------------ the parts
def _reading(rules: Rules, held: Offices) -> Iterator[Applied]:
    asked = rules.reading.acknowledged_by
    if asked and means.must_acknowledge(rules, held):
        yield Applied(
            "Read the policy and confirm that you have understood it, before you submit anything.", asked.source
        )
    if rule := rules.reading.questions_to:
        whom = named(rules, answerers(rules, own_account=False))
        yield Applied(f"Put questions about the policy to {whom}.", rule.source)


def _publishing(rules: Rules, held: Offices) -> Iterator[Applied]:
    covered = COVERED[rules.approval.covers.value] if rules.approval.covers else "what the council publishes"
    yours = " You hold such an office." if held & means.approvers(rules) else ""
    says = f"It is for {means.who_approves(rules)} to approve {covered} before it is published.{yours}"
    yield Applied(says, rules.approval.offices.source)
    if rules.approval.delegation and held & means.delegates(rules):
        what = " or ".join(f"one {thing}" for thing in rules.approval.delegation.value.of)
        yield Applied(f"The approval of {what} may be delegated to you.", rules.approval.delegation.source)
    if rule := rules.publishing.unsure_about_information:
        whom = (rule.value.clerk_asks,) if Office.CLERK in held else rule.value.ask
        yield Applied(f"If you are unsure whether information may be shared, ask {named(rules, whom)}.", rule.source)


def _own_accounts(rules: Rules, held: Offices) -> Iterator[Applied]:
    conduct, prior = rules.conduct, rules.reading.prior_approval
    if prior and needs_prior_approval(rules, held):
        whom = named(rules, prior.value.given_by)
        says = f"Before you post about council matters, on your own account too, ask {whom} and wait for the approval."
        yield Applied(says, prior.source)
    barred = conduct.own_accounts_barred_for_business
    if barred and held & MEMBERS:
        yield Applied("Do not use your own accounts for council business.", barred.source)
    if listed := conduct.own_accounts:
        said = barred.words if barred else ""
        where = listed.source.model_copy(update={"words": ""})
        lines = [line for line in listed.value if line != said and speaks_to(line, held, otherwise=MEMBERS)]
        yield from (Applied(line, where) for line in lines)


def _official_accounts(rules: Rules, held: Offices) -> Iterator[Applied]:
    accounts = rules.official_accounts
    yield from _access(rules, held)
    if (covering := accounts.nominated) and held & (MEMBERS | frozenset(covering.value.cover_for)):
        most, away = covering.value.at_most, named(rules, covering.value.cover_for)
        number = "One councillor" if most == 1 else f"Up to {most} councillors"
        says = f"{number} can be nominated to watch over the accounts, and to cover for {away}."
        yield Applied(says, covering.source)
    if _may_use(rules, held):
        yield from _plain(accounts.passwords_unique, "Each account has a password of its own.")
        yield from _plain(accounts.passwords_changed, "Change a password at once if it may be known, and in good time.")
        yield from _plain(accounts.two_factor, "Where a platform offers a second step at sign-in, it may be used.")
        yield from _plain(
            accounts.registration_address,
            "Register accounts, where possible, to an address that several people can open.",
        )
        if rule := accounts.devices:
            whom = named(rules, rule.value.consent_of)
            yield Applied(f"Use the accounts on the council’s own devices, unless {whom} has consented.", rule.source)


def _access(rules: Rules, held: Offices) -> Iterator[Applied]:
    rule = rules.official_accounts.access
    if rule is None:
        return
    access = rule.value
    if access.elected_members_barred and held & MEMBERS:
        yield Applied("As an elected member you have no direct access to the council’s accounts.", rule.source)
        return
    controlled, given = named(rules, access.controlled_by), named(rules, access.offices)
    says = f"Access to the council’s accounts is controlled by {controlled}"
    says += "." if given == controlled else f", and is for {given}."
    if held.isdisjoint(access.offices):
        says += " Your office is not among these."
    yield Applied(says, rule.source)
    if held & frozenset(access.delegated_to):
        agreed = access.business_case_agreed_by
        case = f", with a business case agreed by {named(rules, agreed)}" if agreed else ""
        yield Applied(f"The use of an account may be delegated to you case by case{case}.", rule.source)


def _passwords_and_mail(rules: Rules, held: Offices) -> Iterator[Applied]:
    mail = rules.correspondence
    if rule := rules.official_accounts.strong_passwords:
        yield Applied(_strong(rule.value), rule.source)
    if mail.own_addresses and held & frozenset(mail.own_addresses.value):
        yield Applied("You have an e-mail address of the council’s.", mail.own_addresses.source)
    if mail.separate_addresses_advised and held & frozenset(mail.separate_addresses_advised.value):
        says = "You are advised to keep your council address apart from your own, and open to nobody else."
        yield Applied(says, mail.separate_addresses_advised.source)


def _conduct(rules: Rules, held: Offices) -> Iterator[Applied]:
    conduct = rules.conduct
    for dealt in procedures(rules, held):
        yield Applied(f"What the policy names for your office, where it is not kept: {dealt}.", dealt.source)
    if (gross := conduct.gross_misconduct) and held & PERSONNEL:
        yield Applied("A serious case of this will probably amount to gross misconduct:", gross.source, gross.value)
    if statement := conduct.civility_statement:
        yield Applied(f"The council has adopted the “{statement.value}”.", statement.source)
    if concerns := conduct.concerns:
        to, other = named(rules, concerns.value.to), named(rules, [concerns.value.about_clerk_to])
        clerk = means.called(rules, Office.CLERK)
        says = f"If a colleague’s post harasses, bullies or offends you, tell {to}; if it is the {clerk}’s, {other}."
        yield Applied(says, concerns.source)
    if (watched := conduct.monitoring_notice) and speaks_to(watched.value, held, otherwise=EVERY_OFFICE):
        yield Applied(watched.value, watched.source)


PARTS: dict[str, Callable[[Rules, Offices], Iterator[Applied]]] = {
    "Reading and asking": _reading,
    "Your own accounts": _own_accounts,
    "What the council publishes": _publishing,
    "The council’s accounts": _official_accounts,
    "Passwords and e-mail": _passwords_and_mail,
    "Conduct": _conduct,
}


# ---------------------------------------------------------------------------------------------------- words
def _plain(rule: Rule[Any] | None, says: str) -> Iterator[Applied]:
    if rule:
        yield Applied(says, rule.source)


def _may_use(rules: Rules, held: Offices) -> bool:
    users = means.operates_accounts(rules) | means.account_delegates(rules)
    return bool(held & users) and not held & means.kept_from_accounts(rules)


def _strong(asked: Any) -> str:
    parts = [("letters", asked.letters), ("numbers", asked.numbers), ("punctuation", asked.punctuation)]
    mixed = [name for name, is_asked in parts if is_asked]
    mixture = f"mix {', '.join(mixed[:-1])} and {mixed[-1]}" if len(mixed) > 1 else f"use {mixed[0]}" if mixed else ""
    names = "leave out names and words associated with you" if asked.no_names else ""
    return f"In passwords, {' and '.join(filter(None, [mixture, names]))}."
