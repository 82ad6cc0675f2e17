"""The only writer of posts: one function an act. Each is one transaction with the row locked, the permission asked,
the move taken from the table of `posts.life`, the act recorded and those concerned told.

Every function raises NotYours, NotNow or BadInput (accounts.refusals), in words for the person, and then nothing has
changed. Hours are aware datetimes; days are dates in the council's time zone.
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import grants
from accounts.actors import present
from accounts.history import SYSTEM, Stale, System, record
from accounts.models import Grant, Matter, User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours
from policies.rules import meaning as means
from policies.rules.schema import ItemKind, Rules
from policies.standing import Standing, standing_of
from posts import notices, permissions, wording
from posts.content import LONGEST_TITLE, NONE_OF_THEM, Content, fingerprint
from posts.life import DECIDED, Act, State, after, allows
from posts.models import AllowedKind, Decision, Post, PostVersion
from posts.richtext import plain

Permission = Callable[[User, Post], bool]


# ---------------------------------------------------------------------------------------------- the author
@transaction.atomic
def write(content: Content, *, by: User, matter: Matter | None = None) -> Post:
    """A new draft with its first version."""
    by = present(by)
    rules = _rules_of(standing_of(by))
    if not permissions.can_add(by):
        raise NotYours("Only people who hold an office of the council today can write for it.")
    _check_content(content, rules)
    now = timezone.now()
    version = _version(content, by=by, number=1, now=now)
    post = Post(author=by, matter=matter, since=now, current_version=version)
    record(post, by=by, act="drafted")
    version.post = post
    version.keep()
    return post


@transaction.atomic
def revise(post_id: int, content: Content, *, by: User, version: UUID | None, matter: Matter | None = None) -> Post:
    """Saves a change as a new, undecided version; a save without a change makes none.

    `version` is the one that was being changed: another saved meanwhile is never overwritten.
    """
    by, post = present(by), _locked(post_id)
    _require(Act.WRITE, permissions.can_write, by, post)
    _require_current(post, version)
    _check_content(content, _rules_of(standing_of(by)))
    document = content.document()
    if document == post.current_version.document and matter == post.matter:
        return post
    now = timezone.now()
    if document != post.current_version.document:
        post.current_version = _version(content, by=by, number=post.current_version.number + 1, now=now)
        post.current_version.post = post
        post.current_version.keep()
    post.matter = matter
    post.approved_version, post.publish_at = None, None
    return _move(post, Act.WRITE, by=by, act="changed")


@transaction.atomic
def submit(post_id: int, *, by: User, version: UUID | None = None) -> Post:
    """Sends the draft to those who approve; they hear of it."""
    by, post = present(by), _locked(post_id)
    _require(Act.SUBMIT, permissions.can_submit, by, post)
    if version is not None:
        _require_current(post, version)
    rules = _rules_of(standing_of(by))
    _check_content(post.content, rules)
    post.submitted_at = timezone.now()
    _move(post, Act.SUBMIT, by=by, act="submitted")
    notices.to_approvers(post, rules)
    return post


@transaction.atomic
def withdraw(post_id: int, *, by: User, reason: str = "") -> Post:
    """Ends the post where it is: it leaves the public pages with the next request."""
    by, post = present(by), _locked(post_id)
    _require(Act.WITHDRAW, permissions.can_withdraw, by, post)
    if post.is_public:
        _require_words("reason", reason, "Say why it is withdrawn: the reason is kept on the record.")
    _move(post, Act.WITHDRAW, by=by, act="withdrawn", reason=reason.strip())
    notices.of_withdrawal(post, by=by, reason=reason.strip())
    return post


# -------------------------------------------------------------------------------------------- the approver
@transaction.atomic
def approve(post_id: int, *, by: User, version: UUID, at: datetime | None = None, remark: str = "") -> Post:
    """Approves one version and sets its hour: `at`, else the hour wished for, else now. The sweep publishes it."""
    by, post = present(by), _locked(post_id)
    _require(Act.APPROVE, permissions.can_approve, by, post)
    _require_current(post, version)
    _require_kind_settled(post, _rules_of(standing_of(by)))
    now = timezone.now()
    if at is not None and at < now - wording.GRACE:
        raise BadInput("at", "That hour has passed. Choose a later one, or leave it empty to publish now.")
    post.approved_version = post.current_version
    post.publish_at = max(at or post.content.wished_for or now, now)
    return _decide(post, Act.APPROVE, Decision.Verdict.APPROVED, by=by, remark=remark, now=now)


@transaction.atomic
def return_for_changes(post_id: int, *, by: User, version: UUID, remark: str) -> Post:
    """Gives the pen back to the author, saying what should change."""
    by, post = present(by), _locked(post_id)
    _require(Act.RETURN, permissions.can_return, by, post)
    _require_current(post, version)
    _require_words("remark", remark, "Say what should change, so that the author knows what to do.")
    return _decide(post, Act.RETURN, Decision.Verdict.RETURNED, by=by, remark=remark)


@transaction.atomic
def refuse(post_id: int, *, by: User, version: UUID, remark: str) -> Post:
    """Ends the post, saying why."""
    by, post = present(by), _locked(post_id)
    _require(Act.REFUSE, permissions.can_refuse, by, post)
    _require_current(post, version)
    _require_words("remark", remark, "Say why it is refused, so that the author understands.")
    return _decide(post, Act.REFUSE, Decision.Verdict.REFUSED, by=by, remark=remark)


@transaction.atomic
def delegate(post_id: int, *, by: User, to: User, ends: date, reason: str) -> Grant:
    """Lets one named person decide on this one post until `ends`, that day included (post-delegation)."""
    by, post = present(by), _locked(post_id)
    _require(Act.DELEGATE, permissions.can_delegate, by, post)
    _require_delegate(to, _rules_of(standing_of(by)))
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
    _require_delegate(to, _rules_of(standing))
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


@transaction.atomic
def allow_kind(kind: str, *, by: User) -> AllowedKind:
    """Lets in a kind that the policy’s list does not name, from now on (website-items, discretion)."""
    by = present(by)
    rules = _rules_of(standing_of(by))
    if not permissions.can_allow_kind(by):
        raise NotYours("Your policy leaves this to the Clerk.", source=means.source_of(rules.website.discretion))
    if not means.needs_discretion(rules, ItemKind(kind)):
        raise NotNow("The policy already says that this kind may be included.")
    known = AllowedKind.objects.filter(kind=kind).first()
    if known is None:
        known = AllowedKind(kind=kind, allowed_by=by)
        record(known, by=by, act="kind allowed")
    return known


# -------------------------------------------------------------------------------------------- the software
@transaction.atomic
def publish(post_id: int, *, by: User | System, now: datetime) -> bool:
    """Publishes one post whose hour has come; False where it is no longer due. Only SYSTEM may.

    One conditional update in one transaction: killed at any moment, it has happened once or not at all.
    """
    post = _locked(post_id)
    if by is not SYSTEM:
        raise NotYours("Only the clock publishes, after an approval and at its hour.")
    if not permissions.can_publish(by, post) or post.publish_at is None or post.publish_at > now:
        return False
    _require_untouched(post)
    expecting = {
        "state": State.SCHEDULED,
        "approved_version": post.approved_version_id,
        "current_version": post.current_version_id,
    }
    post.published_at = now
    post.state, post.since = after(post.state, Act.PUBLISH), now
    try:
        record(post, by=by, act="published", expecting=expecting)
    except Stale:
        return False
    return True


# ------------------------------------------------------------------------------------------------- helpers
def _locked(post_id: int) -> Post:
    post = Post.objects.select_for_update(of=("self",)).whole().filter(pk=post_id).first()
    if post is None:
        raise NotNow("There is no such post.")
    return post


def _require(act: Act, permission: Permission, by: User, post: Post) -> None:
    standing = standing_of(by)
    if permission(by, post):
        return
    if permissions.can_view(by, post) and not allows(post.state, act):
        raise NotNow(wording.not_now(act, post), about=post)
    raise NotYours(*wording.not_yours(act, standing.rules, must_read_first=standing.must_read_first), about=post)


def _require_current(post: Post, version: UUID | None) -> None:
    if version != post.current_version_id:
        raise NotNow(wording.changed_meanwhile(post), about=post)


def _require_words(field: str, text: str, message: str) -> None:
    if not text.strip():
        raise BadInput(field, message)


def _require_delegate(to: User, rules: Rules) -> None:
    eligible = means.delegates(rules)
    if standing_of(present(to)).offices.isdisjoint(eligible):
        names = ", ".join(means.called(rules, office) for office in sorted(eligible))
        source = means.source_of(rules.approval.delegation)
        raise BadInput(
            "to", f"{to.name} holds none of the offices to which approval may be delegated: {names}.", source
        )


def _require_kind_settled(post: Post, rules: Rules) -> None:
    kind = ItemKind(post.content.kind)
    if means.needs_discretion(rules, kind) and not AllowedKind.objects.filter(kind=kind).exists():
        raise NotNow(
            f"“{post.kind_label}” is not on the policy’s list for the website. "
            "The Clerk can let this kind in with one press; then it can be approved.",
            source=means.source_of(rules.website.may),
            about=post,
        )


def _require_untouched(post: Post) -> None:
    """The version still says what was approved: its fingerprint is computed again under the lock."""
    version = post.current_version
    if fingerprint(version.document) != version.fingerprint:
        raise NotNow(f"{post} is not what was approved: its fingerprint differs.", about=post)


def _check_content(content: Content, rules: Rules) -> None:
    if not content.title:
        raise BadInput("title", "Give it a title.")
    if len(content.title) > LONGEST_TITLE:
        raise BadInput("title", f"The title has {len(content.title)} characters; it can have {LONGEST_TITLE}.")
    if not plain(content.body):
        raise BadInput("body", "Write what you want to say.")
    if content.kind not in means.offered_kinds(rules):
        raise BadInput("kind", "Choose a kind from the list in your policy.", means.source_of(rules.website.may))
    _check_barred_kind(content.barred_kind, rules)


def _check_barred_kind(answer: str, rules: Rules) -> None:
    never = {listed.key: listed.words for listed in means.never_kinds(rules)}
    source = means.source_of(rules.website.never)
    if answer in never:
        clerk = means.called(rules, Office.CLERK)
        raise BadInput(
            "barred_kind",
            f"Our policy does not let this be published: “{never[answer]}”. If you are unsure, ask the {clerk}.",
            source,
        )
    if never and answer != NONE_OF_THEM:
        raise BadInput("barred_kind", "Say whether it is one of these kinds.", source)


def _rules_of(standing: Standing) -> Rules:
    if standing.rules is None:
        raise NotYours("No policy is in force yet. The Clerk can load one: see the first page of the manual.")
    return standing.rules


def _version(content: Content, *, by: User, number: int, now: datetime) -> PostVersion:
    document = content.document()
    return PostVersion(
        number=number,
        title=content.title,
        document=document,
        fingerprint=fingerprint(document),
        written_by=by,
        written_at=now,
    )


def _decide(
    post: Post, act: Act, verdict: Decision.Verdict, *, by: User, remark: str, now: datetime | None = None
) -> Post:
    standing = standing_of(by)
    remark = remark.strip()
    decision = Decision(
        post=post,
        version=post.current_version,
        verdict=verdict,
        by=by,
        office=standing.title,
        policy_version=standing.version.number if standing.version else 0,
        remark=remark,
        decided_at=now or timezone.now(),
    ).keep()
    _move(post, act, by=by, act=verdict.value, reason=remark)
    notices.of_decision(post, decision)
    return post


def _move(post: Post, move: Act, *, by: User, act: str, reason: str = "") -> Post:
    state = after(post.state, move)
    if state != post.state:
        post.state, post.since = state, timezone.now()
    if state not in DECIDED and state != State.WITHDRAWN:
        post.approved_version = None
    post.__dict__.pop("content", None)
    record(post, by=by, act=act, reason=reason)
    return post
