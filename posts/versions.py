"""Which version of a post stands before which: what a decision is compared with."""

from posts.models import Decision, Post, PostVersion


def last_approved(post: Post) -> PostVersion | None:
    """The version that was approved last, before the current one; of a correction, what it corrects."""
    decision = (
        post.decisions.filter(verdict=Decision.Verdict.APPROVED)
        .exclude(version=post.current_version_id)
        .select_related("version")
        .first()
    )
    if decision:
        return decision.version
    return post.corrects.approved_version if post.corrects else None
