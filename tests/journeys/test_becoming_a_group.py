"""The pages on which the council keeps local groups, and the group's side of what was taken down."""

from collections.abc import Callable

from tests import making
from tests.journeys.test_pages import everywhere
from tests.journeys.visitors import Visitor
from tests.website_groups import making as groups
from website_groups import workflow
from website_groups.models import Group, Item

Found = Callable[[str], making.Cast]


def test_pages_of_the_councils_side(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    group = groups.edited_by(cast.group_editor, by=cast.clerk)
    item, waiting = groups.published(group, by=cast.group_editor), rude(group, cast)
    down = groups.event(group, by=cast.group_editor)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="R", message="M", item_id=down.pk)
    workflow.answer(takedown.pk, by=cast.group_editor, text="It was a joke.")
    problem = workflow.report(group.pk, item_id=item.pk, text="That is my picture.", reply_to="ann@else.example")
    workflow.invite(group.pk, by=cast.clerk, name="Ann Dell", email="ann@else.example")
    applied = groups.application("Silver band")
    visitor.sign_in(cast.clerk)
    one = f"/desk/groups/{group.pk}/"
    acts = ["change", "end", "invite", "take-down", f"take-down/{item.pk}", f"problems/{problem.pk}"]
    everywhere(visitor, ["/desk/", "/desk/groups/", "/desk/groups/?q=nothing", "/desk/groups/enter/", one])
    everywhere(visitor, [f"{one}{act}/" for act in [*acts, f"editors/{cast.group_editor.pk}/remove"]])
    everywhere(visitor, [f"/desk/groups/{applied.pk}/{act}" for act in ("", "check/", "approve/", "refuse/")])
    everywhere(visitor, [f"/desk/groups/decide/{pk}/" for pk in (item.pk, waiting.pk, down.pk)])
    everywhere(visitor, [f"/desk/groups/taken-down/{takedown.pk}/", "/desk/groups/999999/"])


def test_the_groups_side_of_what_was_taken_down(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    group = groups.edited_by(cast.group_editor, by=cast.clerk)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="Respect", message="Please change it.")
    visitor.sign_in(cast.group_editor)
    everywhere(visitor, [f"/desk/groups/taken-down/{takedown.pk}/", f"/desk/groups/{group.pk}/"])


def rude(group: Group, cast: making.Cast) -> Item:
    """Something that waits for the council, beside what is public of it."""
    item = groups.published(group, by=cast.group_editor)
    changed = groups.content(body="<p>I know where you live, you idiots, and I will hurt you.</p>")
    workflow.write(item.pk, changed, by=cast.group_editor, revision=0)
    return workflow.publish(item.pk, by=cast.group_editor, revision=1)
