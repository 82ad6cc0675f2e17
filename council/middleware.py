"""Turns a refusal into a page that says what was not done, why, and where to go next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.refusals import Refused
from posts.models import Post
from website_groups.models import Group, Item


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        context = {"refusal": exception, "where": _page_of(exception.about)}
        return render(request, "refused.html", context, status=exception.status)


def _page_of(about: Any) -> str:
    """Where somebody sees how the thing stands now; "" where it has no such page."""
    match about:
        case Post():
            return reverse("posts:draft", args=[about.pk])
        case Item():
            return reverse("group_pages:item", args=[about.pk])
        case Group():
            return reverse("group_pages:pages", args=[about.slug])
    return ""
