"""What about procedures waits for a person at the desk. It stands there alone, since a mail could be read by others."""

from dataclasses import dataclass

from accounts.clock import today
from accounts.models import User
from policies.life import ProcedureState
from policies.models import Procedure
from policies.permissions import can_open_procedures

SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """`to_pass_on`: raised, and still here. `to_note`: the meeting is over, and its outcome not noted."""

    to_pass_on: tuple[Procedure, ...] = ()
    to_note: tuple[Procedure, ...] = ()

    def __len__(self) -> int:
        return len(self.to_pass_on) + len(self.to_note)


def waiting_for(user: User) -> Waiting:
    """In one query for those who may open procedures, and in none for others."""
    if not can_open_procedures(user):
        return Waiting()
    found = list(Procedure.objects.visible_to(user).waiting(today()).whole()[:SHOWN])
    return Waiting(
        tuple(one for one in found if one.state == ProcedureState.RAISED),
        tuple(one for one in found if one.state == ProcedureState.PASSED_ON),
    )
