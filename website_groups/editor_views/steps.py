"""One question a page: each answer is kept in the draft, and what somebody else has changed is never overwritten."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.dates import say_time
from accounts.hours import remarks_of
from accounts.refusals import NotNow, Refused, attempt
from accounts.requests import DeskRequest
from website_groups.editing import Editing
from website_groups.editor_forms.when import LeftOutForm, RepeatForm, WhenForm
from website_groups.editor_forms.words import BarredKindForm, PlaceForm, StepForm, TypedForm, WordsForm
from website_groups.editor_views.common import of_item, to_item
from website_groups.recurrence import Repeat


@dataclass(frozen=True)
class Step:
    """`heading` of the page; `then` is the page that follows, where the item is new."""

    heading: str
    form: type[StepForm]
    template: str = "groups/editors/step.html"
    is_of_events: bool = False


STEPS = {
    "words": Step("Title and words", WordsForm, "groups/editors/words.html"),
    "when": Step("When", WhenForm, is_of_events=True),
    "repeat": Step("Does it repeat?", RepeatForm, is_of_events=True),
    "left-out": Step("Days left out", LeftOutForm, is_of_events=True),
    "where": Step("Where", PlaceForm, is_of_events=True),
    "question": Step("What the policy asks", BarredKindForm),
}


@of_item
def step(request: DeskRequest, editing: Editing, name: str) -> HttpResponse:
    if not _is_asked(editing, name):
        return to_item(editing)
    form = STEPS[name].form(request.POST if request.method == "POST" else None, editing=editing)
    if request.method != "POST":
        return _page(request, editing, form, name)
    try:
        kept = attempt(form, lambda: editing.keep(request.POST.get("seen", ""), **form.changes()))
    except NotNow as refusal:
        return _come_too_late(request, editing, form, name, refusal)
    if kept is None:
        return _page(request, editing, form, name)
    for remark in remarks_of(form):
        messages.info(request, remark)
    following = _following(editing, name)
    return redirect(following, editing.item.pk) if following else to_item(editing, name)


@of_item
@require_POST
def keep(request: DeskRequest, editing: Editing) -> JsonResponse:
    """What the script of the words page sends while somebody types. Without it the page's button does this."""
    form = TypedForm(request.POST, editing=editing)
    if not form.is_valid():
        problems = [error for errors in form.errors.as_data().values() for each in errors for error in each.messages]
        return JsonResponse({"problem": f"Not kept: {' '.join(problems)}"})
    try:
        editing.keep(request.POST.get("seen", ""), **form.changes())
    except Refused as refusal:
        return JsonResponse({"problem": f"{refusal.message} Press Save to see both."})
    seen = editing.read_again().seen(*form.changed)
    return JsonResponse({"kept": say_time(timezone.localtime()), "seen": seen})


def _is_asked(editing: Editing, name: str) -> bool:
    """Has this question a place here? What leads to it otherwise leads back to the item."""
    if name == "question":
        return editing.is_asked
    if name == "repeat":
        return editing.is_event and editing.content.times is not None
    if name == "left-out":
        times = editing.content.times
        return editing.is_event and times is not None and times.repeat is not Repeat.NEVER
    return editing.is_event or not STEPS[name].is_of_events


def _following(editing: Editing, name: str) -> str:
    """An event that is begun goes on from question to question; everything else goes back to its page."""
    if not editing.is_event or editing.item.live_version or editing.item.waiting_version:
        return ""
    is_first = editing.content.times is None
    return {"words": "group_pages:when" if is_first else "", "when": "group_pages:repeat" if is_first else ""}.get(
        name, ""
    )


def _come_too_late(request: DeskRequest, editing: Editing, form: StepForm, name: str, refusal: NotNow) -> HttpResponse:
    """Both are shown: what somebody else has written meanwhile, and what was typed, which is kept once it is sent
    again."""
    now = editing.read_again()
    form.add_error(None, f"{refusal.message} Look at both below, and save again what should stay.")
    return _page(request, now, form, name, comparison=now.would_change(**form.changes()), status=409)


def _page(
    request: DeskRequest, editing: Editing, form: StepForm, name: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "editing": editing,
        "item": editing.item,
        "group": editing.item.group,
        "form": form,
        "heading": STEPS[name].heading,
        "name": name,
        "seen": editing.seen(*form.changed),
        **more,
    }
    return render(request, STEPS[name].template, context, status=status)
