"""What every page may ask for. Each is looked up only when a template uses it, so public pages touch no session."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from council import town
from council.frame import council_now, frame
from policies.standing import standing_of
from website_groups.addresses import site_of
from website_groups.kept import only_edits_groups


def council(request: HttpRequest) -> dict[str, Any]:
    around = frame(SimpleLazyObject(council_now))
    return {
        **around,
        "site_url": settings.SITE_URL,
        "groups_url": SimpleLazyObject(lambda: site_of(around["adopted"] or None)),
        "public_frame": town.frame_of(request),
        "town_name": SimpleLazyObject(lambda: town.name_of(around["council"])),
        "standing": SimpleLazyObject(lambda: standing_of(request.user)),
        "only_edits_groups": SimpleLazyObject(lambda: only_edits_groups(request.user)),
    }
