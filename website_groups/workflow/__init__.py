"""The only writer of local groups: one function an act. Each is one transaction with the row locked, the permission
asked, the move taken from the tables of `website_groups.life`, the act recorded and those concerned told.

Every function raises NotYours, NotNow or BadInput (accounts.refusals), in words for the person, and then nothing has
changed. Days are dates in the council's time zone.
"""

from website_groups.workflow.clock import ask_to_confirm, lift_suspension, work_out_again
from website_groups.workflow.decisions import accept, return_for_changes
from website_groups.workflow.editors import accept_invitation, invite, join, remove_editor, withdraw_invitation
from website_groups.workflow.groups import apply, approve, change, check, confirm, end, refuse, report, return_, settle
from website_groups.workflow.items import discard, move, publish, start, take_back, withdraw, write
from website_groups.workflow.takedowns import answer, look_again, restore, take_down

__all__ = [
    "accept",
    "accept_invitation",
    "answer",
    "apply",
    "approve",
    "ask_to_confirm",
    "change",
    "check",
    "confirm",
    "discard",
    "end",
    "invite",
    "join",
    "lift_suspension",
    "look_again",
    "move",
    "publish",
    "refuse",
    "remove_editor",
    "report",
    "restore",
    "return_",
    "return_for_changes",
    "settle",
    "start",
    "take_back",
    "take_down",
    "withdraw",
    "withdraw_invitation",
    "work_out_again",
    "write",
]
