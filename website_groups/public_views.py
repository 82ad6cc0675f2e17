"""What the public reads of local groups. No session, no cookie, no question about who reads; always with the mark."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.clock import today
from files.showing import shown_documents, shown_pictures
from website_groups import reading
from website_groups.content import Kind
from website_groups.life import GroupState, ItemState
from website_groups.models import Category, Group, Item
from website_groups.saying import when_of
from website_groups.where_allowed import where_groups_are

HEADINGS = {Kind.PAGE: "Pages", Kind.EVENT: "Events", Kind.NOTICE: "Notices"}


@where_groups_are
def directory(request: HttpRequest, category: str = "") -> HttpResponse:
    """Every group by name, or those of a category."""
    known = next((one for one in Category if one == category), None)
    if category and known is None:
        raise Http404("There is no such category.")
    found = reading.directory(known, request.GET)
    return render(request, "groups/directory.html", {"found": found, "category": known})


@where_groups_are
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "groups/search.html", {"found": reading.search(request.GET)})


@where_groups_are
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """A group's own address: its first page, what is coming, and how to reach it."""
    home = reading.home(slug)
    if home is None:
        return _group_gone(request, slug)
    context = {"group": home.group, "tabs": home.tabs, "home": home, "here": "home", **_content(home.first)}
    return render(request, "groups/group.html", context)


@where_groups_are
def of_kind(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    """All pages, or all notices, of a group."""
    found = Group.objects.public().filter(slug=slug).first()
    if found is None:
        return _group_gone(request, slug)
    context = {"group": found, "tabs": reading.tabs_of(found), "heading": HEADINGS[kind], "here": kind.value}
    return render(request, "groups/list.html", {**context, "listed": reading.listed(found, kind, request.GET)})


@where_groups_are
def events_of_group(request: HttpRequest, slug: str) -> HttpResponse:
    found = Group.objects.public().filter(slug=slug).first()
    if found is None:
        return _group_gone(request, slug)
    context = {"group": found, "tabs": reading.tabs_of(found), "here": Kind.EVENT.value}
    return render(request, "groups/group_events.html", {**context, "agenda": reading.agenda(request.GET, found)})


@where_groups_are
def item(request: HttpRequest, slug: str, pk: int, words: str) -> HttpResponse:
    """A page, an event or a notice. Of what is taken down or withdrawn nothing is shown but that it is."""
    found = Item.objects.select_related("group", "live_version").filter(pk=pk, group__slug=slug).first()
    if found is None or found.published_at is None:
        raise Http404("There is no such page.")
    if not (found.is_live and found.group.is_public):
        return _item_gone(request, found)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    context = {"group": found.group, "tabs": reading.tabs_of(found.group), "here": found.kind, **_content(found)}
    return render(request, "groups/item.html", context)


def _content(item: Item | None) -> dict[str, Any]:
    """What stands on the page of an item; of an event also its times."""
    if item is None:
        return {"item": None}
    content, when = item.content, when_of(item.content.times, today())
    to_come = when is not None and not when.is_over
    return {
        "item": item,
        "content": content,
        "pictures": shown_pictures(content.pictures),
        "documents": shown_documents(content.attachments),
        "when": when,
        "calendar_url": reverse("groups:calendar_of_event", args=[item.group.slug, item.pk]) if to_come else "",
    }


def _group_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """410 where it was public once; Http404 where nobody has ever seen it."""
    found = Group.objects.filter(slug=slug).first()
    if found is None or found.state not in (GroupState.APPROVED, GroupState.ENDED):
        raise Http404("There is no such group.")
    return _gone(request, "group", found.takedown if found.is_approved else None)


def _item_gone(request: HttpRequest, item: Item) -> HttpResponse:
    if not item.group.is_public:
        return _gone(request, "group", item.group.takedown if item.group.is_approved else None)
    is_withdrawn = item.state == ItemState.WITHDRAWN
    return _gone(request, "item", None if is_withdrawn else item.takedown)


def _gone(request: HttpRequest, what: str, takedown: Any) -> HttpResponse:
    """Says who took it away, and nothing of what it was."""
    return render(request, "groups/gone.html", {"what": what, "takedown": takedown}, status=410)
