"""The table of what becomes of a delivery covers the enumerations, and the workflow goes by it alone."""

import ast
from pathlib import Path

import pytest

from channels import life, workflow
from channels.life import MOVES, Act, State, Task
from channels.models import TO_DO
from channels.wording import BUTTONS, DID
from tests.architecture import ours

SOURCE = ours.tree_of(Path(workflow.__file__))


def test_every_state_is_reached_and_every_act_used() -> None:
    assert {State.WAITING, *MOVES.values()} == set(State)
    assert {act for _, act in MOVES} == set(Act)


def test_what_is_dropped_stays_so() -> None:
    assert [act for state, act in MOVES if state == State.DROPPED] == []


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_a_move_that_is_not_in_the_table_is_none(state: State, act: Act) -> None:
    if (state, act) not in MOVES:
        assert not life.LIFE.allows(state, act)
        with pytest.raises(KeyError):
            life.LIFE.after(state, act)


def test_there_are_words_for_every_task() -> None:
    assert set(TO_DO) == set(BUTTONS) == set(DID) == set(Task)


def test_the_workflow_takes_every_state_from_the_table_and_leaves_the_payload_alone() -> None:
    assigned = [
        f"{ast.unparse(target)} = {ast.unparse(node.value)}"
        for node in ast.walk(SOURCE)
        if isinstance(node, ast.Assign)
        for target in node.targets
    ]
    assert [line for line in assigned if ".state" in line.partition(" = ")[0]] == [
        "(delivery.state, delivery.since) = (LIFE.after(delivery.state, move), now)"
    ]
    assert [line for line in assigned if "payload" in line.partition(" = ")[0]] == []
