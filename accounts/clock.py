"""The council's day. Offices, grants and policies begin and end at midnight where the council is."""

from datetime import date, datetime, timedelta

from django.utils import timezone


def today() -> date:
    """The date now in the council's time zone (settings.TIME_ZONE)."""
    return timezone.localdate()


def last_at(hour: int, now: datetime) -> datetime:
    """The latest moment, up to `now`, at which the council's clock showed this full hour."""
    here = timezone.localtime(now)
    that_day = here.replace(hour=hour, minute=0, second=0, microsecond=0)
    return that_day if that_day <= here else that_day - timedelta(days=1)
