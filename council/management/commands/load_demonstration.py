from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Council
from accounts.refusals import Refused
from council.demonstration import founding


class Command(BaseCommand):
    help = "Makes the demonstration council where no council stands yet; otherwise changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if council := Council.objects.first():
            self.stdout.write(f"{council} stands here already; its data are kept.")
            return
        try:
            council = founding.found()
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"{council} is made, with its people and a few posts.")
