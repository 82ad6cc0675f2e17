"""Turns a refusal into a page that says what was not done, why, and where to go next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.refusals import NotYours, Refused

DESK_PAGES = {
    "posts.post": "posts:draft",
    "policies.policy": "policies:desk_policy",
    "policies.policyversion": "policies:desk_version",
}
"""Where on the desk somebody sees how a thing of this kind is now."""


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        is_look = request.method in ("GET", "HEAD") and isinstance(exception, NotYours)
        context = {"refusal": exception, "is_look": is_look, "about": _desk_page(exception.about)}
        return render(request, "refused.html", context, status=exception.status)


def _desk_page(about: Any) -> str:
    """Its address; "" where there is nothing to see."""
    page = DESK_PAGES.get(about._meta.label_lower) if about is not None and about.pk else None
    return reverse(page, args=[about.pk]) if page else ""
