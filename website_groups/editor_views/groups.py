"""The groups that somebody looks after, one group with all that it shows, and what is said of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.refusals import attempt
from accounts.requests import DeskRequest
from policies.rules import meaning as means
from policies.standing import rules_in_force
from website_groups import workflow
from website_groups.content import Kind
from website_groups.editor_forms.group import AboutForm, ContactForm, EndForm, OfGroupForm
from website_groups.editor_views.common import asks_first, of_group
from website_groups.kept import is_to_confirm_soon, kept_by, listed
from website_groups.models import Group, Item
from website_groups.where_allowed import where_groups_are

SHOWN_AT_FIRST = 40
PARTS = {"about": ("What the group is", AboutForm), "contact": ("How people reach the group", ContactForm)}


@login_required
@where_groups_are
def mine(request: DeskRequest) -> HttpResponse:
    """Whoever looks after one group gets straight there."""
    kept = kept_by(request.user)
    if len(kept) == 1:
        return redirect("group_pages:pages", kept[0].group.slug)
    return render(request, "groups/editors/mine.html", {"kept": kept})


@of_group
def pages(request: DeskRequest, group: Group) -> HttpResponse:
    """All that the group shows and writes, and where each of it is."""
    items = Item.objects.edited_by(request.user).filter(group=group).to_be_seen()
    is_all = "all" in request.GET
    latest = {kind: items.filter(kind=kind).order_by("-since", "-pk") for kind in (Kind.EVENT, Kind.NOTICE)}
    shown = {kind: list(found if is_all else found[: SHOWN_AT_FIRST + 1]) for kind, found in latest.items()}
    context = {
        "group": group,
        "pages": listed(items.filter(kind=Kind.PAGE).order_by("position", "pk")),
        "events": listed(shown[Kind.EVENT][: None if is_all else SHOWN_AT_FIRST]),
        "notices": listed(shown[Kind.NOTICE][: None if is_all else SHOWN_AT_FIRST]),
        "has_more": not is_all and any(len(found) > SHOWN_AT_FIRST for found in shown.values()),
        "to_do": next((kept.to_do for kept in kept_by(request.user) if kept.group == group), ()),
    }
    return render(request, "groups/editors/group.html", context)


@of_group
@require_POST
def add(request: DeskRequest, group: Group, kind: str) -> HttpResponse:
    item = workflow.start(group.pk, kind, by=request.user)
    return redirect("group_pages:words", item.pk)


@of_group
def details(request: DeskRequest, group: Group) -> HttpResponse:
    """What is said of the group; its editors say that it is still right."""
    rules = rules_in_force()
    every = means.groups_confirm_every(rules) if rules else None
    context = {"group": group, "is_due": bool(every and is_to_confirm_soon(group, every)), "every": every}
    return render(request, "groups/editors/details.html", context)


@of_group
def change_details(request: DeskRequest, group: Group, part: str) -> HttpResponse:
    heading, form_class = PARTS[part]
    form: OfGroupForm = form_class(request.POST or None, group=group)

    def save() -> Group:
        return workflow.change(group.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, "It is changed, and everybody sees it so from now on.")
        return redirect("group_pages:details", group.slug)
    context = {"group": group, "form": form, "heading": heading, "part": part}
    return render(request, "groups/editors/change_details.html", context)


@of_group
@require_POST
def confirm(request: DeskRequest, group: Group) -> HttpResponse:
    workflow.confirm(group.pk, by=request.user)
    messages.success(request, "Thank you. It is noted that all is still right.")
    return redirect("group_pages:pages", group.slug)


@of_group
def end(request: DeskRequest, group: Group) -> HttpResponse:
    """The whole group leaves the website."""
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        workflow.end(group.pk, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"“{group}” has left the website. The Clerk is told, and can let it come back.")
        return redirect("desk")
    return asks_first(
        request,
        group=group,
        form=form,
        heading="Take the whole group off the website?",
        words="All of its pages, events and notices leave the website at once, and nobody can change them any more. "
        "Nothing is deleted: the Clerk can let the group come back with all that it had.",
        button="Take the group off the website",
        is_grave=True,
        back=reverse("group_pages:details", args=[group.slug]),
    )
