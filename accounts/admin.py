"""People, offices, committees and the council's own page in Django's admin."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from accounts import workflow
from accounts.models import (
    Absence,
    Appointment,
    Committee,
    CommitteeMembership,
    Council,
    Matter,
    Meeting,
    User,
)
from accounts.offices import Arrival, Office
from accounts.recorded_admin import RecordedAdmin, asker


class NewAppointmentForm(forms.ModelForm):
    """Names the person by their e-mail address: somebody new gets their place with their first office."""

    email = forms.EmailField(label="E-mail address", help_text="With which the person signs in.")
    name = forms.CharField(max_length=150, help_text="Used where nobody has this e-mail address yet.")

    class Meta:
        model = Appointment
        fields = ("email", "name", "office", "title", "arrival", "begins", "ends")


class EndAppointmentForm(forms.ModelForm):
    ends = forms.DateField(label="Last day", help_text="From midnight after it, the office is no longer held.")

    class Meta:
        model = Appointment
        fields = ("ends",)


@admin.register(Appointment)
class AppointmentAdmin(RecordedAdmin):
    list_display = ("user", "called", "arrival", "begins", "ends")
    list_filter = ("office",)
    list_select_related = ("user",)
    search_fields = ("user__name", "title")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return NewAppointmentForm.Meta.fields
        return ("user", "office", "title", "arrival", "begins", "ends")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("user", "office", "title", "arrival", "begins") if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, form=EndAppointmentForm if obj else NewAppointmentForm, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return asker(request).has_perm("accounts.add_appointment")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return asker(request).has_perm("accounts.change_appointment")

    def act(self, form: Any, *, by: User, change: bool) -> Appointment:
        given: dict[str, Any] = form.cleaned_data
        if change:
            ends: date = given["ends"]
            return workflow.end_appointment(form.instance, by=by, ends=ends)
        person = workflow.welcome(by=by, email=given["email"], name=given["name"])
        return workflow.appoint(
            person,
            Office(given["office"]),
            by=by,
            begins=given["begins"],
            ends=given["ends"],
            arrival=Arrival(given["arrival"]),
            title=given["title"],
        )


@admin.register(Council)
class CouncilAdmin(RecordedAdmin):
    fields: ClassVar[tuple[str, ...]] = (
        "name",
        "short_name",
        "kind",
        "nation",
        "welcome",
        "about",
        "address",
        "telephone",
        "email",
        "office_hours",
        "seats",
        "turnover",
        "colour",
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return asker(request).has_perm("accounts.change_council")

    def act(self, form: Any, *, by: User, change: bool) -> Council:
        return workflow.change_council(by=by, **form.cleaned_data)


@admin.register(Committee)
class CommitteeAdmin(RecordedAdmin):
    fields = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return asker(request).has_perm("accounts.add_committee")

    def act(self, form: Any, *, by: User, change: bool) -> Committee:
        return workflow.make_committee(form.cleaned_data["name"], by=by)


@admin.register(CommitteeMembership)
class CommitteeMembershipAdmin(RecordedAdmin):
    fields = list_display = ("committee", "user", "begins", "ends")
    list_filter = ("committee",)
    list_select_related = ("committee", "user")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return asker(request).has_perm("accounts.add_committee")

    def act(self, form: Any, *, by: User, change: bool) -> CommitteeMembership:
        given = form.cleaned_data
        return workflow.seat(given["user"], given["committee"], by=by, begins=given["begins"], ends=given["ends"])


@admin.register(Meeting)
class MeetingAdmin(RecordedAdmin):
    fields = ("committee", "starts_at", "place")
    formfield_overrides = {
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }
    }
    list_display = ("__str__", "starts_at", "place")
    list_select_related = ("committee",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return asker(request).has_perm("accounts.add_committee")

    def act(self, form: Any, *, by: User, change: bool) -> Meeting:
        given = form.cleaned_data
        return workflow.call_meeting(
            by=by, committee=given["committee"], starts_at=given["starts_at"], place=given["place"]
        )


@admin.register(User)
class UserAdmin(RecordedAdmin):
    """Who may sign in. People get their place with their first appointment, and are never deleted."""

    list_display = ("name", "email", "is_active")
    search_fields = ("name", "email")
    fields = ("name", "email", "is_active")
    readonly_fields = ("name", "email")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return asker(request).has_perm("accounts.change_appointment")

    def act(self, form: Any, *, by: User, change: bool) -> User:
        return workflow.set_sign_in(form.instance, by=by, allowed=form.cleaned_data["is_active"])


@admin.register(Absence)
class AbsenceAdmin(RecordedAdmin):
    fields = ("user", "begins", "ends")
    list_display = ("user", "begins", "ends")
    list_select_related = ("user",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return asker(request).has_perm("accounts.add_absence")

    def act(self, form: Any, *, by: User, change: bool) -> Absence:
        given = form.cleaned_data
        return workflow.record_absence(given["user"], by=by, begins=given["begins"], ends=given["ends"])


@admin.register(Matter)
class MatterAdmin(RecordedAdmin):
    fields = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return asker(request).has_perm("accounts.add_matter")

    def act(self, form: Any, *, by: User, change: bool) -> Matter:
        return workflow.open_matter(form.cleaned_data["name"], by=by)
