"""Asking those whom the policy names, where an author is unsure (post-personal-information)."""

from django.db import transaction

from accounts.actors import present
from accounts.history import record
from accounts.mail import notify
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import NotNow, NotYours, require_words
from policies.rules.schema import Rules
from policies.standing import Standing, holders, standing_of
from posts import permissions
from posts.workflow import steps


@transaction.atomic
def ask(post_id: int, *, by: User, question: str) -> list[User]:
    """Puts a question about the post to those whom the policy names; they hear by e-mail, and it is on the record."""
    by, post = present(by), steps.locked(post_id)
    standing = standing_of(by)
    rules = steps.rules_of(standing)
    if not (by.has_perm("posts.view_post", post) and permissions.can_view(by, post)):
        raise NotYours("Only people who hold an office of the council today, and may open this, can ask about it.")
    require_words("question", question, "Say what you want to know.")
    asked = [person for person in holders(whom_to_ask(rules, standing)) if person != by]
    if not asked:
        raise NotNow("Nobody holds the office today that our policy names for this. Ask whoever decides on posts.")
    record(post, by=by, act="asked", reason=f"{_names(asked)}: {question.strip()}")
    notify(asked, "posts/email/question.txt", {"post": post, "by": by, "question": question.strip()})
    return asked


def whom_to_ask(rules: Rules, standing: Standing) -> tuple[Office, ...]:
    """The offices; none where the policy names none. Whoever is the Clerk asks another."""
    rule = rules.publishing.unsure_about_information
    if rule is None:
        return ()
    return (rule.value.clerk_asks,) if Office.CLERK in standing.offices else rule.value.ask


def _names(people: list[User]) -> str:
    return f"To {', '.join(person.name for person in people)}"
