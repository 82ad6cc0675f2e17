"""Every wording that was ever put out or sent to the council: looked at, compared word by word, and taken back."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.clock import today
from accounts.refusals import NotNow
from accounts.requests import DeskRequest
from files.showing import shown_documents, shown_pictures
from website_groups import workflow
from website_groups.comparing import compare as compared
from website_groups.content import Content
from website_groups.editing import Editing
from website_groups.editor_views.common import number_in, of_item, to_item
from website_groups.models import ItemVersion
from website_groups.saying import when_of

DRAFT = "draft"


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a version, or what is being written. `key` stands for it in the address."""

    key: str
    name: str
    content: Content


@of_item
def versions(request: DeskRequest, editing: Editing) -> HttpResponse:
    found = editing.item.versions.select_related("written_by", "decision").order_by("-number")
    context = {"editing": editing, "item": editing.item, "group": editing.item.group}
    return render(request, "groups/editors/versions.html", {**context, "versions": found.defer("document", "words")})


@of_item
def compare(request: DeskRequest, editing: Editing) -> HttpResponse:
    """Any two of them; without a choice the last version beside what is being written, or beside the one before."""
    sides = _sides(editing)
    if not sides:
        return to_item(editing)
    newest, before = sides[0], sides[1] if len(sides) > 1 else sides[0]
    known = {side.key: side for side in sides}
    try:
        new, old = known[request.GET.get("new", newest.key)], known[request.GET.get("old", before.key)]
    except KeyError as error:
        raise Http404("There is no such version.") from error
    context = {
        "editing": editing,
        "item": editing.item,
        "group": editing.item.group,
        "sides": sides,
        "old": old,
        "new": new,
        "comparison": compared(old.content, new.content),
    }
    return render(request, "groups/editors/compare.html", context)


@of_item
def version(request: DeskRequest, editing: Editing, number: int) -> HttpResponse:
    """One earlier wording as it looked, and what taking it back would change; a press takes it back."""
    found = _version(editing, number)
    if request.method == "POST":
        try:
            revision = number_in(request.POST.get("revision", ""))
            workflow.take_back(editing.item.pk, number, by=request.user, revision=revision)
        except NotNow as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Version {number} is your draft now. Look at it, then publish it.")
            return to_item(editing)
    content = found.content
    context = {
        "editing": editing,
        "item": editing.item,
        "group": editing.item.group,
        "version": found,
        "content": content,
        "pictures": shown_pictures(content.pictures),
        "documents": shown_documents(content.attachments),
        "when": when_of(content.times, today()),
        "comparison": compared(editing.content, content),
    }
    return render(request, "groups/editors/version.html", context)


def _sides(editing: Editing) -> list[Side]:
    """The newest first."""
    versions = editing.item.versions.select_related("written_by").order_by("-number")
    sides = [Side(str(one.number), f"Version {one.number}, by {one.written_by.name}", one.content) for one in versions]
    return [Side(DRAFT, "What is being written", editing.content), *sides] if editing.draft else sides


def _version(editing: Editing, number: int) -> ItemVersion:
    found = editing.item.versions.select_related("written_by").filter(number=number).first()
    if found is None:
        raise Http404("There is no such version.")
    return found
