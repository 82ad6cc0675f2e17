"""Working copies: what somebody types is kept until it is saved. They are no part of the record."""

import json
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours
from posts import permissions
from posts.models import Post, WorkingCopy

LONGEST = 200_000
"""So many characters of typed text are kept."""


@transaction.atomic
def keep_copy(
    post_id: int | None,
    typed: Mapping[str, Iterable[str]],
    *,
    by: User,
    files: Iterable[str] = (),
    window: str = "",
) -> WorkingCopy:
    """Keeps what this person has typed into a post, in the place of what was kept before; None: into a new one."""
    by, post = present(by), _post(post_id)
    if not _may_write(by, post):
        raise NotYours("You cannot change this now, so what you type is not kept here.")
    if len(json.dumps(typed)) > LONGEST:
        raise BadInput("body", "This is too long to be kept while you write. Save it as a draft.")
    known = {"typed": typed, "files": list(files), "window": window, "kept_at": timezone.now()}
    copy, _ = WorkingCopy.objects.update_or_create(person=by, post=post, defaults=known)
    return copy


@transaction.atomic
def drop_copy(post_id: int | None, *, by: User) -> None:
    """Throws away what this person has typed into a post and not saved; None: into a new one."""
    WorkingCopy.objects.filter(person=present(by), post=_post(post_id)).delete()


def _post(post_id: int | None) -> Post | None:
    """NotNow where there is none of that number."""
    if post_id is None:
        return None
    post = Post.objects.whole().filter(pk=post_id).first()
    if post is None:
        raise NotNow("There is no such post.")
    return post


def _may_write(by: User, post: Post | None) -> bool:
    if post is None:
        return permissions.can_add(by)
    return permissions.can_write(by, post) or permissions.can_amend(by, post)
