"""The pages of procedures at the desk. What somebody may not see is a page that does not exist."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from policies import permissions, workflow
from policies.conduct.forms import ChooseForm, DecideForm, DropForm, PassOnForm, RaiseForm
from policies.models import Procedure
from policies.rules.meaning import EVERY_OFFICE, KEEPERS
from policies.rules.people import ways
from policies.standing import holders, standing_of
from policies.workflow.conduct import NOT_YOURS

SHOWN = 200
ENDED_SHOWN = 50
READERS_SHOWN = 100


@login_required
@never_cache
def procedures(request: DeskRequest) -> HttpResponse:
    """What is open, the longest first, and what has ended lately."""
    _require_way_in(request)
    visible = Procedure.objects.visible_to(request.user).whole()
    context = {
        "open": visible.open()[:SHOWN],
        "ended": visible.ended()[:ENDED_SHOWN],
        "oversees": not request.user.has_perm("policies.keep_procedure"),
    }
    return render(request, "conduct/procedures.html", context)


@login_required
@never_cache
def choose(request: DeskRequest) -> HttpResponse:
    """Whom is it about? What was found where may come along from the page that leads here."""
    _require_way_in(request)
    where = request.GET.get("where", "")
    people = _people(request)
    form = ChooseForm(request.GET if "about" in request.GET else None, people=people)
    if form.is_valid():
        page = reverse("conduct:raise", args=[int(form.cleaned_data["about"])])
        return redirect(f"{page}?{urlencode({'where': where})}" if where else page)
    return render(request, "conduct/choose.html", {"form": form, "where": where, "people": people})


@login_required
@never_cache
def raise_about(request: DeskRequest, person: int) -> HttpResponse:
    _require_way_in(request)
    about = get_object_or_404(User, pk=person)
    if not permissions.can_raise_about(request.user, about):
        raise NotYours(NOT_YOURS)
    standing = standing_of(about)
    named = ways(standing.rules, standing.offices) if standing.rules else ()
    form = RaiseForm(request.POST or None, named=named, initial={"where": request.GET.get("where", "")[:300]})

    def save() -> Procedure:
        return workflow.raise_procedure(about, by=request.user, **form.answer)

    if request.method == "POST" and (raised := attempt(form, save)):
        messages.success(request, "It is noted. Nobody was told of it: what happens next is for people to do.")
        return redirect("conduct:procedure", raised.pk)
    context = {"form": form, "about": about, "standing_of_them": standing, "source": named[0].source if named else None}
    return render(request, "conduct/raise.html", context)


@login_required
@never_cache
def procedure(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One procedure with its days; that it was read is recorded."""
    found = workflow.read_procedure(_visible(request, pk).pk, by=request.user)
    record = found.history.order_by("history_date", "history_id")
    context = {
        "procedure": found,
        "may_pass_on": permissions.can_pass_on(request.user, found),
        "may_decide": permissions.can_decide_procedure(request.user, found),
        "may_drop": permissions.can_drop_procedure(request.user, found),
        "record": record.exclude(act="read"),
        "readings": record.filter(act="read").reverse()[:READERS_SHOWN],
    }
    return render(request, "conduct/procedure.html", context)


@login_required
@never_cache
def pass_on(request: DeskRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    form = PassOnForm(request.POST or None, procedure=found)
    return _acted(request, found, form, workflow.pass_on, page="pass_on", said="The day is noted.")


@login_required
@never_cache
def decide(request: DeskRequest, pk: UUID) -> HttpResponse:
    found, form = _visible(request, pk), DecideForm(request.POST or None)
    return _acted(request, found, form, workflow.decide_procedure, page="decide", said="The outcome is on the record.")


@login_required
@never_cache
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    found, form = _visible(request, pk), DropForm(request.POST or None)
    said = "It is on the record that this is not taken further."
    return _acted(request, found, form, workflow.drop_procedure, page="drop", said=said)


def _acted(
    request: DeskRequest, found: Procedure, form: forms.Form, act: Callable[..., Procedure], *, page: str, said: str
) -> HttpResponse:
    def save() -> Procedure:
        return act(found.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, said)
        return redirect("conduct:procedure", found.pk)
    return render(request, f"conduct/{page}.html", {"form": form, "procedure": found})


def _visible(request: DeskRequest, pk: UUID) -> Procedure:
    return get_object_or_404(Procedure.objects.visible_to(request.user).whole(), pk=pk)


def _people(request: DeskRequest) -> list[User]:
    """About whom this person can note something."""
    whom = EVERY_OFFICE if request.user.has_perm("policies.keep_procedure") else KEEPERS
    return [person for person in holders(whom) if person != request.user]


def _require_way_in(request: DeskRequest) -> None:
    if not permissions.can_open_procedures(request.user):
        raise NotYours("Only the Clerk and the Deputy Clerk keep this and, where it is about one of them, the Chair.")
