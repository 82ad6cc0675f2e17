"""What the database holds, so that a test can say: nothing has changed."""

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

Rows = list[tuple[Any, ...]]


def everything() -> dict[str, Rows]:
    """Every row of every table, but for the sessions, which a mere visit changes."""
    return {
        model._meta.label: list(models.QuerySet(model).order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model is not Session
    }
