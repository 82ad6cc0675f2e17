"""The papers of one meeting at the desk: those that there are, and those that can be begun."""

from dataclasses import dataclass

from accounts.models import Meeting, User
from policies.rules.schema import ItemKind
from posts.kinds.due import kind_of_minutes, write_url
from posts.kinds.shown import Shown
from posts.models import Post
from posts.particulars import MINUTES, Part
from posts.querysets import PostQuerySet

SHOWN = 100
IN_ORDER = list(Part)


@dataclass(frozen=True)
class Paper:
    """One post of the meeting."""

    post: Post

    @property
    def called(self) -> str:
        return Part(self.post.part).label


@dataclass(frozen=True)
class ToWrite:
    words: str
    url: str


def papers_of(meeting: Meeting, user: User) -> list[Paper]:
    """Those that this person may open, whatever state they are in."""
    visible: PostQuerySet = Post.objects.visible_to(user).filter(meeting=meeting).with_content()
    posts = sorted(visible.order_by("pk")[:SHOWN], key=lambda post: IN_ORDER.index(Part(post.part)))
    return [Paper(post) for post in posts]


def to_write(meeting: Meeting, shown: Shown) -> list[ToWrite]:
    """What the rules let the website hold of this meeting."""
    parts = []
    if ItemKind.AGENDAS in shown.kinds:
        parts += [Part.AGENDA, Part.PAPER]
    if kind_of_minutes(meeting) in shown.kinds:
        parts += MINUTES
    return [ToWrite(f"Write: {part.label.lower()}", write_url(meeting, part)) for part in parts]
