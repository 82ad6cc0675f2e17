from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS

from search import keeping
from search.indexes import Index, declared


class Command(BaseCommand):
    help = "Builds the indexes of the search anew. Whoever saves a text waits until its index is done."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="index", help="Only these; otherwise all.")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="Which of the databases in settings.")

    def handle(self, *args: Any, **options: Any) -> None:
        known = {index.name: index for index in declared()}
        unknown = [name for name in options["names"] if name not in known]
        if unknown:
            raise CommandError(f"{unknown[0]} is no index. There are: {', '.join(known)}.")
        for name in options["names"] or known:
            self._build(known[name], options["database"])

    def _build(self, index: Index, using: str) -> None:
        def told(number: int) -> None:
            self.stdout.write(f"\r{index.name}: {number:,} taken in", ending="")
            self.stdout.flush()

        told(0)
        keeping.build(index, index.source(), using, told)
        self.stdout.write("")
