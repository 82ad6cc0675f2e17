"""Deliveries in Django's admin: to read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.recorded_admin import RecordedAdmin, asker
from channels.models import Delivery


@admin.register(Delivery)
class DeliveryAdmin(RecordedAdmin):
    list_display = ("title", "name", "task", "state", "since", "done_by")
    list_filter = ("state", "kind")
    ordering = ("-id",)
    fields = readonly_fields = (
        "title",
        "name",
        "task",
        "text",
        "before",
        "state",
        "since",
        "made_at",
        "due_at",
        "done_by",
        "done_at",
        "address",
        "follows",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        return Delivery.objects.visible_to(asker(request)).with_people()

    def view_on_site(self, obj: Delivery) -> str:
        return obj.get_absolute_url()

    @admin.display(description="title")
    def title(self, delivery: Delivery) -> str:
        return delivery.title

    @admin.display(description="text")
    def text(self, delivery: Delivery) -> Any:
        return delivery.content.text

    @admin.display(description="what stood there")
    def before(self, delivery: Delivery) -> Any:
        return delivery.content.before
