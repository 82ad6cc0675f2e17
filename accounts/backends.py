"""The grant backend (named decisions about one thing) and the sign-in backend (which answers no permission)."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import Model
from guardian.backends import check_support
from guardian.core import ObjectPermissionChecker
from guardian.utils import get_user_obj_perms_model

from accounts.clock import today
from accounts.grants import GRANTABLE


class DatedChecker(ObjectPermissionChecker):
    """guardian's own checker knows no end: a grant that ended days ago still says yes. This one asks the dates."""

    def get_user_filters(self, obj: Model) -> dict[str, Any]:
        name = get_user_obj_perms_model(obj).permission.field.related_query_name()  # type: ignore[attr-defined]
        day = today()
        return {**super().get_user_filters(obj), f"{name}__begins__lte": day, f"{name}__ends__gte": day}

    def get_group_perms(self, obj: Model) -> Any:
        return Permission.objects.none().values_list("codename", flat=True)


class GrantBackend:
    """Was this person, by name, given this act on this object, and does it run today?"""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def has_perm(self, user: Any, act: str, obj: Any = None) -> bool:
        if act not in GRANTABLE or obj is None or obj.pk is None:
            return False
        supported, user = check_support(user, obj)
        return bool(supported) and DatedChecker(user).has_perm(act, obj)


class SignInBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail address. As a ModelBackend it would be a third answerer; it answers nothing."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return False

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    get_user_permissions = get_group_permissions = get_all_permissions
