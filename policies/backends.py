"""The office backend: does an office that this person holds today carry the act under the adopted rules?"""

from typing import Any

from django.core.exceptions import PermissionDenied

from policies import acts
from policies.standing import standing_of


class OfficeBackend:
    """First in AUTHENTICATION_BACKENDS: a bar raises PermissionDenied, which ends the question for all that follow."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def has_perm(self, user: Any, act: str, obj: Any = None) -> bool:
        if act not in acts.CARRIED_BY or not user.is_active or user.is_anonymous:
            return False
        standing = standing_of(user)
        if obj is not None and standing.is_barred(act):
            raise PermissionDenied
        return standing.carries(act)

    def has_module_perms(self, user: Any, app_label: str) -> bool:
        """Django's admin lists an app only where this is true."""
        prefix = f"{app_label}."
        return any(self.has_perm(user, act) for act in acts.CARRIED_BY if act.startswith(prefix))
