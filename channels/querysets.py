"""Every reusable read of deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.cursor import Key
from accounts.history import GuardedQuerySet
from accounts.models import User
from channels.life import State
from policies.standing import standing_of

if TYPE_CHECKING:
    from channels.models import Delivery


class DeliveryQuerySet(GuardedQuerySet["Delivery"]):
    def whole(self) -> DeliveryQuerySet:
        """For one delivery: with all that its page shows."""
        return self.select_related("done_by", "follows")

    def with_people(self) -> DeliveryQuerySet:
        """For lists. People are fetched apart: joined, SQLite may begin with them and sort everything."""
        return self.prefetch_related("done_by")

    def to_do(self, after: Key | None = None) -> DeliveryQuerySet:
        """What waits, the soonest first; what comes behind the key of the last one seen."""
        waiting = self.filter(state=State.WAITING).order_by("due_at", "id")
        if after is None:
            return waiting
        moment, pk = after
        return waiting.filter(Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=pk), due_at__gte=moment)

    def settled(self, before: Key | None = None) -> DeliveryQuerySet:
        """What was done or dropped, the latest first; what comes before the key of the last one seen."""
        settled = self.exclude(state=State.WAITING).order_by("-since", "-id")
        if before is None:
            return settled
        moment, pk = before
        return settled.filter(Q(since__lt=moment) | Q(since=moment, pk__lt=pk), since__lte=moment)

    def visible_to(self, user: User | AnonymousUser) -> DeliveryQuerySet:
        """Everybody who holds an office sees all of it: what stands here is approved and public."""
        return self if standing_of(user).carries("channels.view_delivery") else self.none()
