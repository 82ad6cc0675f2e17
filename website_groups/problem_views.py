"""Anybody tells the council that something is wrong with what a group shows."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.refusals import attempt
from accounts.robots import ForPeople, require_few
from website_groups import workflow
from website_groups.models import Group, Item, Problem
from website_groups.where_allowed import where_groups_are

LONGEST_TEXT = 4_000


class ProblemForm(ForPeople):
    text = forms.CharField(
        label="What is wrong?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="For example: “The telephone number is mine, and I do not want it there.”",
        error_messages={"required": "Say what is wrong."},
    )
    reply_to = forms.EmailField(
        label="Your e-mail address",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Only if you would like an answer. The group does not see it.",
        error_messages={"invalid": "Give the whole address, such as ann@else.example, or leave it empty."},
    )


@never_cache
@where_groups_are
def problem(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """About a group, or about one thing that it shows."""
    group = get_object_or_404(Group.objects.public(), slug=slug)
    item = get_object_or_404(Item.objects.public(), pk=pk, group=group) if pk else None
    form = ProblemForm(request.POST or None)

    def tell() -> Problem:
        require_few(request, "problem")
        return workflow.report(group.pk, item_id=pk, **form.cleaned_data)

    if request.method == "POST" and attempt(form, tell) is not None:
        return redirect("groups:told", slug)
    return render(request, "groups/problem.html", {"form": form, "group": group, "item": item})


@where_groups_are
def told(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "groups/told.html", {"group": get_object_or_404(Group.objects.public(), slug=slug)})
