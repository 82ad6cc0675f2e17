"""Every reusable read of groups and what they show. What is public is said here once."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts import grants
from accounts.clock import today
from accounts.history import GuardedQuerySet
from accounts.models import User
from website_groups.life import GroupState, ItemState

if TYPE_CHECKING:
    from website_groups.models import Group, Invitation, Item, Occurrence, Problem, Takedown


def shown(prefix: str = "") -> Q:
    """What makes an item public, whichever way it is reached: its own state, and its group's."""
    return Q(
        **{
            f"{prefix}state": ItemState.LIVE,
            f"{prefix}takedown__isnull": True,
            f"{prefix}group__state": GroupState.APPROVED,
            f"{prefix}group__takedown__isnull": True,
        }
    )


class GroupQuerySet(GuardedQuerySet["Group"]):
    def public(self) -> GroupQuerySet:
        return self.filter(state=GroupState.APPROVED, takedown__isnull=True)

    def waiting(self) -> GroupQuerySet:
        """Applications on which the Clerk or the Council has still to say something, the oldest first."""
        return self.filter(state__in=[GroupState.APPLIED, GroupState.CHECKED]).order_by("applied_at", "pk")

    def edited_by(self, user: User | AnonymousUser, day: date | None = None) -> GroupQuerySet:
        """The groups whose pages this person looks after on that day; today where none is said."""
        from website_groups.models import EDIT, GroupGrant  # the models' managers are made of this module

        if not isinstance(user, User) or not user.is_active:
            return self.none()
        theirs = grants.running(GroupGrant, EDIT, day or today()).filter(user=user)
        return self.filter(pk__in=theirs.values("content_object"), state=GroupState.APPROVED)

    def down(self) -> GroupQuerySet:
        """Approved, and all of it taken down, for a time or until it is restored."""
        return self.filter(state=GroupState.APPROVED, takedown__isnull=False)

    def unconfirmed(self, since: date) -> GroupQuerySet:
        """Approved, and last found right by their editors on that day or before it."""
        return self.filter(state=GroupState.APPROVED, confirmed_on__lte=since)

    def after(self, last: Group | None) -> GroupQuerySet:
        """By name, from behind the last one seen."""
        if last is None:
            return self.order_by("name", "pk")
        behind = Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk)
        return self.filter(behind, name__gte=last.name).order_by("name", "pk")


class ItemQuerySet(GuardedQuerySet["Item"]):
    def whole(self) -> ItemQuerySet:
        return self.select_related("group", "live_version", "waiting_version", "takedown")

    def public(self) -> ItemQuerySet:
        return self.filter(shown()).select_related("group", "live_version")

    def latest_first(self, before: tuple[datetime, int] | None = None) -> ItemQuerySet:
        """What was changed last first, from behind the last one seen."""
        if before is None:
            return self.order_by("-changed_at", "-id")
        moment, pk = before
        behind = Q(changed_at__lt=moment) | Q(changed_at=moment, pk__lt=pk)
        return self.filter(behind, changed_at__lte=moment).order_by("-changed_at", "-id")

    def edited_by(self, user: User | AnonymousUser) -> ItemQuerySet:
        """Everything of the groups whose pages this person looks after, with its draft."""
        from website_groups.models import Group  # the models' managers are made of this module

        theirs = self.filter(group__in=Group.objects.edited_by(user))
        return theirs.whole().select_related("group__takedown", "draft", "draft__edited_by")

    def to_be_seen(self) -> ItemQuerySet:
        """Without what was begun, thrown away and never put out."""
        return self.exclude(state=ItemState.NEW, draft__isnull=True, waiting_version__isnull=True)

    def waiting(self) -> ItemQuerySet:
        """With a version that the council has still to look at, the oldest first."""
        return self.filter(waiting_version__isnull=False).order_by("waiting_since", "pk")

    def before(self, key: int | None) -> ItemQuerySet:
        """The newest first, from behind the one with that key."""
        behind = Q(pk__lt=key) if key else Q()
        return self.filter(behind).order_by("-pk")


class TakedownQuerySet(GuardedQuerySet["Takedown"]):
    def running(self) -> TakedownQuerySet:
        return self.filter(ended_at__isnull=True).select_related("group", "item", "taken_by")

    def answered(self) -> TakedownQuerySet:
        """Running, answered by the group, and not looked at again yet; the longest waiting first."""
        return self.running().filter(answered_at__isnull=False, verdict="").order_by("answered_at", "pk")


class ProblemQuerySet(GuardedQuerySet["Problem"]):
    def open(self) -> ProblemQuerySet:
        """Those of which nobody has noted yet what came of them, the oldest first."""
        return self.filter(outcome__isnull=True).select_related("group", "item").order_by("told_at", "pk")


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def public(self) -> OccurrenceQuerySet:
        """Asked of each apart: as a plain filter it leads SQLite to read all items and to sort their times."""
        from website_groups.models import Item  # the models' managers are made of this module

        visible = Item.objects.filter(shown(), pk=OuterRef("item"))
        return self.filter(Exists(visible)).select_related("item__group", "item__live_version")

    def between(self, start: datetime, end: datetime) -> OccurrenceQuerySet:
        """Those that begin from `start` on and before `end`, in order."""
        return self.filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "pk")

    def behind(self, last: tuple[datetime, int]) -> OccurrenceQuerySet:
        """Those after the last one seen."""
        moment, pk = last
        return self.filter(Q(starts_at__gt=moment) | Q(starts_at=moment, pk__gt=pk), starts_at__gte=moment)

    def titles_only(self) -> OccurrenceQuerySet:
        """Without the texts, for lists that show what something is called and no more."""
        return self.defer("item__live_version__document", "item__live_version__words")

    def coming(self, now: datetime) -> OccurrenceQuerySet:
        """Those that have not begun yet, the next first."""
        return self.filter(starts_at__gte=now).order_by("starts_at", "pk")


class InvitationQuerySet(GuardedQuerySet["Invitation"]):
    def open(self, day: date) -> InvitationQuerySet:
        """Those that can still be taken up on `day`."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_on__gte=day)
