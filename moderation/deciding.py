"""One decision from a filled-in form, for the desk and for the admin alike."""

from django.utils import timezone

from accounts.dates import say_when
from accounts.models import User
from accounts.refusals import attempt
from moderation.forms import DecisionForm
from posts import workflow
from posts.models import Post


def decide(post_id: int, form: DecisionForm, *, by: User) -> Post | None:
    """Does what the form says; None, with the errors at their fields, where a value cannot be taken."""

    def act() -> Post:
        chosen, remark, version = (form.cleaned_data[name] for name in ("decision", "remark", "version"))
        if chosen == form.APPROVE:
            return workflow.approve(post_id, by=by, version=version, at=form.cleaned_data["at"], remark=remark)
        end = workflow.return_for_changes if chosen == form.RETURN else workflow.refuse
        return end(post_id, by=by, version=version, remark=remark)

    return attempt(form, act)


def what_happened(post: Post) -> str:
    """What the decision did and where the post is now, for the message on the next page."""
    match post.state:
        case "scheduled" if post.publish_at and post.publish_at <= timezone.now():
            return f"“{post.title}” is approved and goes out now: it is on the news page within ten seconds."
        case "scheduled" if post.publish_at:
            when = say_when(timezone.localtime(post.publish_at), timezone.localtime())
            return f"“{post.title}” is approved. It goes out {when}; until then you can withdraw it."
        case "returned":
            return f"“{post.title}” is back with {post.author.name}, who hears by e-mail what you said."
        case _:
            return f"“{post.title}” is refused. {post.author.name} hears by e-mail what you said."
