"""What residents read. No session, no cookie, no question about who reads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from files.showing import shown_documents, shown_pictures
from policies.rules.schema import ItemKind
from posts import news as lists
from posts.life import State
from posts.models import Post
from posts.news import Month, Page
from posts.querysets import PostQuerySet

LONGEST_CHAIN = 100
"""So many corrections of corrections are followed."""


def news(request: HttpRequest) -> HttpResponse:
    return _list(request, Post.objects.all(), "News")


def of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    known = lists.kind_called(kind)
    feed = reverse("posts:feed_of_kind", args=[known.value])
    return _list(request, Post.objects.of_kind(known), lists.heading(known), kind=known.value, feed=feed)


def of_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    shown = Month(int(year), int(month))
    posts = Post.objects.published_between(shown.begins, shown.following.begins)
    return _list(request, posts, f"News from {shown.first:%B %Y}", month=shown)


def of_subject(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    page = lists.page_of(Post.objects.of_matter(pk).select_related("matter"), request.GET)
    if page is None:
        return redirect(request.path)
    if not page.posts or page.posts[0].matter is None:
        raise Http404("Nothing is published about this.")
    subject = page.posts[0].matter
    if request.path != lists.address_of(subject):
        return redirect(lists.address_of(subject), permanent=True)
    return _page(request, page, f"News about {subject}", subject=subject)


def post(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A published post. What took its place is led on to; of what was withdrawn nothing is shown."""
    found = Post.objects.with_neighbours().with_approval().whole().filter(pk=pk).first()
    if found is None or found.published_at is None:
        raise Http404("There is no such page.")
    if not found.is_public:
        return _moved_or_gone(request, found)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    context = {
        "post": found,
        "pictures": shown_pictures(found.content.pictures),
        "documents": shown_documents(found.content.attachments),
        "subject_url": lists.address_of(found.matter) if found.matter else "",
        "kind_heading": lists.heading(ItemKind(found.kind)),
        **lists.neighbours(found),
    }
    return render(request, "posts/post.html", context)


def _moved_or_gone(request: HttpRequest, post: Post) -> HttpResponse:
    """To the correction that stands now in the place of `post`; 410 where it, or that, was withdrawn."""
    standing: Post | None = post
    for _ in range(LONGEST_CHAIN):
        if standing is None or standing.state != State.REPLACED:
            break
        standing = standing.corrections.filter(published_at__isnull=False).whole().first()
    if standing is not None and standing.is_public:
        return redirect(standing, permanent=True)
    return render(request, "posts/gone.html", status=410)


def _list(request: HttpRequest, posts: PostQuerySet, heading: str, **context: object) -> HttpResponse:
    page = lists.page_of(posts, request.GET)
    return redirect(request.path) if page is None else _page(request, page, heading, **context)


def _page(request: HttpRequest, page: Page, heading: str, **context: object) -> HttpResponse:
    month = context.get("month")
    choices = lists.choices(month.year if isinstance(month, Month) else None)
    return render(request, "posts/news.html", {"page": page, "heading": heading, "choices": choices, **context})
