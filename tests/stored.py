"""What the database holds, so that a test can say: nothing has changed."""

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from council.models import Edition
from posts.models import WorkingCopy

Rows = list[tuple[Any, ...]]


def everything() -> dict[str, Rows]:
    """Every row of every table, but for the sessions, which a mere visit changes, what is typed and not saved, and the
    edition: PostgreSQL notes at the end of a transaction that something in it may have changed."""
    return {
        model._meta.label: list(models.QuerySet(model).order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model not in (Edition, Session, WorkingCopy)
    }
