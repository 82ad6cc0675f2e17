"""The report on the desk, for who keeps the council's affairs, and on paper."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.clock import today
from accounts.refusals import NotYours
from accounts.requests import DeskRequest
from council.permissions import can_read_report
from council.report.contents import report_of
from council.report.forms import PeriodForm, asked_for
from policies.reading import unread


@login_required
def report(request: DeskRequest) -> HttpResponse:
    """For the period in the address; for the month before where there is none."""
    if not can_read_report(request.user):
        raise NotYours("The report is for the Clerk, for the Deputy Clerk, and for those who approve.")
    day = today()
    form = PeriodForm(request.GET if "first" in request.GET else asked_for(day))
    context = {
        "form": form,
        "period": form.period,
        "committee": form.cleaned_data.get("committee"),
        "report": report_of(form.period, day) if form.period else None,
        "unread": unread(),
        "today": day,
    }
    return render(request, "report/report.html", context)
