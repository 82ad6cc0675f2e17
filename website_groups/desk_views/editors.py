"""Who looks after a group's pages: invited, and removed."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.requests import DeskRequest
from website_groups import workflow
from website_groups.desk_forms import InviteForm, RemoveForm
from website_groups.desk_views.common import Page, kept_group, on_a_page
from website_groups.models import Invitation
from website_groups.where_allowed import where_groups_are


@where_groups_are
@login_required
def invite(request: DeskRequest, pk: int) -> HttpResponse:
    group, form = kept_group(request, pk), InviteForm(request.POST or None)
    page = Page(
        "Invite somebody to look after the pages of {group}",
        "They get a link by e-mail, which works for two weeks. They can do nothing in any other group.",
        "Send the invitation",
        "{name} is invited. The link goes to {email} and works for two weeks.",
    )
    return on_a_page(request, group, form, page.about(group), partial(workflow.invite, pk))


@where_groups_are
@login_required
def remove_editor(request: DeskRequest, pk: int, person: int) -> HttpResponse:
    group, form = kept_group(request, pk), RemoveForm(request.POST or None)
    editor = get_object_or_404(User, pk=person)
    page = Page(
        f"{editor} no longer looks after the pages of {group}",
        "They lose the right at once. What they have written stays.",
        "Remove them",
        "They can change nothing of “{group}” any more, from this moment. What is public stays as it is.",
        warns=True,
    )
    return on_a_page(request, group, form, page, partial(workflow.remove_editor, pk, editor))


@where_groups_are
@login_required
@require_POST
def withdraw_invitation(request: DeskRequest, pk: int, invitation: int) -> HttpResponse:
    group = kept_group(request, pk)
    found = get_object_or_404(Invitation, pk=invitation, group=group)
    workflow.withdraw_invitation(found.pk, by=request.user)
    messages.success(request, f"The invitation of {found.name} is withdrawn. Its link does nothing any more.")
    return redirect("group_desk:group", pk)
