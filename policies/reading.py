"""Who reads which version: the offices asked, the people who hold them today, and who has not confirmed yet."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from accounts.clock import today
from accounts.models import Appointment, User
from accounts.offices import Office
from policies.models import Acknowledgement, Policy, PolicyVersion
from policies.rules import Rules, RulesError
from policies.rules.meaning import Offices
from policies.rules.people import readers
from policies.standing import rules_in_force, standing_of

MOST_SHOWN = 200
MOST_IN_A_REPORT = 20


def rules_of(version: PolicyVersion) -> Rules | None:
    """The rules that a version brings with it; None of a policy without rules, and where they are not complete yet."""
    if not (version.policy.carries_rules and version.rules_text):
        return None
    try:
        return version.rules
    except RulesError:
        return None


def readers_of(policy: Policy, rules: Rules | None) -> Offices:
    """The offices whose holders confirm that they have read this policy: those that the council has chosen, and of the
    policy that carries the rules those that the rules name (read-and-understood)."""
    chosen = frozenset(Office(name) for name in policy.read_by)
    return chosen | readers(rules) if policy.carries_rules and rules else chosen


def asked_versions(versions: Iterable[PolicyVersion], rules: Rules | None) -> list[PolicyVersion]:
    """Those that somebody is asked to confirm."""
    return [version for version in versions if readers_of(version.policy, rules)]


def still_to_read(user: User) -> list[PolicyVersion]:
    """What this person has still to confirm today, in one query."""
    standing = standing_of(user)
    if not standing.offices:
        return []
    found = PolicyVersion.objects.read_by_people(today()).not_confirmed_by(user)
    return [version for version in found if not standing.offices.isdisjoint(readers_of(version.policy, standing.rules))]


def not_yet(version: PolicyVersion) -> QuerySet[User]:
    """The people asked to confirm this version who have not, by name."""
    offices = readers_of(version.policy, rules_in_force())
    held = Appointment.objects.on(today()).filter(user=OuterRef("pk"), office__in=list(offices))
    given = Acknowledgement.objects.filter(user=OuterRef("pk"), version=version)
    return User.objects.filter(Exists(held), ~Exists(given)).order_by("name", "pk")


def unread(among: QuerySet[User] | None = None) -> list[tuple[PolicyVersion, list[User]]]:
    """Of the policies that people confirm, those in force that somebody has not, each with these people by name.

    `among`: of these people alone.
    """
    asked = asked_versions(PolicyVersion.objects.read_by_people(today())[:MOST_IN_A_REPORT], rules_in_force())
    waiting = ((version, not_yet(version)) for version in asked)
    pairs = (
        (version, list((people if among is None else people.filter(pk__in=among))[:MOST_SHOWN]))
        for version, people in waiting
    )
    return [(version, people) for version, people in pairs if people]


def confirmed_before(user: User, version: PolicyVersion) -> PolicyVersion | None:
    """The latest other version of the same policy that this person has confirmed."""
    earlier = Acknowledgement.objects.filter(user=user, version__policy=version.policy_id).exclude(version=version)
    found = earlier.select_related("version").order_by("-version__number").first()
    return found.version if found else None
