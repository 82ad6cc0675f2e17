"""Takes in one message from standard input, as a mail server hands it over for the address that takes items."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from accounts.history import SYSTEM
from posts import workflow

TRY_AGAIN = 75
"""EX_TEMPFAIL of sysexits.h: the mail server keeps the message and brings it again."""


class Command(BaseCommand):
    help = (
        "Takes in a message from standard input and makes a draft of it, with the Clerk as its author. For an alias of "
        "the mail server, such as: items: |/srv/moothall/.venv/bin/python /srv/moothall/manage.py take_in_mail"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read()
        try:
            item = workflow.take_letter(raw, by=SYSTEM, answer=True)
        except DatabaseError as problem:
            self.stderr.write(f"The message was not taken in, and comes again: {problem}")
            sys.exit(TRY_AGAIN)
        made = f"draft {item.post_id}" if item.post_id else f"it waits: {item.problem}"
        self.stdout.write(f"Taken in from {item.sender}: {made}")
