"""Versions of policies and their reviews in Django's admin: to look up. What is done is done on the desk's pages."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from accounts.recorded_admin import RecordedAdmin, asker
from policies.models import PolicyVersion, Review
from policies.permissions import can_see_version


@admin.register(PolicyVersion)
class PolicyVersionAdmin(RecordedAdmin):
    list_display = ("title", "number", "state", "adopted_on", "minute_reference", "effective_from")
    list_filter = ("state",)
    search_fields = ("title", "policy__name", "minute_reference", "recommended_minute")
    fields = (
        "policy",
        "title",
        "number",
        "state",
        "recommended_by",
        "recommended_minute",
        "adopted_on",
        "minute_reference",
        "effective_from",
        "what_changed",
        "source",
        "text",
        "rules_text",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicyVersion]:
        return PolicyVersion.objects.visible_to(asker(request)).select_related("policy")

    def has_view_permission(self, request: HttpRequest, obj: PolicyVersion | None = None) -> bool:
        return super().has_view_permission(request) and (obj is None or can_see_version(asker(request), obj))

    def view_on_site(self, obj: PolicyVersion) -> str:
        return reverse("policies:desk_version", args=[obj.pk])


@admin.register(Review)
class ReviewAdmin(RecordedAdmin):
    list_display = ("policy", "state", "due_on", "meeting", "outcome", "decided_on", "closed_on")
    list_filter = ("state", "outcome")
    list_select_related = ("policy", "meeting__committee")
    search_fields = ("policy__name", "minute_reference", "council_minute", "took_part")
    ordering = ("-due_on", "-id")
    fields = (
        "policy",
        "state",
        "due_on",
        "planned_on",
        "early_because",
        "meeting",
        "outcome",
        "decided_on",
        "took_part",
        "minute_reference",
        "council_minute",
        "closed_on",
    )

    def view_on_site(self, obj: Review) -> str:
        return reverse("reviews:review", args=[obj.pk])
