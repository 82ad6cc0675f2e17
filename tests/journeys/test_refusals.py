"""What is refused says why, by whom and when it was decided, and loses nothing that somebody typed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from accounts.models import User
from posts.life import State
from posts.models import Post
from tests import making
from tests.journeys.conftest import Opener
from tests.journeys.steps import confirm_the_list
from tests.journeys.visitors import Letters, Visitor, sweep

Found = Callable[[str], making.Cast]
TITLE = "Mill Lane is closed"


@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("who", ["chair", "nominated", "employee", "volunteer", "outsider"])
def test_whoever_may_not_decide_gets_nowhere_by_typing_the_address(who: str, found: Found, visitor: Visitor) -> None:
    cast = found("faversham")
    post = waiting(cast)
    visitor.arrive(getattr(cast, who), path=decision_on(post))
    expect(visitor.page.get_by_role("heading", level=1)).not_to_have_text(TITLE)
    expect(visitor.page.get_by_role("button", name="Save my decision")).to_have_count(0)
    visitor.look()
    assert state_of(post) == State.SUBMITTED


@pytest.mark.clause("post-moderators")
def test_an_author_sees_the_post_but_not_the_decision(found: Found, visitor: Visitor) -> None:
    cast = found("faversham")
    post = waiting(cast)
    visitor.arrive(cast.councillor, path=decision_on(post))
    visitor.is_headed(TITLE)
    visitor.sees("The pen is with Clerk")
    expect(visitor.page.get_by_role("button", name="Save my decision")).to_have_count(0)


def test_the_second_to_decide_is_told_who_decided_and_when(found: Found, open_page: Opener) -> None:
    cast = found("model")
    post = waiting(cast)
    clerk_page, deputy_page = open_page(), open_page()
    clerk_page.sign_in(cast.clerk, path=decision_on(post))
    deputy_page.sign_in(cast.deputy, path=decision_on(post))
    decides(clerk_page, "Approve")
    decides(deputy_page, "Refuse", "We said this last week.")
    deputy_page.is_headed("That was not done")
    told = r"already decided: approved by Clerk \(Clerk\), today at .+\. Nothing has changed"
    expect(deputy_page.page.get_by_role("main")).to_contain_text(re.compile(told))
    deputy_page.look()
    deputy_page.page.go_back()
    expect(deputy_page.field("What should the author know?")).to_have_value("We said this last week.")
    assert [decision.by for decision in post.decisions.all()] == [cast.clerk]


def test_a_change_to_what_has_changed_meanwhile_is_refused_and_its_words_are_kept(
    found: Found, open_page: Opener
) -> None:
    cast = found("model")
    post = making.post_in(State.DRAFT, author=cast.councillor, approver=cast.clerk)
    at_home, on_the_bus = open_page(), open_page(width=320)
    for page in (at_home, on_the_bus):
        page.arrive(cast.councillor, path=f"/desk/posts/{post.pk}/change/")
    at_home.field("Title").fill("Mill Lane is closed on Tuesday")
    at_home.press("Save as a draft")
    at_home.sees("is saved as a draft")
    text = on_the_bus.page.get_by_role("textbox", name="What you want to say")
    on_the_bus.field("Title").fill("Mill Lane is closed all week")
    text.fill("Follow the signs by Church Street.")
    on_the_bus.press("Save as a draft")
    on_the_bus.sees("Councillor has changed this meanwhile: it is now version 2")
    assert Post.objects.with_content().get().title == "Mill Lane is closed on Tuesday"
    on_the_bus.look()
    expect(on_the_bus.field("Title")).to_have_value("Mill Lane is closed all week", timeout=500)
    expect(text).to_have_text("Follow the signs by Church Street.")


@pytest.mark.parametrize(
    ("decision", "asked"),
    [("Return for changes", "Say what should change"), ("Refuse", "Say why it is refused")],
)
def test_no_return_and_no_refusal_without_a_word(decision: str, asked: str, found: Found, visitor: Visitor) -> None:
    cast = found("model")
    post = waiting(cast)
    visitor.arrive(cast.clerk, path=decision_on(post))
    visitor.field("When should it go out?").fill("2030-12-08T17:30")
    decides(visitor, decision)
    summary = visitor.page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Nothing you typed is lost")
    assert visitor.page.title().startswith("Error: ")
    visitor.look()
    summary.get_by_role("link").click()
    remark = visitor.field("What should the author know?")
    expect(remark).to_be_focused()
    expect(remark).to_have_accessible_description(re.compile(asked))
    expect(visitor.page.get_by_role("radio", name=decision, exact=True)).to_be_checked()
    expect(visitor.field("When should it go out?")).to_have_value("2030-12-08T17:30")
    assert state_of(post) == State.SUBMITTED


def test_what_is_returned_is_changed_and_comes_back(found: Found, open_page: Opener, letters: Letters) -> None:
    cast = found("model")
    post = waiting(cast)
    clerk_page, author_page = open_page(), open_page()
    clerk_page.arrive(cast.clerk, path=decision_on(post))
    decides(clerk_page, "Return for changes", "Say which days.")
    clerk_page.sees("is back with Councillor")
    sweep()
    (letter,) = letters.to(cast.councillor)
    assert "Say which days." in letter.get_content()
    changes_and_resubmits(author_page, cast.councillor)
    clerk_page.go("/desk/")
    clerk_page.follow(f"Decide: {TITLE} on Tuesday")
    clerk_page.sees("version 2", "Say which days.")
    clerk_page.look()
    decides(clerk_page, "Approve")
    clerk_page.sees("is approved and goes out in ten seconds")


# ------------------------------------------------------------------------------------------------- helpers
def waiting(cast: making.Cast) -> Post:
    return making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk, title=TITLE)


def decision_on(post: Post) -> str:
    return f"/desk/decisions/{post.pk}/"


def state_of(post: Post) -> str:
    return Post.objects.get(pk=post.pk).state


def decides(visitor: Visitor, decision: str, remark: str = "") -> None:
    if decision == "Approve":
        confirm_the_list(visitor)
    visitor.choose(decision)
    visitor.field("What should the author know?").fill(remark)
    visitor.press("Save my decision")


def changes_and_resubmits(visitor: Visitor, author: User) -> None:
    visitor.arrive(author)
    visitor.follow(f"Change: {TITLE}")
    visitor.sees("Clerk (Clerk) says:", "Say which days.", "The pen is with you")
    visitor.look()
    visitor.follow("Change it")
    visitor.field("Title").fill(f"{TITLE} on Tuesday")
    visitor.press("Save and submit for approval")
    visitor.sees("is saved and submitted")
