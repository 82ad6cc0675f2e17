"""Policies and their versions: entered, written, reviewed, recommended, adopted.

Every function raises NotYours, NotNow or BadInput (accounts.refusals), and then nothing has changed.
"""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from accounts.actors import present
from accounts.clock import today
from accounts.history import System, record
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from policies import notices, permissions
from policies.life import VersionAct, VersionState
from policies.models import Policy, PolicyVersion
from policies.reminding import reviewers_today
from policies.rules import Rules
from policies.standing import rules_in_force
from policies.text import fingerprint
from policies.workflow import steps
from policies.workflow.reading import ask_to_read, tell_readers
from policies.workflow.reviews import plan_after

TAKEN = frozenset({"acknowledge", "calendar", "how", "in-force", "questions", "reviews"})
"""Addresses below /policies/ that are no policy's."""


# -------------------------------------------------------------------------------------------------- founding
@transaction.atomic
def adopt(
    *,
    by: User | System,
    title: str,
    text: str,
    rules: Rules,
    adopted_on: date,
    effective_from: date | None = None,
    source: str = "",
    minute_reference: str = "",
) -> PolicyVersion:
    """Puts the next version of the communications policy on the books when an installation is founded.

    It is in force from midnight at the start of `effective_from` (or adoption). Later ones go by `adopt_version`.
    """
    if not permissions.can_adopt(by):
        raise NotYours("A policy is adopted by the Council.")
    policy = Policy.objects.filter(carries_rules=True).first()
    if policy is None:
        policy = Policy(name=title, slug=slugify(title)[:80], carries_rules=True)
        record(policy, by=by, act="entered")
    version = PolicyVersion(
        policy=policy,
        number=steps.next_number(policy),
        state=VersionState.ADOPTED,
        title=title,
        text=text,
        rules_text=rules.model_dump_json(exclude_none=True),
        source=source,
        adopted_on=adopted_on,
        effective_from=effective_from or adopted_on,
        minute_reference=minute_reference,
    )
    record(version, by=by, act="adopted", reason=minute_reference)
    plan_after(version, by=by)
    return version


# -------------------------------------------------------------------------------------------------- a policy
@transaction.atomic
def enter_policy(*, by: User, name: str, supplements: Policy | None = None) -> Policy:
    """A policy of the council that the desk does not know yet. Its words come with its first version."""
    by, name = present(by), " ".join(name.split())
    if not permissions.can_enter_policy(by):
        raise NotYours("Only the Clerk or the Deputy Clerk enters a policy.")
    slug = slugify(name)[:80].strip("-")
    if not slug or slug in TAKEN:
        raise BadInput("name", "Give the policy a name with letters in it, such as Complaints Policy.")
    others = Policy.objects.all()
    if others.filter(name__iexact=name).exists() or others.ever_at(slug).exists():
        raise BadInput("name", "There is a policy of this name already. Open it, and begin a new version of it.")
    policy = Policy(name=name, slug=slug, supplements=supplements)
    record(policy, by=by, act="entered")
    return policy


@transaction.atomic
def rename_policy(policy_id: int, *, by: User, name: str, slug: str) -> Policy:
    """Gives the policy another name, another address, or both. What it had before leads to it for good.

    Its adopted versions keep the title that they were adopted with. BadInput where name or address is another's.
    """
    by, policy, name = present(by), steps.locked_policy(policy_id), " ".join(name.split())
    if not permissions.can_rename_policy(by):
        raise NotYours("Only the Clerk or the Deputy Clerk renames a policy.")
    others = Policy.objects.exclude(pk=policy.pk)
    if not name or others.filter(name__iexact=name).exists():
        raise BadInput("name", "Give a name that no other policy has." if name else "Give the policy's name.")
    if not slug or slug != slugify(slug)[:80].strip("-") or slug in TAKEN:
        raise BadInput("slug", "Use small letters, digits and hyphens, such as complaints-policy.")
    if others.ever_at(slug).exists():
        raise BadInput("slug", "Another policy has this address, or had it. Choose another.")
    if (name, slug) == (policy.name, policy.slug):
        return policy
    before, policy.name, policy.slug = f"Before: {policy.name}, /policies/{policy.slug}/", name, slug
    record(policy, by=by, act="renamed", reason=before)
    return policy


# ------------------------------------------------------------------------------------------------ a version
@transaction.atomic
def begin_version(
    policy_id: int, *, by: User, text: str | None = None, title: str = "", source: str = ""
) -> PolicyVersion:
    """A draft of the policy's next version: with `text`, such as an imported one; None: with the words adopted last.

    Rules are carried over from the version adopted last, for the policy that has them.
    """
    by, policy = present(by), steps.locked_policy(policy_id)
    if not permissions.can_begin_version(by, policy):
        if policy.versions.in_work().exists():
            raise NotNow("Another version of this policy is in work. Finish it, or give it up.", about=policy)
        raise NotYours("Only the Clerk or the Deputy Clerk begins a version of a policy.")
    last = steps.adopted_last(policy)
    version = PolicyVersion(
        policy=policy,
        number=steps.next_number(policy),
        title=title.strip() or (last.title if last else policy.name),
        text=steps.tidy(text if text is not None else last.text if last else ""),
        rules_text=last.rules_text if last and policy.carries_rules else "",
        source=source,
    )
    record(version, by=by, act="begun", reason=source)
    return version


