"""The council's day. Offices, grants and policies begin and end at midnight where the council is."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """The date now in the council's time zone (settings.TIME_ZONE)."""
    return timezone.localdate()
