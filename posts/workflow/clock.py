"""Acts of the software by the clock: publish at the hour, let what is late expire, remind the owner."""

from datetime import date, datetime

from django.db import transaction

from accounts.history import SYSTEM, Stale, System, record
from accounts.models import User
from accounts.refusals import NotNow, NotYours
from policies.rules import meaning as means
from policies.standing import rules_in_force
from posts import notices, permissions, publication
from posts.content import fingerprint
from posts.life import LIFE, Act, State
from posts.models import Post
from posts.workflow import steps


@transaction.atomic
def publish(post_id: int, *, by: User | System, now: datetime) -> bool:
    """Publishes one post whose hour has come; False where it is no longer due. Only SYSTEM may.

    One conditional update in one transaction: killed at any moment, it has happened once or not at all.
    """
    _require_the_clock(by)
    post = steps.locked(post_id)
    if not permissions.can_publish(by, post) or post.publish_at is None or post.publish_at > now:
        return False
    if _is_too_late(post, now):
        return False
    _require_untouched(post)
    expecting = {
        "state": State.SCHEDULED,
        "approved_version": post.approved_version_id,
        "current_version": post.current_version_id,
    }
    post.published_at = now
    post.state, post.since = LIFE.after(post.state, Act.PUBLISH), now
    replaced = _take_place(post, now)
    try:
        record(post, by=by, act="published", expecting=expecting)
    except Stale:
        return False
    if replaced:
        steps.move(replaced, Act.REPLACE, by=by, act="replaced by its correction")
    publication.put_out(post, replaced=replaced)
    return True


@transaction.atomic
def expire(post_id: int, *, by: User | System, now: datetime) -> bool:
    """Ends what was not decided before its hour, or what the council does not let go out so late. Only SYSTEM may.

    The author and who may decide hear of it; the author can ask for another hour.
    """
    _require_the_clock(by)
    post = steps.locked(post_id)
    undecided = post.state == State.SUBMITTED and post.expires_at is not None and post.expires_at <= now
    if not undecided and not (post.state == State.SCHEDULED and _is_too_late(post, now)):
        return False
    post.expires_at, post.publish_at = None, None
    steps.move(post, Act.EXPIRE, by=by, act="expired")
    notices.of_expiry(post, rules_in_force())
    return True


@transaction.atomic
def remind(post_id: int, *, by: User | System, today: date) -> bool:
    """Asks the owner whether what is out is still right, once its check-by day has come (website-up-to-date)."""
    _require_the_clock(by)
    post = steps.locked(post_id)
    if not post.is_to_be_checked(today):
        return False
    post.reminded_on = today
    record(post, by=by, act="owner reminded")
    notices.of_check(post)
    return True


def _require_the_clock(by: User | System) -> None:
    if by is not SYSTEM:
        raise NotYours("Only the clock does this, at its hour.")


def _is_too_late(post: Post, now: datetime) -> bool:
    """Has the post missed its hour by more than the council lets it?"""
    if post.publish_at is None or now - post.publish_at < means.SHORTEST_DELAY:
        return False
    rules = rules_in_force()
    return rules is not None and means.is_too_late(rules, now - post.publish_at)


def _take_place(post: Post, now: datetime) -> Post | None:
    """A correction stands where the corrected post stood, and says when it was corrected."""
    if post.corrects_id is None:
        return None
    corrected = steps.locked(post.corrects_id)
    if not corrected.is_public:
        return None
    post.published_at, post.corrected_at = corrected.published_at, now
    return corrected


def _require_untouched(post: Post) -> None:
    """The version still says what was approved: its fingerprint is computed again under the lock."""
    version = post.current_version
    if fingerprint(version.document) != version.fingerprint:
        raise NotNow(f"{post} is not what was approved: its fingerprint differs.", about=post)
