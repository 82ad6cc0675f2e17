"""Who may do what to a post: council × act × state, with every person of the cast tried in each cell.

A council's people and posts are made once for all of its cells; what differs is told with its act and state.

The answers stand here as data, taken from the councils' documents. Whoever is not named may not: the permission says
no, the workflow refuses, and nothing is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from accounts import grants
from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import NotNow, NotYours
from posts import permissions, workflow
from posts.life import State
from posts.models import Post
from tests import making

pytestmark = pytest.mark.same_everywhere

MODERATORS, DELEGATION, CURRENT = "post-moderators", "post-delegation", "website-up-to-date"

# Who decides, as each council's document says. `delegate` may decide on this one post, and `matter_delegate` on every
# post of its matter; the software lets them where the policy knows delegation at all.
DECIDERS = {
    "faversham": "clerk",
    "sevenoaks": "clerk delegate matter_delegate",
    "desborough": "clerk chair vice_chair",
    "barton_le_clay": "clerk chair vice_chair",
    "thornbury": "clerk deputy delegate matter_delegate",
}
DELEGATORS = {"sevenoaks": "clerk", "thornbury": "clerk deputy"}

# By act: in which state who may. A state that is not named is one in which nobody may.
WHO_MAY: dict[str, dict[str, str]] = {
    "submit": {"draft": "author", "returned": "author"},
    "approve": {"submitted": "deciders"},
    "return": {"submitted": "deciders"},
    "refuse": {"submitted": "deciders"},
    "amend": {"submitted": "deciders"},
    "undo": {"scheduled": "deciders"},
    "delegate": {"submitted": "delegators"},
    "withdraw": {
        "draft": "author",
        "submitted": "author deciders",
        "returned": "author deciders",
        "scheduled": "author deciders",
        "expired": "author deciders",
        "published": "deciders",
    },
    "correct": {"published": "author deciders"},
    "keep": {"published": "author deciders"},
}

Answers = dict[str, set[str]]


def answers(council: str, act: str) -> Answers:
    """The people who may, by state."""
    who_may = WHO_MAY[act]
    named = {"deciders": DECIDERS[council], "delegators": DELEGATORS.get(council, "")}
    people = {state: " ".join(named.get(word, word) for word in words.split()) for state, words in who_may.items()}
    return {state: set(people.get(state, "").split()) for state in State.values}


PERMISSIONS: dict[str, Callable[[User, Post], bool]] = {
    "submit": permissions.can_submit,
    "approve": permissions.can_approve,
    "return": permissions.can_return,
    "refuse": permissions.can_refuse,
    "delegate": permissions.can_delegate,
    "withdraw": permissions.can_withdraw,
    "amend": permissions.can_amend,
    "undo": permissions.can_undo,
    "correct": permissions.can_correct,
    "keep": permissions.can_keep,
}


@dataclass(frozen=True)
class World(making.Cast):
    """The cast, and three more: the author of the post, and two employees to whom its approval is delegated."""

    author: User
    delegate: User
    matter_delegate: User


def world() -> World:
    """Everybody has read the policy, so that only the offices and the grants make a difference."""
    cast = making.cast()
    more = {
        "author": making.person("author", Office.COUNCILLOR),
        "delegate": making.person("delegate", Office.EMPLOYEE),
        "matter_delegate": making.person("matter_delegate", Office.EMPLOYEE),
    }
    full = World(**cast.everybody(), **more)
    making.read_by(*full.everybody().values())
    return full


def one_in_each_state(full: World) -> dict[str, Post]:
    """A post in every state, of one matter, each with its delegate. The grants are made past the policy's own way."""
    matter = people.open_matter("Mill Lane road works", by=SYSTEM)
    ends = today() + timedelta(days=7)
    reason = "While the Clerk is away."
    posts = {}
    for state in State:
        post = making.post_in(state, author=full.author, approver=full.clerk, matter=matter)
        grants.give(full.delegate, "posts.approve_post", post, by=full.clerk, reason=reason, ends=ends)
        posts[state.value] = post
    grants.give(full.matter_delegate, "accounts.approve_matter", matter, by=full.clerk, reason=reason, ends=ends)
    return posts


def perform(act: str, post: Post, *, by: User, to: User) -> None:
    version = post.current_version_id
    match act:
        case "submit":
            workflow.submit(post.pk, by=by)
        case "approve":
            workflow.approve(post.pk, by=by, version=version, attested=True)
        case "return":
            workflow.return_for_changes(post.pk, by=by, version=version, remark="Say which days.")
        case "refuse":
            workflow.refuse(post.pk, by=by, version=version, remark="We said this last week.")
        case "delegate":
            ends = today() + timedelta(days=1)
            workflow.delegate(post.pk, by=by, to=to, ends=ends, reason="The Clerk is away.")
        case "withdraw":
            workflow.withdraw(post.pk, by=by, reason="The date was wrong.")
        case "amend":
            workflow.amend(post.pk, making.content("Mill Lane is shut"), by=by, version=version)
        case "undo":
            workflow.undo(post.pk, by=by)
        case "correct":
            workflow.correct(post.pk, by=by)
        case "keep":
            workflow.keep(post.pk, by=by, check_by=today() + timedelta(days=1))


