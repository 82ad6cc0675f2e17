"""A policy from the Clerk's file to everybody's page: imported, recommended, adopted, changed, compared."""

import pytest
from playwright.sync_api import expect

from policies import workflow
from policies.models import Policy, PolicyVersion
from tests.journeys.conftest import Opener
from tests.journeys.policy_steps import HEADINGS, NAME, Found, adopt, adopted, document, entered, recommend
from tests.journeys.test_pages import at_both_widths, everywhere
from tests.journeys.visitors import Visitor

PUBLIC = "/policies/complaints-policy/"


@pytest.mark.clause("review-cycle")
def test_a_file_becomes_the_councils_policy(found: Found, visitor: Visitor, open_page: Opener) -> None:
    cast = found("thornbury")
    visitor.arrive(cast.clerk, path="/desk/policies/")
    at_both_widths(visitor)
    visitor.follow("Enter a policy")
    at_both_widths(visitor)
    visitor.field("What is the policy called?").fill(NAME)
    visitor.page.get_by_role("main").get_by_role("button").click()
    visitor.sees("is entered. Now give it its words")
    at_both_widths(visitor)
    imports(visitor)
    visitor.press("Send it to those who review it")
    visitor.sees("Version 1 is being reviewed", "The pen is with those who review it")
    at_both_widths(visitor)
    recommend(visitor, "Resources Committee", "R 26/7")
    adopt(visitor, "26/114")
    at_both_widths(visitor)
    is_read_by_a_resident(open_page())
    assert PolicyVersion.objects.get(policy__name=NAME).recommended_minute == "R 26/7"


def imports(visitor: Visitor) -> None:
    """Nothing is saved before the Clerk has seen what was understood of it."""
    visitor.follow("Import a file")
    at_both_widths(visitor)
    visitor.field("The policy's file").set_input_files(document())
    visitor.press("Read it")
    visitor.is_headed("What was understood of “Complaints.docx”")
    visitor.sees("2 sections", *HEADINGS)
    at_both_widths(visitor)
    assert not Policy.objects.get(name=NAME).versions.exists()
    visitor.press("Save it as a draft")
    visitor.sees("Saved as version 1, a draft.")
    at_both_widths(visitor)


def is_read_by_a_resident(reader: Visitor) -> None:
    reader.go("/policies/")
    reader.follow(NAME)
    reader.is_headed(NAME)
    reader.sees("minute 26/114")
    text = reader.page.locator("article.mh-text")
    expect(text.get_by_role("heading")).to_have_text(HEADINGS)
    expect(text.locator("li")).to_have_count(4)
    at_both_widths(reader)
    reader.follow("What we do then")
    reader.page.wait_for_url(f"**{PUBLIC}#what-we-do-then")


@pytest.mark.clause("review-dates")
def test_without_a_script_a_new_version_takes_the_place_of_the_old(
    found: Found, plain: Visitor, open_page: Opener
) -> None:
    cast = found("thornbury")
    policy = adopted(cast)
    plain.arrive(cast.clerk, path=f"/desk/policies/{policy.pk}/")
    plain.look()
    plain.press("With the words of version 1")
    plain.field("Text").fill("## How to complain\n\nWrite to the Clerk or the Deputy Clerk.\n")
    plain.field("What changes with this version?").fill("The Deputy Clerk takes complaints as well.")
    plain.press("See how it looks")
    plain.sees("This is not saved yet.", "or the Deputy Clerk")
    plain.look()
    plain.press("Save it")
    plain.follow("Compare it word by word with version 1")
    expect(plain.page.locator("ins").last).to_contain_text("or the Deputy")
    plain.look()
    plain.page.go_back()
    adopt(plain, "26/115")
    old_and_new_stand_side_by_side(open_page())


def old_and_new_stand_side_by_side(reader: Visitor) -> None:
    reader.go(PUBLIC)
    reader.sees("minute 26/115", "or the Deputy Clerk")
    at_both_widths(reader)
    reader.follow("What this version changed")
    reader.is_headed(f"What version 2 of “{NAME}” changed")
    reader.sees("The Deputy Clerk takes complaints as well.", "in the place of version 1")
    at_both_widths(reader)
    reader.go(f"{PUBLIC}versions/1/")
    reader.sees("no longer in force", "Write to the Clerk.")
    at_both_widths(reader)
    reader.follow("Read version 2, which is in force")
    reader.sees("or the Deputy Clerk")


def test_what_is_amiss_is_said_at_its_field(found: Found, visitor: Visitor) -> None:
    cast = found("thornbury")
    draft = entered(cast)
    own, desk = f"/desk/policies/{draft.policy_id}/", f"/desk/policies/versions/{draft.pk}/"
    visitor.arrive(cast.clerk, path=f"{own}import/")
    song = {"name": "song.mp3", "mimeType": "audio/mpeg", "buffer": b"la la la"}
    visitor.field("The policy's file").set_input_files(song)
    visitor.press("Read it")
    at_both_widths(visitor)
    visitor.go(f"{desk}adopt/")
    visitor.press("The Council has adopted it")
    visitor.sees("Give the minute of the adoption, such as 26/114.")
    at_both_widths(visitor)
    visitor.go(f"{desk}write/")
    workflow.send_version(draft.pk, by=cast.clerk)
    everywhere(visitor, [f"{desk}give-up/", f"{desk}recommend/"])
