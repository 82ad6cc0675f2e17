"""By when agendas, minutes and accounts are due, and what the desk says of them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import workflow as people
from accounts.models import Council, User
from posts import workflow
from posts.kinds.due import Task, waiting_for
from posts.life import State
from posts.particulars import Part, Particulars
from tests import making
from tests.posts.papers import account, committee, meeting, paper

SignIn = Callable[[User], Client]
D = date.fromisoformat

pytestmark = pytest.mark.clause("website-items")


def at(day: str, hour: int = 19) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(day).replace(hour=hour))


def tasks(user: User, day: str) -> list[Task]:
    """What waits on that day, without the question after the turnover."""
    with time_machine.travel(at(day, 9), tick=False):
        return [task for task in waiting_for(User.objects.get(pk=user.pk)) if task.due]


@pytest.fixture
def cast_then() -> making.Cast:
    """A council of long ago, so that days of the past and the future can be tried."""
    with time_machine.travel(at("2026-01-02"), tick=False):
        making.found()
        return making.cast()


# ------------------------------------------------------------------------------------------------- agendas
@pytest.mark.parametrize(
    ("meets", "by"),
    [
        ("2026-03-17", "2026-03-12"),  # Tuesday: Monday, Saturday and Friday lie between
        ("2026-05-27", "2026-05-21"),  # the Monday is a bank holiday
        ("2026-04-09", "2026-03-30"),  # Easter
    ],
)
@pytest.mark.django_db
def test_the_desk_says_by_when_the_agenda_goes_out(meets: str, by: str, cast_then: making.Cast) -> None:
    with time_machine.travel(at("2026-01-05"), tick=False):
        meeting(at=at(meets))
    day_before, day, day_after = (str(D(by) + timedelta(days=days)) for days in (-1, 0, 1))
    for today, is_late in ((day_before, False), (day, False), (day_after, True)):
        (task,) = tasks(cast_then.clerk, today)
        assert (task.due, task.is_late) == (D(by), is_late)
        assert task.source.place == "Local Government Act 1972, Schedule 12, paragraph 10(2)"


@pytest.mark.django_db
def test_in_the_words_of_the_desk(cast_then: making.Cast) -> None:
    with time_machine.travel(at("2026-01-05"), tick=False):
        meeting(at=at("2026-03-17"))
    in_time, late = tasks(cast_then.clerk, "2026-03-10")[0], tasks(cast_then.clerk, "2026-03-16")[0]
    said = in_time.words.replace("\u00a0", " ")
    assert said == "Put the agenda out by Thursday 12 March 2026: Full Council, Tuesday 17 March 2026"
    assert "Three clear days" in in_time.why
    assert late.why == "It is late: put out today, it leaves 0 clear days instead of 3."


@pytest.mark.parametrize(
    ("nation", "of_committee", "law"),
    [
        ("england", False, "Local Government Act 1972, Schedule 12, paragraph 10(2)"),
        ("wales", False, "Local Government Act 1972, Schedule 12, paragraph 26(2)"),
        ("england", True, "Public Bodies (Admission to Meetings) Act 1960, section 1(4), on the notice of committees"),
        ("scotland", False, None),
        ("northern_ireland", True, None),
    ],
)
def test_by_which_law(nation: str, of_committee: bool, law: str | None, cast: making.Cast) -> None:
    """Of Scotland and Northern Ireland no law is claimed, so nothing is due."""
    people.change_council(by=cast.clerk, nation=nation)
    meeting(days=10, committee=committee() if of_committee else None)
    found = [task for task in waiting_for(cast.clerk) if task.due]
    assert [task.source.place for task in found] == ([law] if law else [])


@pytest.mark.parametrize(
    ("state", "waits"),
    [(State.DRAFT, True), (State.SUBMITTED, True), (State.SCHEDULED, False), (State.PUBLISHED, False)],
)
def test_an_agenda_that_is_out_or_on_its_way_waits_no_longer(state: State, waits: bool, cast: making.Cast) -> None:
    told = Particulars(meeting=meeting(days=10).pk, part=Part.AGENDA)
    post = workflow.write(making.content(kind="agendas", particulars=told), by=cast.clerk)
    if state != State.DRAFT:
        workflow.submit(post.pk, by=cast.clerk)
    if state == State.SCHEDULED:
        workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True)
    if state == State.PUBLISHED:
        making.put_out(post, approver=cast.clerk)
    assert bool([task for task in waiting_for(cast.clerk) if task.due]) is waits


def test_a_paper_is_no_agenda_and_another_meetings_agenda_no_help(cast: making.Cast) -> None:
    paper(cast, meeting(days=10), Part.PAPER)
    paper(cast, meeting(days=11), Part.AGENDA)
    assert len([task for task in waiting_for(cast.clerk) if task.due]) == 1


def test_what_is_called_off_far_off_or_not_for_the_website_waits_for_nobody(cast: making.Cast) -> None:
    held = meeting(days=10)
    meeting(days=60)
    people.call_off_meeting(held.pk, by=cast.clerk, reason="Nobody can come.")
    assert [task for task in waiting_for(cast.clerk) if task.due] == []
    meeting(days=10)
    making.choose("website", may=["news"])
    assert waiting_for(User.objects.get(pk=cast.clerk.pk)) == ()


@pytest.mark.parametrize(
    "name", ["assistant", "chair", "vice_chair", "councillor", "employee", "volunteer", "outsider"]
)
def test_it_waits_for_the_keepers_alone(name: str, cast: making.Cast) -> None:
    meeting(days=10)
    assert waiting_for(getattr(cast, name)) == ()
    assert len(waiting_for(cast.deputy)) == 2


# ------------------------------------------------------------------------------------------------- minutes
@pytest.mark.parametrize("day", ["2026-04-16", "2026-04-17", "2026-04-18"])
@pytest.mark.django_db
def test_draft_minutes_within_a_month_of_the_smallest_councils(day: str, cast_then: making.Cast) -> None:
    with time_machine.travel(at("2026-01-05"), tick=False):
        people.change_council(by=cast_then.clerk, turnover=Council.Turnover.UP_TO_25_000)
        held = meeting(at=at("2026-03-17"))
    (task,) = [task for task in tasks(cast_then.clerk, day) if "minutes" in task.words]
    assert (task.due, task.is_late) == (D("2026-04-17"), day == "2026-04-18")
    with time_machine.travel(at("2026-03-20"), tick=False):
        paper(cast_then, held, Part.DRAFT_MINUTES)
    assert [task for task in tasks(cast_then.clerk, day) if "minutes" in task.words] == []


@pytest.mark.parametrize("turnover", [*list(Council.Turnover)[1:], ""])
def test_no_law_sets_larger_councils_a_day_for_minutes(turnover: str, cast: making.Cast) -> None:
    people.change_council(by=cast.clerk, turnover=turnover)
    meeting(days=-60)
    assert [task for task in waiting_for(cast.clerk) if "minutes" in task.words] == []


# ------------------------------------------------------------------------------------------------ accounts
def test_the_turnover_is_asked_once_and_nothing_made_up(cast: making.Cast) -> None:
    assert [task.words for task in waiting_for(cast.clerk)] == ["Say how large the council’s turnover is"]
    people.change_council(by=cast.clerk, turnover=Council.Turnover.ABOVE_6_500_000, nation="scotland")
    assert waiting_for(cast.clerk) == ()


@pytest.mark.django_db
def test_what_is_missing_stands_in_one_line(cast_then: making.Cast) -> None:
    with time_machine.travel(at("2026-01-05"), tick=False):
        people.change_council(by=cast_then.clerk, turnover=Council.Turnover.UP_TO_200_000)
    (task,) = tasks(cast_then.clerk, "2026-07-01")
    assert (task.is_late, task.due) == (True, D("2025-09-30"))
    with time_machine.travel(at("2026-06-01"), tick=False):
        account(cast_then, "public_rights", 2025)
        account(cast_then, "agar_unaudited", 2025)
        account(cast_then, "agar_audited", 2024)
    (task,) = tasks(cast_then.clerk, "2026-08-15")
    assert (task.is_late, task.due, task.words) == (
        False,
        D("2026-09-30"),
        "Publish soon: Annual return with the auditor’s report",
    )
    (task,) = tasks(cast_then.clerk, "2026-10-01")
    assert (task.is_late, task.words) == (
        True,
        "Publish what the law asks for: Annual return with the auditor’s report",
    )


def test_nobody_is_chased_for_what_only_some_councils_have(cast: making.Cast, signed_in: SignIn) -> None:
    people.change_council(by=cast.clerk, turnover=Council.Turnover.ABOVE_6_500_000)
    accounts = signed_in(cast.clerk).get("/desk/finance/").context["accounts"]
    keys = {duty.item.key for duty in accounts.missing}
    assert keys.isdisjoint({"procurement_cards", "trade_unions", "parking"})
    assert "spending_500" in keys


def test_it_stands_on_the_desk(cast: making.Cast, signed_in: SignIn) -> None:
    held = meeting(days=10)
    page = signed_in(cast.clerk).get("/desk/").content.decode()
    assert "Put the agenda out by" in page
    assert f"meeting={held.pk}&amp;part=agenda" in page
    assert "Put the agenda out by" not in signed_in(cast.chair).get("/desk/").content.decode()
