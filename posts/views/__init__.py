"""The author's way: write, change, submit, withdraw, and see where each thing is."""

from posts.views.common import post_on_desk, version_in
from posts.views.lists import everything, mine
from posts.views.one import ask, correct, draft, keep, submit, undo, withdraw
from posts.views.scripted import count, keep_copy, upload
from posts.views.writing import amend, change, write

__all__ = [
    "amend",
    "ask",
    "change",
    "correct",
    "count",
    "draft",
    "everything",
    "keep",
    "keep_copy",
    "mine",
    "post_on_desk",
    "submit",
    "undo",
    "upload",
    "version_in",
    "withdraw",
    "write",
]
