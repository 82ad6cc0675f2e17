from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from council.site_check import check


class Command(BaseCommand):
    help = (
        "Walks the public website and lists dead links, pictures without a description, headings out of order, and "
        "what should have been looked at again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=5000, help="Open no more pages than these (5000).")
        parser.add_argument(
            "--elsewhere", action="store_true", help="Ask other websites too whether the pages we link to are there."
        )

    def handle(self, *args: Any, most: int, elsewhere: bool, **options: Any) -> None:
        problems = 0
        for problem in check(most, elsewhere=elsewhere):
            problems += 1
            self.stdout.write(str(problem))
        if problems:
            raise CommandError(f"{problems} thing{'' if problems == 1 else 's'} to mend.")
        self.stdout.write("Nothing to mend.")
