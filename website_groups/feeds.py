"""What groups show as Atom feeds: all of it, and each group by itself. Every entry says whose it is."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from policies.rules import Rules
from policies.standing import rules_in_force
from website_groups import reading
from website_groups.addresses import site_of
from website_groups.mark import marked, words_of
from website_groups.models import Group, Item
from website_groups.where_allowed import where_groups_are


@dataclass(frozen=True)
class Followed:
    """What somebody follows: one group, or all where there is none."""

    group: Group | None
    site: str
    rules: Rules | None


@dataclass(frozen=True)
class Entry:
    item: Item
    followed: Followed


class GroupsFeed(Feed):
    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]  # Django's is that of what is listed, and knows nothing of what was taken down
        return response

    def get_object(self, request: HttpRequest, slug: str = "") -> Followed:
        group = get_object_or_404(Group.objects.public(), slug=slug) if slug else None
        rules = rules_in_force()
        return Followed(group, site_of(rules), rules)

    def title(self, followed: Followed) -> str:
        return marked("News", followed.group) if followed.group else "From local groups, not the council’s"

    def link(self, followed: Followed) -> str:
        own = followed.group.get_absolute_url() if followed.group else reverse("groups:directory")
        return f"{followed.site}{own}"

    def feed_url(self, followed: Followed) -> str:
        return f"{self.link(followed)}feed/"

    def items(self, followed: Followed) -> list[Entry]:
        return [Entry(item, followed) for item in reading.latest(followed.group)]

    def item_title(self, item: Entry) -> str:
        return marked(item.item.title, item.item.group)

    def item_description(self, item: Entry) -> str:
        body = mark_safe(item.item.content.body)  # noqa: S308 - sanitised when it was written
        words = words_of(item.item.group, item.followed.rules)
        return format_html("<p><strong>Local group: {}</strong> {}</p>{}", item.item.group, words, body)

    def item_author_name(self, item: Entry) -> str:
        return f"Local group: {item.item.group}"

    def item_link(self, item: Entry) -> str:
        return f"{item.followed.site}{item.item.get_absolute_url()}"

    def item_pubdate(self, item: Entry) -> datetime | None:
        return item.item.published_at

    def item_updateddate(self, item: Entry) -> datetime | None:
        return item.item.changed_at


feed = where_groups_are(GroupsFeed())
