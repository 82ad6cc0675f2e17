"""What every act on a version is made of: the lock, the questions before it, and the recorded move after it."""

from collections.abc import Callable
from datetime import date

from accounts.dates import say_day
from accounts.history import record
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours
from policies.life import VERSION, VersionAct, VersionState
from policies.models import Policy, PolicyVersion
from policies.permissions import can_see_version
from policies.rules import Rules, RulesError, read_rules

Permission = Callable[[User, PolicyVersion], bool]

DOING = {
    VersionAct.WRITE: "changed",
    VersionAct.SEND: "sent to review",
    VersionAct.RECOMMEND: "recommended",
    VersionAct.ADOPT: "adopted",
    VersionAct.GIVE_UP: "given up",
}


def locked_policy(policy_id: int) -> Policy:
    policies = Policy.objects.select_for_update(of=("self",)).select_related("committee")
    policy = policies.filter(pk=policy_id).first()
    if policy is None:
        raise NotNow("There is no such policy.")
    return policy


def locked(version_id: int) -> PolicyVersion:
    """The version; its policy's row is locked first, so that two versions of one policy cannot pass each other."""
    policy_id = PolicyVersion.objects.filter(pk=version_id).values_list("policy", flat=True).first()
    policy = locked_policy(policy_id or 0)
    version = PolicyVersion.objects.select_for_update().get(pk=version_id)
    version.policy = policy
    return version


def require(act: VersionAct, permission: Permission, by: User, version: PolicyVersion) -> None:
    if permission(by, version):
        return
    if can_see_version(by, version) and not VERSION.allows(version.state, act):
        state = VersionState(version.state).label.lower()
        raise NotNow(f"It cannot be {DOING[act]} now: it is “{state}”. Nothing has changed.", about=version)
    raise NotYours("Only the Clerk or the Deputy Clerk keeps the council's policies.", about=version)


def require_text(version: PolicyVersion) -> None:
    if not version.text.strip():
        raise NotNow("It has no words yet. Import a file or write them first.", about=version)


def require_order(version: PolicyVersion, adopted_on: date, effective_from: date, *, today: date) -> None:
    """A version is adopted after the one before it, and it is plain on each day which of them is in force."""
    if adopted_on > today:
        raise BadInput("adopted_on", "Give the day on which the Council adopted it, today at the latest.")
    if effective_from < adopted_on:
        raise BadInput("effective_from", "It cannot be in force before the day on which it was adopted.")
    last = adopted_last(version.policy)
    if last is None:
        return
    if adopted_on < _day(last.adopted_on):
        said = f"Version {last.number} was adopted on {say_day(_day(last.adopted_on))}. This one comes after it."
        raise BadInput("adopted_on", said)
    if effective_from <= _day(last.effective_from):
        begins = say_day(_day(last.effective_from))
        said = f"Version {last.number} is in force from {begins}. Choose a later day, or nobody knows which one counts."
        raise BadInput("effective_from", said)
    if version.policy.carries_rules and effective_from < today:
        said = "What has been decided until now rests on the version before. Choose today or a later day."
        raise BadInput("effective_from", said)


def rules_to_adopt(version: PolicyVersion) -> str:
    """The version's rules, or those of the version before where it has none of its own. NotNow where they are amiss."""
    rules_of(version)
    return version.rules_text or _rules_adopted_last(version)


def rules_of(version: PolicyVersion) -> Rules:
    """The rules that the version would be adopted with. NotNow where they are amiss."""
    return _read(version.rules_text or _rules_adopted_last(version), version)


def _rules_adopted_last(version: PolicyVersion) -> str:
    last = adopted_last(version.policy)
    return last.rules_text if last else ""


def _read(text: str, version: PolicyVersion) -> Rules:
    try:
        return read_rules(text, origin="The rules of this version")
    except RulesError as error:
        raise NotNow(f"Its rules are not complete. {error}", about=version) from error


def adopted_last(policy: Policy) -> PolicyVersion | None:
    adopted = policy.versions.filter(state=VersionState.ADOPTED)
    return adopted.order_by("-effective_from", "-number").first()


def next_number(policy: Policy) -> int:
    newest = policy.versions.order_by("-number").first()
    return newest.number + 1 if newest else 1


def tidy(text: str) -> str:
    """The text as it is stored, whatever browser it came from."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")]
    joined = "\n".join(lines).strip("\n")
    return f"{joined}\n" if joined else ""


def move(version: PolicyVersion, taken: VersionAct, *, by: User, act: str, reason: str = "") -> PolicyVersion:
    """Takes the move from the table of the version's life and records it."""
    version.state = VERSION.after(version.state, taken)
    record(version, by=by, act=act, reason=reason)
    return version


def _day(day: date | None) -> date:
    assert day is not None  # noqa: S101 - an adopted version has its days: a constraint of its table
    return day
