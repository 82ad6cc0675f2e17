"""Which offices carry which act, and who is barred from it, under the adopted rules.

One line an act, by the permission's full name. The office backend answers from these tables, and so does what is said
before an adoption of the people for whom something changes.
"""

from collections.abc import Callable

from accounts.offices import PERSONNEL, Office
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.meaning import EVERY_OFFICE, KEEPERS, Offices
from policies.rules.people import answerers


def _nobody(rules: Rules) -> Offices:
    """An editor of a local group holds no office: the act is granted on that one group."""
    return frozenset()


def _every_office(rules: Rules) -> Offices:
    return EVERY_OFFICE


def _keepers(rules: Rules) -> Offices:
    return KEEPERS


def _overseers(rules: Rules) -> Offices:
    """Who keeps what is raised about the keepers themselves, beside the keeper whom it is not about.

    Thornbury sends a concern about its Clerk to its Chair; where a policy is silent, nobody else stands over the Clerk.
    """
    return frozenset({Office.CHAIR})


def _reviewers(rules: Rules) -> Offices:
    """Who reads everything that one person did: the keepers alone, whoever approves.

    Thornbury has its Clerk and Deputy Clerk watch over how the policy works (2.2), and discloses records of what
    people did to nobody but those who look into a misuse (6.4). No other policy gives them to anybody. What was done
    to one post stands on its own page, for all who may open it.
    """
    return KEEPERS


def _look_up(rules: Rules) -> Offices:
    return PERSONNEL | means.approvers(rules)


def _delegators(rules: Rules, what: str) -> Offices:
    return means.approvers(rules) if means.delegable(rules, what) else frozenset()


def _answerers(rules: Rules) -> Offices:
    """Those to whom the policy sends questions, and those of whom it asks prior approval."""
    return answerers(rules, own_account=False) | answerers(rules, own_account=True)


def _discretion(rules: Rules) -> Offices:
    return frozenset({rules.website.discretion.value}) if rules.website.discretion else frozenset()


CARRIED_BY: dict[str, Callable[[Rules], Offices]] = {
    "posts.add_post": _every_office,
    "posts.submit_post": _every_office,
    "posts.view_post": _every_office,
    "posts.approve_post": means.approvers,
    "posts.delegate_post": lambda rules: _delegators(rules, "post"),
    "posts.add_allowedkind": _discretion,
    "posts.add_maileditem": _keepers,
    "posts.view_maileditem": _keepers,
    "accounts.approve_matter": means.approvers,
    "accounts.delegate_matter": lambda rules: _delegators(rules, "matter"),
    "accounts.add_matter": means.approvers,
    "accounts.view_matter": _every_office,
    "accounts.view_user": _every_office,
    "accounts.review_user": _reviewers,
    "accounts.change_council": _keepers,
    "accounts.add_appointment": _keepers,
    "accounts.change_appointment": _keepers,
    "accounts.view_appointment": _look_up,
    "accounts.add_committee": _keepers,
    "accounts.view_committee": _look_up,
    "accounts.view_committeemembership": _look_up,
    "accounts.view_meeting": _look_up,
    "accounts.add_absence": _keepers,
    "accounts.view_absence": _look_up,
    "policies.view_policyversion": _every_office,
    "policies.view_policy": _every_office,
    "policies.add_policy": _keepers,
    "policies.change_policy": _keepers,
    "policies.add_policyversion": _keepers,
    "policies.change_policyversion": _keepers,
    "policies.adopt_policyversion": _keepers,
    "policies.view_review": _every_office,
    "policies.change_review": _keepers,
    "policies.view_reminder": _keepers,
    "policies.add_recommendation": _every_office,
    "policies.add_question": _every_office,
    "policies.answer_question": _answerers,
    "policies.add_acknowledgement": _every_office,
    "policies.keep_procedure": _keepers,
    "policies.oversee_procedure": _overseers,
    "channels.view_delivery": _every_office,
    "channels.finish_delivery": means.operates_accounts,
    "website_groups.view_group": _look_up,
    "website_groups.view_item": _look_up,
    "website_groups.view_takedown": _look_up,
    "website_groups.edit_group": _nobody,
    "website_groups.add_group": _keepers,
    "website_groups.change_group": _keepers,
    "website_groups.take_down_group": means.takes_down,
    "website_groups.decide_item": means.approvers,
    "email_log.view_outgoingmail": _keepers,
    "council.add_barrier": _keepers,
    "council.change_barrier": _keepers,
    "council.change_statement": _keepers,
    "council.view_accessibilityreport": _keepers,
    "council.change_accessibilityreport": _keepers,
}

# Without one of these offices an act is barred, whatever grant somebody may hold: a grant given to an employee dies
# with the employment, and one given to a councillor under a policy that delegates to personnel was never alive.
ONLY_FOR: dict[str, Callable[[Rules], Offices]] = {
    "posts.approve_post": lambda rules: means.approvers(rules) | means.delegates(rules),
    "accounts.approve_matter": lambda rules: means.approvers(rules) | means.delegates(rules),
    "channels.finish_delivery": lambda rules: means.operates_accounts(rules) | means.account_delegates(rules),
}

# With one of these offices an act is barred, whatever other office or grant somebody may hold.
NEVER_FOR: dict[str, Callable[[Rules], Offices]] = {"channels.finish_delivery": means.kept_from_accounts}

OF_GROUPS = (
    "website_groups.add_group",
    "website_groups.change_group",
    "website_groups.decide_item",
    "website_groups.edit_group",
    "website_groups.take_down_group",
)

# Where the rules do not have what an act is about, it is barred to everybody, whatever grant somebody may hold.
ONLY_WHERE: dict[str, Callable[[Rules], bool]] = dict.fromkeys(OF_GROUPS, means.has_groups)

AFTER_READING = frozenset({"posts.submit_post"})
"""Acts that wait for the acknowledgement of the policy in force, where the rules ask for it (Thornbury 4.2)."""


def carries(act: str, rules: Rules, offices: Offices) -> bool:
    """Does one of these offices carry the act?"""
    holders = CARRIED_BY.get(act)
    return holders is not None and not offices.isdisjoint(holders(rules))


def is_barred(act: str, rules: Rules, offices: Offices) -> bool:
    """Do the rules forbid the act to somebody with these offices, whatever grant they hold?"""
    only_where, only_for, never_for = ONLY_WHERE.get(act), ONLY_FOR.get(act), NEVER_FOR.get(act)
    if only_where is not None and not only_where(rules):
        return True
    if only_for is not None and offices.isdisjoint(only_for(rules)):
        return True
    return never_for is not None and not offices.isdisjoint(never_for(rules))


def may(act: str, rules: Rules, offices: Offices) -> bool:
    """Does an office carry the act, and none bar it?"""
    return carries(act, rules, offices) and not is_barred(act, rules, offices)
