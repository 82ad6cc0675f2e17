"""Draws a post's life from its table, for the documentation."""

from policies.drawing import mermaid
from posts.life import MOVES, PEN, State


def life_as_mermaid() -> str:
    """The table of moves as a Mermaid state diagram, with who holds the pen in each state."""
    return mermaid(State.DRAFT, MOVES, PEN)
