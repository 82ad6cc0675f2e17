"""What becomes of a delivery, as a table: from which state, by which act, to which."""

from django.db.models import TextChoices

from accounts.lives import Life


class Task(TextChoices):
    PUBLISH = "publish", "Put out"
    CORRECT = "correct", "Put right"
    WITHDRAW = "withdraw", "Take down"


class State(TextChoices):
    WAITING = "waiting", "To do by hand"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class Act(TextChoices):
    FINISH = "finish", "Finish"
    REOPEN = "reopen", "Reopen"
    DROP = "drop", "Drop"


MOVES: dict[tuple[State, Act], State] = {
    (State.WAITING, Act.FINISH): State.DONE,
    (State.WAITING, Act.DROP): State.DROPPED,
    # What was dropped stays so: it may have been dropped because it must not go out any more.
    (State.DONE, Act.REOPEN): State.WAITING,
}

LIFE: Life[State, Act, TextChoices] = Life(State.WAITING, MOVES)
