"""Links to the principal council and to charities, each a published item of its kind."""

from posts.kinds.shown import Shown
from posts.models import Post
from posts.news import heading
from posts.particulars import LINKS

MOST = 200


def links_by_kind(shown: Shown) -> list[tuple[str, list[Post]]]:
    """Each kind that has any, by its heading; in one query."""
    posts = Post.objects.published().filter(kind__in=shown.links).select_related("current_version")
    found = sorted(posts.order_by("-published_at", "-id")[:MOST], key=lambda post: post.title.lower())
    groups = [(heading(kind), [post for post in found if post.kind == kind]) for kind in LINKS]
    return [(name, theirs) for name, theirs in groups if theirs]
