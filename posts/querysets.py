"""Every reusable read of posts. Lists rest on the same two facts as the single checks in `posts.permissions`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts import grants
from accounts.clock import today
from accounts.cursor import Key
from accounts.history import GuardedQuerySet
from accounts.models import MatterGrant, User
from policies.standing import standing_of
from posts.life import IN_WORK, State

if TYPE_CHECKING:
    from posts.models import MailedItem, Post

ALERTS_AMONG = 100


class PostQuerySet(GuardedQuerySet["Post"]):
    def with_content(self) -> PostQuerySet:
        """For lists. The author is fetched apart: joined, SQLite may begin with the authors and sort all they wrote."""
        return self.select_related("current_version").prefetch_related("author")

    def whole(self) -> PostQuerySet:
        """For one post: with all that its page shows."""
        return self.select_related("current_version", "author", "matter", "meeting__committee")

    def published(self) -> PostQuerySet:
        return self.filter(state=State.PUBLISHED)

    def news(self, before: Key | None = None) -> PostQuerySet:
        """Published posts, the newest first; those behind the key of the last one seen."""
        return (
            self.published()
            .select_related("current_version")
            .order_by("-published_at", "-id")
            ._older("published_at", before)
        )

    def news_after(self, after: Key) -> PostQuerySet:
        """Published posts newer than that key, the oldest first."""
        moment, pk = after
        tie = Q(published_at=moment, pk__gt=pk)
        newer = self.published().filter(Q(published_at__gt=moment) | tie, published_at__gte=moment)
        return newer.select_related("current_version").order_by("published_at", "id")

    def of_kind(self, kind: str) -> PostQuerySet:
        return self.filter(kind=kind)

    def of_matter(self, matter_id: int) -> PostQuerySet:
        return self.filter(matter=matter_id)

    def published_between(self, start: datetime, end: datetime) -> PostQuerySet:
        """Those published from `start` on and before `end`."""
        return self.filter(published_at__gte=start, published_at__lt=end)

    def alerts(self, now: datetime) -> PostQuerySet:
        """What stands above every public page, the newest first: looked for among what came out last.

        Every page asks this, and mostly there is none: without a bound, SQLite would read all that is published.
        """
        latest = self.published().order_by("-since", "-id").values("pk")[:ALERTS_AMONG]
        return self.filter(pk__in=latest, alert_until__gt=now).order_by("-published_at", "-id")

    def with_neighbours(self) -> PostQuerySet:
        """Each with a glimpse of the published post before it and of the one after it: `older` and `newer`."""
        moment, pk = OuterRef("published_at"), OuterRef("pk")
        others = self.model._default_manager.published()
        older = others.filter(Q(published_at__lt=moment) | Q(pk__lt=pk), published_at__lte=moment)
        newer = others.filter(Q(published_at__gt=moment) | Q(pk__gt=pk), published_at__gte=moment)
        return self.annotate(
            older=glimpsed(older.order_by("-published_at", "-id")), newer=glimpsed(newer.order_by("published_at", "id"))
        )

    def with_approval(self) -> PostQuerySet:
        """Each with the office in which its current version was approved, and when: `approved_in`, `approved_at`."""
        from posts.models import Decision  # the models' managers are made of this module

        of_version = Decision.objects.filter(version=OuterRef("current_version"))
        approvals = of_version.filter(verdict=Decision.Verdict.APPROVED).order_by("-decided_at", "-id")
        return self.annotate(
            approved_in=Subquery(approvals.values("office")[:1]),
            approved_at=Subquery(approvals.values("decided_at")[:1]),
        )

    def due(self, now: datetime) -> PostQuerySet:
        return self.filter(state=State.SCHEDULED, publish_at__lte=now).order_by("publish_at", "id")

    def awaiting_decision(self) -> PostQuerySet:
        return self.filter(state=State.SUBMITTED).order_by("submitted_at", "id")

    def expiring(self, now: datetime) -> PostQuerySet:
        """What waits for a decision although the hour that it asks for has come."""
        return self.filter(state=State.SUBMITTED, expires_at__lte=now).order_by("expires_at", "id")

    def under_way(self) -> PostQuerySet:
        """Not out yet, and not ended."""
        return self.filter(state__in=[*IN_WORK, State.SCHEDULED])

    def to_be_checked(self, day: date) -> PostQuerySet:
        """Published posts whose check-by day has come, the longest overdue first (website-up-to-date)."""
        return self.published().filter(check_by__lte=day).order_by("check_by", "id")

    def owing_a_reminder(self, day: date) -> PostQuerySet:
        """Those to be checked whose owner has not been reminded for as long as lies between two reminders."""
        from posts.models import BETWEEN_REMINDERS  # the models' managers are made of this module

        lately = Q(reminded_on__isnull=False, reminded_on__gt=day - BETWEEN_REMINDERS)
        return self.to_be_checked(day).exclude(lately)

    def in_work_by(self, user: User) -> PostQuerySet:
        """What this person has written and somebody still holds the pen of, the latest first."""
        return self.written_by(user).filter(state__in=IN_WORK)

    def written_by(self, user: User, before: Key | None = None) -> PostQuerySet:
        return self.filter(author=user).latest_change(before)

    def latest_change(self, before: Key | None = None) -> PostQuerySet:
        """The latest change first; those behind the key of the last one seen."""
        return self.order_by("-since", "-id")._older("since", before)

    def authors(self) -> QuerySet[User]:
        """Who has written any of these, by name."""
        return User.objects.filter(Exists(self.filter(author=OuterRef("pk")))).order_by("name")

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


def last_changes(posts: PostQuerySet) -> dict[str, Subquery]:
    """When something was published, corrected or withdrawn for the last time: to annotate with, by the state."""
    ended = {state.value: posts.filter(state=state) for state in (State.PUBLISHED, State.REPLACED, State.WITHDRAWN)}
    return {name: Subquery(these.order_by("-since", "-id").values("since")[:1]) for name, these in ended.items()}


def glimpsed(posts: PostQuerySet) -> Subquery:
    """Key and title of the first of these posts, as one column: enough for a link to it (`posts.news.glimpse`)."""
    return Subquery(posts.values(glimpse=JSONObject(pk=F("pk"), title=F("current_version__title")))[:1])


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


class MailedItemQuerySet(GuardedQuerySet["MailedItem"]):
    def waiting(self) -> MailedItemQuerySet:
        """Those of which somebody has still to make a draft, the oldest first."""
        return self.filter(post__isnull=True, set_aside_at__isnull=True).order_by("received_at", "pk")

    def done(self, before: Key | None = None) -> MailedItemQuerySet:
        """Those of which a draft was made or that were set aside, the latest first; behind the last one seen."""
        done = self.exclude(post__isnull=True, set_aside_at__isnull=True).order_by("-received_at", "-pk")
        if before is None:
            return done
        moment, pk = before
        return done.filter(Q(received_at__lt=moment) | Q(received_at=moment, pk__lt=pk), received_at__lte=moment)

    def answered_since(self, address: str, moment: datetime) -> MailedItemQuerySet:
        return self.filter(sender_address=address, acknowledged_at__gte=moment)
