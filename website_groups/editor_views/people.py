"""Who looks after a group's pages: its editors invite the next one themselves, and leave when they like."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.clock import today
from accounts.models import User
from accounts.refusals import NotNow, attempt
from accounts.requests import DeskRequest
from website_groups import workflow
from website_groups.editor_forms.group import InviteForm
from website_groups.editor_views.common import asks_first, of_group
from website_groups.models import Group, Invitation
from website_groups.notices import editors


@of_group
def people(request: DeskRequest, group: Group) -> HttpResponse:
    context = {
        "group": group,
        "editors": editors(group),
        "invitations": Invitation.objects.filter(group=group).open(today()).select_related("invited_by"),
    }
    return render(request, "groups/editors/people.html", context)


@of_group
def invite(request: DeskRequest, group: Group) -> HttpResponse:
    form = InviteForm(request.POST or None)

    def send() -> Invitation:
        return workflow.invite(group.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (invitation := attempt(form, send)):
        messages.success(
            request, f"{invitation.name} gets an e-mail with a link, and can use it for 14 days. The Clerk is told."
        )
        return redirect("group_pages:people", group.slug)
    return render(request, "groups/editors/invite.html", {"group": group, "form": form})


@of_group
@require_POST
def withdraw_invitation(request: DeskRequest, group: Group, number: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, group=group, pk=number)
    workflow.withdraw_invitation(invitation.pk, by=request.user)
    messages.success(request, f"The invitation of {invitation.name} is withdrawn: its link does nothing any more.")
    return redirect("group_pages:people", group.slug)


@of_group
def remove(request: DeskRequest, group: Group, number: int) -> HttpResponse:
    """Takes the right away from an editor of this group, or from oneself."""
    person = get_object_or_404(User, pk=number, pk__in=[editor.pk for editor in editors(group)])
    is_self, back = person == request.user, reverse("group_pages:people", args=[group.slug])
    if request.method == "POST":
        try:
            workflow.remove_editor(group.pk, person, by=request.user)
        except NotNow as refusal:
            messages.error(request, refusal.message)
            return redirect(back)
        who = "You do" if is_self else f"{person.name} does"
        messages.success(request, f"{who} not look after the pages of “{group}” any more.")
        return redirect("desk" if is_self else back)
    who = "You" if is_self else person.name
    return asks_first(
        request,
        group=group,
        heading=f"Stop looking after “{group}”?" if is_self else f"Remove {person.name}?",
        words=f"{who} will not be able to change its pages any more, from this moment on. What is there stays.",
        button="Stop looking after it" if is_self else f"Remove {person.name}",
        is_grave=True,
        back=back,
    )
