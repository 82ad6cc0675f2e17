"""Draws a group's life, and that of one item of it, from their tables, for the documentation."""

from policies.drawing import mermaid
from website_groups.life import GROUP_MOVES, GROUP_PEN, ITEM_MOVES, ITEM_PEN, GroupState, ItemState


def group_as_mermaid() -> str:
    return mermaid(GroupState.APPLIED, GROUP_MOVES, GROUP_PEN)


def item_as_mermaid() -> str:
    return mermaid(ItemState.NEW, ITEM_MOVES, ITEM_PEN)
