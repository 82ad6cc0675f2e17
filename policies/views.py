"""The adopted policy for everybody, and its acknowledgement for the council's people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.clock import today
from accounts.requests import DeskRequest
from policies import workflow
from policies.models import PolicyVersion
from policies.permissions import can_acknowledge
from policies.text import render as render_text


def adopted(request: HttpRequest) -> HttpResponse:
    version = PolicyVersion.objects.in_force(today())
    return render(
        request, "policies/adopted.html", {"version": version, "policy": render_text(version.text) if version else None}
    )


@login_required
def acknowledge(request: DeskRequest) -> HttpResponse:
    """Read the policy in force and say that one has understood it."""
    version = get_object_or_404(PolicyVersion, pk=getattr(PolicyVersion.objects.in_force(today()), "pk", None))
    if request.method == "POST":
        workflow.acknowledge(get_object_or_404(PolicyVersion, pk=request.POST.get("version") or 0), by=request.user)
        messages.success(request, f"Thank you. It is on the record that you have read and understood {version}.")
        return redirect("desk")
    context = {
        "version": version,
        "policy": render_text(version.text),
        "may_acknowledge": can_acknowledge(request.user, version),
    }
    return render(request, "policies/acknowledge.html", context)
