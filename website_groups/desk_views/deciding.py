"""One item of a group as the council sees it, and the decision on what waits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.clock import today
from accounts.refusals import attempt
from accounts.requests import DeskRequest
from files.showing import shown_documents, shown_pictures
from website_groups import permissions, workflow
from website_groups.comparing import compare
from website_groups.content import Content
from website_groups.desk_forms import DecideForm
from website_groups.desk_views.common import require_sight
from website_groups.models import Item
from website_groups.saying import when_of
from website_groups.where_allowed import where_groups_are


@where_groups_are
@login_required
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """What would be public, what differs from what is, what screening found, and the decision; else what is public."""
    require_sight(request)
    item = get_object_or_404(Item.objects.whole(), pk=pk)
    may_decide = permissions.can_decide(request.user, item)
    form = DecideForm(request.POST or None, initial={"version": item.waiting_version_id})
    if request.method == "POST" and (decided := attempt(form, lambda: _decide(request, pk, form))):
        messages.success(request, _said(decided, form.cleaned_data["decision"]))
        return redirect("group_desk:group", decided.group_id)
    waiting = item.waiting_version
    shown = waiting.content if waiting else item.content
    context = {
        "item": item,
        "group": item.group,
        "version": waiting or item.live_version,
        "form": form if may_decide else None,
        "is_own": waiting is not None and permissions.can_edit(request.user, item.group),
        "comparison": compare(item.content, shown) if waiting and item.live_version else None,
        "findings": waiting.findings if waiting else [],
        "may_take_down": permissions.can_take_down(request.user, item.group),
        "record": item.history.order_by("history_date", "history_id"),
        **_shown(shown),
    }
    return render(request, "groups/desk/decide.html", context)


def _decide(request: DeskRequest, pk: int, form: DecideForm) -> Item:
    given = form.cleaned_data
    act = workflow.accept if given["decision"] == form.ACCEPT else workflow.return_for_changes
    return act(pk, by=request.user, version=given["version"], remark=given["remark"])


def _shown(content: Content) -> dict[str, object]:
    return {
        "content": content,
        "when": when_of(content.times, today()),
        "pictures": shown_pictures(content.pictures),
        "documents": shown_documents(content.attachments),
    }


def _said(item: Item, decision: str) -> str:
    if decision == DecideForm.RETURN:
        now = "What was public before stays as it is." if item.is_live else "Nothing of it is public."
        return f"“{item}” is back with {item.group}, whose editors hear by e-mail what you said. {now}"
    if item.is_live and item.group.is_public:
        return f"“{item}” is accepted. The public finds it under {item.get_absolute_url()}."
    return f"“{item}” is accepted. The public sees it as soon as what is taken down is restored."
