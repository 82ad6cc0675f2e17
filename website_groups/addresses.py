"""Under which name the groups' pages are read: the council's own website, or one of the town beside it."""

from django.conf import settings

from policies.rules import Rules
from policies.rules import meaning as means
from policies.standing import rules_in_force


def site_of(rules: Rules | None) -> str:
    """The beginning of every whole address of a group's page under these rules, without a slash at its end."""
    apart = rules is not None and means.groups_have_a_site_of_their_own(rules)
    return settings.GROUPS_URL if settings.GROUPS_URL and apart else settings.SITE_URL


def site_now() -> str:
    """The same under the rules in force, which are asked for only where there is a choice."""
    return site_of(rules_in_force()) if settings.GROUPS_URL else settings.SITE_URL
