"""The queue in Django's admin: the Clerk opens it there and approves, returns or refuses, through the same workflow."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.recorded_admin import RecordedAdmin, asker, record_of
from moderation.deciding import decide, fit, what_happened
from moderation.forms import DecisionForm
from policies.rules import meaning as means
from policies.standing import standing_of
from posts.life import State
from posts.models import Post
from posts.permissions import can_return, can_view


class StateFilter(admin.SimpleListFilter):
    """Opens on what waits for a decision: the queue."""

    title = "state"
    parameter_name = "state"
    EVERYTHING = "all"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [
            *((state.value, state.label) for state in State if state != State.SUBMITTED),
            (self.EVERYTHING, "Everything"),
        ]

    def choices(self, changelist: Any) -> Iterator[Any]:
        queue, *others = super().choices(changelist)
        yield {**queue, "display": State.SUBMITTED.label}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> QuerySet[Post]:
        chosen = self.value()
        if chosen == self.EVERYTHING:
            return queryset
        return queryset.filter(state=chosen or State.SUBMITTED)


@admin.register(Post)
class PostAdmin(RecordedAdmin):
    list_display = ("title", "author", "state", "since")
    list_filter = (StateFilter,)
    ordering = ("-since", "-id")
    change_form_template = "admin/decide.html"
    fields = readonly_fields = (
        "title",
        "author",
        "kind_label",
        "state",
        "since",
        "matter",
        "publish_at",
        "published_at",
        "current_version",
        "approved_version",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        return Post.objects.visible_to(asker(request)).with_content().select_related("matter")

    def has_view_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return super().has_view_permission(request) and (obj is None or can_view(asker(request), obj))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The post, its record and, for whoever may decide on it now, the decision."""
        post = self.get_object(request, object_id)
        if not isinstance(post, Post):
            return super().change_view(request, object_id, form_url, extra_context)
        form = DecisionForm(request.POST or None)
        if request.method == "POST":
            if decided := decide(post.pk, form, by=asker(request)):
                messages.success(request, what_happened(decided))
                return HttpResponseRedirect(reverse("admin:posts_post_change", args=[post.pk]))
            request.method = "GET"  # Django's own form has nothing to save; the page is shown again with the errors
        rules = standing_of(asker(request)).rules
        may_decide = rules is not None and can_return(asker(request), post)
        if rules and may_decide:
            fit(form, post, rules, by=asker(request))
        context = {
            "post": post,
            "decision_form": form if may_decide else None,
            "attestation": means.attestation(rules) if rules else (),
            "record": record_of(post),
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def view_on_site(self, obj: Post) -> str:
        """A post that is not public is looked at on the desk."""
        return obj.url if obj.is_public else reverse("posts:draft", args=[obj.pk])

    @admin.display(description="title")
    def title(self, post: Post) -> str:
        return post.title

    @admin.display(description="kind")
    def kind_label(self, post: Post) -> str:
        return post.kind_label
