"""Puts posts in past every guard: for a search it is only their words, their state and their age that count."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from posts.finding import POSTS
from posts.life import State
from posts.models import Post, PostVersion
from search.finding import Found, newest
from search.queries import parse

ORDER = ("-since", "-id")
NEWS = ("-published_at", "-id")


def put(texts: Iterable[tuple[str, str]], *, author: User, state: State = State.PUBLISHED) -> list[Post]:
    """A post for each title with its words, the first the newest."""
    now, posts, versions = timezone.now(), [], []
    for number, (title, words) in enumerate(texts):
        moment = now - timedelta(minutes=number)
        version = _version(title, words, author)
        post = Post(author=author, state=state, since=moment, current_version_id=version.pk)
        if state == State.PUBLISHED:
            post.approved_version_id, post.publish_at, post.published_at = version.pk, moment, moment
        posts.append(post)
        versions.append(version)
    with transaction.atomic():
        for post, version in zip(models.QuerySet(Post).bulk_create(posts), versions, strict=True):
            version.post_id = post.pk
        models.QuerySet(PostVersion).bulk_create(versions)
    return posts


def put_one(title: str, words: str = "", *, author: User, state: State = State.PUBLISHED) -> Post:
    return put([(title, words)], author=author, state=state)[0]


def _version(title: str, words: str, author: User) -> PostVersion:
    common = {"document": "{}", "fingerprint": "0" * 64, "written_by": author, "written_at": timezone.now()}
    return PostVersion(number=1, title=title, words=words, **common)


def search(text: str, visible: "models.QuerySet[Post] | None" = None, **options: object) -> Found:
    """The newest of all posts, or of these."""
    return newest(POSTS, parse(text), Post.objects.all() if visible is None else visible, order=ORDER, **options)


def titles(text: str, visible: "models.QuerySet[Post] | None" = None) -> list[str]:
    return [post.title for post in search(text, visible).rows(Post.objects.with_content())]
