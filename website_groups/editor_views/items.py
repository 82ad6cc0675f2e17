"""One page, event or notice: what it says so far, how it will look, and putting it out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from accounts.clock import today
from accounts.refusals import BadInput, NotNow
from accounts.requests import DeskRequest
from policies.rules import Rules
from policies.rules import meaning as means
from website_groups import workflow
from website_groups.content import NONE_OF_THEM
from website_groups.editing import Editing
from website_groups.editor_views.common import asks_first, number_in, of_item, to_item
from website_groups.kept import statuses_of
from website_groups.models import Item
from website_groups.saying import when_of
from website_groups.screening import findings_in, serious

ASKED_ON = {
    "title": "words",
    "body": "words",
    "starts": "when",
    "ends": "when",
    "until": "repeat",
    "place": "where",
    "barred_kind": "question",
}
PIECES = {"pictures": "picture", "attachments": "document"}
"""On which page each field is asked for."""


@of_item
def item(request: DeskRequest, editing: Editing) -> HttpResponse:
    """What it says, each with a link to change it."""
    return _page(request, editing)


@of_item
def preview(request: DeskRequest, editing: Editing) -> HttpResponse:
    """Exactly as the public will see it."""
    context = {
        "editing": editing,
        "item": editing.item,
        "group": editing.item.group,
        "content": editing.content,
        "pictures": editing.pictures,
        "documents": editing.documents,
        "when": when_of(editing.content.times, today()),
    }
    return render(request, "groups/editors/preview.html", context)


@of_item
@require_POST
def publish(request: DeskRequest, editing: Editing) -> HttpResponse:
    revision = number_in(request.POST.get("revision", ""))
    try:
        published = workflow.publish(editing.item.pk, by=request.user, revision=revision)
    except BadInput as refusal:
        return _page(request, editing, refusal=refusal, status=400)
    except NotNow as refusal:
        messages.error(request, refusal.message)
        return to_item(editing)
    messages.success(request, _said_of(published))
    return to_item(editing)


@of_item
@require_POST
def move(request: DeskRequest, editing: Editing) -> HttpResponse:
    workflow.move(editing.item.pk, by=request.user, up=request.POST.get("way") == "up")
    group = reverse("group_pages:pages", args=[editing.item.group.slug])
    return redirect(f"{group}#item-{editing.item.pk}")


@of_item
def discard(request: DeskRequest, editing: Editing) -> HttpResponse:
    """Throws away what is not published."""
    is_new = editing.item.live_version is None and editing.item.waiting_version is None
    back = reverse("group_pages:item", args=[editing.item.pk])
    if request.method == "POST":
        try:
            workflow.discard(editing.item.pk, by=request.user, revision=number_in(request.POST.get("revision", "")))
        except NotNow as refusal:
            messages.error(request, refusal.message)
            return redirect(back)
        messages.success(request, f"What you were writing in “{editing.name}” is thrown away.")
        return redirect("group_pages:pages", editing.item.group.slug) if is_new else redirect(back)
    return asks_first(
        request,
        group=editing.item.group,
        heading="Throw away what you were writing?",
        words="It has never been public, and it cannot be had back."
        if is_new
        else "What was put out before stays as it is. What was not published cannot be had back.",
        button="Throw it away",
        is_grave=True,
        back=back,
        revision=editing.revision,
    )


@of_item
def withdraw(request: DeskRequest, editing: Editing) -> HttpResponse:
    """Takes it off the website."""
    if request.method == "POST":
        workflow.withdraw(editing.item.pk, by=request.user)
        messages.success(request, f"“{editing.name}” is off the website. You can publish it again.")
        return to_item(editing)
    return asks_first(
        request,
        group=editing.item.group,
        heading=f"Take “{editing.name}” off the website?",
        words="It leaves every page, list and calendar at once. You keep it here, and can publish it again.",
        button="Take it off the website",
        is_grave=True,
        back=reverse("group_pages:item", args=[editing.item.pk]),
    )


def _page(
    request: DeskRequest, editing: Editing, *, refusal: BadInput | None = None, status: int = 200
) -> HttpResponse:
    content = editing.content
    context = {
        "editing": editing,
        "item": editing.item,
        "group": editing.item.group,
        "content": content,
        "statuses": statuses_of(editing.item),
        "when": when_of(content.times, today()),
        "answer": _answer(editing),
        "refusal": refusal,
        "refused_at": _address(editing, refusal.field) if refusal else "",
        "waits_for": _waits_for(editing.item, editing.rules),
        "takedown": editing.item.takedown or editing.item.group.takedown,
    }
    return render(request, "groups/editors/item.html", context, status=status)


def _address(editing: Editing, field: str) -> str:
    """The page on which the field is asked for."""
    if field in PIECES:
        return reverse("group_pages:pieces", args=[editing.item.pk, PIECES[field]])
    return reverse(f"group_pages:{ASKED_ON.get(field, 'words')}", args=[editing.item.pk])


def _answer(editing: Editing) -> str:
    """What was answered to the policy's question, in its own words."""
    if editing.content.barred_kind == NONE_OF_THEM:
        return "No, none of these"
    never = means.never_kinds(editing.rules) if editing.rules else ()
    return {listed.key: listed.words for listed in never}.get(editing.content.barred_kind, "")


def _said_of(item: Item) -> Any:
    """What has become of it, in one sentence."""
    if item.waiting_version:
        return f"“{item.waiting_version.title}” waits for the council now. You read below why, and hear by e-mail."
    link = format_html('<a class="govuk-notification-banner__link" href="{}">see its page</a>', item.get_absolute_url())
    return format_html("“{}” is public now: {}.", item.title, link)


def _waits_for(item: Item, rules: Rules | None) -> dict[str, Any] | None:
    """Why something waits for the council; None where nothing does."""
    if item.waiting_version is None or rules is None:
        return None
    found = findings_in(item.waiting_version.content, item.group, rules, "")
    return {
        "is_down": item.takedown_id is not None or item.group.takedown_id is not None,
        "rule": rules.groups.changes if means.group_changes_wait(rules) else None,
        "findings": serious(found),
    }
