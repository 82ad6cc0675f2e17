"""The accessibility statement follows from facts; barriers, reviews and reports are acts of their keepers."""

from datetime import date, timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours
from council import workflow
from council.accessibility.statement import Compliance, Facts, facts
from council.accessibility.waiting import waiting_for
from council.models import A_YEAR, LONGEST_TEXT, AccessibilityReport, Barrier, Statement
from council.wcag import CRITERIA
from email_log.models import Dispatch, OutgoingMail
from email_log.sealing import unseal
from tests import making

KEEPERS = {"clerk", "deputy"}
Reason = Barrier.Reason


def barrier_facts(**changes: Any) -> dict[str, Any]:
    known = {"what": "Old minutes are pictures.", "criterion": "1.1.1", "reason": Reason.NOT_COMPLIANT}
    return {**known, **changes}


def burden(**changes: Any) -> dict[str, Any]:
    return barrier_facts(reason=Reason.BURDEN, assessed_on=today(), minute="26/114", **changes)


def report(**changes: str) -> AccessibilityReport:
    return workflow.report(by=SYSTEM, **{"happened": "I cannot read the minutes.", **changes})


# --------------------------------------------------------------------------------------- what it comes to
@pytest.mark.parametrize(
    ("reasons", "compliance", "due_to"),
    [
        ([], Compliance.FULLY, "the non-compliances"),
        ([Reason.NOT_COMPLIANT], Compliance.PARTIALLY, "the non-compliances"),
        ([Reason.BURDEN], Compliance.PARTIALLY, "the exemptions"),
        ([Reason.OUT_OF_SCOPE], Compliance.PARTIALLY, "the exemptions"),
        ([Reason.NOT_COMPLIANT, Reason.BURDEN], Compliance.PARTIALLY, "the non-compliances and exemptions"),
    ],
)
def test_how_compliant_it_is_follows_from_what_is_known(
    reasons: list[Reason], compliance: Compliance, due_to: str
) -> None:
    tested = Statement(tested_on=date(2026, 11, 1))
    known = Facts([Barrier(reason=reason) for reason in reasons], tested)
    assert (known.compliance, known.due_to) == (compliance, due_to)


@pytest.mark.parametrize("statement", [None, Statement(tested_on=None)])
def test_without_a_test_nothing_is_claimed(statement: Statement | None) -> None:
    assert Facts([], statement).compliance == Compliance.NOT_TESTED
    assert Facts([Barrier(reason=Reason.BURDEN)], statement).compliance == Compliance.PARTIALLY


def test_what_is_planned_stands_in_order() -> None:
    later, sooner, never = (Barrier(planned_for=day) for day in (date(2027, 5, 1), date(2027, 2, 1), None))
    assert Facts([later, never, sooner], None).planned == [sooner, later]


def test_the_criteria_are_those_of_both_levels() -> None:
    assert len(CRITERIA) == 55
    assert Barrier(criterion="1.4.10").criterion_named == "1.4.10 Reflow"
    assert Barrier(criterion="4.1.1").criterion_named == "4.1.1"


# --------------------------------------------------------------------------------------------- barriers
def test_a_barrier_is_noted_changed_and_mended_on_the_record(cast: making.Cast) -> None:
    noted = workflow.note_barrier(by=cast.clerk, **barrier_facts())
    assert list(facts().barriers) == [noted]
    workflow.change_barrier(noted.pk, by=cast.deputy, **barrier_facts(alternative="Ring the office."))
    workflow.mend_barrier(noted.pk, by=cast.clerk, mended_on=today())
    assert list(facts().barriers) == []
    acts = [(row.act, row.actor_name) for row in noted.history.order_by("history_id")]
    assert acts == [("barrier noted", "Clerk"), ("barrier changed", "Deputy"), ("barrier mended", "Clerk")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (barrier_facts(what="  "), "what"),
        (barrier_facts(criterion=""), "criterion"),
        (barrier_facts(criterion="9.9.9"), "criterion"),
        (barrier_facts(reason="laziness"), "reason"),
        (barrier_facts(reason=Reason.BURDEN, minute="26/114"), "assessed_on"),
        (barrier_facts(reason=Reason.BURDEN, assessed_on=date(2026, 1, 5)), "minute"),
        (barrier_facts(reason=Reason.BURDEN, assessed_on=date(2999, 1, 5), minute="26/114"), "assessed_on"),
    ],
)
def test_what_a_barrier_must_say(given: dict[str, Any], field: str, cast: making.Cast) -> None:
    with pytest.raises(BadInput) as refusal:
        workflow.note_barrier(by=cast.clerk, **given)
    assert refusal.value.field == field
    assert not Barrier.objects.exists()


