"""What stands around every public page: the council's own row, the alert, and the rules in force; in one query."""

from functools import lru_cache
from typing import Any

from django.db.models import Subquery
from django.db.models.expressions import BaseExpression
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.clock import today
from accounts.models import Council
from policies.models import PolicyVersion
from policies.rules import Rules, read_rules
from posts.kinds.shown import let_in, shown_by
from posts.models import Post
from posts.news import glimpse
from posts.querysets import glimpsed


def council_now(**more: BaseExpression) -> Council | None:
    """The council with what `frame` needs of it, and `more` annotated; None before it is founded."""
    in_force = PolicyVersion.objects.of_day(today()).filter(policy__carries_rules=True)
    annotated = Council.objects.annotate(
        shown_alert=glimpsed(Post.objects.alerts(timezone.now())),
        shown_rules=Subquery(in_force.values("rules_text")[:1]),
        **let_in(),
        **more,
    )
    return annotated.first()


def frame(council: Any) -> dict[str, Any]:
    """For templates: `council`, `alert` (a post, or nothing), `adopted` (the rules in force, or nothing), and `shown`
    (which kinds with pages of their own the website may hold).

    Takes what `council_now` gives, also where it is still to be asked.
    """
    return {
        "council": council,
        "alert": SimpleLazyObject(lambda: glimpse(council.shown_alert) if council else None),
        "adopted": SimpleLazyObject(lambda: _rules(council)),
        "shown": SimpleLazyObject(lambda: shown_by(council, _rules(council))),
    }


def _rules(council: Any) -> Rules | None:
    return _read(council.shown_rules) if council and council.shown_rules else None


@lru_cache(maxsize=8)
def _read(rules_text: str) -> Rules:
    return read_rules(rules_text, origin="the policy in force")
