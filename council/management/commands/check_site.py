from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from council.site_check import check


class Command(BaseCommand):
    help = (
        "Walks the public website and lists dead links, pictures without a description, headings out of order, and "
        "what should have been looked at again. Other websites are not asked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=5000, help="Open no more pages than these (5000).")

    def handle(self, *args: Any, most: int, **options: Any) -> None:
        problems = 0
        for problem in check(most):
            problems += 1
            self.stdout.write(str(problem))
        if problems:
            raise CommandError(f"{problems} thing{'' if problems == 1 else 's'} to mend.")
        self.stdout.write("Nothing to mend.")
