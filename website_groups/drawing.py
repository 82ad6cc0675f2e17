"""Draws a group's life, and that of one item of it, from their tables, for the documentation."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from website_groups.life import GROUP_MOVES, GROUP_PEN, ITEM_MOVES, ITEM_PEN, GroupState, ItemState


def group_as_mermaid() -> str:
    return _drawn(GroupState.APPLIED, GROUP_MOVES, GROUP_PEN)


def item_as_mermaid() -> str:
    return _drawn(ItemState.NEW, ITEM_MOVES, ITEM_PEN)


def _drawn(first: Any, moves: Mapping[Any, Any], pens: Mapping[Any, Any]) -> str:
    """A table of moves as a Mermaid state diagram, with who holds the pen in each state."""
    acts: defaultdict[tuple[Any, Any], list[str]] = defaultdict(list)
    for (state, act), after in moves.items():
        acts[state, after].append(act.label.lower())
    lines = ["stateDiagram-v2", f"    [*] --> {first.value}"]
    lines += [f"    {state.value} --> {after.value}: {', '.join(names)}" for (state, after), names in acts.items()]
    lines += [f"    {state.value}: {state.label} (pen: {pen.label})" for state, pen in pens.items()]
    return "\n".join(lines) + "\n"
