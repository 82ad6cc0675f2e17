"""What the pages of the council's side share: who may open them, the group they are about, and a page for one act."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from website_groups import permissions
from website_groups.models import Group
from website_groups.workflow.steps import ONLY_KEEPERS


def group_at_desk(request: DeskRequest, pk: int) -> Group:
    """The group, for somebody of the council who may look groups up. NotYours or Http404 otherwise."""
    require_sight(request)
    return get_object_or_404(Group.objects.select_related("takedown", "takedown__taken_by"), pk=pk)


def require_sight(request: DeskRequest) -> None:
    if not permissions.can_see_groups(request.user):
        raise NotYours("Only the council’s staff and those who approve what it publishes look after local groups.")


def kept_group(request: DeskRequest, pk: int) -> Group:
    """The group, for somebody who keeps groups. NotYours or Http404 otherwise."""
    if not permissions.can_keep_groups(request.user):
        raise NotYours(ONLY_KEEPERS)
    return group_at_desk(request, pk)


class Page(NamedTuple):
    """A page for one act: its question, what to know before it, the word on its button, and what is said after it.

    `said` may name the `group` as it is then, and say where it is `public`.
    """

    title: str
    lead: str
    button: str
    said: str
    warns: bool = False

    def about(self, group: Group) -> "Page":
        """With the group's name in its question and in what to know before."""
        return self._replace(title=self.title.format(group=group), lead=self.lead.format(group=group))


def on_a_page(
    request: DeskRequest,
    group: Group,
    form: forms.Form,
    page: Page,
    act: Callable[..., object],
    **context: Any,
) -> HttpResponse:
    """Shows the page; does the act with what was filled in, says what it did, and leads back to the group."""

    def save() -> bool:
        act(by=request.user, **form.cleaned_data)
        return True

    if request.method == "POST" and attempt(form, save):
        now = Group.objects.get(pk=group.pk)
        messages.success(request, page.said.format(group=now, public=is_it_public(now), **form.cleaned_data))
        return redirect("group_desk:group", group.pk)
    shown = {"form": form, "page": page, "group": group, **context}
    return render(request, "groups/desk/act.html", shown)


def is_it_public(group: Group) -> str:
    """Where the public finds the group now, as a sentence."""
    if group.is_public:
        return f"The public finds it under {group.get_absolute_url()}."
    return "Nothing of it is public now."
