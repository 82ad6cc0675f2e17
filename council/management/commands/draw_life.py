from typing import Any

from django.core.management.base import BaseCommand, CommandParser

import channels.life
import policies.life
import posts.life
import website_groups.life
from accounts.lives import Life

LIVES: dict[str, Life[Any, Any, Any]] = {
    "post": posts.life.LIFE,
    "version": policies.life.VERSION,
    "review": policies.life.REVIEW,
    "procedure": policies.life.PROCEDURE,
    "delivery": channels.life.LIFE,
    "group": website_groups.life.GROUP,
    "item": website_groups.life.ITEM,
}


class Command(BaseCommand):
    help = "Prints a life as a Mermaid diagram, from the table that the workflow follows: a post's where none is named."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=LIVES, default="post")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(LIVES[options["what"]].as_mermaid(), ending="")
