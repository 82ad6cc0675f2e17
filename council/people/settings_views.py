"""What the council says of itself on every page, and how each person wants to hear of things."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control

from accounts import colour, permissions, workflow
from accounts.models import Council, User
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from council.people.forms import WAYS, CouncilForm, NoticesForm
from council.people.record import changes_of
from policies import calendars

ACTS_SHOWN = 20
A_YEAR = 365 * 24 * 60 * 60


@login_required
def council(request: DeskRequest) -> HttpResponse:
    """Who the council is, to change; a colour can be looked at before it is saved."""
    if not permissions.can_change_council(request.user):
        raise NotYours("Only the Clerk or the Deputy Clerk changes the council's own page.")
    stored, form = get_object_or_404(Council), CouncilForm(request.POST or None, instance=get_object_or_404(Council))

    def save() -> Council:
        return workflow.change_council(by=request.user, **form.cleaned_data)

    if form.is_valid() and "look" not in request.POST and (saved := attempt(form, save)):
        messages.success(request, f"Saved. Every page of {saved} shows it from now on.")
        return redirect("people:council")
    shown = getattr(form, "cleaned_data", {}).get("colour") or stored.colour
    context = {"form": form, "shown": shown, "promises": colour.promises(shown)}
    return render(request, "people/council.html", {**context, "record": changes_of(stored, ACTS_SHOWN)})


@cache_control(public=True, max_age=A_YEAR, immutable=True)
def colour_picture(request: HttpRequest, code: str) -> HttpResponse:
    """What pages look like in a colour, as a picture: a style sheet would be the colour of the whole page."""
    try:
        shades = colour.tokens(f"#{code}")
    except ValueError as error:
        raise Http404 from error
    context = {name.strip("-") or "council": shade for name, shade in shades.items()}
    return render(request, "people/colour.svg", context, content_type="image/svg+xml")


@login_required
def notifications(request: DeskRequest) -> HttpResponse:
    """How this person wants to hear of things."""
    form = NoticesForm(request.POST or None, initial={"notices": request.user.notices})

    def save() -> User:
        return workflow.choose_notices(request.user, by=request.user, notices=form.cleaned_data["notices"])

    if request.method == "POST" and (chosen := attempt(form, save)):
        messages.success(request, f"Saved. {WAYS[User.Notices(chosen.notices)]}")
        return redirect("people:notifications")
    context = {
        "form": form,
        "waiting": request.user.waiting_notices.count(),
        "calendar": calendars.address_of(request.user),
    }
    return render(request, "people/notifications.html", context)
