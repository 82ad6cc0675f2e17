"""Addresses that policies had before they were renamed lead to those that they have now."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from policies.models import Policy


def follows_renaming(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where `view` finds no policy at `slug`, the browser is led for good to where the policy of that address is now.

    Http404, as before, where no policy ever had it.
    """

    @wraps(view)
    def led(request: HttpRequest, slug: str = "", **which: Any) -> HttpResponse:
        try:
            return view(request, slug, **which)
        except Http404:
            now = Policy.objects.ever_at(slug).exclude(slug=slug).first()
            if now is None or request.resolver_match is None:
                raise
            return redirect(request.resolver_match.view_name, slug=now.slug, **which, permanent=True)

    return led
