"""Reads about how accessible this website is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.history import GuardedQuerySet

if TYPE_CHECKING:
    from council.models import AccessibilityReport, Barrier


class BarrierQuerySet(GuardedQuerySet["Barrier"]):
    def known(self) -> BarrierQuerySet:
        """Those not mended yet, the first noted first."""
        return self.filter(mended_on__isnull=True).order_by("pk")

    def mended(self) -> BarrierQuerySet:
        return self.filter(mended_on__isnull=False).order_by("-mended_on", "-pk")


class ReportQuerySet(GuardedQuerySet["AccessibilityReport"]):
    def waiting(self) -> ReportQuerySet:
        """Those that nobody has answered or closed, the longest waiting first."""
        return self.filter(settled_at__isnull=True).order_by("sent_at", "id")

    def settled(self) -> ReportQuerySet:
        return self.filter(settled_at__isnull=False).order_by("-sent_at", "-id")
