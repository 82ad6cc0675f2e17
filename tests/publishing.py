"""Published posts, for the tests of what the public sees."""

from datetime import datetime
from typing import Any

import time_machine
from django.utils import timezone

from accounts.models import Matter
from posts import workflow
from posts.models import Post
from tests import making


def published(
    cast: making.Cast,
    title: str = "Mill Lane is closed",
    *,
    on: datetime | None = None,
    matter: Matter | None = None,
    **content: Any,
) -> Post:
    """A post of the councillor's, approved by the Clerk and published at that moment, or ten seconds ago."""
    with time_machine.travel((on or timezone.now()) - workflow.TIME_TO_UNDO, tick=False):
        post = workflow.write(making.content(title, **content), by=cast.councillor, matter=matter)
        workflow.submit(post.pk, by=cast.councillor)
        making.put_out(post, approver=cast.clerk)
    return Post.objects.whole().get(pk=post.pk)


def corrected(post: Post, cast: making.Cast) -> Post:
    """The correction that has taken the place of `post`."""
    correction = making.replace_with_a_correction(post, author=cast.councillor, approver=cast.clerk)
    return Post.objects.whole().get(pk=correction.pk)


def withdrawn(post: Post, cast: making.Cast) -> Post:
    return workflow.withdraw(post.pk, by=cast.clerk, reason="The date was wrong.")
