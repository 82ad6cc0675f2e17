"""The acts on local groups and on what they show, ready to be done once: a part of `recipes.py`."""

from collections.abc import Callable
from datetime import timedelta

from accounts.clock import today
from accounts.history import SYSTEM
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow as groups
from website_groups.content import Kind
from website_groups.models import Group, Item, Takedown

Act = Callable[[], object]


def cast() -> councils.Cast:
    councils.found()
    return councils.cast()


def kept() -> tuple[councils.Cast, Group]:
    """An approved group that the group editor of the cast looks after."""
    of = cast()
    return of, making.edited_by(of.group_editor, by=of.clerk)


def shown() -> tuple[councils.Cast, Group, Item]:
    of, group = kept()
    return of, group, making.published(group, by=of.group_editor)


def waiting() -> tuple[councils.Cast, Item]:
    """A page that waits for the council."""
    of, group = kept()
    councils.choose("groups", changes="once_accepted")
    return of, making.published(group, by=of.group_editor)


def down(**more: object) -> tuple[councils.Cast, Takedown]:
    of, group, item = shown()
    return of, groups.take_down(group.pk, by=of.clerk, rule="Respect", message="Why.", item_id=item.pk, **more)


def apply() -> Act:
    cast()
    return making.application


def check() -> Act:
    clerk, group = cast().clerk, making.application()
    return lambda: groups.check(group.pk, by=clerk)


def approve() -> Act:
    clerk, group = cast().clerk, making.application()
    return lambda: groups.approve(group.pk, by=clerk, approved_on=today())


def refuse() -> Act:
    clerk, group = cast().clerk, making.application()
    return lambda: groups.refuse(group.pk, by=clerk, reason="It is a business.")


def change() -> Act:
    of, group = kept()
    return lambda: groups.change(group.pk, by=of.group_editor, purpose="We lend tools.")


def confirm() -> Act:
    of, group = kept()
    return lambda: groups.confirm(group.pk, by=of.group_editor)


def end() -> Act:
    of, group = kept()
    return lambda: groups.end(group.pk, by=of.group_editor)


def return_() -> Act:
    of, group = kept()
    groups.end(group.pk, by=of.group_editor)
    return lambda: groups.return_(group.pk, by=of.clerk)


def report() -> Act:
    _, group, item = shown()
    return lambda: groups.report(group.pk, item_id=item.pk, text="That is my picture.")


def settle() -> Act:
    of, group = kept()
    problem = groups.report(group.pk, text="That is my picture.")
    return lambda: groups.settle(problem.pk, by=of.clerk, text="Taken down.")


def invite() -> Act:
    of, group = kept()
    return lambda: groups.invite(group.pk, by=of.group_editor, name="Ann", email="ann@else.example")


def withdraw_invitation() -> Act:
    of, group = kept()
    sent = groups.invite(group.pk, by=of.clerk, name="Ann", email="ann@else.example")
    return lambda: groups.withdraw_invitation(sent.pk, by=of.clerk)


def accept_invitation() -> Act:
    of, group = kept()
    sent = groups.invite(group.pk, by=of.clerk, name="Outsider", email=of.outsider.email)
    return lambda: groups.accept_invitation(sent.pk, by=of.outsider)


def join() -> Act:
    of, group = kept()
    sent = groups.invite(group.pk, by=of.clerk, name="Ann", email="ann@else.example")
    return lambda: groups.join(sent.pk, name="Ann", password="7-onions-in-a-Row!")


def remove_editor() -> Act:
    of, group = kept()
    return lambda: groups.remove_editor(group.pk, of.group_editor, by=of.clerk, reason="Moved away.")


def start() -> Act:
    of, group = kept()
    return lambda: groups.start(group.pk, Kind.PAGE, by=of.group_editor)


def publish() -> Act:
    of, group = kept()
    item = making.written(group, by=of.group_editor)
    return lambda: groups.publish(item.pk, by=of.group_editor, revision=2)


def withdraw() -> Act:
    of, _, item = shown()
    return lambda: groups.withdraw(item.pk, by=of.group_editor)


def move() -> Act:
    of, group, item = shown()
    making.published(group, making.content("How to join"), by=of.group_editor)
    return lambda: groups.move(item.pk, by=of.group_editor, up=False)


def accept() -> Act:
    of, item = waiting()
    return lambda: groups.accept(item.pk, by=of.clerk, version=item.waiting_version_id)


def return_for_changes() -> Act:
    of, item = waiting()
    return lambda: groups.return_for_changes(item.pk, by=of.clerk, version=item.waiting_version_id, remark="Be kind.")


def take_down() -> Act:
    of, group, _ = shown()
    return lambda: groups.take_down(group.pk, by=of.clerk, rule="Respect", message="Why.")


def restore() -> Act:
    of, takedown = down()
    return lambda: groups.restore(takedown.pk, by=of.clerk)


def answer() -> Act:
    of, takedown = down()
    return lambda: groups.answer(takedown.pk, by=of.group_editor, text="It was a joke.")


def look_again() -> Act:
    of, takedown = down()
    groups.answer(takedown.pk, by=of.group_editor, text="It was a joke.")
    return lambda: groups.look_again(takedown.pk, by=of.deputy, verdict="restored", remark="Fine.")


def lift_suspension() -> Act:
    until = today() + timedelta(days=7)
    _, takedown = down(until=until)
    return lambda: groups.lift_suspension(takedown.pk, by=SYSTEM, day=until)


def ask_to_confirm() -> Act:
    _, group = kept()
    councils.choose("groups", confirmed_every=12)
    return lambda: groups.ask_to_confirm(group.pk, by=SYSTEM, day=today() + timedelta(days=370))


RECIPES: dict[str, Callable[[], Act]] = {
    f"website_groups.workflow.{recipe.__name__}": recipe
    for recipe in (
        apply,
        check,
        approve,
        refuse,
        change,
        confirm,
        end,
        return_,
        report,
        settle,
        invite,
        withdraw_invitation,
        accept_invitation,
        join,
        remove_editor,
        start,
        publish,
        withdraw,
        move,
        accept,
        return_for_changes,
        take_down,
        restore,
        answer,
        look_again,
        lift_suspension,
        ask_to_confirm,
    )
}
