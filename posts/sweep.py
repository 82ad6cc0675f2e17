"""What the clock does to posts: publishes what is due, lets what is late expire, reminds owners.

The tables are the schedule. Each post has a transaction of its own; one that is refused does not hold up the others.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import Refused
from posts import workflow
from posts.models import Post
from posts.querysets import PostQuerySet

logger = logging.getLogger(__name__)


def publish_all_due() -> int:
    """The number published."""
    now = timezone.now()
    return _for_each(Post.objects.due(now), lambda post_id: workflow.publish(post_id, by=SYSTEM, now=now))


def expire_all_late() -> int:
    """The number that expired: undecided at their hour, or later than the council lets them go out."""
    now = timezone.now()
    late = Post.objects.expiring(now), Post.objects.due(now - timedelta(hours=1))
    return sum(_for_each(posts, lambda post_id: workflow.expire(post_id, by=SYSTEM, now=now)) for posts in late)


def remind_all_owners() -> int:
    """The number of owners' reminders sent today."""
    day = today()
    return _for_each(Post.objects.owing_a_reminder(day), lambda post_id: workflow.remind(post_id, by=SYSTEM, today=day))


def _for_each(posts: PostQuerySet, act: Callable[[int], bool]) -> int:
    done = 0
    for post_id in posts.values_list("pk", flat=True):
        try:
            done += act(post_id)
        except (Refused, DatabaseError) as problem:
            logger.error("Post %s was left as it is: %s", post_id, problem)
    return done
