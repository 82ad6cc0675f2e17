"""System checks that stop a server which could not work. Commands that sign nothing run without a secret."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32


@register(Tags.security)
def has_secret_key(app_configs: Any, **kwargs: Any) -> list[Error]:
    if len(_secret_key()) >= SHORTEST_SECRET:
        return []
    return [
        Error(
            "The environment variable SECRET_KEY takes a long random text, at least 32 characters.",
            hint='Make one with: python -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="moothall.E001",
        )
    ]


def _secret_key() -> str:
    """Django refuses to read an empty one."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""
