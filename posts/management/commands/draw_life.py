from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from policies.drawing import procedure_life_as_mermaid, review_life_as_mermaid, version_life_as_mermaid
from posts.drawing import life_as_mermaid

LIVES = {
    "post": life_as_mermaid,
    "version": version_life_as_mermaid,
    "review": review_life_as_mermaid,
    "procedure": procedure_life_as_mermaid,
}


class Command(BaseCommand):
    help = "Prints a life as a Mermaid diagram, from the table that the workflow follows: a post's where none is named."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=LIVES, default="post")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(LIVES[options["what"]](), ending="")
