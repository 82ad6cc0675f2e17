"""The council's side: the list of groups, one group and what is done with it, what waits, and what is taken down."""

from website_groups.desk_views.deciding import decide
from website_groups.desk_views.editors import invite, remove_editor, withdraw_invitation
from website_groups.desk_views.life import approve, change, check, end, refuse, return_, settle
from website_groups.desk_views.lists import enter, groups
from website_groups.desk_views.one import group
from website_groups.desk_views.takedowns import take_down, takedown

__all__ = [
    "approve",
    "change",
    "check",
    "decide",
    "end",
    "enter",
    "group",
    "groups",
    "invite",
    "refuse",
    "remove_editor",
    "return_",
    "settle",
    "take_down",
    "takedown",
    "withdraw_invitation",
]
