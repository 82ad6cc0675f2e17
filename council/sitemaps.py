"""What search engines are told of: the pages, and the news by month, so that no list is longer than a month."""

from datetime import datetime
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.clock import today
from council.frame import council_now, frame
from council.town import is_town
from policies.models import Policy
from posts.kinds.shown import Shown
from posts.models import Post
from posts.news import Month, months
from website_groups.addresses import site_now
from website_groups.models import Group, Item
from website_groups.permissions import have_groups
from website_groups.where_allowed import where_groups_are

PAGES = (
    "home",
    "posts:news",
    "policies:list",
    "how_carried_out",
    "comments",
    "contact",
    "accessibility:statement",
)
OF_GROUPS = ("groups:directory", "groups:events")
ITEMS_IN_A_SITEMAP = 10_000
XML = "application/xml"


def _allowed(shown: Shown) -> list[str]:
    """The pages about the council itself that the rules have on the website."""
    pages = {
        "kinds:council": shown,
        "kinds:members": shown.members,
        "kinds:meetings": shown.meetings,
        "kinds:finance": shown.finance,
        "kinds:links": shown.links,
    }
    return [name for name, is_shown in pages.items() if is_shown]


class _Here:
    """Addresses begin with settings.SITE_URL, whatever name this server was asked by."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Pages(_Here, Sitemap):
    """The pages of their own, and each policy in force."""

    def items(self) -> list[str]:
        policies = Policy.objects.adopted(today()).values_list("slug", flat=True)
        pages = [*PAGES, *_allowed(frame(council_now())["shown"])]
        return [*map(reverse, pages), *(reverse("policies:policy", args=[slug]) for slug in policies)]

    def location(self, item: str) -> str:
        return item


class News(_Here, Sitemap):
    """The posts of one month. They are read at once, since a list is not counted."""

    def __init__(self, month: Month) -> None:
        self.month = month

    def items(self) -> list[Post]:
        posts = Post.objects.published_between(self.month.begins, self.month.following.begins).news()
        return list(posts.only("published_at", "corrected_at", "current_version__title"))

    def lastmod(self, item: Post) -> datetime | None:
        return item.corrected_at or item.published_at


class _Groups(Sitemap):
    """Addresses begin with the website on which the groups' pages stand. Sitemaps have no titles to mark."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(site_now()).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(site_now()).netloc


class Groups(_Groups):
    """The lists of groups and events, and each group."""

    def items(self) -> list[str]:
        groups = Group.objects.public().values_list("slug", flat=True)
        return [*(reverse(name) for name in OF_GROUPS), *(reverse("groups:group", args=[slug]) for slug in groups)]

    def location(self, item: str) -> str:
        return item


class GroupItems(_Groups):
    """What groups show, so many by their numbers, since a list is not counted."""

    def __init__(self, number: int) -> None:
        self.first = number * ITEMS_IN_A_SITEMAP

    def items(self) -> list[Item]:
        within = Item.objects.public().filter(pk__gte=self.first, pk__lt=self.first + ITEMS_IN_A_SITEMAP)
        return list(within.defer("live_version__document", "live_version__words").order_by("pk"))

    def lastmod(self, item: Item) -> datetime | None:
        return item.changed_at


def index(request: HttpRequest) -> HttpResponse:
    addresses = [] if is_town(request) else [reverse("sitemap_pages"), *(_address(month) for month in months())]
    entries = [f"{settings.SITE_URL}{address}" for address in addresses]
    if have_groups() and (is_town(request) or site_now() == settings.SITE_URL):
        entries += [f"{site_now()}{address}" for address in _addresses_of_groups()]
    return _index(request, entries)


@where_groups_are
def groups(request: HttpRequest) -> HttpResponse:
    return _given(request, Groups())


@where_groups_are
def group_items(request: HttpRequest, number: int) -> HttpResponse:
    return _given(request, GroupItems(number))


def _addresses_of_groups() -> list[str]:
    last = Item.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    numbers = range(last // ITEMS_IN_A_SITEMAP + 1) if last else ()
    return [reverse("sitemap_groups"), *(reverse("sitemap_group_items", args=[number]) for number in numbers)]


def _index(request: HttpRequest, locations: list[str]) -> HttpResponse:
    entries = [SimpleNamespace(location=location) for location in locations]
    return render(request, "sitemap_index.xml", {"sitemaps": entries}, content_type=XML)


def pages(request: HttpRequest) -> HttpResponse:
    return _given(request, Pages())


def of_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    return _given(request, News(Month(int(year), int(month))))


def _given(request: HttpRequest, of: Sitemap) -> HttpResponse:
    response = sitemap(request, {"all": of}, section="all")
    del response["Last-Modified"]  # Django's is that of what is listed, and knows nothing of what was withdrawn
    return response


def _address(month: Month) -> str:
    return reverse("sitemap_month", args=[month.year, f"{month.number:02}"])
