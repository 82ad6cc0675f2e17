"""A post's life as a table: from which state, by which act, to which; and who holds the pen in each."""

from dataclasses import dataclass

from django.db.models import TextChoices

from accounts.lives import Life


class State(TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for a decision"
    RETURNED = "returned", "Returned for changes"
    REFUSED = "refused", "Refused"
    SCHEDULED = "scheduled", "Approved and scheduled"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Its hour passed undecided"
    REPLACED = "replaced", "Replaced by a correction"


class Act(TextChoices):
    WRITE = "write", "Change"
    SUBMIT = "submit", "Submit"
    RETURN = "return", "Return"
    REFUSE = "refuse", "Refuse"
    APPROVE = "approve", "Approve"
    DELEGATE = "delegate", "Delegate"
    PUBLISH = "publish", "Publish"
    WITHDRAW = "withdraw", "Withdraw"
    AMEND = "amend", "Amend"
    UNDO = "undo", "Take back the approval"
    EXPIRE = "expire", "Expire"
    CORRECT = "correct", "Correct"
    REPLACE = "replace", "Replace"
    KEEP = "keep", "Say that it is still right"


class Pen(TextChoices):
    AUTHOR = "author", "the author"
    APPROVER = "approver", "an approver"
    SOFTWARE = "software", "the clock"
    NOBODY = "nobody", "nobody"


MOVES: dict[tuple[State, Act], State] = {
    (State.DRAFT, Act.WRITE): State.DRAFT,
    (State.DRAFT, Act.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Act.WITHDRAW): State.WITHDRAWN,
    # A change to what waits or is scheduled takes it back: the new version is undecided.
    (State.SUBMITTED, Act.WRITE): State.DRAFT,
    (State.SUBMITTED, Act.RETURN): State.RETURNED,
    (State.SUBMITTED, Act.REFUSE): State.REFUSED,
    (State.SUBMITTED, Act.APPROVE): State.SCHEDULED,
    (State.SUBMITTED, Act.DELEGATE): State.SUBMITTED,
    (State.SUBMITTED, Act.WITHDRAW): State.WITHDRAWN,
    # An approver mends a comma without sending it back; the new version is decided on like any other.
    (State.SUBMITTED, Act.AMEND): State.SUBMITTED,
    (State.SUBMITTED, Act.EXPIRE): State.EXPIRED,
    (State.RETURNED, Act.WRITE): State.RETURNED,
    (State.RETURNED, Act.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Act.WITHDRAW): State.WITHDRAWN,
    (State.SCHEDULED, Act.WRITE): State.DRAFT,
    (State.SCHEDULED, Act.PUBLISH): State.PUBLISHED,
    (State.SCHEDULED, Act.WITHDRAW): State.WITHDRAWN,
    (State.SCHEDULED, Act.UNDO): State.SUBMITTED,
    (State.SCHEDULED, Act.EXPIRE): State.EXPIRED,
    (State.EXPIRED, Act.WRITE): State.DRAFT,
    (State.EXPIRED, Act.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Act.WITHDRAW): State.WITHDRAWN,
    # A correction is a post of its own, decided on by itself; once it is out it takes this one's place.
    (State.PUBLISHED, Act.CORRECT): State.PUBLISHED,
    (State.PUBLISHED, Act.REPLACE): State.REPLACED,
    (State.PUBLISHED, Act.KEEP): State.PUBLISHED,
}

PEN: dict[State, Pen] = {
    State.DRAFT: Pen.AUTHOR,
    State.SUBMITTED: Pen.APPROVER,
    State.RETURNED: Pen.AUTHOR,
    State.REFUSED: Pen.NOBODY,
    State.SCHEDULED: Pen.SOFTWARE,
    State.PUBLISHED: Pen.NOBODY,
    State.WITHDRAWN: Pen.NOBODY,
    State.EXPIRED: Pen.AUTHOR,
    State.REPLACED: Pen.NOBODY,
}

LIFE = Life(State.DRAFT, MOVES, PEN)

DECIDED = frozenset({State.SCHEDULED, State.PUBLISHED})
"""States in which the database itself demands that the current version is the approved one."""

IN_WORK = (State.DRAFT, State.RETURNED, State.SUBMITTED, State.EXPIRED)
"""States in which a person holds the pen. An index is made of this very list, so queries name all of it."""


@dataclass(frozen=True)
class Step:
    """One step of the life as it is drawn: `mark` is done, now or next."""

    name: str
    mark: str


_STEPS = ("write", "decide", "publish")
_REACHED = {
    State.DRAFT: 0,
    State.RETURNED: 0,
    State.EXPIRED: 0,
    State.SUBMITTED: 1,
    State.SCHEDULED: 2,
    State.PUBLISHED: 3,
}


def steps(state: str) -> list[Step]:
    """How far the post has come; no steps once it has ended without being out."""
    reached = _REACHED.get(State(state))
    if reached is None:
        return []
    marks = ["done"] * reached + ["now"] + ["next"] * len(_STEPS)
    return [Step(name, mark) for name, mark in zip(_STEPS, marks, strict=False)]
