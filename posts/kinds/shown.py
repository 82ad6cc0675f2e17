"""Which kinds with pages of their own the website may hold today (website-items). What it may not hold has no page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.http import Http404

from accounts.models import Council
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import ItemKind
from policies.standing import rules_in_force
from posts.models import AllowedKind
from posts.particulars import LINKS, PARTS

WITH_PAGES = (
    ItemKind.MEETING_DATES,
    *PARTS,
    ItemKind.MEMBERS,
    ItemKind.FINANCIAL_INFORMATION,
    *LINKS,
)


@dataclass(frozen=True)
class Shown:
    """What of them may stand on the website."""

    kinds: frozenset[str]

    @property
    def dates(self) -> bool:
        return ItemKind.MEETING_DATES in self.kinds

    @property
    def of_meetings(self) -> frozenset[str]:
        """The kinds that belong to a meeting."""
        return self.kinds & PARTS.keys()

    @property
    def meetings(self) -> bool:
        return self.dates or bool(self.of_meetings)

    @property
    def members(self) -> bool:
        return ItemKind.MEMBERS in self.kinds

    @property
    def finance(self) -> bool:
        return ItemKind.FINANCIAL_INFORMATION in self.kinds

    @property
    def links(self) -> frozenset[str]:
        return self.kinds & frozenset(LINKS)

    def __bool__(self) -> bool:
        return bool(self.kinds)


@dataclass(frozen=True)
class Website:
    """The council, its rules in force, and what its website may hold."""

    council: Council | None
    rules: Rules | None
    shown: Shown


def let_in() -> dict[str, Exists]:
    """For each kind with pages, whether it was let in beyond the policy's list: to annotate the council with."""
    return {f"let_in_{kind}": Exists(AllowedKind.objects.filter(kind=kind)) for kind in WITH_PAGES}


def shown_by(council: Any, rules: Rules | None) -> Shown:
    """In: the council annotated with `let_in()`, or none, and the rules in force."""
    allowed = [kind.value for kind in ItemKind if getattr(council, f"let_in_{kind}", False)]
    return Shown(frozenset(kind for kind in WITH_PAGES if means.stands_on_website(rules, ItemKind(kind), allowed)))


def website_now() -> Website:
    """In two queries."""
    return website_under(rules_in_force())


def website_under(rules: Rules | None) -> Website:
    """In one query, where the rules in force are known."""
    council = Council.objects.annotate(**let_in()).first()
    return Website(council, rules, shown_by(council, rules))


def require(is_shown: object) -> None:
    """Http404 for a page of a kind that the rules do not have on the website: its address tells nothing either."""
    if not is_shown:
        raise Http404("There is no such page.")
