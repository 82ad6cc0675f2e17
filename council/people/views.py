"""Who is who, and one person: their offices, their absences and what they did; and how keepers keep all that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts import permissions, workflow
from accounts.clock import today
from accounts.dates import say_day
from accounts.models import Absence, Appointment, User
from accounts.offices import MEMBERS, Arrival, Office
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from council.people import record, roll
from council.people.forms import AppointForm, AwayForm, EndForm, MemberForm, SignInForm, WelcomeForm
from council.people.things import Line, lines
from policies.models import Acknowledgement
from policies.permissions import can_raise_about
from policies.standing import rules_in_force

ON_A_PAGE = 50
WITHOUT_OFFICE = 100


@login_required
def people(request: DeskRequest) -> HttpResponse:
    """Everybody with the offices they hold today; apart, who holds none; and the committees."""
    _require_office(request)
    day = today()
    after = User.objects.filter(pk=_number(request.GET.get("after", ""))).first()
    others = list(roll.without_office(day, after)[: WITHOUT_OFFICE + 1])
    context = {
        "entries": roll.in_office(day),
        "committees": roll.committees(day),
        "others": others[:WITHOUT_OFFICE],
        "newer": after is not None,
        "more": others[WITHOUT_OFFICE - 1].pk if len(others) > WITHOUT_OFFICE else "",
        "may_welcome": permissions.can_appoint(request.user),
    }
    return render(request, "people/people.html", context)


@login_required
def person(request: DeskRequest, pk: int) -> HttpResponse:
    """One person's offices and absences and, for themselves and the keepers, everything they did."""
    shown = request.user
    if pk != request.user.pk:
        _require_office(request)
        shown = get_object_or_404(User, pk=pk)
    day, may_review = today(), permissions.can_review(request.user, shown)
    context = {
        "person": shown,
        "entry": roll.entry_of(shown, day),
        "appointments": roll.appointments_of(shown, day),
        "absences": shown.absences.filter(ends__gte=day).order_by("begins"),
        "committees": [seat.committee for seat in shown.committee_memberships.on(day).select_related("committee")],
        "may_review": may_review,
        "may_appoint": permissions.can_appoint(request.user),
        "may_end": permissions.can_end_appointment(request.user),
        "may_note_absence": permissions.can_record_absence(request.user, shown),
        "may_raise": can_raise_about(request.user, shown),
        **(_record_of(request, shown) if may_review else {}),
    }
    return render(request, "people/person.html", context)


@login_required
def welcome(request: DeskRequest) -> HttpResponse:
    """Gives somebody new a place, and leads on to their first office."""
    _require(permissions.can_appoint(request.user))
    form = WelcomeForm(request.POST or None)

    def save() -> User:
        return workflow.welcome(by=request.user, **form.cleaned_data)

    if request.method == "POST" and (welcomed := attempt(form, save)):
        messages.success(request, _welcomed(welcomed, form.cleaned_data["name"]))
        return redirect("people:appoint", welcomed.pk)
    return render(request, "people/welcome.html", {"form": form})


@login_required
def appoint(request: DeskRequest, pk: int) -> HttpResponse:
    _require(permissions.can_appoint(request.user))
    appointed, rules = get_object_or_404(User, pk=pk), rules_in_force()
    form = AppointForm(request.POST or None, rules=rules)

    def save() -> Appointment:
        given = form.cleaned_data
        offices = {"office": Office(given["office"]), "arrival": Arrival(given["arrival"])}
        return workflow.appoint(appointed, by=request.user, **{**given, **offices})

    if request.method == "POST" and (held := attempt(form, save)):
        messages.success(request, f"{appointed} is {roll.called(held, rules)} from {say_day(held.begins)}.")
        return redirect("people:person", pk)
    return render(request, "people/appoint.html", {"form": form, "person": appointed})


@login_required
def end(request: DeskRequest, pk: int, appointment: int) -> HttpResponse:
    """Sets the last day of an office."""
    _require(permissions.can_end_appointment(request.user))
    held = get_object_or_404(Appointment.objects.select_related("user"), pk=appointment, user=pk)
    form = EndForm(request.POST or None, initial={"ends": held.ends} if held.ends else None)
    called = roll.called(held, rules_in_force())

    def save() -> Appointment:
        return workflow.end_appointment(held, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (ended := attempt(form, save)):
        last = say_day(form.cleaned_data["ends"])
        messages.success(request, f"{ended.user} is {called} until {last}, that day included.")
        return redirect("people:person", pk)
    return render(request, "people/end.html", {"form": form, "person": held.user, "held": held, "called": called})


@login_required
def member(request: DeskRequest, pk: int, appointment: int) -> HttpResponse:
    """What the website tells of a member: ward and official details."""
    _require(permissions.can_describe_member(request.user))
    members = Appointment.objects.filter(office__in=MEMBERS).select_related("user")
    held = get_object_or_404(members, pk=appointment, user=pk)
    told = {name: getattr(held, name) for name in MemberForm.base_fields}
    form = MemberForm(request.POST or None, initial=told)

    def save() -> Appointment:
        return workflow.describe_member(held.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (told_now := attempt(form, save)):
        messages.success(request, f"Saved. That is what the website tells of {told_now.user} from now on.")
        return redirect("people:person", pk)
    return render(request, "people/member.html", {"form": form, "person": held.user})


@login_required
def away(request: DeskRequest, pk: int) -> HttpResponse:
    """Notes when somebody is away: anybody for themselves, keepers for everybody."""
    absent = get_object_or_404(User, pk=pk)
    _require(permissions.can_record_absence(request.user, absent))
    form = AwayForm(request.POST or None)

    def save() -> Absence:
        return workflow.record_absence(absent, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (absence := attempt(form, save)):
        days = f"from {say_day(absence.begins)} to {say_day(absence.ends)}"
        messages.success(request, f"It is noted that {absent} is away {days}.")
        return redirect("people:person", pk)
    return render(request, "people/away.html", {"form": form, "person": absent})


@login_required
def sign_in(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes somebody's sign-in away, or gives it back."""
    _require(permissions.can_end_appointment(request.user))
    whose = get_object_or_404(User, pk=pk)
    form = SignInForm(request.POST or None, initial={"allowed": not whose.is_active})

    def save() -> User:
        return workflow.set_sign_in(whose, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (changed := attempt(form, save)):
        told = "can sign in again" if changed.is_active else "can no longer sign in, from this moment"
        messages.success(request, f"{whose} {told}. That is on the record.")
        return redirect("people:person", pk)
    return render(request, "people/sign_in.html", {"form": form, "person": whose})


def _record_of(request: DeskRequest, person: User) -> dict[str, object]:
    before = record.read_word(request.GET.get("before", ""))
    deeds = record.deeds(person, before, ON_A_PAGE + 1)
    shown: list[Line] = lines(deeds[:ON_A_PAGE], request.user)
    older = deeds[ON_A_PAGE - 1].word if len(deeds) > ON_A_PAGE else ""
    read = Acknowledgement.objects.filter(user=person).select_related("version").order_by("-given_at")
    return {"lines": shown, "older": older, "newer": before is not None, "read": read}


def _welcomed(person: User, name: str) -> str:
    if person.name != name:
        return f"This e-mail address is {person}’s already, who keeps that name. You can give them another office here."
    return f"{person} has a place at the desk. Which office do they hold?"


def _require_office(request: DeskRequest) -> None:
    if not request.user.has_perm("accounts.view_user"):
        raise NotYours("You hold no office of the council today, so you cannot see who is who.")


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotYours("Only the Clerk or the Deputy Clerk keeps people and offices.")


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() else 0
