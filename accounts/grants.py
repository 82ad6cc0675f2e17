"""The only writer of grants: named decisions that one person may do one thing to one object for a time."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import QuerySet
from guardian.ctypes import get_content_type
from guardian.utils import get_user_obj_perms_model

from accounts.clock import today
from accounts.history import check_values, mark
from accounts.models import Grant, User
from accounts.refusals import BadInput

GRANTABLE = frozenset({"posts.approve_post", "accounts.approve_matter", "website_groups.edit_group"})
"""Every act that may ever be granted to a person by name."""


def running(model: type[Grant], act: str, day: date) -> QuerySet[Any]:
    """The grants of `act` in that model that run on `day`."""
    return model.objects.filter(permission__codename=act.partition(".")[2], begins__lte=day, ends__gte=day)


def all_running(day: date) -> Iterator[tuple[str, Grant]]:
    """Every grant that runs on `day`, with the full name of its act; in one query for each model of grants."""
    for model in Grant.__subclasses__():
        found = model.objects.filter(begins__lte=day, ends__gte=day)
        for grant in found.select_related("user", "permission__content_type"):
            yield f"{grant.permission.content_type.app_label}.{grant.permission.codename}", grant


@transaction.atomic
def give(user: User, act: str, obj: Any, *, by: User, reason: str, ends: date) -> Grant:
    """Lets `user` do `act` to `obj` from today to `ends`, both included; renews a grant that there was.

    Raises BadInput for an act that is never granted, a missing reason, or an end that has passed.
    """
    if act not in GRANTABLE:
        raise BadInput("act", f"{act} is never granted to a person by name.")
    if not reason.strip():
        raise BadInput("reason", "Say why: the reason is kept on the record.")
    if ends < today():
        raise BadInput("ends", "The last day must be today or later.")
    model = cast(type[Grant], get_user_obj_perms_model(obj))
    permission = Permission.objects.get(content_type=get_content_type(obj), codename=act.partition(".")[2])
    key = {"user": user, "permission": permission, "content_object": obj}
    grant = model.objects.filter(**key).first() or model(**key)
    grant.reason, grant.granted_by, grant.begins, grant.ends = reason.strip(), by, today(), ends
    check_values(grant)
    mark(grant, by=by, act="granted", reason=reason)
    grant.save()
    return grant


@transaction.atomic
def withdraw(grant: Grant, *, by: User, reason: str = "") -> None:
    """Takes the grant back at once. Its history stays."""
    mark(grant, by=by, act="grant withdrawn", reason=reason)
    grant.delete()
