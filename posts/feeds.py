"""The council's news as Atom feeds: all of it, and each kind by itself."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.http import parse_http_date

from accounts.models import Council
from files.showing import ShownPicture, first_pictures
from policies.rules.schema import ItemKind
from posts import news
from posts.models import Post
from posts.querysets import last_changes

ITEMS = 30

SETTLED_SECONDS = 2
"""Header fields count in whole seconds: what changed just now may change again within the same one."""


@dataclass(frozen=True)
class Subscription:
    """What somebody follows: the council's news, all of it where `kind` is None; `changed`, the last time it did."""

    council: Council | None
    kind: ItemKind | None
    changed: datetime | None

    @property
    def url(self) -> str:
        return reverse("posts:kind", args=[self.kind.value]) if self.kind else reverse("posts:news")


@dataclass(frozen=True)
class Entry:
    post: Post
    picture: ShownPicture | None


class AtomOfNews(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Also when something was withdrawn: who asks by this moment alone is then given the feed without it."""
        changed: datetime | None = self.feed["changed"]
        return changed or super().latest_post_date()


class NewsFeed(Feed):
    feed_type = AtomOfNews

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        if timezone.now().timestamp() - parse_http_date(response["Last-Modified"]) < SETTLED_SECONDS:
            del response["Last-Modified"]
        return response

    def get_object(self, request: HttpRequest, kind: str = "") -> Subscription:
        changes = last_changes(Post.objects.all())
        council = Council.objects.annotate(**changes).first()
        moments = [getattr(council, state) for state in changes] if council else []
        return Subscription(council, news.kind_called(kind) if kind else None, max(filter(None, moments), default=None))

    def feed_extra_kwargs(self, followed: Subscription) -> dict[str, datetime | None]:
        return {"changed": followed.changed}

    def title(self, followed: Subscription) -> str:
        name = followed.council.name if followed.council else "the council"
        return f"{name}: {news.heading(followed.kind)}" if followed.kind else f"News from {name}"

    def link(self, followed: Subscription) -> str:
        return f"{settings.SITE_URL}{followed.url}"

    def feed_url(self, followed: Subscription) -> str:
        return f"{settings.SITE_URL}{followed.url}feed/"

    def author_name(self, followed: Subscription) -> str | None:
        return followed.council.name if followed.council else None

    def items(self, followed: Subscription) -> list[Entry]:
        posts = Post.objects.of_kind(followed.kind) if followed.kind else Post.objects.all()
        found = list(posts.select_related("matter").news()[:ITEMS])
        pictures = first_pictures({post.pk: post.content.pictures for post in found})
        return [Entry(post, pictures.get(post.pk)) for post in found]

    def item_title(self, item: Entry) -> str:
        return item.post.title

    def item_description(self, item: Entry) -> str:
        return item.post.body

    def item_link(self, item: Entry) -> str:
        return f"{settings.SITE_URL}{item.post.url}"

    def item_pubdate(self, item: Entry) -> datetime | None:
        return item.post.published_at

    def item_updateddate(self, item: Entry) -> datetime | None:
        return item.post.corrected_at or item.post.published_at

    def item_categories(self, item: Entry) -> list[str]:
        return [item.post.kind_label, *([item.post.matter.name] if item.post.matter else [])]

    def item_enclosures(self, item: Entry) -> list[Enclosure]:
        if item.picture is None:
            return []
        return [Enclosure(item.picture.address, str(item.picture.stored.size), item.picture.content_type)]
