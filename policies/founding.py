"""Founds an installation from a council's file: its identity, its policy's text, and the rules as data."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from django.db import transaction
from pydantic import Field

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import Appointment, Council
from accounts.offices import Arrival, Office
from policies import workflow
from policies.rules import Rules, RulesError
from policies.rules.schema import Frozen, Text, read_as

EXAMPLES = Path(__file__).parent / "examples"


class Identity(Frozen):
    """Who the council is. What its file leaves out stays empty."""

    name: Text
    short_name: Text
    kind: Literal["town", "parish", "community"]
    nation: Literal["england", "wales", "scotland", "northern_ireland"] = "england"
    welcome: str = ""
    about: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    office_hours: str = ""
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#2f4a42"


class PolicyPart(Frozen):
    """The policy as a document: `text` names the file beside this one that holds its words."""

    title: Text
    text: Text
    source: str = ""
    minute_reference: str = ""


class CouncilFile(Frozen):
    council: Identity
    policy: PolicyPart
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
    return read_as(CouncilFile, table, origin=path.name)


def text_of(file: CouncilFile) -> str:
    """The policy's words as Markdown. RulesError where the file named for them is not there."""
    try:
        return (EXAMPLES / file.policy.text).read_text(encoding="utf-8")
    except OSError as error:
        raise RulesError(f"policy.text: there is no file “{file.policy.text}” beside the council's") from error


@transaction.atomic
def found(file: CouncilFile, *, adopted_on: date) -> Council:
    """The council with its policy in force from midnight at the start of `adopted_on`. Refused where one stands."""
    text = text_of(file)
    council = people.found_council(by=SYSTEM, **file.council.model_dump())
    workflow.adopt(
        by=SYSTEM,
        title=file.policy.title,
        text=text,
        rules=file.rules,
        adopted_on=adopted_on,
        source=file.policy.source,
        minute_reference=file.policy.minute_reference,
    )
    return council


@transaction.atomic
def seat_clerk(file: CouncilFile, *, name: str, email: str, begins: date) -> Appointment:
    """The first person of an installation; everybody else gets their place from the Clerk."""
    clerk = people.welcome(by=SYSTEM, email=email, name=name)
    title = file.rules.titles.get(Office.CLERK, "")
    return people.appoint(clerk, Office.CLERK, by=SYSTEM, begins=begins, arrival=Arrival.APPOINTED, title=title)
