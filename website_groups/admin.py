"""Local groups in Django's admin: to look up, with their records. What is done with them is done at the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from accounts.recorded_admin import RecordedAdmin
from website_groups.models import Group, Item, Takedown
from website_groups.permissions import have_groups


class GroupsAdmin(RecordedAdmin):
    """Where the rules in force have no groups there is nothing to look up."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return have_groups(request.user) and super().has_view_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in self.opts.fields]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return have_groups(request.user) and super().has_module_permission(request)


@admin.register(Group)
class GroupAdmin(GroupsAdmin):
    list_display = ("name", "category", "state", "since", "approved_on")
    list_filter = ("state", "category")
    search_fields = ("name",)
    ordering = ("name", "id")

    def view_on_site(self, obj: Model) -> str:
        return reverse("group_desk:group", args=[obj.pk])


@admin.register(Item)
class ItemAdmin(GroupsAdmin):
    list_display = ("title", "group", "kind", "state", "changed_at")
    list_filter = ("kind", "state")
    list_select_related = ("group", "live_version", "waiting_version")
    ordering = ("-id",)

    def view_on_site(self, obj: Model) -> str:
        return reverse("group_desk:decide", args=[obj.pk])

    @admin.display(description="title")
    def title(self, item: Item) -> str:
        return item.title


@admin.register(Takedown)
class TakedownAdmin(GroupsAdmin):
    list_display = ("group", "item", "rule", "taken_by", "taken_at", "ended_at")
    list_select_related = ("group", "item__live_version", "taken_by")
    ordering = ("-taken_at", "-id")

    def view_on_site(self, obj: Model) -> str:
        return reverse("group_desk:takedown", args=[obj.pk])
