"""One decision from a filled-in form, for the desk and for the admin alike."""

from django.utils import timezone

from accounts.dates import say_when
from accounts.models import User
from accounts.refusals import attempt
from moderation.forms import DecisionForm
from policies.rules import Rules
from policies.rules import meaning as means
from policies.standing import standing_of
from posts import permissions, workflow
from posts.models import Post
from posts.screening import findings_in


def fit(form: DecisionForm, post: Post, rules: Rules, *, by: User) -> None:
    """Makes the form ask what is to be asked about the post as it stands now."""
    form.initial["version"] = post.current_version_id
    form.fit(
        findings_in(post.content, rules, standing_of(by).nation),
        confirms=bool(means.attestation(rules)),
        may_approve=permissions.can_approve(by, post),
    )


def decide(post_id: int, form: DecisionForm, *, by: User) -> Post | None:
    """Does what the form says; None, with the errors at their fields, where a value cannot be taken."""

    def act() -> Post:
        chosen, remark, version = (form.cleaned_data[name] for name in ("decision", "remark", "version"))
        if chosen == form.APPROVE:
            attested = form.cleaned_data.get("attested", False)
            at = form.cleaned_data["at"]
            return workflow.approve(
                post_id, by=by, version=version, at=at, remark=remark, attested=attested, reasons=form.reasons
            )
        if chosen == form.RETURN:
            return workflow.return_for_changes(post_id, by=by, version=version, remark=remark, places=form.places)
        return workflow.refuse(post_id, by=by, version=version, remark=remark)

    return attempt(form, act)


def what_happened(post: Post) -> str:
    """What the decision did and where the post is now, for the message on the next page."""
    match post.state:
        case "scheduled" if post.publish_at and post.publish_at <= timezone.now() + workflow.TIME_TO_UNDO:
            return f"“{post.title}” is approved and goes out in ten seconds. Until then you can take it back."
        case "scheduled" if post.publish_at:
            when = say_when(timezone.localtime(post.publish_at), timezone.localtime())
            return f"“{post.title}” is approved. It goes out {when}; until then you can take it back."
        case "returned":
            return f"“{post.title}” is back with {post.author.name}, who hears by e-mail what you said."
        case _:
            return f"“{post.title}” is refused. {post.author.name} hears by e-mail what you said."
