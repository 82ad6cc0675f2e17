"""What the pages of the editors share: whose group and whose thing it is, and a page that asks before it acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.requests import DeskRequest
from website_groups.editing import Editing
from website_groups.models import Group, Item
from website_groups.where_allowed import where_groups_are


def of_group(view: Callable[..., HttpResponse]) -> Any:
    """The view gets the group of that address, for its editors alone; Http404 for everybody else."""

    @wraps(view)
    def asked(request: DeskRequest, slug: str, **kwargs: Any) -> HttpResponse:
        theirs = Group.objects.edited_by(request.user).select_related("takedown")
        return view(request, get_object_or_404(theirs, slug=slug), **kwargs)

    return login_required(where_groups_are(asked))


def of_item(view: Callable[..., HttpResponse]) -> Any:
    """The view gets what the editor is at, for the editors of its group alone; Http404 for everybody else."""

    @wraps(view)
    def asked(request: DeskRequest, pk: int, **kwargs: Any) -> HttpResponse:
        item = get_object_or_404(Item.objects.edited_by(request.user), pk=pk)
        return view(request, Editing(request.user, item), **kwargs)

    return login_required(where_groups_are(asked))


def number_in(word: str) -> int:
    """A number that a form or an address carries; Http404 for anything else."""
    if not (word.isascii() and word.isdecimal() and len(word) < 10):
        raise Http404("There is no such number.")
    return int(word)


def to_item(editing: Editing, place: str = "") -> HttpResponseRedirect:
    """Back to the page of the item, at `place` on it."""
    return redirect(reverse("group_pages:item", args=[editing.item.pk]) + (f"#{place}" if place else ""))


def asks_first(request: DeskRequest, **context: Any) -> HttpResponse:
    """A page with one button, for what cannot be taken back in one press: `heading`, `words`, `button`, `back`."""
    return render(request, "groups/editors/sure.html", context)
