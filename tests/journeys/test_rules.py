"""The rules of a policy, answered as questions: by keyboard, without a script, and every page of it."""

from collections.abc import Callable

from playwright.sync_api import expect

from policies import workflow
from policies.models import Policy, PolicyVersion
from policies.rules.asking import questions
from tests import making
from tests.journeys.test_pages import at_both_widths, everywhere
from tests.journeys.visitors import Visitor

Found = Callable[[str], making.Cast]


def begun(cast: making.Cast) -> str:
    """Where a draft of the next version stands."""
    return f"/desk/policies/versions/{workflow.begin_version(Policy.objects.get().pk, by=cast.clerk).pk}/"


def test_who_approves_is_changed_and_adopted(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    address = begun(cast)
    visitor.arrive(cast.clerk, path=address)
    visitor.follow("Change the rules")
    visitor.look()
    visitor.follow("Who approves what the Council publishes?")
    visitor.look()
    visitor.page.get_by_role("checkbox", name="Town Clerk", exact=True).uncheck()
    visitor.page.get_by_role("checkbox", name="Deputy Clerk", exact=True).uncheck()
    visitor.press("Save and go on")
    visitor.sees("Fill this in, or say that the policy does not say.")
    at_both_widths(visitor)
    visitor.page.get_by_role("checkbox", name="Chair", exact=True).check()
    visitor.press("Save and go on")
    visitor.is_headed("What do they approve?")
    visitor.follow("The rules of version 2")
    visitor.sees("Changed.", "1 differs from version 1.")
    visitor.look()
    visitor.follow("What changes for whom")
    visitor.sees("Chair (Chair) will be able to approve posts.", "will no longer be able to approve posts.")
    at_both_widths(visitor)
    visitor.follow("Record the adoption")
    visitor.sees("Chair (Chair) will be able to approve posts.")
    at_both_widths(visitor)
    visitor.field("In which minute?").fill("26/114")
    visitor.press("The Council has adopted it")
    visitor.sees("is adopted, in force from")
    assert PolicyVersion.objects.get(number=2).rules.approval.offices.value == ("chair",)


def test_by_keyboard_alone(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    address = begun(cast)
    visitor.arrive(cast.clerk, path=f"{address}rules/approval.another_person/")
    keyboard = visitor.page.keyboard
    visitor.page.get_by_role("radio", name="Always").focus()
    keyboard.press("Space")
    visitor.page.get_by_role("radio", name="The Council chooses it: a suggestion").focus()
    keyboard.press("Space")
    where = visitor.field("Or where does it stand?")
    where.focus()
    keyboard.type("Another person approves")
    keyboard.press("Enter")
    visitor.is_headed("When is it too late to publish by itself what was approved?")
    rule = PolicyVersion.objects.get(number=2).rules.approval.another_person
    assert (rule.value, rule.source.kind, rule.source.place) == ("always", "suggestion", "Another person approves")


def test_where_there_is_no_rule_nothing_more_is_asked(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    visitor.arrive(cast.clerk, path=f"{begun(cast)}rules/approval.delegation/")
    source = visitor.page.get_by_role("heading", name="Where the rule comes from")
    expect(source).to_be_visible()
    visitor.choose("The policy does not say, and nobody is stopped by it")
    expect(source).to_be_hidden()
    at_both_widths(visitor)
    visitor.press("Save and go back to the list")
    visitor.sees("Saved: May the approval be delegated?")
    assert PolicyVersion.objects.get(number=2).rules.approval.delegation is None


def test_without_a_script(found: Found, plain: Visitor) -> None:
    cast = found("model")
    plain.arrive(cast.clerk, path=f"{begun(cast)}rules/channels.in_use/")
    plain.press("More empty lines")
    last = plain.page.get_by_role("group", name="Channel 9")
    last.get_by_label("What is it?").select_option(label="Instagram")
    last.get_by_label("What is it called?").fill("Instagram, @thornby")
    plain.look()
    plain.press("Save and go on")
    plain.sees("Saved: Which channels does the Council use?")
    assert PolicyVersion.objects.get(number=2).rules.channels.in_use.value[-1].name == "Instagram, @thornby"


def test_every_question(found: Found, visitor: Visitor) -> None:
    """One of each shape at both widths; the shapes are few, the questions many."""
    cast = found("model")
    address = begun(cast)
    shapes = {(one.shape.kind, one.shape.of, one.row_is_one_line, len(one.shape.parts)): one for one in questions()}
    visitor.arrive(cast.clerk, path=f"{address}rules/")
    everywhere(visitor, [f"{address}rules/", *(f"{address}rules/{one.key}/" for one in shapes.values())])


def test_a_reading_that_is_still_open(found: Found, visitor: Visitor) -> None:
    cast = found("barton_le_clay")
    address = begun(cast)
    visitor.arrive(cast.clerk, path=f"{address}rules/reviewing.cycle/")
    visitor.sees("The other reading: Every so many months: 24")
    at_both_widths(visitor)
    visitor.choose("The answer above is the one that is meant")
    visitor.press("Save and go on")
    assert PolicyVersion.objects.get(number=2).rules.reviewing.cycle.confirm == ()
