"""Walks the public website as a reader would, from inside, and says what is wrong with it.

Other websites are asked only where somebody wishes it: `council.outside`.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client

from accounts.clock import today
from accounts.dates import say_day
from council.outside import troubles
from council.public_views import NOT_FOR_ROBOTS
from posts.models import Post

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LEADING = {"a": "href", "link": "href", "img": "src"}
STARTS = ("/", "/sitemap.xml")


@dataclass(frozen=True)
class Problem:
    """What is wrong, and on which page."""

    page: str
    what: str

    def __str__(self) -> str:
        return f"{self.page}: {self.what}"


class Read(HTMLParser):
    """What of a page is looked at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.levels: list[int] = []
        self.undescribed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if found := given.get("id"):
            self.ids.add(found)
        if tag in HEADINGS:
            self.levels.append(HEADINGS[tag])
        if tag == "img" and "alt" not in given:
            self.undescribed.append(given.get("src") or "a picture")
        if tag in LEADING and (address := given.get(LEADING[tag])):
            self.links.append(address)


@dataclass
class Walk:
    """`most`: no more pages than these are opened; `was_cut` says that there were more."""

    most: int
    opened: dict[str, set[str] | None] = field(default_factory=dict)
    was_cut: bool = False
    outside: dict[str, str] = field(default_factory=dict)
    """Where links lead on other websites, each with the first page that leads there."""

    def __post_init__(self) -> None:
        site = urlsplit(settings.SITE_URL)
        self.client = Client(SERVER_NAME=site.hostname or "localhost")
        self.is_secure = site.scheme == "https"
        self.asked: deque[tuple[str, str]] = deque(("", start) for start in STARTS)
        self.places: list[tuple[str, str, str]] = []

    def problems(self) -> Iterator[Problem]:
        """Dead links, pictures without a description, headings out of order, places that are not there."""
        while self.asked:
            source, address = self.asked.popleft()
            if address not in self.opened:
                if len(self.opened) >= self.most:
                    self.was_cut = True
                    break
                yield from self._open(source, address)
        for source, address, place in self.places:
            ids = self.opened.get(address)
            if ids is not None and unquote(place) not in ids:
                yield Problem(source, f"the link to {address}#{place} leads to a place that is not on that page")

    def _open(self, source: str, address: str) -> Iterator[Problem]:
        self.opened[address] = None
        response = self.client.get(address, follow=True, secure=self.is_secure)
        if response.status_code != 200:
            yield Problem(source or "the start", f"the link to {address} is dead ({response.status_code})")
            return
        kind, body = response.get("Content-Type", ""), b"".join(response)
        if kind.startswith("application/xml"):
            self._follow(address, [part.partition("</loc>")[0] for part in body.decode().split("<loc>")[1:]])
        if kind.startswith("text/html"):
            page = Read(body.decode())
            self.opened[address] = page.ids
            self._follow(address, page.links)
            yield from _faults(address, page)

    def _follow(self, page: str, links: list[str]) -> None:
        for link in links:
            address, place = urldefrag(urljoin(f"{settings.SITE_URL}{page}", link))
            path = address.removeprefix(settings.SITE_URL) or "/"
            if path.startswith(("http://", "https://")):
                self.outside.setdefault(path, page)
            if not path.startswith("/") or path.startswith((*NOT_FOR_ROBOTS, settings.STATIC_URL)):
                continue
            self.asked.append((page, path))
            if place:
                self.places.append((page, path, place))


def check(most: int, *, elsewhere: bool = False) -> Iterator[Problem]:
    """Everything that is wrong, and what should have been looked at again by now (website-up-to-date).

    `elsewhere`: other websites are asked whether what we link to is still there.
    """
    walk = Walk(most)
    yield from walk.problems()
    if walk.was_cut:
        yield Problem("the website", f"it has more than {most} pages, and the rest was not looked at")
    if elsewhere:
        for address, trouble in troubles(walk.outside):
            yield Problem(walk.outside[address], f"the link to {address}: {trouble}")
    for post in Post.objects.to_be_checked(today()).select_related("current_version"):
        if post.check_by:
            yield Problem(post.url, f"“{post.title}” was to be looked at again by {say_day(post.check_by)}")


def _faults(address: str, page: Read) -> Iterator[Problem]:
    for picture in page.undescribed:
        yield Problem(address, f"{picture} has no text for who cannot see it")
    if page.levels.count(1) != 1:
        yield Problem(address, f"it has {page.levels.count(1)} headings of the first level instead of one")
    for before, after in zip(page.levels, page.levels[1:], strict=False):
        if after > before + 1:
            yield Problem(address, f"a heading of level {after} follows one of level {before}")
