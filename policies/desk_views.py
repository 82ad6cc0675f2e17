"""The council's policies at the desk: entered, imported, written, and led to their adoption."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.clock import today
from accounts.dates import say_day
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from policies import permissions, workflow
from policies.channels_changed import ChannelsChanged, changed_by
from policies.comparing import compare_policies
from policies.consequences import Consequences, consequences_of
from policies.forms import AdoptForm, EnterForm, GiveUpForm, ImportForm, RecommendForm, RenameForm, WriteForm
from policies.life import Pen, ReviewState, VersionState, version_life
from policies.models import Policy, PolicyVersion
from policies.reading import rules_of
from policies.reminding import reviewers_today
from policies.shelf import page_of_policies, shelved
from policies.standing import rules_in_force
from policies.text import fingerprint, sections_of
from policies.text import render as render_text
from policies.workflow import steps

VERSIONS_SHOWN = 50


@login_required
def policies(request: DeskRequest) -> HttpResponse:
    """Every policy with where it is, what comes next, and who holds the pen."""
    _require(permissions.can_see_policies(request.user), "You hold no office of the council today.")
    page = page_of_policies(request.GET.get("after", ""))
    context = {
        "shown": list(shelved(page.rows, today())),
        "after": page.after,
        "may_enter": permissions.can_enter_policy(request.user),
    }
    return render(request, "policies/desk/list.html", context)


@login_required
def enter(request: DeskRequest) -> HttpResponse:
    """A policy that the desk does not know yet."""
    _require(permissions.can_enter_policy(request.user))
    form = EnterForm(request.POST or None)

    def save() -> Policy:
        return workflow.enter_policy(by=request.user, **form.cleaned_data)

    if request.method == "POST" and (policy := attempt(form, save)):
        messages.success(request, f"“{policy}” is entered. Now give it its words: import a file, or write them.")
        return redirect("policies:desk_policy", policy.pk)
    return render(request, "policies/desk/enter.html", {"form": form})


@login_required
def rename(request: DeskRequest, pk: int) -> HttpResponse:
    """Another name, another address, or both."""
    found = get_object_or_404(Policy, pk=pk)
    _require(permissions.can_rename_policy(request.user))
    form = RenameForm(request.POST or None, initial={"name": found.name, "slug": found.slug})

    def save() -> Policy:
        return workflow.rename_policy(pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (renamed := attempt(form, save)):
        messages.success(request, f"It is called “{renamed}” now, and stands at /policies/{renamed.slug}/.")
        return redirect("policies:desk_policy", pk)
    return render(request, "policies/desk/rename.html", {"form": form, "policy": found})


@login_required
def policy(request: DeskRequest, pk: int) -> HttpResponse:
    """One policy: its versions, and what can be begun."""
    _require(permissions.can_see_policies(request.user), "You hold no office of the council today.")
    found = get_object_or_404(Policy.objects.select_related("supplements"), pk=pk)
    versions = found.versions.defer("text", "rules_text").order_by("-number")[:VERSIONS_SHOWN]
    seen = [version for version in versions if permissions.can_see_version(request.user, version)]
    current = PolicyVersion.objects.of_day(today()).filter(policy=found).defer("text", "rules_text").first()
    context = {
        "policy": found,
        "versions": seen,
        "current": current,
        "last": next((version for version in seen if version.is_adopted), None),
        "today": today(),
        "in_work": next((version for version in seen if version.pen != Pen.NOBODY), None),
        "may_begin": permissions.can_begin_version(request.user, found),
        "may_import": _may_import(request, found),
        "may_rename": permissions.can_rename_policy(request.user),
        "review": found.reviews.coming().first(),
        "may_see_readers": permissions.can_keep_reading(request.user),
        "record": found.history.order_by("history_date", "history_id"),
    }
    return render(request, "policies/desk/policy.html", context)


@login_required
@require_POST
def begin(request: DeskRequest, pk: int) -> HttpResponse:
    """A draft with the words adopted last, or without words where there are none yet."""
    version = workflow.begin_version(pk, by=request.user)
    messages.success(request, f"Version {version.number} is begun. Nothing changes for anybody until it is adopted.")
    return redirect("policies:desk_write", version.pk)


@login_required
def import_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Shows what was understood of a file; saves it as the draft once somebody has looked at it."""
    found = get_object_or_404(Policy, pk=pk)
    if not _may_import(request, found):
        return redirect("policies:desk_policy", pk)
    if request.method == "POST" and "text" in request.POST:
        return _save_import(request, found)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    context: dict[str, object] = {"form": form, "policy": found}
    if form.is_valid():
        draft = found.versions.in_work().first()
        context |= {
            "imported": form.found,
            "title": form.found.title or (draft.title if draft else found.name),
            "name": form.cleaned_data["file"].name,
            "sections": sections_of(form.found.text),
            "understood": render_text(form.found.text),
            "draft": draft,
            "was": fingerprint(draft.title, draft.text) if draft else "",
        }
    return render(request, "policies/desk/import.html", context)


