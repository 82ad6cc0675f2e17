"""One local group at the desk: where it is, what it shows, who looks after it, what was reported, what was done."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.clock import today
from accounts.requests import DeskRequest
from policies.standing import standing_of
from website_groups import notices, permissions
from website_groups.desk_views.common import group_at_desk
from website_groups.desk_views.lists import number
from website_groups.models import Group, Invitation, Item
from website_groups.waiting import overdue
from website_groups.where_allowed import where_groups_are

ITEMS_ON_A_PAGE = 50
SHOWN = 50


@where_groups_are
@login_required
def group(request: DeskRequest, pk: int) -> HttpResponse:
    found, user = group_at_desk(request, pk), request.user
    rules = standing_of(user).rules
    context = {
        "group": found,
        "may_check": permissions.can_check(user, found),
        "may_approve": permissions.can_approve(user, found),
        "may_refuse": permissions.can_refuse(user, found),
        "may_return": permissions.can_return(user, found),
        "may_end": permissions.can_end(user, found),
        "may_change": permissions.can_change(user, found),
        "may_invite": permissions.can_invite(user, found),
        "may_remove": permissions.can_remove_editor(user, found),
        "may_take_down": permissions.can_take_down(user, found),
        "may_settle": permissions.can_keep_groups(user),
        "editors": notices.editors(found) if found.is_approved else [],
        "invitations": _invitations(found),
        "today": today(),
        "is_overdue": rules is not None and overdue(rules, today()).filter(pk=found.pk).exists(),
        "problems": found.problems.select_related("item", "outcome__by")[:SHOWN],
        "takedowns": found.takedowns.select_related("item", "taken_by", "ended_by")[:SHOWN],
        "record": record_of(found),
        **_items(request, found),
    }
    return render(request, "groups/desk/group.html", context)


def record_of(group: Group) -> list[Any]:
    """The record of the group and of who was invited to look after it, oldest first."""
    invitations = list(Invitation.history.filter(group=group))
    for row in invitations:
        row.act = f"{row.act}: {row.name}"
    return sorted([*group.history.all(), *invitations], key=lambda row: (row.history_date, row.history_id))


def _invitations(group: Group) -> list[Invitation]:
    """Those that nobody has taken up or withdrawn, those that have run out among them."""
    unused = group.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return list(unused.select_related("invited_by")[:SHOWN])


def _items(request: DeskRequest, group: Group) -> dict[str, Any]:
    """So many of what it shows as stand on a page, the newest first."""
    before = number(request.GET.get("before", ""))
    found = list(Item.objects.filter(group=group).whole().before(before)[: ITEMS_ON_A_PAGE + 1])
    shown = found[:ITEMS_ON_A_PAGE]
    for item in shown:
        item.group = group
    older = shown[-1].pk if len(found) > ITEMS_ON_A_PAGE else ""
    return {"items": shown, "older": older, "is_later": bool(before)}
