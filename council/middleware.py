"""Turns a refusal into a page that says what was not done, why, and where to go next."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from accounts.refusals import NotYours, Refused
from council.people.things import FINDERS


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        is_look = request.method in ("GET", "HEAD") and isinstance(exception, NotYours)
        context = {"refusal": exception, "is_look": is_look, "about": _where(exception.about, request.user)}
        return render(request, "refused.html", context, status=exception.status)


def _where(about: Any, user: User | AnonymousUser) -> str:
    """The page at the desk of what the refusal is about, as far as this person may open it; else ""."""
    if about is None or about.pk is None or not isinstance(user, User):
        return ""
    find = FINDERS.get(about._meta.label_lower)
    thing = find(user, [str(about.pk)]).get(str(about.pk)) if find else None
    return thing.url if thing else ""
