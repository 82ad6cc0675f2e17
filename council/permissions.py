"""Who keeps the accessibility statement and answers what people report about it; and who reads the month's report."""

from accounts.history import SYSTEM, System
from accounts.models import User
from council.models import AccessibilityReport, Barrier


def can_read_report(user: User) -> bool:
    """Those who decide on posts, and those who keep the council's affairs."""
    return user.has_perm("posts.approve_post") or user.has_perm("accounts.change_council")


def can_note_barrier(user: User) -> bool:
    return user.has_perm("council.add_barrier")


def can_change_barrier(user: User, barrier: Barrier) -> bool:
    return not barrier.is_mended and user.has_perm("council.change_barrier", barrier)


def can_review_statement(user: User) -> bool:
    return user.has_perm("council.change_statement")


def can_report(actor: User | System) -> bool:
    """The website itself takes a report on behalf of whoever writes it: they need no place at the desk."""
    return actor is SYSTEM


def can_view_reports(user: User) -> bool:
    return user.has_perm("council.view_accessibilityreport")


def can_settle(user: User, report: AccessibilityReport) -> bool:
    return report.is_waiting and user.has_perm("council.change_accessibilityreport", report)
