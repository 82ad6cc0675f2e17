"""The demonstration council has a past: its acts are done one after the other, each on its day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Within it, Django's clock shows `moment`. For one program that runs alone, as a command does."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
