"""Publishes every post whose hour has come, each in a transaction of its own."""

import logging

from django.db import DatabaseError
from django.utils import timezone

from accounts.history import SYSTEM
from accounts.refusals import Refused
from posts import workflow
from posts.models import Post

logger = logging.getLogger(__name__)


def publish_all_due() -> int:
    """The number published. A post that is refused is logged and does not hold up the others."""
    now = timezone.now()
    published = 0
    for post_id in Post.objects.due(now).values_list("pk", flat=True):
        try:
            published += workflow.publish(post_id, by=SYSTEM, now=now)
        except (Refused, DatabaseError) as problem:
            logger.error("Post %s was not published: %s", post_id, problem)
    return published
