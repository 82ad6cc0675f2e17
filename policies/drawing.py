"""Draws lives from their tables, for the documentation."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices

from policies.life import (
    PROCEDURE_MOVES,
    PROCEDURE_PEN,
    REVIEW_MOVES,
    REVIEW_PEN,
    VERSION_MOVES,
    VERSION_PEN,
    ProcedureState,
    ReviewState,
    VersionState,
)


def version_life_as_mermaid() -> str:
    return mermaid(VersionState.DRAFT, VERSION_MOVES, VERSION_PEN)


def review_life_as_mermaid() -> str:
    return mermaid(ReviewState.PLANNED, REVIEW_MOVES, REVIEW_PEN)


def procedure_life_as_mermaid() -> str:
    return mermaid(ProcedureState.RAISED, PROCEDURE_MOVES, PROCEDURE_PEN)


def mermaid(first: TextChoices, moves: Mapping[Any, Any], pen: Mapping[Any, Any]) -> str:
    """A table of moves as a Mermaid state diagram that begins at `first`, with who holds the pen in each state."""
    acts: defaultdict[tuple[TextChoices, TextChoices], list[str]] = defaultdict(list)
    for (state, act), after in moves.items():
        acts[state, after].append(str(act.label).lower())
    lines = ["stateDiagram-v2", f"    [*] --> {first.value}"]
    lines += [f"    {state.value} --> {after.value}: {', '.join(names)}" for (state, after), names in acts.items()]
    lines += [f"    {state.value}: {state.label} (pen: {pen[state].label})" for state in type(first)]
    return "\n".join(lines) + "\n"
