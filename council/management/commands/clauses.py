import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from council.clause_tests import NotCollected, collect
from council.clauses import Clause, ClauseError, register, require_names


class Command(BaseCommand):
    help = "Lists each clause of the councils' policies: how it is kept, where, and which tests show it."
    requires_system_checks = []  # it signs nothing, so it runs without SECRET_KEY

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Write JSON instead of a table.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            clauses = register()
            require_names(clauses)
            tests = collect({clause.id for clause in clauses})
        except (ClauseError, NotCollected) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(as_json(clauses, tests) if options["json"] else as_table(clauses, tests))


def as_json(clauses: Iterable[Clause], tests: dict[str, list[str]]) -> str:
    return json.dumps([asdict(clause) | {"tests": tests.get(clause.id, [])} for clause in clauses], indent=2)


def as_table(clauses: Iterable[Clause], tests: dict[str, list[str]]) -> str:
    built = [clause for clause in clauses if clause.built]
    others = [clause for clause in clauses if not clause.built]
    lines = [f"Built: {len(built)}", *_rows(built, tests), "", f"Not built yet: {len(others)}", *_rows(others, tests)]
    return "\n".join(lines)


def _rows(clauses: Iterable[Clause], tests: dict[str, list[str]]) -> Iterable[str]:
    for clause in clauses:
        yield ""
        yield f"  {clause.id:<30}{', '.join(clause.how)}"
        yield f"    {clause.summary}"
        yield f"    Asked by: {', '.join(clause.councils)}"
        if clause.enforced:
            yield f"    Kept by: {', '.join(clause.enforced)}"
            yield f"    Shown by: {len(tests.get(clause.id, []))} tests"
        if clause.to_come:
            yield f"    To come: {clause.to_come}"
