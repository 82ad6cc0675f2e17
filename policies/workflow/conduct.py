"""What is raised about one of the council's own people, and the days of its procedure (code-of-conduct).

People decide, and nothing goes on by itself. Nobody is told by mail, since a mail could be read by whom it is about.
Each function raises NotYours, NotNow or BadInput, and then nothing has changed; of what somebody may not see it says
what it says of what there is not.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.clock import today
from accounts.dates import say_day
from accounts.history import record
from accounts.models import Meeting, User
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from policies import permissions
from policies.life import PROCEDURE, ProcedureAct, ProcedureState
from policies.models import Procedure
from policies.reviewing import meeting_in_words
from policies.rules.meaning import KEEPERS
from policies.rules.people import ways
from policies.standing import standing_of

NOT_YOURS = (
    "The Clerk or the Deputy Clerk notes this about people who hold an office today, and never about themselves. "
    "What is about one of them, the Chair can note as well."
)


@transaction.atomic
def raise_procedure(
    about: User, *, by: User, what: str, raised_on: date, procedure: str = "", body: str = "", where: str = ""
) -> Procedure:
    """Notes what was raised about somebody, and under which procedure, before which body, it is dealt with.

    Where the policy names procedures for the offices they hold, it is one of these (`policies.rules.people.ways`);
    where it names none, who raises it says which. BadInput where that, the words or the day are amiss.
    """
    by, about = present(by), present(about)
    if not permissions.can_raise_about(by, about):
        raise NotYours(NOT_YOURS)
    require_words("what", what, "Say what is said to have happened.")
    _require_day("raised_on", raised_on, earliest=None)
    standing = standing_of(about)
    raised = Procedure(
        about=about,
        office=standing.title[:200],
        is_about_keeper=not standing.offices.isdisjoint(KEEPERS),
        what=what.strip(),
        where=where.strip(),
        procedure=procedure.strip(),
        body=body.strip(),
        raised_on=raised_on,
    )
    _name(raised)
    record(raised, by=by, act="raised")
    return raised


@transaction.atomic
def read_procedure(procedure_id: UUID, *, by: User) -> Procedure:
    """Gives it to be read, and records that it was."""
    by = present(by)
    found = _locked(procedure_id, by)
    record(found, by=by, act="read")
    return found


@transaction.atomic
def pass_on(
    procedure_id: UUID, *, by: User, passed_on: date, body: str = "", meeting: Meeting | None = None
) -> Procedure:
    """Notes that it was passed on to the body, and for which meeting where that is known; also to another one later.

    `body` is asked where the policy names none. BadInput where it is missing or a day is amiss.
    """
    by = present(by)
    found = _locked(procedure_id, by)
    _require(permissions.can_pass_on, by, found)
    _require_day("passed_on", passed_on, earliest=found.raised_on)
    if not found.policy_names_body:
        require_words("body", body, "Say to which body it was passed on.")
        found.body = body.strip()
    if meeting and timezone.localdate(meeting.starts_at) < found.raised_on:
        raise BadInput("meeting", f"That meeting was before {say_day(found.raised_on)}, when this was raised.")
    found.passed_on, found.meeting = passed_on, meeting
    where_to = f"{found.body}, {say_day(passed_on)}"
    if meeting:
        where_to += f"; for the meeting of {meeting_in_words(meeting)}"
    return _move(found, ProcedureAct.PASS_ON, by=by, act="passed on", reason=where_to)


@transaction.atomic
def decide_procedure(
    procedure_id: UUID, *, by: User, ended_on: date, outcome: str, minute_reference: str = ""
) -> Procedure:
    """Notes what the body decided, in its words; with the minute where a meeting was named."""
    by = present(by)
    found = _locked(procedure_id, by)
    _require(permissions.can_decide_procedure, by, found)
    _require_day("ended_on", ended_on, earliest=_decided_first(found))
    require_words("outcome", outcome, "Give the outcome in the body's words.")
    if found.meeting:
        require_words("minute_reference", minute_reference, "Give the minute of the meeting.")
    found.ended_on, found.outcome, found.minute_reference = ended_on, outcome.strip(), minute_reference.strip()
    return _move(found, ProcedureAct.DECIDE, by=by, act="outcome recorded")


@transaction.atomic
def drop_procedure(procedure_id: UUID, *, by: User, ended_on: date, outcome: str) -> Procedure:
    """Notes that it is not taken further: `outcome` says why, and who decided so."""
    by = present(by)
    found = _locked(procedure_id, by)
    _require(permissions.can_drop_procedure, by, found)
    _require_day("ended_on", ended_on, earliest=found.passed_on or found.raised_on)
    require_words("outcome", outcome, "Say why it is not taken further, and who decided so.")
    found.ended_on, found.outcome = ended_on, outcome.strip()
    return _move(found, ProcedureAct.DROP, by=by, act="not taken further")


def _locked(procedure_id: UUID, by: User) -> Procedure:
    found = Procedure.objects.select_for_update(of=("self",)).whole().filter(pk=procedure_id).first()
    if found is None or not permissions.can_see_procedure(by, found):
        raise NotNow("There is no such record.")
    return found


def _require(permission: Callable[[User, Procedure], bool], by: User, found: Procedure) -> None:
    if not permission(by, found):
        raise NotNow(f"This is “{ProcedureState(found.state).label}”, so this cannot be done with it now.")


def _require_day(field: str, day: date, *, earliest: date | None) -> None:
    if day > today():
        raise BadInput(field, "Give the day on which it was done: today or before.")
    if earliest and day < earliest:
        raise BadInput(field, f"It cannot be before {say_day(earliest)}. Look at the day again.")


def _decided_first(found: Procedure) -> date | None:
    """The first day on which the body can have decided."""
    return timezone.localdate(found.meeting.starts_at) if found.meeting else found.passed_on


def _name(raised: Procedure) -> None:
    """Takes the place in the policy that names the procedure; where the policy names none, somebody has to."""
    standing = standing_of(raised.about)
    named = ways(standing.rules, standing.offices) if standing.rules else ()
    if not named:
        require_words("procedure", raised.procedure, "Our policy names no procedure for them. Say which it is.")
        return
    for way in named:
        if (raised.procedure, raised.body) == ("".join(way.documents), way.body):
            raised.policy_place, raised.policy_names_body = way.source.place[:300], bool(way.body)
            return
    raise BadInput("procedure", "Choose one of those that our policy names.", named[0].source)


def _move(found: Procedure, taken: ProcedureAct, *, by: User, act: str, reason: str = "") -> Procedure:
    """Takes the move from the table of a procedure's life and records it."""
    found.state = PROCEDURE.after(found.state, taken)
    record(found, by=by, act=act, reason=reason)
    return found
