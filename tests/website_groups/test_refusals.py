"""Every refusal of the workflow, in the words that a person reads, and nothing is changed by it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.clock import today
from accounts.refusals import BadInput, NotNow, NotYours, Refused
from files.enclosed import Origin, Picture
from tests import making as councils
from tests import stored
from tests.website_groups import making
from tests.website_groups.test_truth_tables import adopt
from website_groups import workflow
from website_groups.recurrence import Times

pytestmark = pytest.mark.django_db

TOMORROW = today() + timedelta(days=1)


class World:
    """A group with a page that is public, one that is taken down, one that waits, and a draft."""

    def __init__(self, of: councils.Cast) -> None:
        self.of = of
        self.group = making.edited_by(of.group_editor, by=of.clerk)
        self.other = making.edited_by(of.outsider, "Silver band", by=of.clerk)
        self.applied = making.application("Chess club")
        self.page = making.published(self.group, by=of.group_editor)
        self.draft = making.written(self.group, making.content("Tools"), by=of.group_editor)
        self.down_item = making.published(self.group, making.content("Shed"), by=of.group_editor)
        self.down = workflow.take_down(self.group.pk, by=of.clerk, rule="R", message="M", item_id=self.down_item.pk)
        self.ended = workflow.take_down(self.other.pk, by=of.clerk, rule="R", message="M")
        workflow.restore(self.ended.pk, by=of.clerk)
        self.sent = workflow.invite(self.group.pk, by=of.clerk, name="Ann", email="ann@else.example")
        self.problem = workflow.report(self.group.pk, text="That is mine.")


@pytest.fixture
def world(cast: councils.Cast) -> World:
    return World(cast)


Try = Callable[[World], Any]
NOWHERE = 987_654


def event(times: Times | None) -> Try:
    def act(w: World) -> Any:
        item = workflow.start(w.group.pk, "event", by=w.of.group_editor)
        workflow.write(item.pk, making.content(times=times), by=w.of.group_editor, revision=1)
        return workflow.publish(item.pk, by=w.of.group_editor, revision=2)

    return act


def publish(**changes: Any) -> Try:
    def act(w: World) -> Any:
        item = making.written(w.group, making.content(**changes), by=w.of.group_editor)
        return workflow.publish(item.pk, by=w.of.group_editor, revision=2)

    return act


def with_pieces(make: Callable[[], dict[str, Any]]) -> Try:
    """With pictures or documents, which are stored first."""

    def act(w: World) -> Any:
        return publish(**make())(w)

    return act


def apply(**changes: Any) -> Try:
    return lambda w: making.application(**{"name": "New group", **changes})


def take(**changes: Any) -> Try:
    return lambda w: workflow.take_down(
        w.group.pk, **{"by": w.of.clerk, "rule": "R", "message": "M", "item_id": w.page.pk, **changes}
    )


REFUSALS: list[tuple[str, type[Refused], str, Try]] = [
    ("name missing", BadInput, "Give the group's name.", apply(name=" ")),
    ("purpose missing", BadInput, "Say in a few sentences what the group is for.", apply(purpose="")),
    ("leader missing", BadInput, "Say who leads the group.", apply(leader="")),
    ("applicant missing", BadInput, "Give your name.", apply(applicant="")),
    ("address missing", BadInput, "Give an e-mail address at which we can answer.", apply(applicant_email="")),
    ("name taken", BadInput, "There is a group of this name already.", apply(name="silver BAND")),
    ("no such group", NotNow, "There is no such group.", lambda w: workflow.check(NOWHERE, by=w.of.clerk)),
    ("not now", NotNow, "is in the state “approved”", lambda w: workflow.check(w.group.pk, by=w.of.clerk)),
    (
        "not a keeper",
        NotYours,
        "Only the Clerk or the Deputy Clerk",
        lambda w: workflow.check(w.applied.pk, by=w.of.chair),
    ),
    (
        "approved tomorrow",
        BadInput,
        "today at the latest",
        lambda w: workflow.approve(w.applied.pk, by=w.of.clerk, approved_on=TOMORROW),
    ),
    ("refused without a word", BadInput, "Say why", lambda w: workflow.refuse(w.applied.pk, by=w.of.clerk, reason=" ")),
    (
        "renamed by its editor",
        NotYours,
        "Ask the Clerk to change it.",
        lambda w: workflow.change(w.group.pk, by=w.of.group_editor, name="Ours"),
    ),
    (
        "renamed to nothing",
        BadInput,
        "Give the group's name.",
        lambda w: workflow.change(w.group.pk, by=w.of.clerk, name=" "),
    ),
    (
        "without a purpose",
        BadInput,
        "what the group is for",
        lambda w: workflow.change(w.group.pk, by=w.of.clerk, purpose=" "),
    ),
    (
        "confirmed by the Clerk",
        NotYours,
        "Only those who look after this group's pages",
        lambda w: workflow.confirm(w.group.pk, by=w.of.clerk),
    ),
    ("ended without a word", BadInput, "Say why", lambda w: workflow.end(w.group.pk, by=w.of.clerk)),
    ("report without words", BadInput, "Say what is wrong.", lambda w: workflow.report(w.group.pk, text=" ")),
    (
        "report of nothing",
        NotNow,
        "not on the website any more",
        lambda w: workflow.report(w.applied.pk, text="Wrong."),
    ),
    (
        "report of what is down",
        NotNow,
        "not on the website any more",
        lambda w: workflow.report(w.group.pk, item_id=w.down_item.pk, text="Wrong."),
    ),
    (
        "settled nothing",
        NotNow,
        "There is no such report.",
        lambda w: workflow.settle(NOWHERE, by=w.of.clerk, text="A"),
    ),
    (
        "settled by another",
        NotYours,
        "Only the Clerk",
        lambda w: workflow.settle(w.problem.pk, by=w.of.chair, text="A"),
    ),
    (
        "settled wordless",
        BadInput,
        "Say what came of it.",
        lambda w: workflow.settle(w.problem.pk, by=w.of.clerk, text=""),
    ),
    (
        "invited by a stranger",
        NotYours,
        "Only those who look after",
        lambda w: workflow.invite(w.group.pk, by=w.of.outsider, name="A", email="a@else.example"),
    ),
    (
        "invited nameless",
        BadInput,
        "Give the person's name.",
        lambda w: workflow.invite(w.group.pk, by=w.of.clerk, name=" ", email="a@else.example"),
    ),
    (
        "invited nowhere",
        BadInput,
        "Give an e-mail address",
        lambda w: workflow.invite(w.group.pk, by=w.of.clerk, name="A", email="nowhere"),
    ),
    (
        "invited again",
        BadInput,
        "looks after the group's pages already",
        lambda w: workflow.invite(w.group.pk, by=w.of.clerk, name="A", email=w.of.group_editor.email),
    ),
    (
        "no such invitation",
        NotNow,
        "There is no such invitation.",
        lambda w: workflow.withdraw_invitation(NOWHERE, by=w.of.clerk),
    ),
    (
        "another's invitation",
        NotYours,
        "This invitation was sent to ann@else.example, and you are signed in as",
        lambda w: workflow.accept_invitation(w.sent.pk, by=w.of.outsider),
    ),
    (
        "joined nameless",
        BadInput,
        "Give your name.",
        lambda w: workflow.join(w.sent.pk, name=" ", password="7-onions-in-a-Row!"),
    ),
    (
        "joined with a weak password",
        BadInput,
        "It needs a number.",
        lambda w: workflow.join(w.sent.pk, name="Ann", password="only-letters-here"),
    ),
    (
        "removed nobody",
        NotNow,
        "does not look after the pages of this group",
        lambda w: workflow.remove_editor(w.group.pk, w.of.outsider, by=w.of.clerk),
    ),
    (
        "removed by a stranger",
        NotYours,
        "Only those who look after",
        lambda w: workflow.remove_editor(w.group.pk, w.of.group_editor, by=w.of.outsider),
    ),
    (
        "the last one",
        NotNow,
        "Nobody would look after the pages any more.",
        lambda w: workflow.remove_editor(w.group.pk, w.of.group_editor, by=w.of.group_editor),
    ),
    ("started by a stranger", NotYours, "Only those who", lambda w: workflow.start(w.group.pk, "page", by=w.of.clerk)),
    (
        "started what there is not",
        BadInput,
        "Choose a page, an event or a notice.",
        lambda w: workflow.start(w.group.pk, "shop", by=w.of.group_editor),
    ),
    ("no such item", NotNow, "There is no such page", lambda w: workflow.withdraw(NOWHERE, by=w.of.group_editor)),
    (
        "written over",
        NotNow,
        "You have changed this meanwhile.",
        lambda w: workflow.write(w.draft.pk, making.content("A"), by=w.of.group_editor, revision=1),
    ),
    (
        "nothing new",
        NotNow,
        "There is nothing new to publish.",
        lambda w: workflow.publish(w.page.pk, by=w.of.group_editor, revision=0),
    ),
    ("too long", BadInput, "characters, and 120 fit", publish(title="x" * 121)),
    ("title missing", BadInput, "Give it a title.", publish(title="")),
    ("empty", BadInput, "Write what you want to say.", publish(body=" ")),
    ("kind not said", BadInput, "Say whether it is one of these kinds.", publish(barred_kind="")),
    (
        "picture not described",
        BadInput,
        "Say in one sentence what picture 1 shows",
        with_pieces(lambda: {"pictures": (councils.picture(description=""),)}),
    ),
    (
        "picture of nobody",
        BadInput,
        "Say where picture 1 is from",
        with_pieces(lambda: {"pictures": (councils.picture(origin=Origin(is_own=False)),)}),
    ),
    (
        "picture that has not arrived",
        BadInput,
        "A file has not arrived here.",
        publish(pictures=(Picture("0" * 64, "A field"),)),
    ),
    (
        "too many pictures",
        BadInput,
        "There is room for 12.",
        publish(pictures=(Picture("0" * 64, "A field"),) * 13),
    ),
    (
        "no such version",
        NotNow,
        "There is no such version",
        lambda w: workflow.take_back(w.page.pk, 99, by=w.of.group_editor),
    ),
    ("no time", BadInput, "Say when it takes place.", event(None)),
    (
        "ends before it begins",
        BadInput,
        "It cannot end before it begins.",
        event(making.times(ends=making.times().starts - timedelta(hours=1))),
    ),
    (
        "stops before it begins",
        BadInput,
        "It cannot stop repeating before it has begun.",
        event(making.times(until=making.times().starts.date() - timedelta(days=1))),
    ),
    (
        "decided late",
        NotNow,
        "The group has changed or withdrawn this meanwhile.",
        lambda w: workflow.accept(w.page.pk, by=w.of.clerk, version=uuid4()),
    ),
    ("taken down by a stranger", NotYours, "take down what a group shows", lambda w: take(by=w.of.outsider)(w)),
    ("taken down twice", NotNow, "is down already", lambda w: take(item_id=w.down_item.pk)(w)),
    ("taken down a draft", NotNow, "There is nothing of that on the website.", lambda w: take(item_id=w.draft.pk)(w)),
    ("no rule", BadInput, "Say which rule it broke.", take(rule=" ")),
    ("no message", BadInput, "Write to the group why", take(message=" ")),
    ("until today", BadInput, "Choose a day in the future", take(until=today())),
    ("no such take-down", NotNow, "There is no such decision.", lambda w: workflow.restore(NOWHERE, by=w.of.clerk)),
    ("restored twice", NotNow, "It has been restored already.", lambda w: workflow.restore(w.ended.pk, by=w.of.clerk)),
    (
        "restored by its editor",
        NotYours,
        "take down what a group shows",
        lambda w: workflow.restore(w.down.pk, by=w.of.group_editor),
    ),
    (
        "answered by a stranger",
        NotYours,
        "Only those who look after",
        lambda w: workflow.answer(w.down.pk, by=w.of.outsider, text="A"),
    ),
    (
        "answered wordless",
        BadInput,
        "Write what you want to say.",
        lambda w: workflow.answer(w.down.pk, by=w.of.group_editor, text=" "),
    ),
    (
        "nothing to look at again",
        NotNow,
        "There is nothing to look at again.",
        lambda w: workflow.look_again(w.down.pk, by=w.of.deputy, verdict="stays", remark="A"),
    ),
]


def test_each_is_refused_in_words_and_nothing_is_changed(world: World) -> None:
    before, wrong = stored.everything(), {}
    for name, kind, said, act in REFUSALS:
        told = refusal_of(kind, act, world)
        if said not in told or stored.everything() != before:
            wrong[name] = told
    assert wrong == {}


def refusal_of(kind: type[Refused], act: Try, world: World) -> str:
    """What is said to who tries; "" where nothing is refused."""
    try:
        with transaction.atomic():
            act(world)
    except kind as refusal:
        return refusal.message
    return ""


def test_an_answer_is_given_once_and_looked_at_once(world: World) -> None:
    of = world.of
    workflow.answer(world.down.pk, by=of.group_editor, text="It was a joke.")
    with pytest.raises(NotNow, match=r"The group has answered already\."):
        workflow.answer(world.down.pk, by=of.group_editor, text="And more.")
    with pytest.raises(NotYours, match=r"Somebody else looks at it again\."):
        workflow.look_again(world.down.pk, by=of.clerk, verdict="stays", remark="So.")
    with pytest.raises(NotYours, match="take down what a group shows"):
        workflow.look_again(world.down.pk, by=of.outsider, verdict="stays", remark="So.")
    with pytest.raises(BadInput, match="Choose whether"):
        workflow.look_again(world.down.pk, by=of.deputy, verdict="maybe", remark="So.")
    with pytest.raises(BadInput, match="Say why"):
        workflow.look_again(world.down.pk, by=of.deputy, verdict="stays", remark=" ")
    workflow.look_again(world.down.pk, by=of.deputy, verdict="stays", remark="It hurt somebody.")
    with pytest.raises(NotNow, match="nothing to look at again"):
        workflow.look_again(world.down.pk, by=of.deputy, verdict="restored", remark="Fine.")


def test_a_problem_is_settled_once(world: World) -> None:
    workflow.settle(world.problem.pk, by=world.of.deputy, text="They took it out.")
    with pytest.raises(NotNow, match=r"Deputy has noted already what came of it\."):
        workflow.settle(world.problem.pk, by=world.of.clerk, text="Nothing.")


@pytest.mark.parametrize("act", [workflow.lift_suspension, workflow.ask_to_confirm])
def test_what_the_clock_does_nobody_else_does(world: World, act: Callable[..., Any]) -> None:
    with pytest.raises(NotYours, match="Only the software does this"):
        act(world.down.pk, by=world.of.clerk, day=today())
    with pytest.raises(NotYours, match="Only the software does this"):
        workflow.work_out_again(world.page.pk, by=world.of.clerk)


def test_an_invitation_that_was_used_withdrawn_or_has_run_out_does_nothing(world: World) -> None:
    of = world.of
    theirs = workflow.invite(world.group.pk, by=of.clerk, name="Outsider", email=of.outsider.email)
    workflow.accept_invitation(theirs.pk, by=of.outsider)
    with pytest.raises(NotNow, match="taken up already"):
        workflow.accept_invitation(theirs.pk, by=of.outsider)
    with pytest.raises(NotNow, match="taken up already"):
        workflow.withdraw_invitation(theirs.pk, by=of.clerk)
    workflow.withdraw_invitation(world.sent.pk, by=of.clerk)
    with pytest.raises(NotNow, match="was withdrawn"):
        workflow.join(world.sent.pk, name="Ann", password="7-onions-in-a-Row!")


def test_where_the_policy_has_no_groups_it_says_so(world: World) -> None:
    assert world.group.is_approved
    adopt("thornbury")
    with pytest.raises(NotYours, match=r"The policy in force has no local groups on the website\."):
        making.application("New group")
    with pytest.raises(NotNow, match=r"The policy in force has no local groups on the website\."):
        workflow.join(world.sent.pk, name="Ann", password="7-onions-in-a-Row!")
