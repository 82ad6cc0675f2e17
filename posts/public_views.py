"""What residents read. No session, no cookie, no question about who reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from posts import cursor
from posts.models import Post

NEWS_ON_A_PAGE = 20


def news(request: HttpRequest) -> HttpResponse:
    before = cursor.read(request.GET.get("before", ""))
    posts = list(Post.objects.news(before)[: NEWS_ON_A_PAGE + 1])
    shown = posts[:NEWS_ON_A_PAGE]
    has_older = len(posts) > NEWS_ON_A_PAGE
    older = cursor.write(shown[-1].published_at, shown[-1].pk) if has_older and shown[-1].published_at else ""
    return render(request, "posts/news.html", {"posts": shown, "older": older, "newer": before is not None})


def post(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = get_object_or_404(Post.objects.published().whole(), pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    return render(request, "posts/post.html", {"post": found})
