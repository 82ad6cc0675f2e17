"""By hand: what is approved and out on the website is put on the other channels, and what was done is noted."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts import cursor
from accounts.hours import remarks_of
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from channels import limits, notices, permissions, wording, workflow
from channels.forms import DropForm, FinishForm, ReopenForm
from channels.models import Delivery
from channels.querysets import DeliveryQuerySet
from files.models import Picture
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import ChannelKind
from policies.standing import standing_of

ON_A_PAGE = 30


@login_required
def tasks(request: DeskRequest) -> HttpResponse:
    """What waits to be done by hand, the soonest first; and what was done lately."""
    visible = _visible_to(request)
    after, before = (cursor.read(request.GET.get(name, "")) for name in ("after", "before"))
    waiting, later = _page(visible.to_do(after)[: ON_A_PAGE + 1], "due_at")
    settled, older = _page(visible.settled(before).with_people()[: ON_A_PAGE + 1], "since")
    context = {
        "waiting": waiting,
        "later": later,
        "settled": settled,
        "older": older,
        "operates": permissions.operates(request.user),
        **_who(standing_of(request.user).rules),
    }
    return render(request, "channels/tasks.html", context)


@login_required
def task(request: DeskRequest, pk: int) -> HttpResponse:
    """One delivery: the ready text, where to put it, and the form that says that it is done."""
    delivery = _on_desk(request, pk)
    form = FinishForm(request.POST if request.method == "POST" else None, delivery=delivery)

    def save() -> Delivery:
        return workflow.finish(pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (done := attempt(form, save)):
        for remark in remarks_of(form):
            messages.info(request, remark)
        if done.is_elsewhere:
            messages.warning(request, wording.is_elsewhere(done))
        return _said(request, done)
    return render(request, "channels/task.html", {"delivery": delivery, "form": form, **_around(request, delivery)})


@login_required
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    delivery = _on_desk(request, pk)
    if not permissions.can_drop(request.user, delivery):
        return redirect("channels:task", pk)
    return _with_reason(request, DropForm(request.POST or None), delivery, workflow.drop, "channels/drop.html")


@login_required
def reopen(request: DeskRequest, pk: int) -> HttpResponse:
    delivery = _on_desk(request, pk)
    if not permissions.can_reopen(request.user, delivery):
        return redirect("channels:task", pk)
    return _with_reason(request, ReopenForm(request.POST or None), delivery, workflow.reopen, "channels/reopen.html")


# ------------------------------------------------------------------------------------------------- helpers
def _visible_to(request: DeskRequest) -> DeliveryQuerySet:
    """The deliveries, for somebody who holds an office. NotYours otherwise."""
    if not request.user.has_perm("channels.view_delivery"):
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")
    return Delivery.objects.visible_to(request.user)


def _on_desk(request: DeskRequest, pk: int) -> Delivery:
    return get_object_or_404(_visible_to(request).whole(), pk=pk)


def _around(request: DeskRequest, delivery: Delivery) -> dict[str, Any]:
    """What the page of one delivery shows around its text."""
    user, content = request.user, delivery.content
    kind, rules = ChannelKind(delivery.kind), standing_of(user).rules
    counted, limit = limits.count(kind, content.text), limits.limit_of(kind)
    stored = {picture.sha256: picture for picture in Picture.objects.filter(sha256__in=content.hashes)}
    return {
        "how": wording.how(delivery),
        "button": wording.button(delivery),
        "count": counted,
        "limit": limit,
        "over": counted - limit.most if limit and counted > limit.most else 0,
        "pictures": [(picture, stored.get(picture.sha256)) for picture in content.pictures],
        "may_finish": permissions.can_finish(user, delivery),
        "may_reopen": permissions.can_reopen(user, delivery),
        "others": [person for person in notices.operators(rules) if person != user] if rules else [],
        "record": delivery.history.order_by("history_date", "history_id"),
        **_who(rules),
    }


def _who(rules: Rules | None) -> dict[str, Any]:
    """Who may use the official accounts, in words, and the rule that says so."""
    if rules is None:
        return {}
    return {"who": means.who_operates_accounts(rules), "rule": means.source_of_operating(rules)}


def _with_reason(
    request: DeskRequest, form: forms.Form, delivery: Delivery, act: Callable[..., Delivery], template: str
) -> HttpResponse:
    def save() -> Delivery:
        return act(delivery.pk, by=request.user, reason=form.cleaned_data["reason"])

    if request.method == "POST" and (changed := attempt(form, save)):
        return _said(request, changed)
    return render(request, template, {"delivery": delivery, "form": form})


def _said(request: DeskRequest, delivery: Delivery) -> HttpResponse:
    messages.success(request, wording.what_happened(delivery))
    return redirect("channels:tasks")


def _page(rows: Iterable[Delivery], column: str) -> tuple[list[Delivery], str]:
    """Those of one page, and the key at which the next one begins: "" where there is none."""
    found = list(rows)
    shown, has_more = found[:ON_A_PAGE], len(found) > ON_A_PAGE
    return shown, cursor.write(getattr(shown[-1], column), shown[-1].pk) if has_more else ""
