"""Acts of who decides: amend, approve, return, refuse, take an approval back, let a kind in."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.history import record
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from policies.rules import meaning as means
from policies.rules.schema import ItemKind, Rules
from policies.screening import Finding
from policies.standing import standing_of
from posts import notices, permissions, wording
from posts.content import Content
from posts.life import Act
from posts.models import AllowedKind, Decision, Opening, Post
from posts.screening import findings_in
from posts.workflow import checks, steps
from richtext.html import plain

TIME_TO_UNDO = timedelta(seconds=10)


@transaction.atomic
def approve(
    post_id: int,
    *,
    by: User,
    version: UUID,
    at: datetime | None = None,
    remark: str = "",
    attested: bool = False,
    reasons: Mapping[str, str] | None = None,
) -> Post:
    """Approves one version and sets its hour: `at`, else the hour wished for, else in ten seconds.

    `attested`: the person has confirmed the council's own list. `reasons`: by a finding's key, why it may stay; each
    finding that stops needs one. All of it is kept with the decision.
    """
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.APPROVE, permissions.can_approve, by, post)
    steps.require_current(post, version)
    standing = standing_of(by)
    rules = steps.rules_of(standing)
    _require_kind_settled(post, rules)
    checks.check_submission(post.content, rules)
    confirmed = _confirmed(rules, attested)
    answered = _answered(findings_in(post.content, rules, standing.nation), reasons or {})
    now = timezone.now()
    post.publish_at, post.expires_at = _hour_of(post, at, now), None
    post.approved_version = post.current_version
    decision = _decision(post, Decision.Verdict.APPROVED, by, remark, attested=confirmed, findings=answered)
    return _decide(post, Act.APPROVE, decision)


@transaction.atomic
def return_for_changes(
    post_id: int, *, by: User, version: UUID, remark: str, places: Iterable[tuple[str, str]] = ()
) -> Post:
    """Gives the pen back to the author, saying what should change: in `remark`, or at marked places.

    A place is words of the post and what is to be done about them; the words must stand in it.
    """
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.RETURN, permissions.can_return, by, post)
    steps.require_current(post, version)
    marked = _marked(post.content, places)
    if not marked:
        require_words("remark", remark, "Say what should change, so that the author knows what to do.")
    post.expires_at = None
    return _decide(post, Act.RETURN, _decision(post, Decision.Verdict.RETURNED, by, remark, places=marked))


@transaction.atomic
def refuse(post_id: int, *, by: User, version: UUID, remark: str) -> Post:
    """Ends the post, saying why."""
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.REFUSE, permissions.can_refuse, by, post)
    steps.require_current(post, version)
    require_words("remark", remark, "Say why it is refused, so that the author understands.")
    post.expires_at = None
    return _decide(post, Act.REFUSE, _decision(post, Decision.Verdict.REFUSED, by, remark))


@transaction.atomic
def amend(post_id: int, content: Content, *, by: User, version: UUID | None) -> Post:
    """An approver changes what waits, without sending it back. It is a new version, undecided; the author hears."""
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.AMEND, permissions.can_amend, by, post)
    steps.require_current(post, version)
    checks.check_submission(content, steps.rules_of(standing_of(by)))
    steps.forget_copy(by, post)
    if content.document() == post.content.document():
        return post
    steps.take_version(post, content, by=by)
    post.expires_at = content.wished_for
    steps.move(post, Act.AMEND, by=by, act="amended")
    notices.of_amendment(post, by=by)
    return post


@transaction.atomic
def undo(post_id: int, *, by: User) -> Post:
    """Takes an approval back while the post is not out yet: it waits for a decision again."""
    by, post = present(by), steps.locked(post_id)
    steps.require(Act.UNDO, permissions.can_undo, by, post)
    post.publish_at, post.expires_at = None, _in_future(post.content.wished_for)
    steps.move(post, Act.UNDO, by=by, act="approval taken back")
    notices.of_undoing(post, by=by)
    return post


@transaction.atomic
def note_opening(post: Post, *, by: User) -> None:
    """Remembers that this approver has had the current version before them; once is enough."""
    by, post = present(by), steps.locked(post.pk)
    steps.require(Act.APPROVE, permissions.can_approve, by, post)
    if not Opening.objects.filter(version=post.current_version, by=by).exists():
        Opening(version=post.current_version, by=by, opened_at=timezone.now()).keep()


@transaction.atomic
def allow_kind(kind: str, *, by: User) -> AllowedKind:
    """Lets in a kind that the policy’s list does not name, from now on (website-items, discretion)."""
    by = present(by)
    rules = steps.rules_of(standing_of(by))
    if not permissions.can_allow_kind(by):
        raise NotYours("Your policy leaves this to the Clerk.", source=means.source_of(rules.website.discretion))
    if not means.needs_discretion(rules, ItemKind(kind)):
        raise NotNow("The policy already says that this kind may be included.")
    known = AllowedKind.objects.filter(kind=kind).first()
    if known is None:
        known = AllowedKind(kind=kind, allowed_by=by)
        record(known, by=by, act="kind allowed")
    return known


def _require_kind_settled(post: Post, rules: Rules) -> None:
    kind = ItemKind(post.kind)
    if means.needs_discretion(rules, kind) and not AllowedKind.objects.filter(kind=kind).exists():
        raise NotNow(
            f"“{post.kind_label}” is not on the policy’s list for the website. "
            "The Clerk can let this kind in with one press; then it can be approved.",
            source=means.source_of(rules.website.may),
            about=post,
        )


def _confirmed(rules: Rules, attested: bool) -> list[str]:
    """The lines that the person has confirmed, in the words of their policy."""
    lines = [line.words for line in means.attestation(rules)]
    if lines and not attested:
        raise BadInput("attested", "Confirm that it keeps to the council’s own list, or return it.")
    return lines


def _answered(findings: Iterable[Finding], reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    return [_with_reason(finding, reasons.get(finding.key, "").strip()) for finding in findings]


def _with_reason(finding: Finding, reason: str) -> dict[str, Any]:
    if finding.stops and not reason:
        raise BadInput(
            f"reason_{finding.key}", f"Say why “{finding.quote}” may stay, or return the post.", finding.source
        )
    return {
        "topic": str(finding.topic),
        "kind": finding.kind,
        "place": finding.place,
        "quote": finding.quote,
        "rests_on": finding.source.place if finding.source else "",
        "reason": reason,
    }


def _hour_of(post: Post, at: datetime | None, now: datetime) -> datetime:
    if at is not None and at < now - wording.GRACE:
        raise BadInput("at", "That hour has passed. Choose a later one, or leave it empty to publish now.")
    wished_for = post.content.wished_for
    if at is None and wished_for is not None and wished_for < now - wording.GRACE:
        raise BadInput("at", "The hour that the author asked for has passed. Choose another, or return it.")
    return max(at or wished_for or now, now + TIME_TO_UNDO)


def _marked(content: Content, places: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    shown = " ".join([content.title, plain(content.body), *(variant.text for variant in content.channels)])
    marked = [{"words": " ".join(words.split()), "note": note.strip()} for words, note in places if words.strip()]
    for place in marked:
        if place["words"] not in " ".join(shown.split()):
            raise BadInput("places", f"“{place['words']}” does not stand in the post. Copy the words as they are.")
    return marked


def _in_future(moment: datetime | None) -> datetime | None:
    return moment if moment and moment > timezone.now() else None


def _decision(post: Post, verdict: Decision.Verdict, by: User, remark: str, **kept: list[Any]) -> Decision:
    standing = standing_of(by)
    return Decision(
        post=post,
        version=post.current_version,
        verdict=verdict,
        by=by,
        office=standing.title,
        policy_version=standing.version.number if standing.version else 0,
        remark=remark.strip(),
        decided_at=timezone.now(),
        **kept,
    )


def _decide(post: Post, act: Act, decision: Decision) -> Post:
    decision.keep()
    steps.move(post, act, by=decision.by, act=decision.verdict, reason=decision.remark)
    notices.of_decision(post, decision)
    return post