def test_what_the_regulations_leave_out_fails_no_criterion(cast: making.Cast) -> None:
    noted = workflow.note_barrier(by=cast.clerk, **barrier_facts(reason=Reason.OUT_OF_SCOPE, criterion=""))
    assert facts().out_of_scope == [noted]


def test_only_a_burden_has_an_assessment(cast: making.Cast) -> None:
    noted = workflow.note_barrier(by=cast.clerk, **burden())
    assert (noted.assessed_on, noted.minute) == (today(), "26/114")
    changed = workflow.change_barrier(noted.pk, by=cast.clerk, **{**burden(), "reason": Reason.NOT_COMPLIANT})
    assert (changed.assessed_on, changed.minute) == (None, "")


@pytest.mark.parametrize("values", [{"assessed_on": None, "minute": "26/114"}, {"assessed_on": today, "minute": ""}])
def test_the_database_knows_no_burden_without_its_assessment(values: dict[str, Any], cast: making.Cast) -> None:
    noted = workflow.note_barrier(by=cast.clerk, **barrier_facts())
    day = today() if values["assessed_on"] else None
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(Barrier).filter(pk=noted.pk).update(reason="burden", assessed_on=day, minute=values["minute"])


def test_what_is_mended_stays_so(cast: making.Cast) -> None:
    noted = workflow.note_barrier(by=cast.clerk, **barrier_facts())
    with pytest.raises(BadInput):
        workflow.mend_barrier(noted.pk, by=cast.clerk, mended_on=today() + timedelta(days=1))
    workflow.mend_barrier(noted.pk, by=cast.clerk, mended_on=today())
    with pytest.raises(NotNow):
        workflow.mend_barrier(noted.pk, by=cast.clerk, mended_on=today())
    with pytest.raises(NotNow):
        workflow.change_barrier(999, by=cast.clerk, **barrier_facts())


# --------------------------------------------------------------------------------------------- the review
def test_a_review_says_when_it_was_and_how_it_was_tested(cast: making.Cast) -> None:
    first = workflow.review_statement(by=cast.clerk, tested_on=today(), tested_how="By keyboard.")
    assert (first.prepared_on, first.reviewed_on, first.due_on) == (today(), today(), today() + A_YEAR)
    second = workflow.review_statement(by=cast.clerk, tested_how="By nobody")
    assert (second.pk, second.tested_on, second.tested_how) == (first.pk, None, "")
    with pytest.raises(BadInput):
        workflow.review_statement(by=cast.clerk, tested_on=today())
    with pytest.raises(BadInput):
        workflow.review_statement(by=cast.clerk, tested_on=today() + timedelta(days=1), tested_how="By keyboard.")


def test_it_is_due_once_a_year(cast: making.Cast) -> None:
    assert waiting_for(cast.clerk).review_is_due
    reviewed = workflow.review_statement(by=cast.clerk)
    assert not waiting_for(cast.clerk).review_is_due
    for days, is_due in ((364, False), (365, True)):
        models.QuerySet(Statement).update(reviewed_on=today() - timedelta(days=days))
        assert waiting_for(cast.clerk).review_is_due is is_due, reviewed.due_on


# --------------------------------------------------------------------------------------------- reports
def test_a_report_waits_for_its_keepers_who_hear_of_it(cast: making.Cast) -> None:
    found = report(page="News", name="  Ann   Reed ", email="ann@else.example")
    assert (found.name, found.is_waiting, len(found.reference)) == ("Ann Reed", True, 8)
    assert {mail.to[0] for mail in OutgoingMail.objects.all()} == {cast.clerk.email, cast.deputy.email}
    mail = OutgoingMail.objects.first()
    assert mail.subject == f"Somebody writes about the website: {found.reference}"
    assert "Ann Reed writes about “News”:" in mail.text
    assert f"/desk/accessibility/reports/{found.pk}/" in mail.text


