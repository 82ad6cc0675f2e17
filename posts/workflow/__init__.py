"""The only writer of posts: one function an act. Each is one transaction with the row locked, the permission asked,
the move taken from the table of `posts.life`, the act recorded and those concerned told.

Every function raises NotYours, NotNow or BadInput (accounts.refusals), in words for the person, and then nothing has
changed. Hours are aware datetimes; days are dates in the council's time zone.
"""

from posts.workflow.approvers import (
    TIME_TO_UNDO,
    allow_kind,
    amend,
    approve,
    note_opening,
    refuse,
    return_for_changes,
    undo,
)
from posts.workflow.authors import correct, keep, revise, submit, withdraw, write
from posts.workflow.clock import expire, publish, remind
from posts.workflow.copies import drop_copy, keep_copy
from posts.workflow.delegations import delegate, delegate_matter, end_delegation
from posts.workflow.mailed import draft_mailed, set_aside, take_letter
from posts.workflow.questions import ask

__all__ = [
    "TIME_TO_UNDO",
    "allow_kind",
    "amend",
    "approve",
    "ask",
    "correct",
    "delegate",
    "delegate_matter",
    "draft_mailed",
    "drop_copy",
    "end_delegation",
    "expire",
    "keep",
    "keep_copy",
    "note_opening",
    "publish",
    "refuse",
    "remind",
    "return_for_changes",
    "revise",
    "set_aside",
    "submit",
    "take_letter",
    "undo",
    "withdraw",
    "write",
]
