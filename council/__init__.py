"""The top floor: settings, addresses, and the pages that look across everything."""

from council.celery import app as celery_app

__all__ = ["celery_app"]
