"""Why an act on a post was refused, in words for the person, with the rule it rests on."""

from datetime import timedelta

from django.utils.timezone import localtime

from accounts.dates import say_when
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import Source
from posts.life import Act, State
from posts.models import Post

GRACE = timedelta(minutes=2)
"""How far an hour chosen as "now" may lie back when the form arrives."""

DECIDING = {Act.APPROVE, Act.RETURN, Act.REFUSE, Act.DELEGATE, Act.AMEND}
OUTCOMES = {State.RETURNED, State.REFUSED, State.SCHEDULED, State.PUBLISHED}
"""States that a decision has led to, so that who comes later is told whose it was."""

_DECIDES = "Only {} can decide on this."
_OWNS = "Only its author or {} can do this."
WHO_ELSE = {
    Act.APPROVE: _DECIDES,
    Act.RETURN: _DECIDES,
    Act.REFUSE: _DECIDES,
    Act.AMEND: _DECIDES,
    Act.UNDO: _DECIDES,
    Act.CORRECT: _OWNS,
    Act.KEEP: _OWNS,
    Act.WITHDRAW: "Only {}, or its author before it is out, can withdraw this.",
}
"""Who may do what is not the author's alone, with the approvers in the gap."""

DOING = {
    Act.WRITE: "changed",
    Act.SUBMIT: "submitted",
    Act.RETURN: "returned",
    Act.REFUSE: "refused",
    Act.APPROVE: "approved",
    Act.DELEGATE: "delegated",
    Act.WITHDRAW: "withdrawn",
    Act.PUBLISH: "published",
    Act.AMEND: "amended",
    Act.UNDO: "taken back",
    Act.EXPIRE: "let expire",
    Act.CORRECT: "corrected",
    Act.REPLACE: "replaced",
    Act.KEEP: "found still right",
}


def not_now(act: Act, post: Post) -> str:
    """Why `act` cannot be done in the state that the post is in, and who brought it there."""
    decision = post.decisions.select_related("by").first()
    if decision is not None and act in DECIDING and post.state in OUTCOMES:
        verdict, who = decision.get_verdict_display().lower(), f"{decision.by.name} ({decision.office})"
        when = say_when(localtime(decision.decided_at), localtime())
        return f"This was already decided: {verdict} by {who}, {when}. Nothing has changed."
    return f"It cannot be {DOING[act]} now: it is “{State(post.state).label.lower()}”. Nothing has changed."


def changed_meanwhile(post: Post) -> str:
    version = post.current_version
    return (
        f"{version.written_by.name} has changed this meanwhile: it is now version {version.number}. "
        "Nothing was done. Read the new version, then try again; versions are never lost."
    )


def not_yours(
    act: Act, rules: Rules | None, *, must_read_first: bool = False, own_work: bool = False
) -> tuple[str, Source | None]:
    """Why this person may not do `act`, and the rule that says so."""
    if rules is None:
        return "No policy is in force, so nobody can do this.", None
    if act is Act.SUBMIT and must_read_first:
        return (
            "First read the policy and confirm that you have understood it; then you can submit.",
            means.source_of(rules.reading.acknowledged_by),
        )
    if act is Act.DELEGATE:
        return _no_delegation(rules)
    if act is Act.APPROVE and own_work:
        return (
            "You wrote this yourself, and your council has another person approve it. You can return or refuse it.",
            means.source_of(rules.approval.another_person),
        )
    if act in WHO_ELSE:
        return WHO_ELSE[act].format(means.who_approves(rules)), means.source_of(rules.approval.offices)
    return "Only its author, while holding an office of the council, can do this.", None


def _no_delegation(rules: Rules) -> tuple[str, Source | None]:
    if rules.approval.delegation is None:
        return "The council's policy knows no delegation of approval.", means.source_of(rules.approval.offices)
    return (
        f"Only {means.who_approves(rules)} can delegate an approval, while the post waits for a decision.",
        means.source_of(rules.approval.delegation),
    )
