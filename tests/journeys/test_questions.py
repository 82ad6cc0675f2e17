"""Questions about the policy, advice, one's own accounts: asked, answered, shown to all."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Opener
from tests.journeys.policy_steps import Found
from tests.journeys.test_keyboard import walk_to
from tests.journeys.test_pages import at_both_widths
from tests.journeys.visitors import Letters, Visitor, sweep

ADVICE = "May I answer about the bypass in the village group?"
ANSWER = "As yourself, and not for the council."
POST = "The fair is on Saturday."


@pytest.mark.clause("policy-questions")
def test_without_a_script_advice_is_asked_for_and_shown_to_all(
    found: Found, plain: Visitor, open_page: Opener, letters: Letters
) -> None:
    cast = found("thornbury")
    plain.arrive(cast.councillor, path="/desk/questions/")
    plain.look()
    plain.follow("Ask for advice")
    plain.look()
    plain.press("Ask")
    plain.sees("Write what you mean to say, and where.")
    plain.look()
    plain.field("What do you mean to say, and where?").fill(ADVICE)
    plain.press("Ask")
    plain.sees("It is on the record.")
    plain.look()
    sweep()
    (letter,) = letters.to(cast.clerk)
    assert ADVICE in letter.get_content()
    is_answered_for_all(open_page(), cast.clerk)
    sweep()
    assert ANSWER in letters.to(cast.councillor)[-1].get_content()
    reads_it_without_a_name(open_page(), cast.employee)


def is_answered_for_all(clerk: Visitor, user) -> None:
    clerk.arrive(user)
    clerk.follow(f"Answer: {ADVICE}")
    at_both_widths(clerk)
    clerk.field("Your answer").fill(ANSWER)
    clerk.field("Show it to everybody at the desk").check()
    clerk.press("Answer")
    clerk.sees("Councillor hears of your answer by e-mail.", ANSWER)
    at_both_widths(clerk)


def reads_it_without_a_name(employee: Visitor, user) -> None:
    employee.arrive(user, path="/desk/questions/shared/")
    at_both_widths(employee)
    employee.follow(ADVICE)
    employee.sees("Somebody asked this", ANSWER)
    expect(employee.page.get_by_role("main")).not_to_contain_text("Councillor")
    at_both_widths(employee)


@pytest.mark.clause("post-prior-approval")
def test_with_the_keyboard_an_employee_asks_before_posting_on_their_own_account(
    found: Found, visitor: Visitor, open_page: Opener
) -> None:
    cast = found("thornbury")
    visitor.arrive(cast.employee, path="/desk/what-applies/")
    at_both_widths(visitor)
    visitor.page.get_by_role("link", name="ask for advice").focus()
    walk_to(visitor.page, "Ask for approval")
    visitor.page.keyboard.press("Enter")
    visitor.is_headed("Posting on your own account")
    at_both_widths(visitor)
    walk_to(visitor.page, "On which account do you mean to post it?")
    visitor.page.keyboard.type("My own Facebook profile")
    walk_to(visitor.page, "What do you mean to post?")
    visitor.page.keyboard.type(POST)
    walk_to(visitor.page, "Ask for approval")
    visitor.page.keyboard.press("Enter")
    visitor.sees("You hear by e-mail when it is answered.")
    approver = open_page()
    approver.arrive(cast.clerk)
    approver.follow(f"Approve or refuse: {POST}")
    approver.press("Answer")
    approver.sees("Say whether you approve it or refuse it.")
    at_both_widths(approver)
    approver.choose("Refused")
    approver.field("A word to who asked").fill("It is on Sunday.")
    approver.press("Answer")
    visitor.page.reload()
    visitor.sees("Refused", "It is on Sunday.")
    at_both_widths(visitor)
