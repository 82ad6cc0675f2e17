"""Who may do what to a local group: council × act × state, with every person of the cast tried in each cell.

The answers stand here as data, taken from the councils' documents. Whoever is not named may not: the permission says
no, the workflow refuses, and nothing is written.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from accounts.refusals import NotNow, NotYours
from policies import founding
from policies import workflow as policies
from tests import making as councils
from tests.posts.test_truth_tables import writes
from tests.website_groups import making
from website_groups import permissions, workflow
from website_groups.life import GroupState
from website_groups.models import Group, Item, Takedown

pytestmark = pytest.mark.same_everywhere

APPROVED, OWN, REMOVAL = "groups-approved", "groups-maintain-own-pages", "groups-removal"

KEEPERS = "clerk deputy"
# Who approves before publication decides on what waits, and takes down as the Clerk and the Deputy do.
APPROVERS = {
    "faversham": "clerk",
    "sevenoaks": "clerk",
    "desborough": "",
    "barton_le_clay": "clerk chair vice_chair",
    "thornbury": "",
    "model": "clerk deputy",
}
HAVE_GROUPS = ("faversham", "sevenoaks", "barton_le_clay", "model")
HAVE_NONE = ("desborough", "thornbury")

# By act: the clause, and in which state of the group who may. A state that is not named is one in which nobody may.
# `editor` looks after this group; `group_editor` of the cast after another, so that it appears nowhere.
OF_A_GROUP: dict[str, tuple[str, dict[str, str]]] = {
    "check": (APPROVED, {"applied": "keepers", "refused": "keepers"}),
    "approve": (APPROVED, {"applied": "keepers", "checked": "keepers"}),
    "refuse": (APPROVED, {"applied": "keepers", "checked": "keepers"}),
    "change": (OWN, {"approved": "keepers editor"}),
    "confirm": (OWN, {"approved": "editor"}),
    "end": (APPROVED, {"approved": "keepers editor"}),
    "return": (APPROVED, {"ended": "keepers"}),
    "invite": (OWN, {"approved": "keepers editor"}),
    "take_down": (REMOVAL, {"approved": "removers"}),
}
# By act on an item of an approved group, or on what was taken down: who may.
OF_ITEMS: dict[str, tuple[str, str]] = {
    "write": (OWN, "editor"),
    "publish": (OWN, "editor"),
    "withdraw": (OWN, "editor"),
    "accept": (OWN, "approvers"),
    "return_for_changes": (OWN, "approvers"),
    "take_down_item": (REMOVAL, "removers"),
    "answer": (REMOVAL, "editor"),
    "restore": (REMOVAL, "removers"),
}


@dataclass(frozen=True)
class World(councils.Cast):
    """The cast, whose group editor looks after another group, and the editor of the group that is tried."""

    editor: User


def world() -> World:
    cast = councils.cast()
    making.edited_by(cast.group_editor, "Silver band", by=cast.clerk)
    return World(**cast.everybody(), editor=councils.person("editor"))


def group_in(state: GroupState, of: World) -> Group:
    name = f"Group that is {state.value}"
    if state in (GroupState.APPROVED, GroupState.ENDED):
        group = making.edited_by(of.editor, name, by=of.clerk)
        return workflow.end(group.pk, by=of.clerk, reason="It has closed.") if state == GroupState.ENDED else group
    group = making.application(name)
    if state == GroupState.CHECKED:
        workflow.check(group.pk, by=of.clerk)
    if state == GroupState.REFUSED:
        workflow.refuse(group.pk, by=of.clerk, reason="It is a business.")
    return Group.objects.get(pk=group.pk)


ACTS: dict[str, Callable[[int, User], Any]] = {
    "check": lambda pk, by: workflow.check(pk, by=by),
    "approve": lambda pk, by: workflow.approve(pk, by=by, approved_on=today()),
    "refuse": lambda pk, by: workflow.refuse(pk, by=by, reason="No."),
    "change": lambda pk, by: workflow.change(pk, by=by, purpose="Tools."),
    "confirm": lambda pk, by: workflow.confirm(pk, by=by),
    "end": lambda pk, by: workflow.end(pk, by=by, reason="It has closed."),
    "return": lambda pk, by: workflow.return_(pk, by=by),
    "invite": lambda pk, by: workflow.invite(pk, by=by, name="Ann", email="ann@else.example"),
    "take_down": lambda pk, by: workflow.take_down(pk, by=by, rule="Respect", message="Why."),
}
PERMISSIONS: dict[str, Callable[[User, Group], bool]] = {
    "check": permissions.can_check,
    "approve": permissions.can_approve,
    "refuse": permissions.can_refuse,
    "change": permissions.can_change,
    "confirm": permissions.can_confirm,
    "end": permissions.can_end,
    "return": permissions.can_return,
    "invite": permissions.can_invite,
    "take_down": permissions.can_take_down,
}


def named(council: str, words: str) -> set[str]:
    approvers = APPROVERS[council]
    meant = {"keepers": KEEPERS, "approvers": approvers, "removers": f"{KEEPERS} {approvers}"}
    return {name for word in words.split() for name in meant.get(word, word).split()}


def is_done(act: Callable[[], Any]) -> bool:
    """Whether the workflow does it; afterwards everything is as before. A refusal must not even have tried to write."""
    savepoint = transaction.savepoint()
    with CaptureQueriesContext(connection) as queries:
        try:
            act()
        except (NotYours, NotNow):
            assert [query["sql"] for query in queries if writes(query["sql"])] == []
            return False
        finally:
            transaction.savepoint_rollback(savepoint)
    return True


def test_the_tables_have_every_act_and_every_council() -> None:
    assert set(OF_A_GROUP) == set(ACTS) == set(PERMISSIONS)
    assert set(HAVE_GROUPS + HAVE_NONE) == {*councils.COUNCILS, "model"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("council", "act"),
    [
        pytest.param(council, act, marks=pytest.mark.clause(clause), id=f"{council}-{act}")
        for council in HAVE_GROUPS
        for act, (clause, _) in OF_A_GROUP.items()
    ],
)
def test_who_may_do_it_to_a_group(council: str, act: str) -> None:
    councils.found(council)
    of = world()
    groups = {state.value: group_in(state, of) for state in GroupState}
    expected = {state: named(council, OF_A_GROUP[act][1].get(state, "")) for state in groups}
    permitted: dict[str, set[str]] = {state: set() for state in groups}
    done: dict[str, set[str]] = {state: set() for state in groups}
    for state, group in groups.items():
        for name, person in everybody(of).items():
            if PERMISSIONS[act](person, group):
                permitted[state].add(name)
            if is_done(lambda group=group, person=person: ACTS[act](group.pk, person)):
                done[state].add(name)
    assert permitted == expected
    assert done == expected


def everybody(of: World) -> dict[str, User]:
    return {field.name: getattr(of, field.name) for field in fields(of)}


def tries(of: World) -> dict[str, Callable[[User], Any]]:
    """Each act on an item, prepared so that only the person makes a difference."""
    group = making.edited_by(of.editor, by=of.clerk)
    shown = making.published(group, by=of.editor)
    written = making.written(group, making.content("Tools"), by=of.editor)
    down = making.published(group, making.content("Shed"), by=of.editor)
    takedown = workflow.take_down(group.pk, by=of.clerk, rule="Respect", message="Why.", item_id=down.pk)
    rude = making.content("Rude", "<p>I know where you live, you idiots, and I will hurt you.</p>")
    waiting = making.published(group, rude, by=of.editor)
    version = waiting.waiting_version_id
    return {
        "write": lambda by: workflow.write(written.pk, making.content("New"), by=by, revision=2),
        "publish": lambda by: workflow.publish(written.pk, by=by, revision=2),
        "withdraw": lambda by: workflow.withdraw(shown.pk, by=by),
        "accept": lambda by: workflow.accept(waiting.pk, by=by, version=version),
        "return_for_changes": lambda by: workflow.return_for_changes(waiting.pk, by=by, version=version, remark="No."),
        "take_down_item": lambda by: workflow.take_down(group.pk, by=by, rule="R", message="W.", item_id=shown.pk),
        "answer": lambda by: workflow.answer(takedown.pk, by=by, text="Sorry."),
        "restore": lambda by: workflow.restore(takedown.pk, by=by),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("council", "act"),
    [
        pytest.param(council, act, marks=pytest.mark.clause(clause), id=f"{council}-{act}")
        for council in HAVE_GROUPS
        for act, (clause, _) in OF_ITEMS.items()
    ],
)
def test_who_may_do_it_to_what_a_group_shows(council: str, act: str) -> None:
    councils.found(council)
    of = world()
    attempt = tries(of)[act]
    done = {name for name, person in everybody(of).items() if is_done(lambda person=person: attempt(person))}
    assert done == named(council, OF_ITEMS[act][1])


@pytest.mark.django_db
@pytest.mark.clause(REMOVAL)
@pytest.mark.parametrize(
    ("council", "expected"),
    [
        ("faversham", "deputy"),
        ("sevenoaks", "deputy"),
        ("barton_le_clay", "deputy chair vice_chair"),
        ("model", "deputy"),
    ],
)
def test_somebody_else_looks_again(council: str, expected: str) -> None:
    """The Clerk took it down, so the Clerk does not look again while there is somebody else."""
    councils.found(council)
    of = world()
    group = making.edited_by(of.editor, by=of.clerk)
    takedown = workflow.take_down(group.pk, by=of.clerk, rule="Respect", message="Why.")
    workflow.answer(takedown.pk, by=of.editor, text="Sorry.")

    def look(by: User) -> Takedown:
        return workflow.look_again(takedown.pk, by=by, verdict="stays", remark="It stays.")

    assert {name for name, person in everybody(of).items() if is_done(lambda person=person: look(person))} == set(
        expected.split()
    )


@pytest.mark.django_db
@pytest.mark.clause(REMOVAL)
def test_where_there_is_nobody_else_the_same_person_looks_again(council: object) -> None:
    clerk = councils.person("clerk", councils.OFFICES["clerk"])
    editor = councils.person("editor")
    group = making.edited_by(editor, by=clerk)
    takedown = workflow.take_down(group.pk, by=clerk, rule="Respect", message="Why.")
    workflow.answer(takedown.pk, by=editor, text="Sorry.")
    assert workflow.look_again(takedown.pk, by=clerk, verdict="stays", remark="It stays.").looked_by == clerk


@pytest.mark.django_db
@pytest.mark.clause(APPROVED)
@pytest.mark.parametrize("name", HAVE_NONE)
def test_where_the_rules_have_no_groups_nobody_may_do_anything(name: str) -> None:
    """Groups that were there before the council took them out of its policy."""
    councils.found("model")
    of = world()
    groups = {state: group_in(state, of) for state in GroupState}
    item = making.published(groups[GroupState.APPROVED], by=of.editor)
    adopt(name)
    for person in everybody(of).values():
        again = User.objects.get(pk=person.pk)
        assert not permissions.can_see_groups(again)
        assert not permissions.can_write(again, item)
        for group in groups.values():
            assert [act for act, may in PERMISSIONS.items() if may(again, group)] == []


def adopt(name: str) -> None:
    """Another council's rules come into force here."""
    file = founding.read(name)
    policies.adopt(by=SYSTEM, title="Policy", text="Words.", rules=file.rules, adopted_on=today())


@pytest.mark.django_db
@pytest.mark.clause(OWN)
def test_whose_sign_in_is_taken_away_loses_the_right_at_once(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    item = making.written(group, by=cast.group_editor)
    people.set_sign_in(cast.group_editor, by=cast.clerk, allowed=False, reason="Moved away.")
    gone = User.objects.get(pk=cast.group_editor.pk)
    assert not permissions.can_edit(gone, group)
    assert list(Group.objects.edited_by(gone)) == []
    with pytest.raises(NotYours):
        workflow.publish(item.pk, by=gone, revision=2)
    assert not Item.objects.public().exists()


@pytest.mark.django_db
@pytest.mark.clause(OWN)
def test_nobody_edits_a_group_that_has_left(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    item = making.published(group, by=cast.group_editor)
    workflow.end(group.pk, by=cast.group_editor)
    ended = Group.objects.get()
    assert not permissions.can_edit(cast.group_editor, ended)
    assert list(Group.objects.edited_by(cast.group_editor)) == []
    with pytest.raises(NotYours):
        workflow.write(item.pk, making.content("New"), by=cast.group_editor, revision=0)
