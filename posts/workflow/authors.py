"""Acts of who writes: a draft, its changes, its submission; and later its correction, its check and its end."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.history import System, record
from accounts.models import Matter, User
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from policies.standing import standing_of
from posts import notices, permissions, publication
from posts.content import Content
from posts.life import Act
from posts.models import Post
from posts.workflow import checks, steps


@transaction.atomic
def write(content: Content, *, by: User, matter: Matter | None = None, check_by: date | None = None) -> Post:
    """A new draft with its first version."""
    by = present(by)
    rules = steps.rules_of(standing_of(by))
    if not permissions.can_add(by):
        raise NotYours("Only people who hold an office of the council today can write for it.")
    checks.check_draft(content, rules)
    steps.forget_copy(by, None)
    return begin(Post(author=by, matter=matter, check_by=check_by), content, by=by, act="drafted")


@transaction.atomic
def revise(
    post_id: int,
    content: Content,
    *,
    by: User,
    version: UUID | None,
    matter: Matter | None = None,
    check_by: date | None = None,
) -> Post:
    """Saves a change as a new, undecided version; a save without a change makes none.

    `version` is the one that was being changed: another saved meanwhile is never overwritten.
    """
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.WRITE, permissions.can_write, by, post)
    steps.require_current(post, version)
    checks.check_draft(content, steps.rules_of(standing_of(by)))
    steps.forget_copy(by, post)
    is_changed = content.document() != post.content.document()
    if not is_changed and (matter, check_by) == (post.matter, post.check_by):
        return post
    if is_changed:
        steps.take_version(post, content, by=by)
    post.matter, post.check_by = matter, check_by
    post.approved_version, post.publish_at, post.expires_at = None, None, None
    return steps.move(post, Act.WRITE, by=by, act="changed")


@transaction.atomic
def submit(post_id: int, *, by: User, version: UUID | None = None, note: str = "") -> Post:
    """Sends the draft to those who approve; they hear of it. `note` is a word to them, such as why a finding may stay.

    Where an hour is asked for, it must be decided on before that hour, or it expires.
    """
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.SUBMIT, permissions.can_submit, by, post)
    if version is not None:
        steps.require_current(post, version)
    rules = steps.rules_of(standing_of(by))
    checks.check_submission(post.content, rules)
    now = timezone.now()
    if post.content.wished_for and post.content.wished_for <= now:
        raise BadInput("wished_for", "The hour that you ask for has passed. Choose a later one, or leave it empty.")
    post.submitted_at, post.expires_at, post.note = now, post.content.wished_for, note.strip()
    steps.move(post, Act.SUBMIT, by=by, act="submitted", reason=post.note)
    notices.to_approvers(post, rules)
    return post


@transaction.atomic
def withdraw(post_id: int, *, by: User, reason: str = "") -> Post:
    """Ends the post where it is: it leaves the public pages with the next request, and a task opens for each channel
    on which it was put by hand."""
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.WITHDRAW, permissions.can_withdraw, by, post)
    if post.is_public:
        require_words("reason", reason, "Say why it is withdrawn: the reason is kept on the record.")
        publication.take_down(post)
    steps.move(post, Act.WITHDRAW, by=by, act="withdrawn", reason=reason.strip())
    notices.of_withdrawal(post, by=by, reason=reason.strip())
    return post


@transaction.atomic
def correct(post_id: int, *, by: User) -> Post:
    """Begins a correction of what is out: a draft with the same words, which takes its place once it is approved."""
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.CORRECT, permissions.can_correct, by, post)
    if post.corrections.under_way().exists():
        raise NotNow("A correction of this is already under way.", about=post)
    steps.move(post, Act.CORRECT, by=by, act="correction begun")
    draft = Post(author=by, matter=post.matter, check_by=post.check_by, corrects=post)
    return begin(draft, post.content, by=by, act="drafted")


@transaction.atomic
def keep(post_id: int, *, by: User, check_by: date | None) -> Post:
    """Says that what is out is still right, to be checked again by `check_by`; None: never (website-up-to-date)."""
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.KEEP, permissions.can_keep, by, post)
    if check_by is not None and check_by <= timezone.localdate():
        raise BadInput("check_by", "Choose a day in the future, or leave it empty.")
    post.check_by, post.reminded_on = check_by, None
    return steps.move(post, Act.KEEP, by=by, act="found still right")


def begin(post: Post, content: Content, *, by: User | System, act: str) -> Post:
    """A post with its first version, in the transaction of the act that begins it; its author has written it."""
    now = timezone.now()
    version = steps.first_version(content, by=post.author, now=now)
    post.since, post.current_version = now, version
    steps.carry(post, content)
    record(post, by=by, act=act)
    version.post = post
    steps.keep_version(version, content)
    return post
