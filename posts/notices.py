"""Mail about posts: who hears of what. The workflow decides when."""

from datetime import date

from accounts import grants
from accounts.clock import today
from accounts.mail import notify
from accounts.models import MatterGrant, User
from policies.rules import meaning as means
from policies.standing import holders, rules_in_force
from posts.models import Decision, Post, PostGrant


def to_approvers(post: Post) -> None:
    """Everybody who may decide on the post today hears that it waits, but not its author."""
    for person in deciders(post):
        if person != post.author:
            notify(person.email, "posts/email/waiting.txt", {"post": post, "person": person})


def of_decision(post: Post, decision: Decision) -> None:
    if decision.by != post.author:
        notify(post.author.email, "posts/email/decided.txt", {"post": post, "decision": decision})


def of_delegation(person: User, subject: str, post: Post | None, *, by: User, ends: date, reason: str) -> None:
    context = {"person": person, "subject": subject, "post": post, "by": by, "ends": ends, "reason": reason}
    notify(person.email, "posts/email/delegated.txt", context)


def of_withdrawal(post: Post, *, by: User, reason: str) -> None:
    if by != post.author:
        notify(post.author.email, "posts/email/withdrawn.txt", {"post": post, "by": by, "reason": reason})


def deciders(post: Post) -> list[User]:
    """The people who may decide on the post today, by office or by grant."""
    rules = rules_in_force()
    if rules is None:
        return []
    people = {person.pk: person for person in holders(means.approvers(rules))}
    eligible = {person.pk: person for person in holders(means.delegates(rules))}
    by_post = grants.running(PostGrant, "posts.approve_post", today()).filter(content_object=post)
    by_matter = grants.running(MatterGrant, "accounts.approve_matter", today()).filter(content_object=post.matter_id)
    for grant in (*by_post, *by_matter):
        if grant.user_id in eligible:
            people[grant.user_id] = eligible[grant.user_id]
    return sorted(people.values(), key=lambda person: person.name)
