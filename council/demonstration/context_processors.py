"""The people whom the sign-in page of the demonstration offers. Installed only with DEMO=1."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from council.demonstration.people import with_titles


def people(request: HttpRequest) -> dict[str, Any]:
    return {"demonstration_people": SimpleLazyObject(with_titles)}
