"""What is being written and not saved yet: one's own working copy, and what others are at."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from posts.content import Content, fingerprint
from posts.models import Post, PostVersion, WorkingCopy

STILL_OPEN = timedelta(minutes=10)
"""So long after its last change somebody counts as having it open."""


def own(user: User, post: Post | None) -> WorkingCopy | None:
    """What this person has typed into that post, or into a new one, and not saved."""
    return WorkingCopy.objects.filter(person=user, post=post).first()


def is_saved(user: User, content: Content) -> bool:
    """Has this person saved the very same in some version of some post?"""
    return PostVersion.objects.filter(written_by=user, fingerprint=fingerprint(content.document())).exists()


@dataclass(frozen=True)
class AtWork:
    """Somebody else who has typed into a post and not saved it; `is_open`: a moment ago."""

    person: User
    kept_at: datetime
    is_open: bool


def of_others(user: User, post: Post) -> list[AtWork]:
    """Who else is at it, the latest first."""
    now = timezone.now()
    copies = WorkingCopy.objects.filter(post=post).exclude(person=user).select_related("person").order_by("-kept_at")
    return [AtWork(copy.person, copy.kept_at, now - copy.kept_at < STILL_OPEN) for copy in copies.defer("typed")]


def holds(user: User, sha256: str) -> bool:
    """Is that file in one of this person's working copies, and may they still write?"""
    copies = WorkingCopy.objects.filter(person=user).values_list("files", flat=True)
    return any(sha256 in files for files in copies) and user.has_perm("posts.add_post")
