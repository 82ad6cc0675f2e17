from typing import Any

from django.core.management.base import BaseCommand

from website_groups.drawing import group_as_mermaid, item_as_mermaid


class Command(BaseCommand):
    help = "Prints a local group's life and that of one item of it as Mermaid diagrams, from the workflow's tables."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{group_as_mermaid()}\n{item_as_mermaid()}", ending="")
