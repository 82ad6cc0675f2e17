"""The link by which somebody becomes an editor of a group. Opening it uses nothing up: scanners of mail open links."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.clock import today
from accounts.models import User
from accounts.refusals import NotNow, NotYours, attempt
from website_groups import workflow
from website_groups.forms import JoinForm
from website_groups.links import invitation_at
from website_groups.models import Invitation
from website_groups.where_allowed import where_groups_are

SIGN_IN = "accounts.backends.SignInBackend"


class Ending(NamedTuple):
    """Why an invitation leads nowhere any more; `leads_on` where the reader can go on all the same."""

    title: str
    words: str
    leads_on: bool = False


@never_cache
@where_groups_are
def invitation(request: HttpRequest, word: str) -> HttpResponse:
    """Who is signed in takes it up by a press; who has no sign-in yet chooses a name and a password."""
    found = invitation_at(word)
    if found is None:
        raise Http404("There is no such invitation.")
    person = request.user if isinstance(request.user, User) else None
    form = JoinForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST":
        try:
            if person:
                workflow.accept_invitation(found.pk, by=person)
                return _welcome(request, found)
            if joined := attempt(form, lambda: _join(found, form)):
                login(request, joined, backend=SIGN_IN)
                return _welcome(request, found)
        except (NotNow, NotYours):
            # The page says in full why nothing comes of it, and what to do.
            return _page(request, found, JoinForm(initial={"name": found.name}), status=409)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Invitation, form: JoinForm, status: int = 200) -> HttpResponse:
    found.refresh_from_db()
    person = request.user if isinstance(request.user, User) else None
    context = {
        "invitation": found,
        "ends": _ending(found, person),
        "person": person,
        "is_theirs": person is not None and person.email == found.email,
        "is_known": person is None and User.objects.filter(email=found.email).exists(),
        "form": form if person is None else None,
    }
    return render(request, "groups/invitation.html", context, status=status)


def _ending(found: Invitation, person: User | None) -> Ending | None:
    again = f"Ask {found.invited_by.name} or the council for a new one."
    if found.accepted_by_id and person and found.accepted_by_id == person.pk:
        return Ending("You have taken up this invitation", "There is nothing more to do here.", leads_on=True)
    if found.accepted_at:
        return Ending(
            "This invitation has been taken up already",
            "If that was you, sign in to go on. If it was not, tell the council.",
            leads_on=True,
        )
    if found.withdrawn_at:
        return Ending("This invitation was withdrawn", again)
    if found.expires_on < today():
        return Ending("This invitation has run out", again)
    if not found.group.is_approved:
        return Ending("This group is not on the website now", "Ask the council whether it is to come back.")
    return None


def _join(found: Invitation, form: JoinForm) -> User:
    return workflow.join(found.pk, name=form.cleaned_data["name"], password=form.cleaned_data["password"])


def _welcome(request: HttpRequest, found: Invitation) -> HttpResponse:
    messages.success(request, f"Welcome. You now look after the pages of “{found.group}”.")
    return redirect("group_pages:pages", found.group.slug)
