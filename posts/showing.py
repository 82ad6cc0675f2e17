"""Who may see a picture or document of a post (settings.FILES_SHOWN_BY)."""

from datetime import timedelta
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from files.models import Document, Picture
from posts.copies import holds
from posts.models import Post, VersionFile

TIME_TO_SAVE = timedelta(days=1)
"""So long after it has arrived a file is shown to people at the desk, though it stands in no version yet."""


def may_see(request: HttpRequest, sha256: str) -> Literal["public", "private"] | None:
    """Whether a post shows this file to everybody, or to this person alone; asked anew at each request.

    Public is what stands in the current version of a published post. Nothing is asked about who reads it.
    """
    if Post.objects.published().filter(current_version__files__file=sha256).exists():
        return "public"
    user = request.user
    if isinstance(user, User) and any(sees(user, sha256) for sees in (_stands_where_seen, _has_just_arrived, holds)):
        return "private"
    return None


def _stands_where_seen(user: User, sha256: str) -> bool:
    """Does it stand in a version, old or new, of a post that this person may open at the desk?"""
    may_open = user.has_perm("posts.view_post")
    return may_open and Post.objects.visible_to(user).filter(versions__files__file=sha256).exists()


def _has_just_arrived(user: User, sha256: str) -> bool:
    """Is it on its way into a draft of somebody who may write?

    Nobody notes who sent a file, but only who did has its address: that is the fingerprint of its content.
    """
    if not user.has_perm("posts.add_post") or VersionFile.objects.filter(file=sha256).exists():
        return False
    lately = {"sha256": sha256, "stored_at__gte": timezone.now() - TIME_TO_SAVE}
    return Picture.objects.filter(**lately).exists() or Document.objects.filter(**lately).exists()
