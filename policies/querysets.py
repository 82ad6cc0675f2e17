"""Reads of policy versions. Days are dates in the council's time zone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Subquery

from accounts.history import GuardedQuerySet
from accounts.models import Council

if TYPE_CHECKING:
    from policies.models import PolicyVersion


class PolicyVersionQuerySet(GuardedQuerySet["PolicyVersion"]):
    def in_force(self, day: date) -> PolicyVersion | None:
        """The version in force on `day`, with the `nation` whose law stands beside it; None before the first."""
        nation = Council.objects.values("nation")[:1]
        in_order = self.filter(effective_from__lte=day).order_by("-effective_from", "-number")
        return in_order.annotate(nation=Subquery(nation)).first()
