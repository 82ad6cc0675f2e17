"""Lists of posts on the desk: one's own, and all that one may see."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts import cursor
from accounts.refusals import NotYours
from accounts.requests import DeskRequest
from posts.forms import FilterForm
from posts.models import Post
from posts.querysets import PostQuerySet

ON_A_PAGE = 50


@login_required
def mine(request: DeskRequest) -> HttpResponse:
    """Everything that this person has written, the latest change first."""
    form = FilterForm(request.GET, authors=None)
    posts = Post.objects.visible_to(request.user).filter(author=request.user, **form.chosen())
    return render(request, "posts/mine.html", {"filter": form, **_page(request, posts)})


@login_required
def everything(request: DeskRequest) -> HttpResponse:
    """Everybody's posts that this person may see, the latest change first."""
    if not request.user.has_perm("posts.view_post"):
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")
    visible = Post.objects.visible_to(request.user)
    form = FilterForm(request.GET, authors=visible.authors())
    return render(request, "posts/everything.html", {"filter": form, **_page(request, visible.filter(**form.chosen()))})


def _page(request: DeskRequest, posts: PostQuerySet) -> dict[str, object]:
    """So many of the posts as stand on a page, and where the next page begins."""
    before = cursor.read(request.GET.get("before", ""))
    found = list(posts.latest_change(before).with_content()[: ON_A_PAGE + 1])
    shown, older = found[:ON_A_PAGE], ""
    if len(found) > ON_A_PAGE:
        address = request.GET.copy()
        address["before"] = cursor.write(shown[-1].since, shown[-1].pk)
        older = address.urlencode()
    return {"posts": shown, "older": older, "is_later": before is not None}
