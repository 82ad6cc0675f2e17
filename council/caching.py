"""What is the same for everybody is asked for anew each time: it is unchanged, or seen as it is now. Nothing withdrawn
stays behind in a cache.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
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
    "kinds:council",
    "kinds:finance",
    "kinds:links",
    "kinds:meeting",
    "kinds:meetings",
    "kinds:meetings_of",
    "kinds:members",
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

NEVER = datetime.max.replace(tzinfo=UTC)
SETTLED = timedelta(seconds=2)
"""Header fields count in whole seconds: what changed just now may change again within the same one."""


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
    """Pages as they were made of one edition in one minute, by their address: body and header fields."""

    edition: str
    minute: datetime
    since: datetime = NEVER
    """When this process first looked for pages of them: nothing on these has changed after that."""
    pages: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)

    def page(self, address: str) -> HttpResponse | None:
        kept = self.pages.get(address)
        return HttpResponse(kept[0], headers=kept[1]) if kept else None

    def date(self, response: HttpResponse) -> HttpResponse:
        """Says when what the page shows changed last, once that moment is over for certain."""
        if not response.has_header("Last-Modified") and timezone.now() - self.since >= SETTLED:
            response["Last-Modified"] = http_date(self.since.timestamp())
        return response

    def keep(self, address: str, response: HttpResponse) -> None:
        if len(self.pages) >= MOST_KEPT:
            self.pages.clear()
        self.pages[address] = response.content, dict(response.items())


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
            shelf.date(response)
        return response

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        is_kept = request.resolver_match is not None and request.resolver_match.view_name in KEPT
        if not is_kept or request.method not in ("GET", "HEAD") or connection.in_atomic_block:
            return None
        shelf = self._shelf_of_now()
        page = shelf.page(_address_of(request)) if shelf.edition else None
        if page is None and shelf.edition:
            request.shelf = shelf  # type: ignore[attr-defined]
        return shelf.date(page) if page else None

    def _shelf_of_now(self) -> Shelf:
        """The edition is asked for before a page is made: what changes meanwhile is in the next one."""
        stamp, moment = edition.stamp(), timezone.now()
        now = Shelf(stamp, moment.replace(second=0, microsecond=0), moment)
        if (self.shelf.edition, self.shelf.minute) != (now.edition, now.minute):
            self.shelf = now
        return self.shelf