def is_done(act: str, post: Post, *, by: User, to: User) -> bool:
    """Whether the workflow does it; afterwards everything is as before. A refusal must not even have tried to write."""
    savepoint, written = transaction.savepoint(), []

    def noted(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        written.extend([sql] if writes(sql) else [])
        return execute(sql, *rest)

    try:
        with connection.execute_wrapper(noted):
            perform(act, post, by=by, to=to)
    except (NotYours, NotNow):
        assert written == []
        return False
    finally:
        transaction.savepoint_rollback(savepoint)
    assert written != []
    return True


def writes(sql: str) -> bool:
    return sql.split(maxsplit=1)[0] in {"INSERT", "UPDATE", "DELETE"}


def test_the_tables_have_every_cell() -> None:
    assert set(DECIDERS) == set(making.COUNCILS)
    assert set(WHO_MAY) == set(PERMISSIONS)


@pytest.mark.django_db
@pytest.mark.clause(MODERATORS)
@pytest.mark.clause(DELEGATION)
@pytest.mark.clause(CURRENT)
@pytest.mark.parametrize("council", DECIDERS)
def test_who_may(council: str) -> None:
    making.found(council)
    full = world()
    posts = one_in_each_state(full)
    tried = {(act, state): who_can(act, post, full) for act in WHO_MAY for state, post in posts.items()}
    expected = {(act, state): who for act in WHO_MAY for state, who in answers(council, act).items()}
    assert tried == {cell: (who, who) for cell, who in expected.items()}


def who_can(act: str, post: Post, full: World) -> tuple[set[str], set[str]]:
    """Those whom the permission lets, and those for whom the workflow does it."""
    everybody = full.everybody()
    permitted = {name for name, person in everybody.items() if PERMISSIONS[act](person, post)}
    done = {name for name, person in everybody.items() if is_done(act, post, by=person, to=full.employee)}
    return permitted, done


@pytest.mark.django_db
@pytest.mark.clause("read-and-understood")
@pytest.mark.clause("post-prior-approval")
@pytest.mark.parametrize(
    ("council", "expected"),
    [
        ("faversham", set(making.OFFICES)),
        ("sevenoaks", set(making.OFFICES)),
        ("desborough", set(making.OFFICES)),
        ("barton_le_clay", set(making.OFFICES)),
        ("thornbury", set()),
    ],
)
def test_who_may_submit_before_having_read_the_policy(council: str, expected: set[str]) -> None:
    making.found(council)
    cast = making.cast()
    posts = {name: workflow.write(making.content(), by=getattr(cast, name)) for name in making.OFFICES}
    assert {name for name, post in posts.items() if permissions.can_submit(post.author, post)} == expected
    assert {name for name, post in posts.items() if is_done("submit", post, by=post.author, to=cast.clerk)} == expected


@pytest.mark.django_db
@pytest.mark.clause("read-and-understood")
@pytest.mark.parametrize("name", making.OFFICES)
def test_each_may_submit_once_they_have_read_it(name: str) -> None:
    making.found("thornbury")
    author = making.person(name, making.OFFICES[name])
    making.read_by(author)
    post = workflow.write(making.content(), by=author)
    assert workflow.submit(post.pk, by=author).state == State.SUBMITTED


@pytest.mark.django_db
@pytest.mark.clause("post-delegation")
@pytest.mark.parametrize(
    ("council", "expected"),
    [
        ("faversham", set()),
        ("sevenoaks", {"deputy", "assistant", "employee"}),
        ("desborough", set()),
        ("barton_le_clay", set()),
        ("thornbury", {"assistant", "employee"}),
    ],
)
def test_to_whom_approval_can_be_delegated(council: str, expected: set[str]) -> None:
    """A grant lives only with an office to which the policy lets approval be delegated; without, it does nothing."""
    making.found(council)
    cast = making.cast()
    making.read_by(*cast.everybody().values())
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    by_office = {name for name, person in cast.everybody().items() if permissions.can_approve(person, post)}
    for person in cast.everybody().values():
        grants.give(person, "posts.approve_post", post, by=cast.clerk, reason="Tried.", ends=today())
    able = {name for name, person in cast.everybody().items() if permissions.can_approve(person, post)}
    assert able - by_office == expected
