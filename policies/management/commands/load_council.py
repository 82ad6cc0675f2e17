from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.clock import today
from accounts.models import Appointment
from accounts.refusals import Refused
from policies import founding
from policies.rules import RulesError


class Command(BaseCommand):
    help = "Founds this installation from a council's file: its name, its policy and the rules that follow from it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help=f"One of: {', '.join(founding.names())}.")
        parser.add_argument(
            "--adopted", type=date.fromisoformat, metavar="YYYY-MM-DD", help="When the policy was adopted."
        )
        parser.add_argument("--clerk-name", default="", help="The Clerk's name.")
        parser.add_argument("--clerk-email", default="", help="The Clerk's e-mail address, with which they sign in.")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["clerk_name"]) != bool(options["clerk_email"]):
            raise CommandError("--clerk-name and --clerk-email go together.")
        adopted_on = options["adopted"] or today()
        if adopted_on > today():
            raise CommandError("--adopted: takes today or a day before; until then nobody could do anything here.")
        try:
            file = founding.read(options["name"])
            with transaction.atomic():  # no council without the Clerk who was asked for
                council = founding.found(file, adopted_on=adopted_on)
                clerk = self._seat_clerk(file, options) if options["clerk_name"] else None
        except (RulesError, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{council} stands here now. Its policy is in force from {adopted_on:%-d %B %Y}.")
        if clerk:
            self.stdout.write(f"{clerk}: choose a password with “Forgotten your password?” on the sign-in page.")

    @staticmethod
    def _seat_clerk(file: founding.CouncilFile, options: dict[str, Any]) -> Appointment:
        return founding.seat_clerk(file, name=options["clerk_name"], email=options["clerk_email"], begins=today())
