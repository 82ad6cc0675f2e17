"""The accessibility statement and its form for everybody; the list of reports and barriers for its keepers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.clock import today
from accounts.dates import say_day
from accounts.history import SYSTEM
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from council import permissions, wcag, workflow
from council.accessibility import statement as statements
from council.accessibility.forms import AnswerForm, BarrierForm, CloseForm, FeedbackForm, MendForm, ReviewForm
from council.models import AccessibilityReport, Barrier, Statement

WAITING_SHOWN = 200
SETTLED_SHOWN = 50


# --------------------------------------------------------------------------------------------- for everybody
def statement(request: HttpRequest) -> HttpResponse:
    context = {"facts": statements.facts(), "law": statements.LAW, "duty": statements.STATEMENT_DUTY, "wcag": wcag}
    return render(request, "accessibility/statement.html", context)


@never_cache
def feedback(request: HttpRequest) -> HttpResponse:
    form = FeedbackForm(request.POST or None)

    def save() -> AccessibilityReport:
        return workflow.report(by=SYSTEM, **form.cleaned_data)

    if request.method == "POST" and (found := attempt(form, save)):
        return redirect("accessibility:thanks", found.reference)
    return render(request, "accessibility/feedback.html", {"form": form})


def thanks(request: HttpRequest, reference: str) -> HttpResponse:
    found = get_object_or_404(AccessibilityReport, reference=reference)
    return render(request, "accessibility/thanks.html", {"reference": found.reference, "hears": bool(found.email)})


# ------------------------------------------------------------------------------------------------ at the desk
@login_required
def desk(request: DeskRequest) -> HttpResponse:
    """Reports that wait, barriers, and when the statement is due."""
    _require(permissions.can_view_reports(request.user))
    context = {
        "waiting": AccessibilityReport.objects.waiting()[:WAITING_SHOWN],
        "settled": AccessibilityReport.objects.settled()[:SETTLED_SHOWN],
        "known": Barrier.objects.known(),
        "mended": Barrier.objects.mended()[:SETTLED_SHOWN],
        "statement": Statement.objects.first(),
        "today": today(),
    }
    return render(request, "accessibility/desk.html", context)


@login_required
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """One report, and its answer; or its end without one."""
    _require(permissions.can_view_reports(request.user))
    found = get_object_or_404(AccessibilityReport, pk=pk)
    is_closing = "close" in request.POST
    answering = AnswerForm(request.POST if request.method == "POST" and not is_closing else None)
    closing = CloseForm(request.POST if is_closing else None, prefix="close")

    def save() -> AccessibilityReport:
        if is_closing:
            return workflow.close(pk, by=request.user, **closing.cleaned_data)
        return workflow.answer(pk, by=request.user, **answering.cleaned_data)

    if request.method == "POST" and (settled := attempt(closing if is_closing else answering, save)):
        messages.success(request, _settled(settled))
        return redirect("accessibility:desk")
    context = {
        "report": found,
        "answering": answering,
        "closing": closing,
        "form": closing if is_closing else answering,
        "may_settle": permissions.can_settle(request.user, found),
        "record": found.history.order_by("history_date", "history_id"),
    }
    return render(request, "accessibility/report.html", context)


@login_required
def note(request: DeskRequest) -> HttpResponse:
    """A barrier that is not on the list yet."""
    _require(permissions.can_note_barrier(request.user))
    form = BarrierForm(request.POST or None, initial={"what": request.GET.get("what", "")})

    def save() -> Barrier:
        return workflow.note_barrier(by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, "It is on the list. The public statement names it from now on.")
        return redirect("accessibility:desk")
    return render(request, "accessibility/barrier.html", {"form": form})


@login_required
def change(request: DeskRequest, pk: int) -> HttpResponse:
    found = _barrier(request, pk)
    form = BarrierForm(request.POST or None, initial=BarrierForm.values_of(found))

    def save() -> Barrier:
        return workflow.change_barrier(pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, "It is changed, on the public statement too.")
        return redirect("accessibility:desk")
    return render(request, "accessibility/barrier.html", {"form": form, "barrier": found})


@login_required
def mend(request: DeskRequest, pk: int) -> HttpResponse:
    found = _barrier(request, pk)
    form = MendForm(request.POST or None)

    def save() -> Barrier:
        return workflow.mend_barrier(pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, "Well done. The public statement no longer names it.")
        return redirect("accessibility:desk")
    return render(request, "accessibility/mend.html", {"form": form, "barrier": found})


@login_required
def review(request: DeskRequest) -> HttpResponse:
    """Says that the statement is right, and how the website was tested."""
    _require(permissions.can_review_statement(request.user))
    known = Statement.objects.first()
    initial = {"tested_on": known.tested_on, "tested_how": known.tested_how} if known else None
    form = ReviewForm(request.POST or None, initial=initial)

    def save() -> Statement:
        return workflow.review_statement(by=request.user, **form.cleaned_data)

    if request.method == "POST" and (reviewed := attempt(form, save)):
        messages.success(request, f"The statement is reviewed. It is due again on {say_day(reviewed.due_on)}.")
        return redirect("accessibility:desk")
    return render(request, "accessibility/review.html", {"form": form, "facts": statements.facts()})


def _barrier(request: DeskRequest, pk: int) -> Barrier:
    found = get_object_or_404(Barrier.objects.known(), pk=pk)
    _require(permissions.can_change_barrier(request.user, found))
    return found


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotYours(workflow.NOT_YOURS)


def _settled(found: AccessibilityReport) -> str:
    if not found.answer:
        return f"{found} is closed without an answer."
    if found.email:
        return f"{found} is answered. The answer is on its way to {found.email}."
    return f"{found} is answered. Nobody can be told: they gave no e-mail address."