def _save_import(request: DeskRequest, policy: Policy) -> HttpResponse:
    text, title = request.POST["text"], request.POST.get("title", "")[:200] or policy.name
    source = request.POST.get("name", "")[:300]
    draft = policy.versions.in_work().first()
    if draft is None:
        draft = workflow.begin_version(policy.pk, by=request.user, text=text, title=title, source=source)
    else:
        was = request.POST.get("was", "")
        workflow.write_version(draft.pk, by=request.user, title=title, text=text, was=was, source=source)
    messages.success(request, f"Saved as version {draft.number}, a draft. Read it through before you send it on.")
    return redirect("policies:desk_version", draft.pk)


@login_required
def version(request: DeskRequest, pk: int) -> HttpResponse:
    """One version: its words, its life, and what this person may do with it."""
    found = version_seen(request, pk)
    user, before = request.user, version_before(found)
    context = {
        "version": found,
        "text": render_text(found.text),
        "before": before,
        "channels": _channels_changed(request, found, before),
        "consequences": _consequences(found, before),
        "life": version_life(found.state, is_recommended=bool(found.recommended_by)),
        "may_write": permissions.can_write_version(user, found),
        "may_import": permissions.can_write_version(user, found),
        "may_send": permissions.can_send_version(user, found),
        "may_recommend": permissions.can_recommend_version(user, found),
        "may_adopt": permissions.can_adopt_version(user, found),
        "may_give_up": permissions.can_give_up_version(user, found),
        "record": found.history.order_by("history_date", "history_id"),
    }
    return render(request, "policies/desk/version.html", context)


@login_required
def write(request: DeskRequest, pk: int) -> HttpResponse:
    """The words, to change; they can be looked at before they are saved."""
    found = version_seen(request, pk)
    if not permissions.can_write_version(request.user, found):
        return redirect("policies:desk_version", pk)
    stored = {"title": found.title, "text": found.text, "what_changed": found.what_changed}
    form = WriteForm(request.POST or None, initial={**stored, "was": fingerprint(found.title, found.text)})

    def save() -> PolicyVersion:
        return workflow.write_version(pk, by=request.user, **form.cleaned_data)

    is_look = "look" in request.POST
    if request.method == "POST" and not is_look and (saved := attempt(form, save)):
        messages.success(request, f"Version {saved.number} of “{saved.policy}” is saved.")
        return redirect("policies:desk_version", pk)
    context = {"form": form, "version": found}
    if is_look and form.is_valid():
        context["looked_at"] = render_text(form.cleaned_data["text"])
    return render(request, "policies/desk/write.html", context)


@login_required
def changes(request: DeskRequest, pk: int) -> HttpResponse:
    """What this version changes in the one adopted before it, word by word."""
    found = version_seen(request, pk)
    before = version_before(found)
    comparison = compare_policies(before.text, found.text) if before else None
    context = {"version": found, "before": before, "comparison": comparison}
    return render(request, "policies/desk/changes.html", context)


@login_required
@require_POST
def send(request: DeskRequest, pk: int) -> HttpResponse:
    sent = workflow.send_version(pk, by=request.user)
    told = [one.name for one in reviewers_today(sent.policy, rules_in_force()) if one != request.user]
    hears = (
        f"Told, as they have chosen: {', '.join(told)}."
        if told
        else "Nobody is named to review it: tell them yourself."
    )
    said = f"Version {sent.number} is being reviewed. Whoever holds an office can read it now. {hears}"
    messages.success(request, said)
    return redirect("policies:desk_version", pk)


