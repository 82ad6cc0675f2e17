"""The council's news as an Atom feed."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from accounts.models import Council
from posts.models import Post

ITEMS = 30


class NewsFeed(Feed):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Council | None:
        return Council.objects.first()

    def title(self, council: Council | None) -> str:
        return f"News from {council}" if council else "News"

    def link(self) -> str:
        return reverse("posts:news")

    def items(self) -> list[Post]:
        return list(Post.objects.news()[:ITEMS])

    def item_title(self, item: Post) -> str:
        return item.title

    def item_description(self, item: Post) -> str:
        return item.body

    def item_pubdate(self, item: Post) -> datetime | None:
        return item.published_at

    item_updateddate = item_pubdate
