"""What every page of Django's admin keeps to: it asks the adopted rules, shows the record, and writes by acts only."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property

from accounts.models import User

MOST_COUNTED = 1_000


class CappedPaginator(Paginator):
    """Counts no further than a thousand, so that a list opens as fast with a million rows."""

    @cached_property
    def count(self) -> int:
        unordered = cast("QuerySet[Model]", self.object_list).order_by()
        return unordered[:MOST_COUNTED].count()


class RecordedAdmin(admin.ModelAdmin):
    """Read-only by itself. A page that lets people do something calls its app's workflow from `act`."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return asker(request).has_perm(f"{self.opts.app_label}.view_{self.opts.model_name}")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The record of acts of one object, instead of Django's own log."""
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_view_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"The record: {obj}",
            "opts": self.opts,
            "object": obj,
            "record": record_of(obj),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record.html", context)

    def act(self, form: Any, *, by: User, change: bool) -> Model:
        """Does what the form says, through the workflow; the object that it made or changed."""
        raise NotImplementedError

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Model:
        return self.act(form, by=asker(request), change=change)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Already done, and recorded, by `act`."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """No page here has related rows."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """The record of acts is the one trail."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """The record of acts is the one trail."""


def asker(request: HttpRequest) -> User:
    """Who asks. The admin site lets nobody in who is not signed in."""
    return cast(User, request.user)


def record_of(obj: Any) -> Any:
    """The rows of the record about `obj`, oldest first; none for what is written once."""
    return obj.history.order_by("history_date", "history_id") if hasattr(obj, "history") else []