@pytest.mark.parametrize(("name", "waits"), [("clerk", 2), ("deputy", 2), ("chair", 0), ("outsider", 0)])
def test_it_stands_on_the_desk_of_the_keepers(name: str, waits: int, cast: making.Cast) -> None:
    report()
    assert len(waiting_for(getattr(cast, name))) == waits


def test_an_answer_goes_to_who_gave_an_address_and_to_the_clerk(cast: making.Cast) -> None:
    found = report(email="ann@else.example")
    Dispatch.objects.all().delete()
    answered = workflow.answer(found.pk, by=cast.deputy, answer=" We have typed them out. ")
    assert (answered.answer, answered.is_waiting) == ("We have typed them out.", False)
    mail = OutgoingMail.objects.order_by("-pk").first()
    assert (mail.mail_class, mail.to, mail.copied_to) == ("correspondence", ["ann@else.example"], [cast.clerk.email])
    sent = message_from_bytes(unseal(bytes(Dispatch.objects.get().payload)))
    assert sent["Reply-To"] == "clerk@thornby.example"
    assert found.reference in sent["Subject"]
    assert "> I cannot read the minutes." in mail.text


def test_without_an_address_an_answer_is_only_kept(cast: making.Cast) -> None:
    found = report()
    mails = OutgoingMail.objects.count()
    assert workflow.answer(found.pk, by=cast.clerk, answer="Thank you.").answer == "Thank you."
    assert OutgoingMail.objects.count() == mails


def test_a_report_can_be_closed_with_a_reason(cast: making.Cast) -> None:
    found = report()
    with pytest.raises(BadInput):
        workflow.close(found.pk, by=cast.clerk, reason=" ")
    closed = workflow.close(found.pk, by=cast.clerk, reason="An advertisement.")
    assert (closed.answer, closed.is_waiting) == ("", False)
    last = closed.history.order_by("-history_id").first()
    assert (last.act, last.history_change_reason) == ("closed without an answer", "An advertisement.")


def test_what_is_settled_stays_so(cast: making.Cast) -> None:
    found = report()
    with pytest.raises(BadInput):
        workflow.answer(found.pk, by=cast.clerk, answer="")
    workflow.answer(found.pk, by=cast.clerk, answer="Thank you.")
    for act in (
        lambda: workflow.answer(found.pk, by=cast.clerk, answer="Again."),
        lambda: workflow.close(found.pk, by=cast.clerk, reason="Twice."),
        lambda: workflow.close(999, by=cast.clerk, reason="Nothing."),
    ):
        with pytest.raises(NotNow):
            act()


def test_a_report_is_not_longer_than_a_letter(cast: making.Cast) -> None:
    with pytest.raises(BadInput) as refusal:
        report(happened="x" * (LONGEST_TEXT + 1))
    assert refusal.value.field == "happened"


# ----------------------------------------------------------------------------------------------- who may
def test_only_the_keepers_look_after_it(cast: making.Cast) -> None:
    noted = workflow.note_barrier(by=cast.clerk, **barrier_facts())
    found = report()

    def acts(by: User) -> list[Any]:
        return [
            lambda: workflow.note_barrier(by=by, **barrier_facts()),
            lambda: workflow.change_barrier(noted.pk, by=by, **barrier_facts()),
            lambda: workflow.mend_barrier(noted.pk, by=by, mended_on=today()),
            lambda: workflow.review_statement(by=by),
            lambda: workflow.answer(found.pk, by=by, answer="Thank you."),
            lambda: workflow.close(found.pk, by=by, reason="Why not."),
        ]

    for name, person in cast.everybody().items():
        if name not in KEEPERS:
            for act in acts(person):
                with pytest.raises(NotYours):
                    act()
    savepoint = transaction.savepoint()
    assert acts(cast.deputy)[0]()
    transaction.savepoint_rollback(savepoint)


def test_a_report_comes_through_the_website_alone(cast: making.Cast) -> None:
    with pytest.raises(NotYours):
        workflow.report(by=cast.clerk, happened="I made this up.")
