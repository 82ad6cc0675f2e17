"""Policies beside the one with the rules, put on the books as they will be: adopted, in force since long ago."""

from django.db import transaction
from django.utils.text import slugify

from accounts.clock import today
from accounts.history import SYSTEM, record
from policies.life import VersionState
from policies.models import Policy, PolicyVersion
from tests.making import LONG_AGO


@transaction.atomic
def policy(name: str = "Complaints Procedure", *, read_by: tuple[str, ...] = (), text: str = "") -> PolicyVersion:
    entered = Policy(name=name, slug=slugify(name)[:80], read_by=list(read_by))
    record(entered, by=SYSTEM, act="entered")
    return version(entered, text or f"{name} in so many words.")


@transaction.atomic
def version(of: Policy, text: str) -> PolicyVersion:
    """The next version of that policy, in force at once."""
    begun = today() - LONG_AGO
    made = PolicyVersion(
        policy=of,
        number=of.versions.count() + 1,
        state=VersionState.ADOPTED,
        title=of.name,
        text=text,
        adopted_on=begun,
        effective_from=begun,
    )
    record(made, by=SYSTEM, act="adopted")
    return made