@login_required
def recommend(request: DeskRequest, pk: int) -> HttpResponse:
    def save(form: forms.Form) -> str:
        done = workflow.recommend_version(pk, by=request.user, **form.cleaned_data)
        return f"It is on the record that {done.recommended_by} recommends version {done.number} to the Council."

    return _step(
        request, pk, form_class=RecommendForm, name="recommend", may=permissions.can_recommend_version, save=save
    )


@login_required
def adopt(request: DeskRequest, pk: int) -> HttpResponse:
    def save(form: AdoptForm) -> str:
        done = workflow.adopt_version(pk, by=request.user, **form.answer)
        begins = say_day(done.effective_from) if done.effective_from else ""
        return f"Version {done.number} of “{done.policy}” is adopted, in force from {begins}. Its words are frozen now."

    def form_of(data: QueryDict | None) -> AdoptForm:
        version = version_seen(request, pk)
        return AdoptForm(data, version=version, rules=rules_of(version))

    return _step(request, pk, form_class=form_of, name="adopt", may=permissions.can_adopt_version, save=save)


@login_required
def give_up(request: DeskRequest, pk: int) -> HttpResponse:
    def save(form: forms.Form) -> str:
        done = workflow.give_up_version(pk, by=request.user, **form.cleaned_data)
        return f"Version {done.number} is given up. What is in force stays as it is."

    return _step(request, pk, form_class=GiveUpForm, name="give_up", may=permissions.can_give_up_version, save=save)


def _step(
    request: DeskRequest,
    pk: int,
    *,
    form_class: Callable[[QueryDict | None], forms.Form],
    name: str,
    may: Callable[..., bool],
    save: Callable[[Any], str],
) -> HttpResponse:
    """A page that asks for what an act needs; `save` does it and says what happened."""
    found = version_seen(request, pk)
    if not may(request.user, found):
        return redirect("policies:desk_version", pk)
    form = form_class(request.POST or None)
    if request.method == "POST" and (said := attempt(form, lambda: save(form))):
        messages.success(request, said)
        return redirect("policies:desk_version", pk)
    context: dict[str, object] = {"form": form, "version": found, "before": version_before(found)}
    if name == "adopt":
        context["consequences"] = _consequences(found, version_before(found))
    return render(request, f"policies/desk/{name}.html", context)


def version_seen(request: DeskRequest, pk: int) -> PolicyVersion:
    """The version, where this person may see it. Raises NotYours."""
    found = get_object_or_404(PolicyVersion.objects.select_related("policy"), pk=pk)
    _require(permissions.can_see_version(request.user, found), "You can read it once it is given to be reviewed.")
    return found


def _channels_changed(request: DeskRequest, new: PolicyVersion, old: PolicyVersion | None) -> ChannelsChanged | None:
    """Beside the version adopted last, for those who may open the review that it calls for."""
    offers = new.is_adopted and old and new.policy.carries_rules and permissions.can_keep_reviews(request.user)
    if not offers or new.policy.versions.filter(state=VersionState.ADOPTED, number__gt=new.number).exists():
        return None
    is_open = new.policy.reviews.coming().exclude(state=ReviewState.PLANNED).exists()
    return changed_by(new, old) if old and not is_open else None


def version_before(version: PolicyVersion) -> PolicyVersion | None:
    """The version adopted last before this one."""
    adopted = version.policy.versions.filter(state=VersionState.ADOPTED, number__lt=version.number)
    return adopted.order_by("-number").first()


def _consequences(version: PolicyVersion, before: PolicyVersion | None) -> Consequences | None:
    """What it changes for whom, while that is still to come; None where it carries no rules or nothing is before it."""
    is_over = version.state == VersionState.GIVEN_UP or version.begun(today())
    if before is None or is_over or not version.policy.carries_rules:
        return None
    return consequences_of(version, steps.rules_of(version), before)


def _may_import(request: DeskRequest, policy: Policy) -> bool:
    """Into a new draft, or into the one that is being written."""
    draft = policy.versions.in_work().first()
    if draft is not None:
        return permissions.can_write_version(request.user, draft)
    return permissions.can_begin_version(request.user, policy)


def _require(allowed: bool, why: str = "Only the Clerk or the Deputy Clerk keeps the council's policies.") -> None:
    if not allowed:
        raise NotYours(why)
