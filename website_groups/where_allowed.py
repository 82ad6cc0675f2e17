"""Where the rules in force have no groups there is no group area, by menu or by address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from website_groups.permissions import have_groups

View = Callable[..., HttpResponseBase]


def where_groups_are(view: View) -> View:
    """Http404 at every address of a council without groups."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not have_groups():
            raise Http404("This council has no local groups on its website.")
        return view(request, *args, **kwargs)

    return asked
