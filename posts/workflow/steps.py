"""What every act on a post is made of: the lock, the questions before it, and the recorded move after it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accounts.history import System, record
from accounts.models import User
from accounts.refusals import NotNow, NotYours
from policies.rules.schema import Rules
from policies.standing import Standing, standing_of
from posts import permissions, wording
from posts.content import Content, fingerprint
from posts.life import DECIDED, LIFE, Act, State
from posts.models import Post, PostVersion, VersionFile, WorkingCopy

Permission = Callable[[User, Post], bool]

ENDED = frozenset({State.WITHDRAWN, State.REPLACED})
"""Ended after it was decided on: what was approved stays named."""


def locked(post_id: int) -> Post:
    post = Post.objects.select_for_update(of=("self",)).whole().filter(pk=post_id).first()
    if post is None:
        raise NotNow("There is no such post.")
    return post


def require(act: Act, permission: Permission, by: User, post: Post) -> None:
    standing = standing_of(by)
    if permission(by, post):
        return
    if permissions.can_view(by, post) and not LIFE.allows(post.state, act):
        raise NotNow(wording.not_now(act, post), about=post)
    why = wording.not_yours(
        act,
        standing.rules,
        must_read_first=standing.must_read_first,
        own_work=permissions.may_decide(by, post),
    )
    raise NotYours(*why, about=post)


def require_current(post: Post, version: UUID | None) -> None:
    if version != post.current_version_id:
        raise NotNow(wording.changed_meanwhile(post), about=post)


def rules_of(standing: Standing) -> Rules:
    if standing.rules is None:
        raise NotYours("No policy is in force yet. The Clerk can load one: see the first page of the manual.")
    return standing.rules


def first_version(content: Content, *, by: User, now: datetime) -> PostVersion:
    return _version(content, by=by, number=1, now=now)


def keep_version(version: PostVersion, content: Content) -> None:
    """Inserts the version, with which files stand in it."""
    version.keep()
    if content.files:
        VersionFile.keep_all(VersionFile(version=version, file=file) for file in content.files)


def take_version(post: Post, content: Content, *, by: User) -> None:
    """Makes `content` the current version of the post; the row of the post is not saved yet."""
    version = _version(content, by=by, number=post.current_version.number + 1, now=timezone.now())
    version.post = post
    keep_version(version, content)
    post.current_version = version
    forget_content(post)
    carry(post, content)


def forget_copy(by: User, post: Post | None) -> None:
    """What this person had typed into the post and not saved is saved now; None: into a new one."""
    WorkingCopy.objects.filter(person=by, post=post).delete()


def carry(post: Post, content: Content) -> None:
    """Copies onto the row what lists of posts are searched by."""
    post.kind, post.alert_until = content.kind, content.alert_until
    told = content.particulars
    post.meeting_id, post.part = told.meeting, told.part
    post.account, post.year, post.quarter = told.account, told.year, told.quarter


def forget_content(post: Post) -> None:
    post.__dict__.pop("content", None)


def move(post: Post, taken: Act, *, by: User | System, act: str, reason: str = "") -> Post:
    """Takes the move from the table of the post's life and records it."""
    state = LIFE.after(post.state, taken)
    if state != post.state:
        post.state, post.since = state, timezone.now()
    if state not in DECIDED | ENDED:
        post.approved_version = None
    record(post, by=by, act=act, reason=reason)
    return post


def _version(content: Content, *, by: User, number: int, now: datetime) -> PostVersion:
    document = content.document()
    return PostVersion(
        number=number,
        title=content.title,
        document=document,
        words=content.words,
        fingerprint=fingerprint(document),
        written_by=by,
        written_at=now,
    )
