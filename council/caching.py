"""What is the same for everybody is asked for anew each time: it is unchanged, or seen as it is now. Nothing withdrawn
stays behind in a cache.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import http_date, parse_http_date_safe

from council import edition

KEPT = {
    "home",
    "comments",
    "contact",
    "groups:calendar",
    "groups:calendar_of_event",
    "groups:calendar_of_group",
    "groups:category",
    "groups:directory",
    "groups:events",
    "groups:events_of_group",
    "groups:feed",
    "groups:feed_of_group",
    "groups:group",
    "groups:item",
    "groups:month",
    "groups:notices_of_group",
    "groups:pages_of_group",
    "how_carried_out",
    "policies:changes",
    "policies:list",
    "policies:policy",
    "policies:version",
    "posts:news",
    "posts:feed",
    "posts:kind",
    "posts:feed_of_kind",
    "posts:subject",
    "posts:month",
    "posts:post",
}
"""Pages that are made of nothing but what gives them a new edition, their address, and the minute."""

MOST_KEPT = 1_000
SETTLED = timedelta(seconds=2)


class AskedAnew:
    """Marks pages that were made without asking who reads, and answers 304 to whoever has them already.

    Stands outside the session and the form token, so that it sees whether a page has touched either.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _is_for_everybody(request, response):
            return response
        patch_cache_control(response, public=True, no_cache=True)
        if response.status_code != 200:
            return response
        set_response_etag(response)
        last_modified = parse_http_date_safe(response.get("Last-Modified", ""))
        return get_conditional_response(request, response["ETag"], last_modified, response) or response


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Was nobody's session looked at and no cookie set, and does the page not say itself how long it may be kept?"""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code < 500
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not getattr(getattr(request, "session", None), "accessed", True)
    )


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return response.status_code == 200 and _is_for_everybody(request, response)


def _address_of(request: HttpRequest) -> str:
    """With the host: the groups' pages may stand on one of their own, which has another look."""
    return f"{request.get_host()}{request.get_full_path()}"


@dataclass(frozen=True)
class Shelf:
    """Pages as they were made of one edition in one minute, by their address: body, header fields, moment."""

    edition: str
    minute: datetime
    pages: dict[str, tuple[bytes, dict[str, str], datetime]] = field(default_factory=dict)

    def page(self, address: str) -> HttpResponse | None:
        """The page as it was made, and since when it is so: once that is settled, as a page of this edition or the next
        may still be made within the second that such a moment counts in."""
        kept = self.pages.get(address)
        if kept is None:
            return None
        content, headers, made = kept
        response = HttpResponse(content, headers=headers)
        if timezone.now() - made >= SETTLED:
            response.setdefault("Last-Modified", http_date(made.timestamp()))
        return response

    def keep(self, address: str, response: HttpResponse) -> None:
        if len(self.pages) >= MOST_KEPT:
            self.pages.clear()
        self.pages[address] = response.content, dict(response.items()), timezone.now()


class KeptPages:
    """Shows a page again as it was made for the reader before, for one question to the database: has anything changed?

    Stands inside all others, so that they treat both alike. In a transaction nothing is kept: it may yet be undone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.shelf = Shelf("", datetime.min)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        shelf: Shelf | None = getattr(request, "shelf", None)
        if shelf and isinstance(response, HttpResponse) and _may_be_kept(request, response):
            shelf.keep(_address_of(request), response)
        return response

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        is_kept = request.resolver_match is not None and request.resolver_match.view_name in KEPT
        if not is_kept or request.method not in ("GET", "HEAD") or connection.in_atomic_block:
            return None
        shelf = self._shelf_of_now()
        page = shelf.page(_address_of(request)) if shelf.edition else None
        if page is None and shelf.edition:
            request.shelf = shelf  # type: ignore[attr-defined]
        return page

    def _shelf_of_now(self) -> Shelf:
        """The edition is asked for before a page is made: what changes meanwhile is in the next one."""
        now = Shelf(edition.stamp(), timezone.now().replace(second=0, microsecond=0))
        if (self.shelf.edition, self.shelf.minute) != (now.edition, now.minute):
            self.shelf = now
        return self.shelf
