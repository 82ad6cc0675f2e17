"""Local groups, what they show, who keeps it, and what the council has taken down."""

from website_groups.models.groups import EDIT, Category, Group, GroupGrant, Invitation
from website_groups.models.items import Draft, Item, ItemDecision, ItemFile, ItemVersion, Occurrence
from website_groups.models.takedowns import Problem, ProblemOutcome, Takedown

__all__ = [
    "EDIT",
    "Category",
    "Draft",
    "Group",
    "GroupGrant",
    "Invitation",
    "Item",
    "ItemDecision",
    "ItemFile",
    "ItemVersion",
    "Occurrence",
    "Problem",
    "ProblemOutcome",
    "Takedown",
]
