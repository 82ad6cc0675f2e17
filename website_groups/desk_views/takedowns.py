"""Taking down, and what follows: the group's answer, the second look, the restoration. Both sides read one page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.dates import say_day
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from policies.standing import standing_of
from website_groups import permissions, workflow
from website_groups.desk_forms import AnswerForm, LookAgainForm, RestoreForm, TakeDownForm
from website_groups.desk_views.common import group_at_desk
from website_groups.models import Takedown
from website_groups.where_allowed import where_groups_are
from website_groups.workflow.takedowns import NOT_YOURS, others


@where_groups_are
@login_required
def take_down(request: DeskRequest, pk: int, item: int | None = None) -> HttpResponse:
    """All of a group, or one item of it."""
    group = group_at_desk(request, pk)
    if not permissions.can_take_down(request.user, group):
        raise NotYours(NOT_YOURS, about=group)
    one = get_object_or_404(group.items.select_related("live_version"), pk=item) if item else None
    rules = standing_of(request.user).rules
    form = TakeDownForm(request.POST or None, rules=rules)

    def save() -> Takedown:
        return workflow.take_down(pk, by=request.user, item_id=item, **form.takedown)

    if request.method == "POST" and (taken := attempt(form, save)):
        messages.success(request, _taken(taken))
        return redirect("group_desk:takedown", taken.pk)
    removal = rules.groups.removal if rules else None
    return render(
        request, "groups/desk/take_down.html", {"form": form, "group": group, "item": one, "removal": removal}
    )


@where_groups_are
@login_required
def takedown(request: DeskRequest, pk: int) -> HttpResponse:
    """What was taken down, why, and what may be done about it by whoever reads it."""
    found = get_object_or_404(Takedown.objects.select_related(*WITH), pk=pk)
    if not permissions.can_see_takedown(request.user, found):
        raise NotYours("Only the group and the council see what was taken down.")
    possible = _possible(request, found)
    chosen = next((name for name in possible if name in request.POST), None)
    forms_of = {name: FORMS[name](request.POST if name == chosen else None, prefix=name) for name in possible}
    if request.method == "POST":
        if chosen is None:
            return _refused(request, found)
        if (done := attempt(forms_of[chosen], lambda: _act(request, found, chosen, forms_of[chosen]))) is not None:
            messages.success(request, SAID[chosen](done))
            return redirect("group_desk:takedown", pk)
    context = {
        "takedown": found,
        "group": found.group,
        "forms": forms_of,
        "form": forms_of[chosen] if chosen else None,
        "sees_group": permissions.can_see_groups(request.user),
        "edits": permissions.can_edit(request.user, found.group),
        "looks_again": others(found) if found.is_running and found.answer and not found.verdict else [],
        "record": found.history.order_by("history_date", "history_id"),
    }
    return render(request, "groups/desk/takedown.html", context)


WITH = ("group", "item__live_version", "taken_by", "answered_by", "looked_by", "ended_by")
ANSWER, LOOK, RESTORE = "answer", "look", "restore"
FORMS: dict[str, type[forms.Form]] = {ANSWER: AnswerForm, LOOK: LookAgainForm, RESTORE: RestoreForm}
ACTS: dict[str, Callable[..., Takedown]] = {
    ANSWER: workflow.answer,
    LOOK: workflow.look_again,
    RESTORE: workflow.restore,
}


def _possible(request: DeskRequest, found: Takedown) -> list[str]:
    user = request.user
    may = {
        ANSWER: permissions.can_answer(user, found),
        LOOK: permissions.can_look_again(user, found, others=bool(found.answer and others(found))),
        RESTORE: permissions.can_restore(user, found),
    }
    return [name for name, allowed in may.items() if allowed]


def _refused(request: DeskRequest, found: Takedown) -> HttpResponse:
    """The workflow says why what was pressed cannot be done; nothing that is asked of it here can be done."""
    pressed = next((name for name in ACTS if name in request.POST), None)
    if pressed is None:
        raise BadRequest("The form does not say what is to be done.")
    empty: dict[str, dict[str, Any]] = {ANSWER: {"text": ""}, LOOK: {"verdict": "", "remark": ""}, RESTORE: {}}
    ACTS[pressed](found.pk, by=request.user, **empty[pressed])
    return redirect("group_desk:takedown", found.pk)


def _act(request: DeskRequest, found: Takedown, name: str, form: forms.Form) -> Takedown:
    return ACTS[name](found.pk, by=request.user, **form.cleaned_data)


def _taken(taken: Takedown) -> str:
    until = f" until {say_day(taken.until)}" if taken.until else ""
    if taken.item:
        return f"“{taken.item}” is taken down{until}. The public reads in its place that it is not there. {TOLD}"
    return f"All of “{taken.group}” is taken down{until}: no page, event, picture or document of it is public. {TOLD}"


TOLD = "The group’s editors hear why by e-mail."


def _restored(done: Takedown) -> str:
    """Where it is public again, or what else still keeps it down."""
    down = done.item or done.group
    if done.item and done.group.takedown_id:
        return f"“{down}” is restored, but all of “{done.group}” is still taken down, so nothing of it is public yet."
    if done.item and not done.item.is_live:
        return f"“{down}” is restored. The group itself has withdrawn it, so it is not public."
    if not done.group.is_public:
        return f"“{down}” is restored, but its group is not on the website now."
    return f"“{down}” is public again, exactly as before, under {down.get_absolute_url()}."


def _looked(done: Takedown) -> str:
    if done.verdict == Takedown.Verdict.RESTORED:
        return _restored(done)
    return f"“{done.item or done.group}” stays down. The group’s editors read what you said."


SAID: dict[str, Callable[[Takedown], str]] = {
    ANSWER: lambda done: "Your answer has arrived. Somebody of the council looks at it again, and you hear by e-mail.",
    LOOK: _looked,
    RESTORE: _restored,
}
