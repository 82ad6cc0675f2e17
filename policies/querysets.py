"""Reads of policy versions. Days are dates in the council's time zone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from accounts.history import GuardedQuerySet

if TYPE_CHECKING:
    from policies.models import PolicyVersion


class PolicyVersionQuerySet(GuardedQuerySet["PolicyVersion"]):
    def in_force(self, day: date) -> PolicyVersion | None:
        """The version in force on `day`; None before the first."""
        return self.filter(effective_from__lte=day).order_by("-effective_from", "-number").first()
