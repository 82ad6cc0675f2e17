"""Draws a post's life from its table, for the documentation."""

from collections import defaultdict

from posts.life import MOVES, PEN, Act, State


def life_as_mermaid() -> str:
    """The table of moves as a Mermaid state diagram, with who holds the pen in each state."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT.value}"]
    moves: defaultdict[tuple[State, State], list[str]] = defaultdict(list)
    for (state, act), after in MOVES.items():
        moves[state, after].append(Act(act).label.lower())
    lines += [f"    {state.value} --> {after.value}: {', '.join(acts)}" for (state, after), acts in moves.items()]
    lines += [f"    {state.value}: {state.label} (pen: {PEN[state].label})" for state in State]
    return "\n".join(lines) + "\n"
