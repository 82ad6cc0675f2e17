"""Meetings and accounts at the desk: what is to be put out, and by when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts import permissions, workflow
from accounts.clock import today
from accounts.dates import say_day
from accounts.models import Meeting
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from policies.rules.schema import Source, SourceKind
from policies.standing import standing_of
from policies.transparency import AUDIT, Inspection, year_of
from posts.kinds import due
from posts.kinds import finance as money
from posts.kinds import meetings as met
from posts.kinds.forms import CallForm, CallOffForm, MeetingForm, SummonsForm
from posts.kinds.papers import Paper, papers_of, to_write
from posts.kinds.shown import Website, website_under

ON_A_PAGE = 30


@login_required
def meetings(request: DeskRequest) -> HttpResponse:
    """What is to be put out, the meetings to come, and the last ones."""
    _require_office(request)
    website, now = _website(request), timezone.now()
    tasks = [*due.agendas(website, now), *due.minutes(website, now)]
    context = {
        "tasks": sorted(tasks, key=lambda task: (not task.is_late, task.due or now.date())),
        "coming": Meeting.objects.whole().coming(now)[:ON_A_PAGE],
        "over": Meeting.objects.whole().over(now)[:ON_A_PAGE],
        "may_keep": permissions.can_keep_committees(request.user),
    }
    return render(request, "kinds/desk_meetings.html", context)


@login_required
def meeting(request: DeskRequest, pk: int) -> HttpResponse:
    """One meeting: its papers in whatever state this person may see, and what is still to be put out."""
    _require_office(request)
    found, website, day = get_object_or_404(Meeting.objects.whole(), pk=pk), _website(request), today()
    papers: list[Paper] = papers_of(found, request.user)
    context = {
        "meeting": found,
        "papers": papers,
        "to_write": [] if found.is_called_off else to_write(found, website.shown),
        "task": due.next_task(found, website, timezone.now()),
        "summons": due.rule_on_notice(found, website.council) if website.council and not found.committee else None,
        "may_keep": permissions.can_keep_committees(request.user) and not found.is_called_off,
        "is_over": timezone.localdate(found.starts_at) < day,
        "public_url": met.address_of(found) if met.one(found.pk, website.shown) else "",
        "record": found.history.order_by("history_date", "history_id"),
    }
    return render(request, "kinds/desk_meeting.html", context)


@login_required
def call(request: DeskRequest) -> HttpResponse:
    _require_keeper(request)
    form = CallForm(request.POST or None)

    def save() -> Meeting:
        return workflow.call_meeting(by=request.user, **form.cleaned_data)

    if request.method == "POST" and (called := attempt(form, save)):
        messages.success(request, f"{_said(called)} stands in the calendar now.")
        return redirect("kinds:desk_meeting", called.pk)
    return render(request, "kinds/call.html", {"form": form})


@login_required
def change(request: DeskRequest, pk: int) -> HttpResponse:
    _require_keeper(request)
    found = get_object_or_404(Meeting.objects.whole(), pk=pk)
    form = MeetingForm(request.POST or None, initial={"starts_at": found.starts_at, "place": found.place})

    def save() -> Meeting:
        return workflow.change_meeting(found.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (changed := attempt(form, save)):
        messages.success(request, f"Saved: {_said(changed)}.")
        return redirect("kinds:desk_meeting", pk)
    return render(request, "kinds/change.html", {"form": form, "meeting": found})


@login_required
def call_off(request: DeskRequest, pk: int) -> HttpResponse:
    _require_keeper(request)
    found = get_object_or_404(Meeting.objects.whole(), pk=pk)
    form = CallOffForm(request.POST or None)

    def save() -> Meeting:
        return workflow.call_off_meeting(found.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (changed := attempt(form, save)):
        messages.success(request, f"{_said(changed)} is called off.")
        return redirect("kinds:desk_meeting", pk)
    return render(request, "kinds/call_off.html", {"form": form, "meeting": found})


@login_required
def summons(request: DeskRequest, pk: int) -> HttpResponse:
    _require_keeper(request)
    found = get_object_or_404(Meeting.objects.whole(), pk=pk)
    form = SummonsForm(request.POST or None, initial={"summoned_on": found.summoned_on} if found.summoned_on else None)

    def save() -> Meeting:
        return workflow.note_summons(found.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (noted := attempt(form, save)):
        messages.success(request, f"The day of the summons to {_said(noted)} is noted.")
        return redirect("kinds:desk_meeting", pk)
    return render(request, "kinds/summons.html", {"form": form, "meeting": found})


@login_required
def finance(request: DeskRequest) -> HttpResponse:
    """What the law has the council publish of its money, what of it is missing, and what comes next."""
    _require_office(request)
    website, day = _website(request), today()
    context = {
        "accounts": money.accounts_on(day, website.council),
        "is_to_be_asked": money.is_to_be_asked(website.council),
        "is_shown": website.shown.finance,
        "turnover": website.council.get_turnover_display() if website.council else "",
        "inspection": Inspection(year_of(day) - 1) if money.is_inspected(website.council) else None,
        "inspection_law": Source(kind=SourceKind.LAW, place=f"{AUDIT}, regulations 14 and 15"),
        "may_answer": permissions.can_change_council(request.user),
    }
    return render(request, "kinds/desk_finance.html", context)


def _website(request: DeskRequest) -> Website:
    return website_under(standing_of(request.user).rules)


def _said(meeting: Meeting) -> str:
    return f"{meeting.name}, {say_day(timezone.localtime(meeting.starts_at))}"


def _require_office(request: DeskRequest) -> None:
    if not request.user.has_perm("accounts.view_user"):
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")


def _require_keeper(request: DeskRequest) -> None:
    if not permissions.can_keep_committees(request.user):
        raise NotYours("Only the Clerk or the Deputy Clerk keeps committees and meetings.")
