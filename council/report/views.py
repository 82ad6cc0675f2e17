"""The report on the desk, for who keeps the council's affairs, and on paper."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify

from accounts.clock import today
from accounts.models import Committee, Council
from accounts.refusals import NotYours
from accounts.requests import DeskRequest
from council.permissions import can_read_report
from council.report import paper, parts
from council.report.contents import Period, report_of
from council.report.forms import PeriodForm, asked_for


@login_required
def report(request: DeskRequest) -> HttpResponse:
    """For the period in the address; for the month before where there is none."""
    form = _asked(request)
    context: dict[str, Any] = {"form": form, "period": form.period, "today": today()}
    if form.period:
        committee = form.cleaned_data["committee"]
        context |= {
            "heading": parts.heading(form.period),
            "for_whom": parts.for_whom(committee),
            "what_is_in_it": parts.what_is_in_it(committee),
            "sections": parts.sections(report_of(form.period, today(), committee)),
            "paper": f"{reverse('report:paper')}?{form.query}",
        }
    return render(request, "report/report.html", context)


@login_required
def on_paper(request: DeskRequest) -> HttpResponse:
    """The same as a PDF. Days that are not right are named on the page."""
    form, council = _asked(request), Council.objects.first()
    if form.period is None or council is None:
        return redirect(f"{reverse('report:report')}?{request.GET.urlencode()}")
    committee = form.cleaned_data["committee"]
    found = parts.sections(report_of(form.period, today(), committee))
    pdf = paper.write(found, council=council, period=form.period, committee=committee, printed_on=today())
    name = file_name(form.period, committee)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def file_name(period: Period, committee: Committee | None) -> str:
    """Such as "communications-planning-committee-2026-11-01-to-2026-11-30.pdf"."""
    whose = slugify(committee.name)[:60] if committee else "council"
    return f"communications-{whose or 'committee'}-{period.first}-to-{period.last}.pdf"


def _asked(request: DeskRequest) -> PeriodForm:
    if not can_read_report(request.user):
        raise NotYours("The report is for the Clerk, for the Deputy Clerk, and for those who approve.")
    return PeriodForm(request.GET if "first" in request.GET else asked_for(today()))
