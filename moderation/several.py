"""Several decisions at once: only approvals, and only of what this person has had open one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from accounts.refusals import Refused
from posts import workflow
from posts.models import Opening, Post


@dataclass(frozen=True)
class Outcome:
    """What became of one post. `problem` is empty where it was approved."""

    post: Post
    problem: str = ""


def opened_by(user: User, posts: Iterable[Post]) -> set[int]:
    """Which of the posts this person has had open in the version that now waits."""
    versions = {post.current_version_id: post.pk for post in posts}
    seen = Opening.objects.filter(by=user, version__in=versions).values_list("version", flat=True)
    return {versions[version] for version in seen}


def approve_each(chosen: Iterable[tuple[Post, UUID]], *, by: User, attested: bool) -> list[Outcome]:
    """Approves each of the posts in the version that was shown, in a transaction of its own.

    One that was not opened, that has changed meanwhile, or of which a finding needs an answer, stays as it is.
    """
    pairs = list(chosen)
    opened = opened_by(by, [post for post, _ in pairs])
    return [_approve(post, version, opened, by=by, attested=attested) for post, version in pairs]


def _approve(post: Post, version: UUID, opened: set[int], *, by: User, attested: bool) -> Outcome:
    if post.pk not in opened:
        return Outcome(post, "You have not opened it in this version. Read it, then decide.")
    try:
        return Outcome(workflow.approve(post.pk, by=by, version=version, attested=attested))
    except Refused as refusal:
        return Outcome(post, refusal.message)
