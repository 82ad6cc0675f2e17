"""The table of a post's life covers the enumerations, and the workflow goes by it alone."""

import ast
from pathlib import Path

import pytest

from posts import life, workflow
from posts.life import DECIDED, MOVES, PEN, Act, Pen, State
from tests.architecture import ours

SOURCES = [ours.tree_of(path) for path in sorted(Path(workflow.__file__).parent.glob("*.py"))]
NODES = [node for tree in SOURCES for node in ast.walk(tree)]


def reachable_from(start: State) -> set[State]:
    found = {start}
    while new := {to for (state, _), to in MOVES.items() if state in found} - found:
        found |= new
    return found


def test_somebody_always_holds_the_pen() -> None:
    assert set(PEN) == set(State)


def test_every_state_can_be_reached() -> None:
    assert reachable_from(State.DRAFT) == set(State)


def test_every_act_is_used() -> None:
    assert {act for _, act in MOVES} == set(Act)


@pytest.mark.parametrize("state", [state for state, pen in PEN.items() if pen != Pen.NOBODY])
def test_where_somebody_holds_the_pen_something_can_be_done(state: State) -> None:
    assert [act for (start, act) in MOVES if start == state] != []


@pytest.mark.parametrize("state", [State.REFUSED, State.WITHDRAWN, State.REPLACED])
def test_what_has_ended_stays_so(state: State) -> None:
    assert [act for (start, act) in MOVES if start == state] == []


@pytest.mark.clause("post-moderators")
def test_the_only_way_out_leads_through_an_approval() -> None:
    into = {(start, act) for (start, act), to in MOVES.items() if to in DECIDED}
    stays = {(State.PUBLISHED, Act.CORRECT), (State.PUBLISHED, Act.KEEP)}
    assert into == {(State.SUBMITTED, Act.APPROVE), (State.SCHEDULED, Act.PUBLISH), *stays}


@pytest.mark.clause("post-moderators")
def test_a_change_never_leaves_something_decided() -> None:
    assert {to for (_, act), to in MOVES.items() if act == Act.WRITE} == {State.DRAFT, State.RETURNED}
    assert {to for (_, act), to in MOVES.items() if act == Act.AMEND} == {State.SUBMITTED}


@pytest.mark.parametrize("state", list(State))
def test_each_step_that_is_drawn_has_one_place_at_most(state: State) -> None:
    assert [step.mark for step in life.steps(state)].count("now") <= 1


def values_given_to(attribute: str) -> list[str]:
    """What the workflow assigns to that attribute of any object."""
    found = []
    for node in NODES:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Tuple)
            and isinstance(node.value, ast.Tuple)
        ):
            pairs = zip(node.targets[0].elts, node.value.elts, strict=True)
        elif isinstance(node, ast.Assign):
            pairs = zip(node.targets, [node.value], strict=False)
        else:
            continue
        found += [
            ast.unparse(to) for target, to in pairs if isinstance(target, ast.Attribute) and target.attr == attribute
        ]
    return sorted(found)


def test_the_workflow_sets_no_state_of_its_own() -> None:
    """Every state it writes comes out of `after`, and `after` knows the table alone."""
    assert values_given_to("state") == ["LIFE.after(post.state, Act.PUBLISH)", "state"]
    assert "state = LIFE.after(post.state, taken)" in {ast.unparse(node) for node in NODES}
    named = [node.arg for node in NODES if isinstance(node, ast.keyword)]
    assert "state" not in named


@pytest.mark.parametrize("act", [act for act in Act if act not in (Act.WRITE, Act.DELEGATE)])
def test_the_workflow_makes_every_move(act: Act) -> None:
    assert f"Act.{act.name}" in {ast.unparse(node) for node in NODES if isinstance(node, ast.Attribute)}


def test_a_move_that_is_not_in_the_table_is_none() -> None:
    for state in State:
        for act in Act:
            if (state, act) not in MOVES:
                assert not life.LIFE.allows(state, act)
                with pytest.raises(KeyError):
                    life.LIFE.after(state, act)
