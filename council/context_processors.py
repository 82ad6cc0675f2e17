"""What every page may ask for. Each is looked up only when a template uses it, so public pages touch no session."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Council
from policies.standing import standing_of


def council(request: HttpRequest) -> dict[str, Any]:
    return {
        "council": SimpleLazyObject(Council.objects.first),
        "standing": SimpleLazyObject(lambda: standing_of(request.user)),
    }
