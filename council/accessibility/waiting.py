"""What about the website's accessibility waits for a person at the desk."""

from dataclasses import dataclass
from datetime import date

from accounts.clock import today
from accounts.models import User
from council import permissions
from council.models import AccessibilityReport, Statement

SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """`review_is_due`: nobody has looked at the statement for a year, or ever; `reviewed_on` is the last time."""

    reports: tuple[AccessibilityReport, ...] = ()
    review_is_due: bool = False
    reviewed_on: date | None = None

    def __len__(self) -> int:
        return len(self.reports) + int(self.review_is_due)


def waiting_for(user: User) -> Waiting:
    """In two queries; in none for whoever does not look after it."""
    if not permissions.can_view_reports(user):
        return Waiting()
    statement = Statement.objects.first()
    is_due = statement is None or statement.due_on <= today()
    reports = tuple(AccessibilityReport.objects.waiting()[:SHOWN])
    return Waiting(reports, is_due, statement.reviewed_on if statement else None)
