"""What belongs to some kinds of item alone: the meeting of an agenda, the item of an account, the address of a link."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import TextChoices

from policies.rules.schema import ItemKind


class Part(TextChoices):
    """What something is among the papers of a meeting."""

    AGENDA = "agenda", "Agenda"
    PAPER = "paper", "Paper for the meeting"
    DRAFT_MINUTES = "draft_minutes", "Draft minutes"
    APPROVED_MINUTES = "approved_minutes", "Approved minutes"


MINUTES = (Part.DRAFT_MINUTES, Part.APPROVED_MINUTES)
PARTS: dict[str, tuple[Part, ...]] = {
    ItemKind.AGENDAS: (Part.AGENDA, Part.PAPER),
    ItemKind.MINUTES: MINUTES,
    ItemKind.COMMITTEE_MINUTES: MINUTES,
}
"""The kinds that belong to a meeting, and what each can be there."""

LONGEST_ADDRESS = 500
LINKS = (ItemKind.PRINCIPAL_COUNCIL_LINKS, ItemKind.CHARITY_LINKS)


@dataclass(frozen=True)
class Particulars:
    """`meeting` is its key. `account` is a key in `policies.transparency`, `year` the one in which the financial year
    begins, `quarter` 1 to 4, or 0 for the whole year. `address` is that of another website.
    """

    meeting: int | None = None
    part: str = ""
    account: str = ""
    year: int | None = None
    quarter: int = 0
    address: str = ""

    def fitting(self, kind: str) -> "Particulars":
        """Without what a kind does not have."""
        fits = self
        if kind not in PARTS:
            fits = replace(fits, meeting=None, part="")
        if kind != ItemKind.FINANCIAL_INFORMATION:
            fits = replace(fits, account="", year=None, quarter=0)
        if kind not in LINKS:
            fits = replace(fits, address="")
        return fits

    def written(self) -> dict[str, Any]:
        """For a document: nothing where nothing is said, so that what never had any keeps its fingerprint."""
        return {} if self == NONE else {"particulars": asdict(self)}


NONE = Particulars()
