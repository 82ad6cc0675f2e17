"""The author's page of one post, and the lists: what may be done is offered, and what was said stands in its place."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.clock import today
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours
from email_log.models import OutgoingMail
from posts import workflow
from posts.content import Variant
from posts.life import State
from posts.models import Post
from tests import making
from tests.posts.test_queries import put_in

SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
EVERYTHING = "/desk/posts/everything/"
MINE = "/desk/posts/"

AUTHOR_MAY = {
    State.DRAFT: {"Submit for approval", "Change it", "Withdraw it", "Ask whether it may be published"},
    State.SUBMITTED: {"Take it back and change it", "Withdraw it", "Ask whether it may be published"},
    State.RETURNED: {"Submit for approval", "Change it", "Withdraw it", "Ask whether it may be published"},
    State.REFUSED: set(),
    State.SCHEDULED: {"Take it back and change it", "Withdraw it"},
    State.PUBLISHED: {"Put it right", "It is still right"},
    State.WITHDRAWN: set(),
    State.EXPIRED: {"Change it", "Withdraw it", "Ask whether it may be published"},
    State.REPLACED: set(),
}
CLERK_MAY = {
    State.SUBMITTED: {"Decide on it", "Amend it", "Withdraw it"},
    State.SCHEDULED: {"Take back the approval", "Withdraw it"},
    State.PUBLISHED: {"Put it right", "It is still right", "Withdraw it"},
}


def page_of(client: Client, post: Post) -> str:
    return client.get(f"/desk/posts/{post.pk}/").content.decode()


def offered(page: str) -> set[str]:
    """What the group of buttons at the head of the page offers."""
    group = page.split('<div class="govuk-button-group">')[1].split('<div class="mh-two', maxsplit=1)[0]
    return {words.strip() for words in re.findall(r">([^<>]+)</(?:a|button)>", group)}


def titles(page: str) -> list[str]:
    return re.findall(r'<a class="govuk-link" href="/desk/posts/\d+/">([^<]+)</a></h2>', page)


@pytest.fixture
def post_in(cast: making.Cast) -> Callable[[State], Post]:
    making.read_by(cast.councillor)
    return lambda state: making.post_in(state, author=cast.councillor, approver=cast.clerk)


# ---------------------------------------------------------------------------------------------- one post
@pytest.mark.parametrize("state", list(State))
def test_the_page_offers_what_may_be_done_and_nothing_else(
    state: State, cast: making.Cast, post_in: Callable[[State], Post], signed_in: SignIn
) -> None:
    post = post_in(state)
    assert offered(page_of(signed_in(cast.councillor), post)) == AUTHOR_MAY[state]
    if state in CLERK_MAY:
        assert offered(page_of(signed_in(cast.clerk), post)) == CLERK_MAY[state]


def test_places_to_change_are_marked_in_the_text_with_their_notes(
    cast: making.Cast, post_in: Callable[[State], Post], signed_in: SignIn
) -> None:
    post = post_in(State.SUBMITTED)
    places = [("water main", "Which one?"), ("Mill Lane", "")]
    workflow.return_for_changes(
        post.pk, by=cast.clerk, version=post.current_version_id, remark="Nearly there.", places=places
    )
    author = signed_in(cast.councillor)
    page = page_of(author, post)
    assert 'The <mark class="mh-found">water main</mark><a class="govuk-link mh-note" href="#place-1">' in page
    assert '<li id="place-1">“<mark class="mh-found">water main</mark>”: Which one?</li>' in page
    assert '<li id="place-2">“<mark class="mh-found">Mill Lane</mark>”</li>' in page
    assert "Nearly there." in page
    post = Post.objects.get(pk=post.pk)
    changed = making.content(body="<p>The water main at the bridge is mended.</p>")
    workflow.revise(post.pk, changed, by=cast.councillor, version=post.current_version_id)
    page = page_of(author, post)
    assert "mh-note" not in page
    assert "Nearly there." in page


def test_the_page_lists_versions_findings_and_what_is_to_do_elsewhere(
    cast: making.Cast, post_in: Callable[[State], Post], signed_in: SignIn
) -> None:
    content = making.content(body="<p>Ring 07700 900461.</p>", channels=(Variant("facebook"),))
    post = workflow.write(content, by=cast.councillor)
    author = signed_in(cast.councillor)
    page = page_of(author, post)
    assert '<mark class="mh-found">07700 900461</mark>' in page
    assert f"/desk/posts/{post.pk}/ask/?about=07700%20900461" in page
    shorter = making.content(body="<p>Ring us.</p>", channels=(Variant("facebook"),))
    workflow.revise(post.pk, shorter, by=cast.councillor, version=post.current_version_id)
    workflow.submit(post.pk, by=cast.councillor)
    making.put_out(Post.objects.get(pk=post.pk), approver=cast.clerk)
    page = page_of(author, post)
    assert f'href="/desk/posts/{post.pk}/versions/2/"' in page
    assert "Facebook page: put out" in page
    assert "To do by hand" in page


def test_a_refusal_to_submit_leads_to_where_it_is_asked(cast: making.Cast, signed_in: SignIn) -> None:
    making.read_by(cast.councillor)
    post = workflow.write(making.content(pictures=(making.picture(description=""),)), by=cast.councillor)
    response = signed_in(cast.councillor).post(f"/desk/posts/{post.pk}/submit/", follow=True)
    assert response.redirect_chain == [(f"/desk/posts/{post.pk}/change/", 302)]
    assert "Say in one sentence what picture 1 shows" in response.content.decode()


def test_an_approval_is_taken_back_by_a_button(
    cast: making.Cast, post_in: Callable[[State], Post], signed_in: SignIn
) -> None:
    post = post_in(State.SCHEDULED)
    page = signed_in(cast.clerk).post(f"/desk/posts/{post.pk}/undo/", follow=True).content.decode()
    assert "It waits for a decision again" in page
    assert Post.objects.get().state == State.SUBMITTED
    assert signed_in(cast.councillor).post(f"/desk/posts/{post.pk}/undo/").status_code in (403, 409)


@pytest.mark.clause("website-up-to-date")
def test_what_is_out_is_put_right_or_said_to_be_right_still(
    cast: making.Cast, post_in: Callable[[State], Post], signed_in: SignIn
) -> None:
    post, author = post_in(State.PUBLISHED), signed_in(cast.councillor)
    keep = f"/desk/posts/{post.pk}/still-right/"
    late = author.post(keep, {"check_by": f"{today()}"})
    assert "Choose a day in the future" in late.content.decode()
    soon = today() + timedelta(days=90)
    assert "still right" in author.post(keep, {"check_by": f"{soon}"}, follow=True).content.decode()
    assert Post.objects.get(pk=post.pk).check_by == soon
    response = author.post(f"/desk/posts/{post.pk}/correct/", follow=True)
    assert "Put it right here" in response.content.decode()
    correction = Post.objects.get(corrects=post)
    assert response.redirect_chain[-1][0] == f"/desk/posts/{correction.pk}/change/"
    page = page_of(author, post)
    assert "A correction of this is under way" in page
    assert "Put it right" not in offered(page)


# ------------------------------------------------------------------------------------------------- asking
@pytest.mark.clause("post-personal-information")
def test_whoever_is_unsure_asks_those_whom_the_policy_names(cast: making.Cast, signed_in: SignIn) -> None:
    post = workflow.write(making.content(), by=cast.councillor)
    author = signed_in(cast.councillor)
    page = author.get(f"/desk/posts/{post.pk}/ask/?about=07700 900461").content.decode()
    assert "It goes to Clerk and Deputy." in page
    page = author.post(f"/desk/posts/{post.pk}/ask/", {"question": "May Bob’s number stand?"}, follow=True).content
    assert "Your question is on its way to Clerk and Deputy" in page.decode()
    mails = OutgoingMail.objects.filter(subject__startswith="A question about")
    assert {mail.to[0] for mail in mails} == {cast.clerk.email, cast.deputy.email}
    row = post.history.order_by("-history_id")[0]
    assert (row.act, row.history_change_reason) == ("asked", "To Clerk, Deputy: May Bob’s number stand?")


@pytest.mark.clause("post-personal-information")
def test_the_clerk_asks_the_chair(cast: making.Cast) -> None:
    post = workflow.write(making.content(), by=cast.clerk)
    assert workflow.ask(post.pk, by=cast.clerk, question="May it stand?") == [cast.chair]


@pytest.mark.clause("post-personal-information")
def test_where_the_policy_names_nobody_nobody_is_asked(db: None, signed_in: SignIn) -> None:
    making.found("faversham")
    councillor = making.person("councillor", Office.COUNCILLOR)
    post = workflow.write(making.content(), by=councillor)
    with pytest.raises(NotNow):
        workflow.ask(post.pk, by=councillor, question="May it stand?")
    assert signed_in(councillor).get(f"/desk/posts/{post.pk}/ask/").status_code == 302
    assert "Ask whether" not in page_of(signed_in(councillor), post)


def test_only_who_may_open_it_asks_and_says_what(cast: making.Cast) -> None:
    post = workflow.write(making.content(), by=cast.councillor)
    for stranger in (cast.clerk, cast.employee, cast.outsider):
        with pytest.raises(NotYours):
            workflow.ask(post.pk, by=stranger, question="May it stand?")
    with pytest.raises(BadInput):
        workflow.ask(post.pk, by=cast.councillor, question="  ")


# -------------------------------------------------------------------------------------------------- lists
def test_everything_is_what_one_may_see(cast: making.Cast, post_in: Callable[[State], Post], signed_in: SignIn) -> None:
    for state in (State.DRAFT, State.SUBMITTED, State.PUBLISHED):
        post_in(state)
    workflow.write(making.content("The Clerk's own draft"), by=cast.clerk)
    seen = {
        name: len(titles(signed_in(getattr(cast, name)).get(EVERYTHING).content.decode()))
        for name in ("councillor", "clerk", "employee")
    }
    assert seen == {"councillor": 3, "clerk": 3, "employee": 1}
    assert signed_in(cast.outsider).get(EVERYTHING).status_code == 403


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("state=draft", {"Draft"}),
        ("state=published&kind=clubs_and_events", {"Published"}),
        ("kind=news", set()),
        ("author={author}", {"Draft", "Published"}),
        ("state=gossip&kind=gossip&author=gossip", {"Draft", "Published"}),
        ("state=draft&state=published", {"Published"}),
    ],
)
def test_a_list_is_narrowed(
    wanted: str, found: set[str], cast: making.Cast, post_in: Callable[[State], Post], signed_in: SignIn
) -> None:
    for state in (State.DRAFT, State.PUBLISHED):
        post_in(state)
    address = f"{EVERYTHING}?{wanted.format(author=cast.councillor.pk)}"
    page = signed_in(cast.councillor).get(address).content.decode()
    assert {word for word in ("Draft", "Published") if f"</svg>{word}</span>" in page} == found
    if not found:
        assert "There is nothing like this" in page


def test_lists_turn_page_by_page_and_stay_narrowed(cast: making.Cast, signed_in: SignIn) -> None:
    put_in(State.DRAFT, 120, author=cast.councillor)
    client, found = signed_in(cast.councillor), []
    for path in (EVERYTHING, MINE):
        address, seen = f"{path}?state=draft", []
        while address:
            page = client.get(address).content.decode()
            seen += titles(page)
            older = re.search(r'href="(\?[^"]*before=[^"]*)">Older ones', page)
            address = path + older[1].replace("&amp;", "&") if older else ""
            assert "state=draft" in address or not address
        found.append(seen)
    assert [len(set(seen)) for seen in found] == [len(seen) for seen in found] == [120, 120]
    assert client.get(f"{EVERYTHING}?before=nonsense").status_code == 400


def test_everything_asks_as_little_of_ten_thousand_as_of_ten(cast: making.Cast, signed_in: SignIn) -> None:
    client, numbers = signed_in(cast.clerk), []
    for number in (10, 5000):
        put_in(State.PUBLISHED, number, author=cast.councillor)
        put_in(State.SUBMITTED, number, author=cast.deputy)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{EVERYTHING}?author={cast.deputy.pk}").status_code == 200
        numbers.append(len(queries))
        assert [query["sql"] for query in queries if "OFFSET" in query["sql"] or "COUNT(" in query["sql"]] == []
    assert numbers[0] == numbers[1] <= 10


def test_an_empty_list_says_what_to_do(cast: making.Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.councillor)
    assert "Write the first one" in client.get(MINE).content.decode()
    assert "Write the first post" in client.get(EVERYTHING).content.decode()
    assert "Show everything that you have written" in client.get(f"{MINE}?state=draft").content.decode()
