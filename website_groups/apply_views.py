"""Somebody of the public applies for a place on the website for their local group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.history import SYSTEM
from accounts.refusals import NotNow, attempt
from accounts.robots import require_few
from policies.standing import rules_in_force
from website_groups import workflow
from website_groups.conditions import as_text, conditions
from website_groups.forms import ApplicationForm
from website_groups.models import Group
from website_groups.where_allowed import where_groups_are
from website_groups.workflow.steps import NO_GROUPS


@never_cache
@where_groups_are
def apply(request: HttpRequest) -> HttpResponse:
    rules = rules_in_force()
    if rules is None:
        raise NotNow(NO_GROUPS)
    accepted = conditions(rules)
    form = ApplicationForm(request.POST or None, conditions=accepted)

    def save() -> Group:
        require_few(request, "groups")
        return workflow.apply(by=SYSTEM, conditions=as_text(accepted), **form.about_the_group)

    if request.method == "POST" and attempt(form, save) is not None:
        return redirect("groups:applied")
    return render(request, "groups/apply.html", {"form": form, "conditions": accepted})


@where_groups_are
def applied(request: HttpRequest) -> HttpResponse:
    return render(request, "groups/applied.html")
