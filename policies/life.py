"""Lives of versions, reviews and procedures as tables: from which state, by which act, to which; who holds the pen."""

from django.db.models import TextChoices

from accounts.lives import Life


class VersionState(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "Being reviewed"
    RECOMMENDED = "recommended", "Recommended to the Council"
    ADOPTED = "adopted", "Adopted"
    GIVEN_UP = "given_up", "Given up"


class VersionAct(TextChoices):
    WRITE = "write", "Change"
    SEND = "send", "Send to those who review it"
    RECOMMEND = "recommend", "Recommend"
    ADOPT = "adopt", "Adopt"
    GIVE_UP = "give_up", "Give up"


class ReviewState(TextChoices):
    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    ON_AGENDA = "on_agenda", "On the agenda of a meeting"
    DECIDED = "decided", "Decided, not yet adopted"
    CLOSED = "closed", "Closed"


class ReviewAct(TextChoices):
    OPEN = "open", "Open"
    PLACE = "place", "Place on an agenda"
    MOVE = "move", "Move to another day"
    DECIDE = "decide", "Record the outcome"
    CLOSE = "close", "Close"


class Pen(TextChoices):
    CLERK = "clerk", "the Clerk"
    REVIEWERS = "reviewers", "those who review it"
    COUNCIL = "council", "the Council"
    PEOPLE = "people", "the council's people"
    SOFTWARE = "software", "the clock"
    NOBODY = "nobody", "nobody"


VERSION_MOVES: dict[tuple[VersionState, VersionAct], VersionState] = {
    (VersionState.DRAFT, VersionAct.WRITE): VersionState.DRAFT,
    (VersionState.DRAFT, VersionAct.SEND): VersionState.IN_REVIEW,
    (VersionState.DRAFT, VersionAct.ADOPT): VersionState.ADOPTED,
    (VersionState.DRAFT, VersionAct.GIVE_UP): VersionState.GIVEN_UP,
    # What is changed has to be read again.
    (VersionState.IN_REVIEW, VersionAct.WRITE): VersionState.DRAFT,
    (VersionState.IN_REVIEW, VersionAct.RECOMMEND): VersionState.RECOMMENDED,
    (VersionState.IN_REVIEW, VersionAct.GIVE_UP): VersionState.GIVEN_UP,
    (VersionState.RECOMMENDED, VersionAct.WRITE): VersionState.DRAFT,
    (VersionState.RECOMMENDED, VersionAct.ADOPT): VersionState.ADOPTED,
    (VersionState.RECOMMENDED, VersionAct.GIVE_UP): VersionState.GIVEN_UP,
}
"""Where no committee recommends, the Council adopts a draft as it is. An adopted version never changes again."""

VERSION_PEN: dict[VersionState, Pen] = {
    VersionState.DRAFT: Pen.CLERK,
    VersionState.IN_REVIEW: Pen.REVIEWERS,
    VersionState.RECOMMENDED: Pen.COUNCIL,
    VersionState.ADOPTED: Pen.NOBODY,
    VersionState.GIVEN_UP: Pen.NOBODY,
}


VERSION = Life(VersionState.DRAFT, VERSION_MOVES, VERSION_PEN)


def version_life(state: str, *, is_recommended: bool) -> list[str]:
    """How far a version has come: written, reviewed, recommended, adopted, each done, now or next.

    What was adopted without the two steps between is not said to have gone through them.
    """
    between = "done" if is_recommended else "next"
    lives = {
        VersionState.DRAFT: ["now", "next", "next", "next"],
        VersionState.IN_REVIEW: ["done", "now", "next", "next"],
        VersionState.RECOMMENDED: ["done", "done", "done", "now"],
        VersionState.ADOPTED: ["done", between, between, "done"],
        VersionState.GIVEN_UP: ["done", between, between, "next"],
    }
    return lives[VersionState(state)]


REVIEW_MOVES: dict[tuple[ReviewState, ReviewAct], ReviewState] = {
    (ReviewState.PLANNED, ReviewAct.OPEN): ReviewState.OPEN,
    (ReviewState.PLANNED, ReviewAct.PLACE): ReviewState.ON_AGENDA,
    (ReviewState.PLANNED, ReviewAct.MOVE): ReviewState.PLANNED,
    (ReviewState.OPEN, ReviewAct.PLACE): ReviewState.ON_AGENDA,
    (ReviewState.OPEN, ReviewAct.MOVE): ReviewState.OPEN,
    (ReviewState.OPEN, ReviewAct.DECIDE): ReviewState.DECIDED,
    (ReviewState.ON_AGENDA, ReviewAct.PLACE): ReviewState.ON_AGENDA,
    (ReviewState.ON_AGENDA, ReviewAct.MOVE): ReviewState.ON_AGENDA,
    (ReviewState.ON_AGENDA, ReviewAct.DECIDE): ReviewState.DECIDED,
    (ReviewState.DECIDED, ReviewAct.CLOSE): ReviewState.CLOSED,
}

REVIEW_PEN: dict[ReviewState, Pen] = {
    ReviewState.PLANNED: Pen.SOFTWARE,
    ReviewState.OPEN: Pen.REVIEWERS,
    ReviewState.ON_AGENDA: Pen.REVIEWERS,
    ReviewState.DECIDED: Pen.COUNCIL,
    ReviewState.CLOSED: Pen.NOBODY,
}

REVIEW = Life(ReviewState.PLANNED, REVIEW_MOVES, REVIEW_PEN)


class ProcedureState(TextChoices):
    RAISED = "raised", "Raised"
    PASSED_ON = "passed_on", "Passed on"
    DECIDED = "decided", "Decided"
    DROPPED = "dropped", "Not taken further"


class ProcedureAct(TextChoices):
    PASS_ON = "pass_on", "Pass on"
    DECIDE = "decide", "Record the outcome"
    DROP = "drop", "Take no further"


PROCEDURE_MOVES: dict[tuple[ProcedureState, ProcedureAct], ProcedureState] = {
    (ProcedureState.RAISED, ProcedureAct.PASS_ON): ProcedureState.PASSED_ON,
    (ProcedureState.RAISED, ProcedureAct.DROP): ProcedureState.DROPPED,
    # A body may put it off to another meeting, or pass it on to another body.
    (ProcedureState.PASSED_ON, ProcedureAct.PASS_ON): ProcedureState.PASSED_ON,
    (ProcedureState.PASSED_ON, ProcedureAct.DECIDE): ProcedureState.DECIDED,
    (ProcedureState.PASSED_ON, ProcedureAct.DROP): ProcedureState.DROPPED,
}
"""No move is the software's: people raise, pass on and decide (code-of-conduct)."""

PROCEDURE_PEN: dict[ProcedureState, Pen] = {
    ProcedureState.RAISED: Pen.PEOPLE,
    ProcedureState.PASSED_ON: Pen.PEOPLE,
    ProcedureState.DECIDED: Pen.NOBODY,
    ProcedureState.DROPPED: Pen.NOBODY,
}

PROCEDURE = Life(ProcedureState.RAISED, PROCEDURE_MOVES, PROCEDURE_PEN)
