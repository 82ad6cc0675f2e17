"""Barton's cycle: due, on its committee's agenda, decided, adopted by the Council, read by those who are asked to."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accounts import workflow as people
from accounts.clock import today
from accounts.dates import say_day
from accounts.history import SYSTEM
from policies import founding, workflow
from policies.models import Policy, Review
from policies.reviewing import add_months
from policies.sweep import remind_all_reviewers
from tests import making
from tests.journeys.conftest import Opener, give_password
from tests.journeys.policy_steps import adopt, entered, recommend
from tests.journeys.test_keyboard import walk_to
from tests.journeys.test_pages import at_both_widths, everywhere
from tests.journeys.visitors import Letters, Visitor, sweep
from tests.policies import reviewing

COMMITTEE = "Policies & Resources Committee"
DUE_IN = timedelta(days=20)
"""So soon that two of its reminders are due."""
YESTERDAY = timedelta(days=1)


@pytest.fixture
def barton(address: str) -> making.Cast:
    """The council, its committee that met yesterday, and its review, which is due."""
    founding.found(founding.read("barton_le_clay"), adopted_on=add_months(today() + DUE_IN, -6))
    cast = making.cast()
    for user in cast.everybody().values():
        give_password(user)
    committee = people.make_committee(COMMITTEE, by=SYSTEM)
    people.seat(cast.councillor, committee, by=SYSTEM, begins=today() - making.LONG_AGO)
    reviewing.meeting(today() - YESTERDAY, committee)
    remind_all_reviewers()
    return cast


@pytest.mark.clause("review-cycle")
@pytest.mark.clause("read-and-understood")
@pytest.mark.clause("policy-questions")
def test_bartons_cycle_from_its_reminder_to_its_readers(
    barton: making.Cast, open_page: Opener, letters: Letters
) -> None:
    clerk, councillor = open_page(), open_page()
    sweep()
    assert "Its review is due" in letters.to(barton.clerk)[0]["Subject"]
    recommends_a_change(councillor, barton, letters.to(barton.councillor)[0].get_content())
    clerk.arrive(barton.clerk)
    at_both_widths(clerk)
    goes_on_the_agenda(clerk)
    is_decided(clerk)
    is_written_and_adopted(clerk)
    asks_councillors_to_read(clerk)
    reads_with_the_keyboard(councillor)
    who_is_missing(clerk)
    closed, coming = Review.objects.order_by("pk")
    assert (closed.outcome, closed.closed_on) == (Review.Outcome.AMEND, today())
    assert coming.due_on == add_months(today(), 6)


def recommends_a_change(member: Visitor, cast: making.Cast, letter: str) -> None:
    """The reminder's link opens without signing in; the desk has the rest."""
    assert "This policy is for you to review" in letter
    (address,) = [word for word in letter.split() if "/policies/" in word]
    member.go(address)
    member.sees("Next review")
    member.arrive(cast.councillor)
    at_both_widths(member)
    member.follow("Review: ")
    at_both_widths(member)
    member.follow("Recommend a change")
    member.field("What should change?").fill("Say who answers at the weekend.")
    at_both_widths(member)
    member.press("Recommend it")
    member.sees("Say who answers at the weekend.")


def goes_on_the_agenda(clerk: Visitor) -> None:
    clerk.follow("Place on an agenda")
    at_both_widths(clerk)
    clerk.field("Of which meeting?").select_option(label=f"{COMMITTEE}, {say_day(today() - YESTERDAY)}")
    clerk.press("Place it")
    clerk.sees(f"It is on the agenda of the {COMMITTEE}", "The agenda goes out by")
    at_both_widths(clerk)


def is_decided(clerk: Visitor) -> None:
    clerk.follow("Note what came of it")
    clerk.field("What came of it?").fill("The committee wants it in the policy.")
    at_both_widths(clerk)
    clerk.press("Save the answer")
    clerk.follow("Record the outcome")
    clerk.choose("It is to be amended")
    clerk.field("On which day?").fill(str(today() - YESTERDAY))
    clerk.press("Record the outcome")
    clerk.sees("Say who took part.")
    at_both_widths(clerk)
    clerk.field("Who took part?").fill("As in the minutes")
    clerk.field("Minute reference").fill("PR 26/31")
    clerk.press("Record the outcome")
    clerk.sees("It is to be amended", "minute PR 26/31", "closed when the Council adopts the new version")
    at_both_widths(clerk)


def is_written_and_adopted(clerk: Visitor) -> None:
    clerk.follow("Begin the new version")
    clerk.press("With the words of version 1")
    text = clerk.field("Text")
    text.fill(text.input_value() + "\nAt the weekend the Deputy Clerk answers.\n")
    clerk.press("Save it")
    clerk.press("Send it to those who review it")
    recommend(clerk, COMMITTEE, "PR 26/31")
    adopt(clerk, "C 26/40")


def asks_councillors_to_read(clerk: Visitor) -> None:
    clerk.go(f"/desk/reading/{Policy.objects.get().slug}/")
    clerk.field("Councillor").check()
    clerk.press("Save")
    clerk.sees("It is on the record who is asked to read it.", "Not yet")
    at_both_widths(clerk)


def reads_with_the_keyboard(member: Visitor) -> None:
    member.go("/desk/")
    member.follow("Read: ")
    member.sees("At the weekend the Deputy Clerk answers.")
    at_both_widths(member)
    member.page.get_by_role("heading", name="Your confirmation").click()
    walk_to(member.page, "I have read this and understood it")
    member.page.keyboard.press("Enter")
    member.sees("It is on the record that you have read and understood")


def who_is_missing(clerk: Visitor) -> None:
    clerk.page.reload()
    waiting = clerk.page.get_by_role("region", name="Not yet").get_by_role("listitem")
    expect(waiting).to_have_text(["Nominated"])
    clerk.press("Remind Nominated")
    clerk.sees("Nominated was reminded")


def test_the_pages_that_this_cycle_does_not_need(barton: making.Cast, visitor: Visitor) -> None:
    policy, review = Policy.objects.get(), Review.objects.get()
    draft = workflow.begin_version(policy.pk, by=barton.clerk)
    complaints = entered(barton)
    visitor.arrive(barton.clerk)
    settle, own = f"/desk/reviews/policies/{policy.pk}/settle/", f"/desk/reviews/{review.pk}/"
    other = f"/desk/reviews/policies/{complaints.policy_id}/"
    everywhere(visitor, ["/desk/reviews/", settle, f"{own}move/", f"{own}close/", f"{other}open/", f"{other}settle/"])
    everywhere(visitor, [f"/desk/policies/{policy.pk}/rename/", f"/desk/policies/versions/{draft.pk}/changes/"])
