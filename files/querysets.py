"""Reads of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from files.models import Picture


class PictureQuerySet(models.QuerySet["Picture"]):
    def stored_as(self, sha256: str, ending: str) -> PictureQuerySet:
        """Those of which this is the master or a rendition: several, since two pictures can be alike when small."""
        alike = self.filter(format=ending)
        return alike.filter(sha256=sha256).union(alike.filter(renditions__sha256=sha256))
