"""The only writer of the accessibility statement, the barriers in it, and the reports about it.

Every function raises NotYours, NotNow or BadInput (accounts.refusals), in words for the person, and then nothing has
changed. Days are dates in the council's time zone.
"""

import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.actors import present
from accounts.clock import today
from accounts.history import System, record
from accounts.mail import MailClass, classed, notify, send
from accounts.models import Council, User
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from council import permissions
from council.models import AccessibilityReport, Barrier, Statement
from council.wcag import CRITERIA
from policies.rules.meaning import KEEPERS
from policies.standing import holders

NOT_YOURS = "Only the Clerk or the Deputy Clerk looks after the accessibility statement."
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that are easily taken for another."""


@transaction.atomic
def note_barrier(*, by: User, **facts: Any) -> Barrier:
    """Something is known not to work: from now on the statement says so."""
    by = present(by)
    if not permissions.can_note_barrier(by):
        raise NotYours(NOT_YOURS)
    barrier = Barrier()
    _take(barrier, facts)
    record(barrier, by=by, act="barrier noted")
    return barrier


@transaction.atomic
def change_barrier(barrier_id: int, *, by: User, **facts: Any) -> Barrier:
    by, barrier = present(by), _locked_barrier(barrier_id)
    _require_barrier(by, barrier)
    _take(barrier, facts)
    record(barrier, by=by, act="barrier changed")
    return barrier


@transaction.atomic
def mend_barrier(barrier_id: int, *, by: User, mended_on: date) -> Barrier:
    """It works now: the statement no longer names it. One that comes back is noted anew."""
    by, barrier = present(by), _locked_barrier(barrier_id)
    _require_barrier(by, barrier)
    _require_past("mended_on", mended_on)
    barrier.mended_on = mended_on
    record(barrier, by=by, act="barrier mended")
    return barrier


@transaction.atomic
def review_statement(*, by: User, tested_on: date | None = None, tested_how: str = "") -> Statement:
    """Says that the statement was read today and is right, and when and how the website was last tested.

    Without `tested_on` no test is claimed.
    """
    by, day = present(by), today()
    if not permissions.can_review_statement(by):
        raise NotYours(NOT_YOURS)
    if tested_on:
        _require_past("tested_on", tested_on)
        require_words("tested_how", tested_how, "Say who tested it, and how.")
    statement = Statement.objects.select_for_update().first() or Statement(pk=1, prepared_on=day)
    statement.reviewed_on, statement.tested_on = day, tested_on
    statement.tested_how = tested_how.strip() if tested_on else ""
    record(statement, by=by, act="accessibility statement reviewed")
    return statement


@transaction.atomic
def report(*, by: System, happened: str, page: str = "", name: str = "", email: str = "") -> AccessibilityReport:
    """Takes what somebody writes about the website; the keepers hear of it. Its reference is for them to name it by."""
    by = present(by)
    if not permissions.can_report(by):
        raise NotYours("Reports come through the form on the public website.")
    told = {"happened": happened.strip(), "page": page.strip(), "name": " ".join(name.split()), "email": email.strip()}
    found = AccessibilityReport(reference=_reference(), sent_at=timezone.now(), **told)
    record(found, by=by, act="reported on the website")
    notify(holders(KEEPERS), "council/email/report.txt", {"report": found})
    return found


@transaction.atomic
def answer(report_id: int, *, by: User, answer: str) -> AccessibilityReport:
    """Answers a report. Who gave an e-mail address gets the answer by mail, as correspondence of the council."""
    by, found = present(by), _locked_report(report_id)
    _require_settling(by, found)
    require_words("answer", answer, "Write the answer.")
    found.answer, found.settled_at = answer.strip(), timezone.now()
    record(found, by=by, act="answered")
    if found.email:
        _send_answer(found)
    return found


@transaction.atomic
def close(report_id: int, *, by: User, reason: str) -> AccessibilityReport:
    """Ends a report without an answer, saying why: nobody hears of it."""
    by, found = present(by), _locked_report(report_id)
    _require_settling(by, found)
    require_words("reason", reason, "Say why it needs no answer: the reason is kept on the record.")
    found.settled_at = timezone.now()
    record(found, by=by, act="closed without an answer", reason=reason.strip())
    return found


def _take(barrier: Barrier, facts: dict[str, Any]) -> None:
    """Puts the facts on the barrier, where they can stand together."""
    for name, value in facts.items():
        setattr(barrier, name, value.strip() if isinstance(value, str) else value)
    require_words("what", barrier.what, "Say what does not work.")
    if barrier.reason != Barrier.Reason.OUT_OF_SCOPE and barrier.criterion not in CRITERIA:
        raise BadInput("criterion", "Choose the criterion that it fails.")
    if barrier.reason != Barrier.Reason.BURDEN:
        barrier.assessed_on, barrier.minute = None, ""
        return
    if barrier.assessed_on is None:
        raise BadInput("assessed_on", "Give the day of the assessment. Without one the law knows no such burden.")
    _require_past("assessed_on", barrier.assessed_on)
    require_words("minute", barrier.minute, "Give the minute in which the council kept the assessment.")


def _send_answer(found: AccessibilityReport) -> None:
    council = Council.objects.first()
    text = render_to_string("council/email/answer.txt", {"report": found, "council": council})
    reply_to = [council.email] if council and council.email else None
    subject = f"Your report {found.reference} about our website"
    message = EmailMessage(subject, text.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [found.email], reply_to=reply_to)
    send([classed(message, MailClass.CORRESPONDENCE)])


def _locked_barrier(barrier_id: int) -> Barrier:
    barrier = Barrier.objects.select_for_update().filter(pk=barrier_id).first()
    if barrier is None:
        raise NotNow("There is no such barrier.")
    return barrier


def _locked_report(report_id: int) -> AccessibilityReport:
    found = AccessibilityReport.objects.select_for_update().filter(pk=report_id).first()
    if found is None:
        raise NotNow("There is no such report.")
    return found


def _require_barrier(by: User, barrier: Barrier) -> None:
    if permissions.can_change_barrier(by, barrier):
        return
    if barrier.is_mended and by.has_perm("council.change_barrier", barrier):
        raise NotNow("This is mended already. If it has come back, note it anew.")
    raise NotYours(NOT_YOURS)


def _require_settling(by: User, found: AccessibilityReport) -> None:
    if permissions.can_settle(by, found):
        return
    if not found.is_waiting and permissions.can_view_reports(by):
        raise NotNow(f"{found} is settled already. Nothing has changed.")
    raise NotYours(NOT_YOURS)


def _require_past(field: str, day: date) -> None:
    if day > today():
        raise BadInput(field, "That day is still to come.")


def _reference() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(8))
