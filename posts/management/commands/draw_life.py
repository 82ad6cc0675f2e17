from typing import Any

from django.core.management.base import BaseCommand

from posts.drawing import life_as_mermaid


class Command(BaseCommand):
    help = "Prints a post's life as a Mermaid diagram, from the table that the workflow follows."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(life_as_mermaid(), ending="")
