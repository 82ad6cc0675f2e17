"""What is done with a group as a whole, a page for each act."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.requests import DeskRequest
from website_groups import workflow
from website_groups.desk_forms import ApproveForm, ChangeForm, CheckForm, EndForm, RefuseForm, ReturnForm, SettleForm
from website_groups.desk_views.common import Page, kept_group, on_a_page
from website_groups.models import Group
from website_groups.where_allowed import where_groups_are


@where_groups_are
@login_required
def check(request: DeskRequest, pk: int) -> HttpResponse:
    page = Page(
        "Put {group} to the Council",
        "You have looked at the application. It then waits for the Council’s approval; nothing of it is public.",
        "Put it to the Council",
        "“{group}” waits for the Council’s approval. It is not public.",
    )
    return _acted(request, pk, CheckForm(request.POST or None), page, workflow.check)


@where_groups_are
@login_required
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    page = Page(
        "Record that the Council has approved {group}",
        "The group is public from then on, and {group.applicant} is invited by e-mail to look after its pages.",
        "Record the approval",
        "“{group}” is approved. {public} {group.applicant} is invited to look after its pages.",
    )
    return _acted(request, pk, ApproveForm(request.POST or None), page, workflow.approve)


@where_groups_are
@login_required
def refuse(request: DeskRequest, pk: int) -> HttpResponse:
    page = Page(
        "{group} is not approved",
        "Who applied is told by e-mail. It can be put to the Council again later.",
        "Save",
        "It is on the record that “{group}” is not approved. {group.applicant} hears of it by e-mail.",
    )
    return _acted(request, pk, RefuseForm(request.POST or None), page, workflow.refuse)


@where_groups_are
@login_required
def change(request: DeskRequest, pk: int) -> HttpResponse:
    page = Page(
        "What is said of {group}",
        "The group can change all of it but its name. Its address on the website stays as it is.",
        "Save",
        "It is changed. {public}",
    )
    form = ChangeForm(request.POST or None, initial=ChangeForm.values_of(kept_group(request, pk)))
    return _acted(request, pk, form, page, workflow.change)


@where_groups_are
@login_required
def end(request: DeskRequest, pk: int) -> HttpResponse:
    page = Page(
        "{group} leaves the website",
        "It leaves every public page at once, and its editors can change nothing any more. Nothing is lost: you can "
        "let it come back, with all that it had.",
        "End it",
        "“{group}” has left. {public} Its editors hear of it by e-mail.",
        warns=True,
    )
    return _acted(request, pk, EndForm(request.POST or None), page, workflow.end)


@where_groups_are
@login_required
def return_(request: DeskRequest, pk: int) -> HttpResponse:
    page = Page(
        "Let {group} come back",
        "All that it had is there again, and those who looked after its pages can do so again.",
        "Let it come back",
        "“{group}” is back. {public}",
    )
    return _acted(request, pk, ReturnForm(request.POST or None), page, workflow.return_)


@where_groups_are
@login_required
def settle(request: DeskRequest, pk: int, problem: int) -> HttpResponse:
    """Notes what came of a problem that somebody told of."""
    group = kept_group(request, pk)
    reported = get_object_or_404(group.problems.select_related("item"), pk=problem)
    page = Page(
        "What came of this?",
        "It waits for nobody any more once you have noted it.",
        "Save",
        "It is on the record what came of it.",
    )
    form = SettleForm(request.POST or None)
    return on_a_page(request, group, form, page, partial(workflow.settle, problem), problem=reported)


def _acted(request: DeskRequest, pk: int, form: forms.Form, page: Page, act: Callable[..., Group]) -> HttpResponse:
    group = kept_group(request, pk)
    return on_a_page(request, group, form, page.about(group), partial(act, pk))
