"""System checks that stop a server which could not work. Commands that sign nothing run without a secret."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

SHORTEST_SECRET = 32


@register(Tags.security)
def has_secret_key(app_configs: Any, **kwargs: Any) -> list[Error]:
    if len(settings.SECRET_KEY) >= SHORTEST_SECRET:
        return []
    return [
        Error(
            "The environment variable SECRET_KEY takes a long random text, at least 32 characters.",
            hint='Make one with: python -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="moothall.E001",
        )
    ]
