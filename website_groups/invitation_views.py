"""The link by which somebody becomes an editor of a group. Opening it uses nothing up: scanners of mail open links."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.refusals import attempt
from website_groups import workflow
from website_groups.forms import JoinForm
from website_groups.links import invitation_at
from website_groups.models import Invitation
from website_groups.where_allowed import where_groups_are

SIGN_IN = "accounts.backends.SignInBackend"


@never_cache
@where_groups_are
def invitation(request: HttpRequest, word: str) -> HttpResponse:
    """Who is signed in takes it up by a press; who has no sign-in yet chooses a name and a password."""
    found = invitation_at(word)
    if found is None:
        raise Http404("There is no such invitation.")
    if isinstance(request.user, User):
        return _of_a_person(request, request.user, found)
    known = User.objects.filter(email=found.email).exists()
    form = JoinForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and not known and (person := attempt(form, lambda: _join(found, form))):
        login(request, person, backend=SIGN_IN)
        return _welcome(request, found)
    context = {"invitation": found, "form": form, "is_known": known, "is_open": found.is_open}
    return render(request, "groups/invitation.html", context)


def _of_a_person(request: HttpRequest, person: User, found: Invitation) -> HttpResponse:
    if request.method == "POST":
        workflow.accept_invitation(found.pk, by=person)
        return _welcome(request, found)
    is_theirs = person.email == found.email
    context = {"invitation": found, "is_theirs": is_theirs, "is_open": found.is_open}
    return render(request, "groups/invitation.html", context)


def _join(found: Invitation, form: JoinForm) -> User:
    return workflow.join(found.pk, name=form.cleaned_data["name"], password=form.cleaned_data["password"])


def _welcome(request: HttpRequest, found: Invitation) -> HttpResponse:
    messages.success(request, f"Welcome. You now look after the pages of “{found.group}”.")
    return redirect("group_pages:pages", found.group.slug)
