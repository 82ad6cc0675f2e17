"""What about the policies waits for a person at the desk: what they have still to read, and what they are asked."""

from dataclasses import dataclass

from accounts.models import User
from policies.models import PolicyVersion, Question
from policies.permissions import can_answer
from policies.reading import still_to_read
from policies.standing import standing_of

SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    to_read: tuple[PolicyVersion, ...] = ()
    to_answer: tuple[Question, ...] = ()

    def __len__(self) -> int:
        return len(self.to_read) + len(self.to_answer)


def waiting_for(user: User) -> Waiting:
    """In one query, and in one more for those who answer; in none for whoever holds no office."""
    questions: list[Question] = []
    if standing_of(user).carries("policies.answer_question"):
        questions = list(Question.objects.waiting().select_related("by")[:SHOWN])
    answerable = tuple(question for question in questions if can_answer(user, question))
    return Waiting(tuple(still_to_read(user)[:SHOWN]), answerable)