@transaction.atomic
def write_version(
    version_id: int,
    *,
    by: User,
    title: str,
    text: str,
    was: str,
    what_changed: str = "",
    source: str | None = None,
) -> PolicyVersion:
    """Changes the words of a version that is not adopted. One that was being reviewed is a draft again.

    `was` is the fingerprint of the words that were being changed: another's change meanwhile is never overwritten.
    """
    by, version = present(by), steps.locked(version_id)
    steps.require(VersionAct.WRITE, permissions.can_write_version, by, version)
    if was != fingerprint(version.title, version.text):
        said = "Somebody has changed these words meanwhile. Copy what you wrote, open the words again, and put it in."
        raise BadInput("text", said)
    if not title.strip():
        raise BadInput("title", "Give the policy's title, as it is to stand above its text.")
    words = (title.strip(), steps.tidy(text), what_changed.strip())
    if words == (version.title, version.text, version.what_changed):
        return version
    version.title, version.text, version.what_changed = words
    version.source = version.source if source is None else source
    version.recommended_by = version.recommended_minute = ""
    return steps.move(version, VersionAct.WRITE, by=by, act="changed")


@transaction.atomic
def send_version(version_id: int, *, by: User) -> PolicyVersion:
    """Gives the draft to those who review it, who hear by mail; everybody who holds an office can read it from now."""
    by, version = present(by), steps.locked(version_id)
    steps.require(VersionAct.SEND, permissions.can_send_version, by, version)
    steps.require_text(version)
    steps.move(version, VersionAct.SEND, by=by, act="sent to review")
    reviewers = reviewers_today(version.policy, rules_in_force())
    notices.of_version_sent(version, [person for person in reviewers if person != by])
    return version


@transaction.atomic
def recommend_version(version_id: int, *, by: User, recommended_by: str, minute: str) -> PolicyVersion:
    """Records that a committee recommends the version to the Council, with the minute of its meeting (review-cycle)."""
    by, version = present(by), steps.locked(version_id)
    steps.require(VersionAct.RECOMMEND, permissions.can_recommend_version, by, version)
    require_words("recommended_by", recommended_by, "Say which committee recommends it, or who.")
    require_words("minute", minute, "Give the minute in which the recommendation stands, such as PR 26/31.")
    version.recommended_by, version.recommended_minute = recommended_by.strip(), minute.strip()
    return steps.move(version, VersionAct.RECOMMEND, by=by, act="recommended", reason=f"{recommended_by}, {minute}")


@transaction.atomic
def adopt_version(
    version_id: int,
    *,
    by: User,
    adopted_on: date,
    effective_from: date | None = None,
    minute_reference: str,
    read_by: Collection[Office] | None = None,
) -> PolicyVersion:
    """Records that the Council has adopted the version, in force from midnight at the start of `effective_from`.

    Without that day it is in force from the day of adoption. From now on the version is frozen. `read_by`: the offices
    whose holders the council asks to confirm it, beside those whom the policy itself names (read-and-understood); None
    leaves that as it is.
    """
    by, version = present(by), steps.locked(version_id)
    steps.require(VersionAct.ADOPT, permissions.can_adopt_version, by, version)
    steps.require_text(version)
    require_words("minute_reference", minute_reference, "Give the minute of the adoption, such as 26/114.")
    effective_from = effective_from or adopted_on
    steps.require_order(version, adopted_on, effective_from, today=today())
    if version.policy.carries_rules:
        version.rules_text = steps.rules_to_adopt(version)
    version.adopted_on, version.effective_from = adopted_on, effective_from
    version.minute_reference = minute_reference.strip()
    steps.move(version, VersionAct.ADOPT, by=by, act="adopted", reason=version.minute_reference)
    plan_after(version, by=by)
    if read_by is not None and set(read_by) != set(version.policy.read_by):
        because = f"at the adoption of version {version.number}, minute {version.minute_reference}"
        version.policy = ask_to_read(version.policy, by=by, offices=read_by, because=because)
    if version.begun(today()):
        tell_readers(version.pk, by=by)
    return version


@transaction.atomic
def give_up_version(version_id: int, *, by: User, reason: str) -> PolicyVersion:
    """Ends a version that is not to be adopted. Its words stay on the record."""
    by, version = present(by), steps.locked(version_id)
    steps.require(VersionAct.GIVE_UP, permissions.can_give_up_version, by, version)
    require_words("reason", reason, "Say why it is given up: the reason is kept on the record.")
    return steps.move(version, VersionAct.GIVE_UP, by=by, act="given up", reason=reason.strip())
