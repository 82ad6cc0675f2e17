"""What waits for a person, and where the pen is otherwise: the desk's first page."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from accounts.clock import today
from accounts.models import User
from channels.models import Delivery
from channels.permissions import operates
from posts.life import Pen, State
from posts.models import Post

SHOWN = 50


@dataclass(frozen=True)
class Agenda:
    """`to_decide` waits for this person's decision, `to_write` for their pen, `by_hand` for whoever uses the official
    accounts, `to_check` for the owner's eye; the rest is for their information."""

    to_decide: list[Post]
    to_write: list[Post]
    by_hand: list[Delivery]
    to_check: list[Post]
    with_others: list[Post]
    going_out: list[Post]

    @property
    def waiting(self) -> int:
        posts = len(self.to_decide) + len(self.to_write) + len(self.to_check)
        return posts + len(self.by_hand)


def agenda_of(user: User) -> Agenda:
    """The first of each, what waits longest first. The authors of all of them are fetched in one question."""
    visible = Post.objects.visible_to(user).select_related("current_version")
    own = list(visible.in_work_by(user)[: 2 * SHOWN])
    to_decide = list(visible.decidable_by(user).awaiting_decision()[:SHOWN])
    to_check = list(visible.to_be_checked(today()).filter(author=user)[:SHOWN])
    going_out = list(visible.filter(state=State.SCHEDULED).order_by("publish_at", "id")[:SHOWN])
    for post in [*own, *to_check]:
        post.author = user
    prefetch_related_objects([*to_decide, *going_out], "author")
    return Agenda(
        to_decide=to_decide,
        to_write=[post for post in own if post.pen == Pen.AUTHOR],
        by_hand=list(Delivery.objects.to_do()[:SHOWN]) if operates(user) else [],
        to_check=to_check,
        with_others=[post for post in own if post.pen == Pen.APPROVER],
        going_out=going_out,
    )
