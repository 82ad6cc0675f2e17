"""What of the groups waits at the desk, and for whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.clock import today
from accounts.models import User
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow
from website_groups.models import Group
from website_groups.waiting import SHOWN, Waiting, waiting_for

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def of_each(cast: councils.Cast) -> dict[str, Waiting]:
    """What waits for each person, for whom something does."""
    found = {name: waiting_for(User.objects.get(pk=person.pk)) for name, person in cast.everybody().items()}
    return {name: waiting for name, waiting in found.items() if len(waiting)}


@pytest.mark.clause("groups-approved")
def test_applications_wait_for_those_who_keep_groups(cast: councils.Cast) -> None:
    group = making.application()
    assert {name: waiting.applications for name, waiting in of_each(cast).items()} == {
        "clerk": (group,),
        "deputy": (group,),
    }
    workflow.check(group.pk, by=cast.clerk)
    assert set(of_each(cast)) == {"clerk", "deputy"}
    workflow.refuse(group.pk, by=cast.clerk, reason="A business.")
    assert of_each(cast) == {}


@pytest.mark.clause("groups-maintain-own-pages")
@pytest.mark.parametrize(
    ("council", "expected"),
    [("faversham", {"clerk"}), ("barton_le_clay", {"clerk", "chair", "vice_chair"}), ("model", {"clerk", "deputy"})],
)
def test_versions_wait_for_those_who_approve(db: None, council: str, expected: set[str]) -> None:
    councils.found(council)
    cast = councils.cast()
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    councils.choose("groups", changes="once_accepted")
    item = making.published(group, by=cast.group_editor)
    waiting = of_each(cast)
    assert {name for name, one in waiting.items() if one.versions} == expected
    assert waiting["clerk"].versions == (item,)
    workflow.accept(item.pk, by=cast.clerk, version=item.waiting_version_id)
    assert of_each(cast) == {}


@pytest.mark.clause("groups-removal")
def test_answers_wait_for_those_who_did_not_take_it_down(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="R", message="M")
    assert of_each(cast) == {}
    workflow.answer(takedown.pk, by=cast.group_editor, text="Sorry.")
    assert {name: waiting.answers for name, waiting in of_each(cast).items()} == {"deputy": (takedown,)}
    workflow.look_again(takedown.pk, by=cast.deputy, verdict="stays", remark="So.")
    assert of_each(cast) == {}


@pytest.mark.clause("groups-removal")
def test_where_there_is_nobody_else_it_waits_for_who_took_it_down(council: object) -> None:
    clerk, editor = councils.person("clerk", councils.OFFICES["clerk"]), councils.person("editor")
    group = making.edited_by(editor, by=clerk)
    takedown = workflow.take_down(group.pk, by=clerk, rule="R", message="M")
    workflow.answer(takedown.pk, by=editor, text="Sorry.")
    assert waiting_for(clerk).answers == (takedown,)


def test_problems_wait_until_somebody_notes_what_came_of_them(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    problem = workflow.report(group.pk, text="That is mine.")
    assert {name: waiting.problems for name, waiting in of_each(cast).items()} == {
        "clerk": (problem,),
        "deputy": (problem,),
    }
    workflow.settle(problem.pk, by=cast.deputy, text="Taken out.")
    assert of_each(cast) == {}


@pytest.mark.clause("groups-approved")
def test_groups_that_have_not_confirmed_wait_only_where_the_council_chose_that(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    ended = making.approved("Chess club", by=cast.clerk)
    workflow.end(ended.pk, by=cast.clerk, reason="It has closed.")
    QuerySet(Group).update(confirmed_on=today() - timedelta(days=366))
    assert of_each(cast) == {}
    councils.choose("groups", confirmed_every=12)
    assert {name: waiting.overdue for name, waiting in of_each(cast).items()} == {
        "clerk": (group,),
        "deputy": (group,),
    }
    workflow.confirm(group.pk, by=cast.group_editor)
    assert of_each(cast) == {}


@pytest.mark.clause("groups-approved")
def test_what_is_due_to_be_confirmed_is_so_on_the_day(cast: councils.Cast) -> None:
    making.edited_by(cast.group_editor, by=cast.clerk)
    councils.choose("groups", confirmed_every=1)
    for days, expected in ((27, set()), (32, {"clerk", "deputy"})):
        QuerySet(Group).update(confirmed_on=today() - timedelta(days=days))
        assert set(of_each(cast)) == expected


def test_where_the_policy_has_no_groups_nothing_is_asked(db: None) -> None:
    councils.found("thornbury")
    clerk = councils.cast().clerk
    waiting_for(clerk)
    with CaptureQueriesContext(connection) as queries:
        assert len(waiting_for(clerk)) == 0
    assert len(queries) == 0


def test_the_desk_counts_them_and_leads_there(cast: councils.Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.clerk)
    before = browser.get("/desk/").context["waiting_count"]
    group = making.application()
    answer = browser.get("/desk/")
    assert answer.context["waiting_count"] == before + 1
    assert f'<a class="govuk-link" href="/desk/groups/{group.pk}/">Look at the application: {group}' in (
        answer.content.decode()
    )


def test_the_desk_asks_the_same_however_many_wait(cast: councils.Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.clerk)
    making.application("Group 0")
    browser.get("/desk/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/desk/")
    for number in range(1, 8):
        making.application(f"Group {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get("/desk/")
    assert len(many) == len(few)
    assert SHOWN > 8
