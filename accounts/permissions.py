"""Who keeps people, offices and the council's own page. SYSTEM founds an installation before anybody has an office."""

from accounts.history import SYSTEM, System
from accounts.models import Council, User


def can_found(actor: User | System) -> bool:
    return actor is SYSTEM and not Council.objects.exists()


def can_change_council(actor: User | System) -> bool:
    return _may(actor, "accounts.change_council")


def can_appoint(actor: User | System) -> bool:
    return _may(actor, "accounts.add_appointment")


def can_end_appointment(actor: User | System) -> bool:
    return _may(actor, "accounts.change_appointment")


def can_describe_member(actor: User | System) -> bool:
    return _may(actor, "accounts.change_appointment")


def can_keep_committees(actor: User | System) -> bool:
    return _may(actor, "accounts.add_committee")


def can_record_absence(actor: User | System, person: User) -> bool:
    """Anybody their own; the Clerk and the Deputy everybody's."""
    return actor == person or _may(actor, "accounts.add_absence")


def can_choose_notices(actor: User | System, person: User) -> bool:
    return actor == person


def can_send_daily(actor: User | System) -> bool:
    """Only the software does, by the clock."""
    return actor is SYSTEM


def can_review(user: User, person: User) -> bool:
    """May `user` read what `person` did? Anybody what they did themselves."""
    return user == person or user.has_perm("accounts.review_user")


def can_open_matter(actor: User | System) -> bool:
    return _may(actor, "accounts.add_matter")


def _may(actor: User | System, act: str) -> bool:
    return isinstance(actor, System) or actor.has_perm(act)
