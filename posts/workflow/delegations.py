"""Acts about delegations: who else may decide, on one post or on a matter, and until when (post-delegation)."""

from datetime import date

from django.db import transaction

from accounts import grants
from accounts.actors import present
from accounts.history import record
from accounts.models import Grant, Matter, User
from accounts.refusals import BadInput, NotYours
from policies.rules import meaning as means
from policies.rules.schema import Rules
from policies.standing import standing_of
from posts import notices, permissions, wording
from posts.life import Act
from posts.models import Post
from posts.workflow import steps


@transaction.atomic
def delegate(post_id: int, *, by: User, to: User, ends: date, reason: str) -> Grant:
    """Lets one named person decide on this one post until `ends`, that day included (post-delegation)."""
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.DELEGATE, permissions.can_delegate, by, post)
    _require_delegate(to, steps.rules_of(standing_of(by)))
    grant = grants.give(to, "posts.approve_post", post, by=by, reason=reason, ends=ends)
    record(post, by=by, act="delegated", reason=f"To {to.name}: {reason.strip()}")
    notices.of_delegation(to, post.title, post, by=by, ends=ends, reason=reason.strip())
    return grant


@transaction.atomic
def delegate_matter(matter: Matter, *, by: User, to: User, ends: date, reason: str) -> Grant:
    """Lets one named person decide on every post of this matter until `ends` (post-delegation)."""
    by, locked = present(by), Matter.objects.select_for_update().get(pk=matter.pk)
    standing = standing_of(by)
    if not permissions.can_delegate_matter(by, locked):
        raise NotYours(*wording.not_yours(Act.DELEGATE, standing.rules))
    _require_delegate(to, steps.rules_of(standing))
    grant = grants.give(to, "accounts.approve_matter", locked, by=by, reason=reason, ends=ends)
    record(locked, by=by, act="delegated", reason=f"To {to.name}: {reason.strip()}")
    notices.of_delegation(to, locked.name, None, by=by, ends=ends, reason=reason.strip())
    return grant


@transaction.atomic
def end_delegation(grant: Grant, *, by: User, reason: str = "") -> None:
    """Takes a delegation back at once."""
    subject: Post | Matter = grant.content_object  # type: ignore[attr-defined]
    by, locked = present(by), type(subject).objects.select_for_update().get(pk=subject.pk)
    standing = standing_of(by)
    act = "posts.delegate_post" if isinstance(locked, Post) else "accounts.delegate_matter"
    if not by.has_perm(act, locked):
        raise NotYours(*wording.not_yours(Act.DELEGATE, standing.rules))
    grants.withdraw(grant, by=by, reason=reason)
    record(locked, by=by, act="delegation ended", reason=f"Of {grant.user.name}. {reason}".strip())


def _require_delegate(to: User, rules: Rules) -> None:
    eligible = means.delegates(rules)
    if standing_of(present(to)).offices.isdisjoint(eligible):
        names = ", ".join(means.called(rules, office) for office in sorted(eligible))
        source = means.source_of(rules.approval.delegation)
        raise BadInput(
            "to", f"{to.name} holds none of the offices to which approval may be delegated: {names}.", source
        )
