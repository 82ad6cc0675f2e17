"""The addresses of the yardstick, and the whole of its views."""

import os

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from benchmarks.bare.models import Notice

ON_A_PAGE = 20
# So many bytes are added that a page is as long as the product's own.
PADDING = {name: "." * int(os.environ.get(f"BENCH_PADDING_{name.upper()}", "0")) for name in ("post", "news")}


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def post(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=pk)
    return render(request, "bare/post.html", {"notice": notice, "padding": PADDING["post"]})


def news(request: HttpRequest) -> HttpResponse:
    notices = Notice.objects.order_by("-published_at", "-id")[:ON_A_PAGE]
    return render(request, "bare/news.html", {"notices": notices, "padding": PADDING["news"]})


urlpatterns = [
    path("", constant, name="home"),
    path("contact/", constant, name="contact"),
    path("feed/", constant, name="feed"),
    path("news/", news, name="news"),
    path("policies/", constant, name="policies"),
    path("post/<int:pk>/", post, name="post"),
]
