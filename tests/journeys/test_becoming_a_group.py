"""A local group applies on a telephone without JavaScript, the Clerk records the approval, and its editor joins."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.utils import timezone

from tests import making
from tests.journeys.conftest import Opener
from tests.journeys.test_pages import everywhere
from tests.journeys.visitors import Letters, Visitor, sweep
from tests.website_groups import making as groups
from website_groups import workflow
from website_groups.models import Group, Item

Found = Callable[[str], making.Cast]

PASSWORD = "7-onions-in-a-Row!"


def test_from_the_form_to_the_first_sign_in(found: Found, open_page: Opener, letters: Letters) -> None:
    cast = found("model")
    reader = open_page(width=320, java_script_enabled=False)
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        reader.go("/groups/apply/")
    reader.look()
    reader.field("Name of the group").fill("Mill Lane Singers")
    reader.press("Apply")
    reader.sees("There is a problem", "Give your name.")
    reader.look()
    reader.field("What kind of group is it?").select_option(label="Arts, music and drama")
    reader.field("What is the group for?").fill("We sing on Tuesdays, and everybody can join in.")
    reader.field("Who leads the group?").fill("Ann Dell, chair")
    reader.field("Who will look after its pages?").fill("Ann Dell")
    reader.field("Your name").fill("Ann Dell")
    reader.field("Your e-mail address").fill("ann@singers.example")
    reader.field("We have read these conditions and accept them").check()
    reader.press("Apply")
    reader.is_headed("Thank you")
    reader.look()

    clerk = open_page(width=1280)
    clerk.sign_in(cast.clerk)
    clerk.follow("Look at the application: Mill Lane Singers")
    clerk.follow("Put to the Council")
    clerk.press("Put it to the Council")
    clerk.sees("Waits for the Council’s approval")
    clerk.follow("Record the approval")
    clerk.press("Record the approval")
    clerk.look()
    assert Group.objects.public().get().name == "Mill Lane Singers"

    sweep()
    letter = next(
        one for one in letters.arrived if one["To"] == "ann@singers.example" and "Look after" in one["Subject"]
    )
    link = next(line for line in letter.get_content().splitlines() if "/groups/invitation/" in line)
    for _ in range(2):  # whoever scans the mail opens the link first
        open_page(width=1280).go(link)
    reader.go(link)
    reader.look()
    reader.field("Choose a password").fill(PASSWORD)
    reader.press("Take up the invitation")
    assert "/desk/my-groups/" in reader.page.url


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
