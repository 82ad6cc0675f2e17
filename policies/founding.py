"""Founds an installation from a council's file: its identity, its policy's text, and the rules as data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import Appointment, Council
from accounts.offices import Arrival, Office
from policies import workflow
from policies.rules import Rules, RulesError, read_rules

EXAMPLES = Path(__file__).parent / "examples"
PARTS = {"council", "policy", "rules"}


@dataclass(frozen=True)
class CouncilFile:
    identity: dict[str, Any]
    policy: dict[str, Any]
    text: str
    rules: Rules


def names() -> list[str]:
    return sorted(path.stem for path in EXAMPLES.glob("*.toml"))


def read(name: str) -> CouncilFile:
    """The file policies/examples/NAME.toml. RulesError says what is wrong: the file, the key, what it takes."""
    path = EXAMPLES / f"{name}.toml"
    if name not in names():
        raise RulesError(f"There is no council file “{name}”. There are: {', '.join(names())}.")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"{path.name}: not readable as TOML: {error}") from error
    if missing := PARTS - table.keys():
        raise RulesError(f"{path.name}: {', '.join(sorted(missing))}: is missing")
    policy = dict(table["policy"])
    text = (EXAMPLES / policy.pop("text")).read_text(encoding="utf-8")
    return CouncilFile(table["council"], policy, text, read_rules(table["rules"], origin=path.name))


@transaction.atomic
def found(file: CouncilFile, *, adopted_on: date) -> Council:
    """The council with its policy in force from midnight at the start of `adopted_on`. Refused where one stands."""
    council = people.found_council(by=SYSTEM, **file.identity)
    workflow.adopt(by=SYSTEM, text=file.text, rules=file.rules, adopted_on=adopted_on, **file.policy)
    return council


@transaction.atomic
def seat_clerk(file: CouncilFile, *, name: str, email: str, begins: date) -> Appointment:
    """The first person of an installation; everybody else gets their place from the Clerk."""
    clerk = people.welcome(by=SYSTEM, email=email, name=name)
    title = file.rules.titles.get(Office.CLERK, "")
    return people.appoint(clerk, Office.CLERK, by=SYSTEM, begins=begins, arrival=Arrival.APPOINTED, title=title)
