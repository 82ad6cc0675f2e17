"""Every reusable read of posts. Lists rest on the same two facts as the single checks in `posts.permissions`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts import grants
from accounts.clock import today
from accounts.history import GuardedQuerySet
from accounts.models import MatterGrant, User
from policies.standing import standing_of
from posts.cursor import Key
from posts.life import IN_WORK, State

if TYPE_CHECKING:
    from posts.models import Post


class PostQuerySet(GuardedQuerySet["Post"]):
    def with_content(self) -> PostQuerySet:
        """For lists. The author is fetched apart: joined, SQLite may begin with the authors and sort all they wrote."""
        return self.select_related("current_version").prefetch_related("author")

    def whole(self) -> PostQuerySet:
        """For one post: with all that its page shows."""
        return self.select_related("current_version", "author", "matter")

    def published(self) -> PostQuerySet:
        return self.filter(state=State.PUBLISHED)

    def news(self, before: Key | None = None) -> PostQuerySet:
        """Published posts, the newest first; those older than the key of the last one seen."""
        return (
            self.published()
            .select_related("current_version")
            .order_by("-published_at", "-id")
            ._older("published_at", before)
        )

    def due(self, now: datetime) -> PostQuerySet:
        return self.filter(state=State.SCHEDULED, publish_at__lte=now).order_by("publish_at", "id")

    def awaiting_decision(self) -> PostQuerySet:
        return self.filter(state=State.SUBMITTED).order_by("submitted_at", "id")

    def in_work_by(self, user: User) -> PostQuerySet:
        """What this person has written and somebody still holds the pen of, the latest first."""
        return self.written_by(user).filter(state__in=IN_WORK)

    def written_by(self, user: User, before: Key | None = None) -> PostQuerySet:
        return self.filter(author=user).order_by("-since", "-id")._older("since", before)

    def _older(self, column: str, before: Key | None) -> PostQuerySet:
        """Those behind the key of the last one seen, so that no page needs OFFSET."""
        if before is None:
            return self
        moment, pk = before
        tie = Q(**{column: moment}, pk__lt=pk)
        return self.filter(Q(**{f"{column}__lt": moment}) | tie, **{f"{column}__lte": moment})

    def decidable_by(self, user: User | AnonymousUser) -> PostQuerySet:
        """Those about which this person's office or grant lets them decide, in whatever state."""
        return self.filter(_decidable_by(user))

    def visible_to(self, user: User | AnonymousUser) -> PostQuerySet:
        """What this person may open: the published; their own; what was submitted, where they may decide on it."""
        seen = Q(state=State.PUBLISHED)
        if standing_of(user).carries("posts.view_post"):
            seen |= Q(author=user) | (Q(submitted_at__isnull=False) & _decidable_by(user))
        return self.filter(seen)


def _decidable_by(user: User | AnonymousUser) -> Q:
    standing = standing_of(user)
    if standing.is_barred("posts.approve_post"):
        return Q(pk__in=[])
    if standing.carries("posts.approve_post"):
        return Q(pk__isnull=False)
    return _granted_to(user)


def _granted_to(user: User | AnonymousUser) -> Q:
    from posts.models import PostGrant  # the models' managers are made of this module

    if not isinstance(user, User):
        return Q(pk__in=[])
    day = today()
    posts = grants.running(PostGrant, "posts.approve_post", day).filter(user=user)
    matters = grants.running(MatterGrant, "accounts.approve_matter", day).filter(user=user)
    of_matters = Q(matter__in=matters.values("content_object")) & ~Q(author=user)
    return Q(pk__in=posts.values("content_object")) | of_matters
