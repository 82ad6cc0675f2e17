"""Who may decide on a post today, by office or by grant: for the mail to them, and to say who holds the pen."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import grants
from accounts.clock import today
from accounts.models import Appointment, MatterGrant, User
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.meaning import Offices
from policies.standing import standing_of
from posts.models import Post, PostGrant


def own_work_waits(user: User | AnonymousUser) -> bool:
    """Does another person have to approve what this one has written, under the rules in force and the offices held?"""
    rules = standing_of(user).rules
    if rules is None or rules.approval.another_person is None:
        return False
    others = User.objects.filter(_holds(means.approvers(rules))).exclude(pk=user.pk or 0)
    return means.own_work_waits(rules, others=others.exists())


def deciders(post: Post, rules: Rules | None) -> list[User]:
    """The people by name, under the rules in force; nobody where there are none."""
    if rules is None:
        return []
    by_matter = _granted(MatterGrant, post.matter_id) & ~Q(pk=post.author_id)
    by_grant = _holds(means.delegates(rules)) & (_granted(PostGrant, post.pk) | by_matter)
    return list(User.objects.filter(_holds(means.approvers(rules)) | by_grant).order_by("name"))


def _holds(offices: Offices) -> Q:
    held: QuerySet[Appointment] = Appointment.objects.on(today()).filter(
        user=OuterRef("pk"), office__in=sorted(offices)
    )
    return Q(Exists(held))


def _granted(model: type[PostGrant] | type[MatterGrant], pk: int | None) -> Q:
    act = "posts.approve_post" if model is PostGrant else "accounts.approve_matter"
    return Q(Exists(grants.running(model, act, today()).filter(user=OuterRef("pk"), content_object=pk)))
