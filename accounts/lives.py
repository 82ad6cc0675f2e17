"""Lives as tables: from which state, by which act, to which state, and who holds the pen in each.

A workflow asks its table and nothing else; the pages and the documentation are drawn from the same.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import TextChoices

State = TypeVar("State", bound=TextChoices)
Act = TypeVar("Act", bound=TextChoices)
Pen = TypeVar("Pen", bound=TextChoices)


@dataclass(frozen=True)
class Life(Generic[State, Act, Pen]):
    """It begins in the state `first`. A state is given as a member of its choices or by its value."""

    first: State
    moves: Mapping[tuple[State, Act], State]
    pen: Mapping[State, Pen] = field(default_factory=dict)

    def allows(self, state: str, act: Act) -> bool:
        return (type(self.first)(state), act) in self.moves

    def after(self, state: str, act: Act) -> State:
        """The state that `act` leads to. KeyError where it cannot be done; the workflow has asked before."""
        return self.moves[type(self.first)(state), act]

    def pen_in(self, state: str) -> Pen:
        """Who has to do something next."""
        return self.pen[type(self.first)(state)]

    def as_mermaid(self) -> str:
        """The moves as a Mermaid state diagram, with who holds the pen in each state where that is said."""
        acts: defaultdict[tuple[State, State], list[str]] = defaultdict(list)
        for (state, act), after in self.moves.items():
            acts[state, after].append(str(act.label).lower())
        lines = ["stateDiagram-v2", f"    [*] --> {self.first.value}"]
        lines += [f"    {state.value} --> {after.value}: {', '.join(names)}" for (state, after), names in acts.items()]
        lines += [f"    {state.value}: {state.label}{self._pen_in_words(state)}" for state in type(self.first)]
        return "\n".join(lines) + "\n"

    def _pen_in_words(self, state: State) -> str:
        return f" (pen: {self.pen[state].label})" if state in self.pen else ""
