"""What the accessibility statement says, worked out from what is known. Nobody chooses how compliant it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from council.models import Barrier, Statement
from policies.rules.schema import Source, SourceKind

LAW = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
STATEMENT_DUTY = Source(kind=SourceKind.LAW, place="Accessibility Regulations 2018, regulation 8")
BURDEN_RULE = Source(kind=SourceKind.LAW, place="Accessibility Regulations 2018, regulation 7")


class Compliance(StrEnum):
    FULLY = "fully"
    PARTIALLY = "partially"
    NOT_TESTED = "not_tested"
    """Nothing is known not to work, but nobody has looked: that is no ground for a claim."""


@dataclass(frozen=True)
class Facts:
    """`statement` is None until it is reviewed for the first time."""

    barriers: Sequence[Barrier]
    statement: Statement | None

    @property
    def compliance(self) -> Compliance:
        if self.barriers:
            return Compliance.PARTIALLY
        is_tested = self.statement is not None and self.statement.tested_on is not None
        return Compliance.FULLY if is_tested else Compliance.NOT_TESTED

    @property
    def not_compliant(self) -> list[Barrier]:
        return self._because(Barrier.Reason.NOT_COMPLIANT)

    @property
    def burdens(self) -> list[Barrier]:
        return self._because(Barrier.Reason.BURDEN)

    @property
    def out_of_scope(self) -> list[Barrier]:
        return self._because(Barrier.Reason.OUT_OF_SCOPE)

    @property
    def due_to(self) -> str:
        """What keeps it from being fully compliant, in the words of the model statement."""
        exemptions = self.burdens or self.out_of_scope
        if self.not_compliant and exemptions:
            return "the non-compliances and exemptions"
        return "the exemptions" if exemptions else "the non-compliances"

    @property
    def planned(self) -> list[Barrier]:
        """Those with a day by which they are to be mended, the soonest first."""
        dated = [barrier for barrier in self.barriers if barrier.planned_for]
        return sorted(dated, key=lambda barrier: str(barrier.planned_for))

    def _because(self, reason: Barrier.Reason) -> list[Barrier]:
        return [barrier for barrier in self.barriers if barrier.reason == reason]


def facts() -> Facts:
    """In two queries."""
    return Facts(list(Barrier.objects.known()), Statement.objects.first())
