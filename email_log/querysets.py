"""Reads of the mail that still waits."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from email_log.models import Dispatch


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def due(self, now: datetime) -> DispatchQuerySet:
        """Those that wait, and those whose sender died before the end of its lease."""
        return self.filter(state__in=["waiting", "sending"], due_at__lte=now)
