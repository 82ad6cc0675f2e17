"""What every page may ask for. Each is looked up only when a template uses it, so public pages touch no session."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from council.frame import council_now, frame
from policies.standing import standing_of
from website_groups.waiting import only_edits_groups


def council(request: HttpRequest) -> dict[str, Any]:
    return {
        **frame(SimpleLazyObject(council_now)),
        "site_url": settings.SITE_URL,
        "standing": SimpleLazyObject(lambda: standing_of(request.user)),
        "only_edits_groups": SimpleLazyObject(lambda: only_edits_groups(request.user)),
    }
