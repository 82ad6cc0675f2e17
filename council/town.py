"""The website of the town, where the policy has local groups keep their pages beside the council's own website.

One process serves both. On the town's host nothing is shown but what groups show; everything else leads to the council.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from website_groups import public_views
from website_groups.addresses import site_now

FOR_READERS = {
    "calendar",
    "calendar_of_event",
    "calendar_of_group",
    "category",
    "directory",
    "events",
    "events_of_group",
    "feed",
    "feed_of_group",
    "group",
    "item",
    "month",
    "notices_of_group",
    "pages_of_group",
    "problem",
    "search",
    "told",
}
"""What of the groups stands on the town's website. Who keeps the pages signs in with the council."""

OF_BOTH = {"robots", "sitemap", "sitemap_groups", "sitemap_group_items"}

KIND_OF_COUNCIL = re.compile(r"\s+(?:town|parish|community|city|village)\s+council\s*$", re.IGNORECASE)


class TownWebsite:
    """Stands inside of what signs in and outside of what keeps pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: Any, kwargs: Any
    ) -> HttpResponse | HttpResponseBase | None:
        if not settings.GROUPS_URL or request.resolver_match is None:
            return None
        is_here, is_theirs = is_town(request), _is_for_readers(request)
        if not is_here and not is_theirs:
            return None
        if site_now() != settings.GROUPS_URL:
            return _elsewhere(request, settings.SITE_URL) if is_here else None
        if not is_here:
            return _elsewhere(request, settings.GROUPS_URL)
        if request.path == "/":
            return public_views.directory(request)
        return None if is_theirs or _is_of_both(request) else _elsewhere(request, settings.SITE_URL)


def is_town(request: HttpRequest) -> bool:
    """Was this asked for under the name of the town's website?"""
    return bool(settings.GROUPS_URL) and request.get_host() == urlsplit(settings.GROUPS_URL).netloc


def frame_of(request: HttpRequest) -> str:
    """The template around a page of the groups: the council's, or the town's with no colours or arms of the council."""
    return "town.html" if is_town(request) else "public.html"


def name_of(council: Any) -> str:
    """The town without its council: "Faversham"."""
    return KIND_OF_COUNCIL.sub("", council.name) if council else "Local groups"


def _is_for_readers(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.namespace == "groups" and match.url_name in FOR_READERS


def _is_of_both(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.namespace == "files" or match.url_name in OF_BOTH or match.route == "healthz")


def _elsewhere(request: HttpRequest, site: str) -> HttpResponsePermanentRedirect:
    return HttpResponsePermanentRedirect(f"{site}{request.get_full_path()}")
