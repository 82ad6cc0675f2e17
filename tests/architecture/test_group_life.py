"""The tables of a group's and an item's life cover the enumerations, and the workflow goes by them alone."""

import ast
from pathlib import Path

import pytest

from tests.architecture import ours
from website_groups import life, workflow
from website_groups.life import (
    GROUP_MOVES,
    GROUP_PEN,
    ITEM_MOVES,
    ITEM_PEN,
    GroupAct,
    GroupState,
    ItemAct,
    ItemState,
    Pen,
)

SOURCES = [ours.tree_of(path) for path in sorted(Path(workflow.__file__).parent.glob("*.py"))]
NODES = [node for tree in SOURCES for node in ast.walk(tree)]


def reachable_from(start: str, moves: dict) -> set[str]:
    found = {start}
    while new := {to for (state, _), to in moves.items() if state in found} - found:
        found |= new
    return found


def test_somebody_always_holds_the_pen() -> None:
    assert (set(GROUP_PEN), set(ITEM_PEN)) == (set(GroupState), set(ItemState))


def test_every_state_can_be_reached() -> None:
    assert reachable_from(GroupState.APPLIED, GROUP_MOVES) == set(GroupState)
    assert reachable_from(ItemState.NEW, ITEM_MOVES) == set(ItemState)


def test_every_act_is_used() -> None:
    assert {act for _, act in GROUP_MOVES} == set(GroupAct)
    assert {act for _, act in ITEM_MOVES} == set(ItemAct)


@pytest.mark.parametrize("state", [state for state, pen in GROUP_PEN.items() if pen != Pen.NOBODY])
def test_where_somebody_holds_the_pen_something_can_be_done(state: GroupState) -> None:
    assert [act for (start, act) in GROUP_MOVES if start == state] != []


@pytest.mark.clause("groups-approved")
def test_the_only_way_to_be_approved_leads_through_the_council() -> None:
    into = {(start, act) for (start, act), to in GROUP_MOVES.items() if to == GroupState.APPROVED and start != to}
    assert into == {
        (GroupState.APPLIED, GroupAct.APPROVE),
        (GroupState.CHECKED, GroupAct.APPROVE),
        (GroupState.ENDED, GroupAct.RETURN),
    }


@pytest.mark.clause("groups-maintain-own-pages")
def test_what_is_written_or_sent_changes_nothing_that_is_public() -> None:
    quiet = (ItemAct.WRITE, ItemAct.PROPOSE, ItemAct.RETURN)
    assert [(state, act) for (state, act), to in ITEM_MOVES.items() if act in quiet and to != state] == []


def test_the_workflow_sets_no_state_of_its_own() -> None:
    """Every state it writes comes out of the tables."""
    targets = [
        (ast.unparse(part), ast.unparse(node.value))
        for node in NODES
        if isinstance(node, ast.Assign)
        for target in node.targets
        for part in (target.elts if isinstance(target, ast.Tuple) else [target])
    ]
    assert [(to, value) for to, value in targets if to.endswith(".state")] == [
        ("group.state", "(state, timezone.now())"),
        ("item.state", "(state, timezone.now())"),
    ]
    assert {value for to, value in targets if to == "state" and "after" in value} == {
        "GROUP.after(group.state, taken)",
        "ITEM.after(item.state, taken)",
    }


@pytest.mark.parametrize("act", [*GroupAct, *(act for act in ItemAct if act != ItemAct.WRITE)])
def test_the_workflow_makes_every_move(act: GroupAct | ItemAct) -> None:
    """What is written moves nothing: it is a working copy until it goes out."""
    assert f"{type(act).__name__}.{act.name}" in {
        ast.unparse(node) for node in NODES if isinstance(node, ast.Attribute)
    }


def test_a_move_that_is_not_in_the_table_is_none() -> None:
    for state in GroupState:
        for act in GroupAct:
            if (state, act) not in GROUP_MOVES:
                assert not life.GROUP.allows(state, act)
                with pytest.raises(KeyError):
                    life.GROUP.after(state, act)
