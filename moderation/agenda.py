"""What waits for a person, and where the pen is otherwise: the desk's first page."""

from dataclasses import dataclass

from accounts.models import User
from policies.standing import standing_of
from posts.life import Pen, State
from posts.models import Post

SHOWN = 50


@dataclass(frozen=True)
class Agenda:
    """`to_decide` waits for this person's decision, `to_write` for their pen; the rest is for their information."""

    to_decide: list[Post]
    to_write: list[Post]
    with_others: list[Post]
    going_out: list[Post]
    must_read_first: bool

    @property
    def waiting(self) -> int:
        return len(self.to_decide) + len(self.to_write) + int(self.must_read_first)


def agenda_of(user: User) -> Agenda:
    """The first of each, what waits longest first."""
    visible = Post.objects.visible_to(user).with_content()
    own = list(visible.in_work_by(user)[: 2 * SHOWN])
    return Agenda(
        to_decide=list(visible.decidable_by(user).awaiting_decision()[:SHOWN]),
        to_write=[post for post in own if post.pen == Pen.AUTHOR],
        with_others=[post for post in own if post.pen == Pen.APPROVER],
        going_out=list(visible.filter(state=State.SCHEDULED).order_by("publish_at", "id")[:SHOWN]),
        must_read_first=standing_of(user).must_read_first,
    )
