"""The main thread in a browser, council by council: written, approved as that policy says, published, recorded."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from accounts.clock import today
from accounts.models import User
from email_log.models import OutgoingMail
from posts.models import Post
from tests import making
from tests.journeys.conftest import Opener
from tests.journeys.steps import LINK, TITLE, Draft, approve, is_out, recorded, write
from tests.journeys.visitors import Letters, Visitor, sweep

Found = Callable[[str], making.Cast]
CLUBS = Draft()
ASKED = Draft(is_asked=True)


@dataclass(frozen=True)
class Story:
    """Who approves under which council's policy, with what before it."""

    council: str
    approver: str
    draft: Draft
    reads_first: bool = False
    width: int = 1280

    @property
    def confirms_links(self) -> bool:
        return self.council in ("thornbury", "model")


STORIES = [
    pytest.param(Story("faversham", "clerk", CLUBS), id="Faversham, by the Clerk"),
    pytest.param(Story("desborough", "chair", ASKED), id="Desborough, by the Chair"),
    pytest.param(Story("thornbury", "deputy", CLUBS, reads_first=True), id="Thornbury, by the Deputy Clerk"),
    pytest.param(Story("thornbury", "deputy", CLUBS, reads_first=True, width=320), id="Thornbury, on a telephone"),
]


@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("story", STORIES)
def test_a_councillors_draft_comes_out(story: Story, found: Found, open_page: Opener, letters: Letters) -> None:
    cast = found(story.council)
    approver: User = getattr(cast, story.approver)
    author_page, approver_page = open_page(story.width), open_page(story.width)
    submitted(author_page, cast.councillor, story)
    opens_from_the_desk(approver_page, approver)
    approve(approver_page)
    approver_page.sees(f"“{TITLE}” is approved and goes out in ten seconds")
    approver_page.look()
    sweep()
    is_out(author_page)
    is_recorded(author_page, story.council, approver)
    assert subjects(letters, approver) == [f"Waiting for your decision: {TITLE}"]
    assert subjects(letters, cast.councillor) == [f"Approved: {TITLE}"]


@pytest.mark.clause("post-delegation")
def test_sevenoaks_by_an_employee_to_whom_the_clerk_delegated_it(
    found: Found, open_page: Opener, letters: Letters
) -> None:
    cast = found("sevenoaks")
    author_page, clerk_page, employee_page = open_page(), open_page(), open_page()
    submitted(author_page, cast.councillor, Story("sevenoaks", "employee", CLUBS))
    opens_from_the_desk(clerk_page, cast.clerk)
    delegates(clerk_page, cast.employee)
    opens_from_the_desk(employee_page, cast.employee)
    approve(employee_page)
    sweep()
    is_out(author_page)
    is_recorded(author_page, "sevenoaks", cast.employee, between=["Delegated by Clerk, Clerk"])
    assert subjects(letters, cast.employee) == [f"You may decide on: {TITLE}"]


@pytest.mark.clause("website-items")
def test_barton_by_the_vice_chair_after_the_clerk_has_let_the_kind_in(found: Found, open_page: Opener) -> None:
    cast = found("barton_le_clay")
    author_page, vice_chair_page, clerk_page = open_page(), open_page(), open_page()
    submitted(author_page, cast.councillor, Story("barton_le_clay", "vice_chair", Draft("News", is_asked=True)))
    opens_from_the_desk(vice_chair_page, cast.vice_chair)
    approve(vice_chair_page)
    vice_chair_page.sees("“News” is not on the policy", "The Clerk can let this kind in with one press")
    vice_chair_page.look()
    opens_from_the_desk(clerk_page, cast.clerk)
    clerk_page.press("Let this kind in from now on")
    clerk_page.sees("“News” may be on the website from now on")
    vice_chair_page.go("/desk/")
    vice_chair_page.follow(f"Decide: {TITLE}")
    approve(vice_chair_page)
    sweep()
    is_out(author_page)
    is_recorded(author_page, "barton_le_clay", cast.vice_chair)


@pytest.mark.clause("post-moderators")
def test_model_council_by_the_clerk_in_djangos_admin(found: Found, open_page: Opener, letters: Letters) -> None:
    cast = found("model")
    author_page, clerk_page = open_page(), open_page()
    submitted(author_page, cast.councillor, Story("model", "clerk", ASKED))
    clerk_page.sign_in(cast.clerk, path="/admin/")
    clerk_page.page.locator("#posts-post").get_by_role("link", name="Posts").click()
    clerk_page.look()
    clerk_page.follow(TITLE)
    clerk_page.look()
    approve(clerk_page)
    expect(clerk_page.page.locator(".messagelist")).to_contain_text(
        f"“{TITLE}” is approved and goes out in ten seconds"
    )
    sweep()
    is_out(author_page)
    is_recorded(author_page, "model", cast.clerk)
    clerk_page.go("/admin/email_log/outgoingmail/")
    expect(clerk_page.page.get_by_role("row", name=f"Approved: {TITLE}")).to_contain_text(cast.councillor.email)


# ------------------------------------------------------------------------------------------------- helpers
def submitted(visitor: Visitor, author: User, story: Story) -> None:
    """The author signs in, reads the policy where it must be read, writes, and submits."""
    visitor.sign_in(author)
    visitor.is_headed("Waiting for you")
    visitor.look()
    if story.reads_first:
        visitor.follow("Read: our policy")
        visitor.look()
        visitor.press("I have read this and understood it")
        visitor.sees("It is on the record that you have read and understood")
    write(visitor, story.draft)
    visitor.look()
    visitor.press("Save and submit for approval")
    if story.confirms_links:
        visitor.sees("Confirm of each link that the site lets you link to it.")
        visitor.page.get_by_role("checkbox", name=LINK).check()
        visitor.press("Save and submit for approval")
    visitor.sees(f"“{TITLE}” is saved and submitted", "To decide")
    visitor.look()


def opens_from_the_desk(visitor: Visitor, approver: User) -> None:
    visitor.sign_in(approver)
    visitor.look()
    visitor.follow(f"Decide: {TITLE}")
    visitor.is_headed(TITLE)
    visitor.sees("The pen is with you", "a warm coat")
    visitor.look()


def delegates(visitor: Visitor, to: User) -> None:
    visitor.follow("Let somebody else decide on this")
    visitor.field("To whom?").select_option(label=to.name)
    visitor.field("Until which day?").fill(f"{today():%Y-%m-%d}")
    visitor.field("Why?").fill("I am away this week")
    visitor.look()
    visitor.press("Delegate this decision")
    visitor.sees(f"{to.name} may now decide on “{TITLE}”")
    visitor.look()


def is_recorded(visitor: Visitor, council: str, approver: User, between: list[str] | None = None) -> None:
    """The author's desk shows each act with actor, office and policy; the author's mail is on the record, sent."""
    post = Post.objects.get()
    visitor.go(f"/desk/posts/{post.pk}/")
    visitor.sees("It is out", "What stands there")
    acts = ["Drafted by Councillor, Councillor", "Submitted by Councillor, Councillor", *(between or [])]
    acts += [f"Approved by {approver.name}, {approver.appointments.get().called}", "Published by Moothall"]
    shown = recorded(visitor)
    assert [line.split(" under ")[0] for line in shown] == acts
    assert all("under version 1 of the policy" in line for line in shown), council
    visitor.look()
    mail = OutgoingMail.objects.get(to=[post.author.email])
    assert (mail.subject, mail.dispatch.state) == (f"Approved: {TITLE}", "sent")


def subjects(letters: Letters, user: User) -> list[str]:
    return [str(letter["Subject"]) for letter in letters.to(user)]
