"""Which kinds of item the website takes (website-items): the policy's list, barred kinds, the Clerk's discretion."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours
from policies.standing import standing_of
from posts import workflow
from posts.forms import PostForm
from posts.life import State
from posts.models import AllowedKind, Post
from tests import making, stored

SignIn = Callable[[User], Client]

pytestmark = [pytest.mark.django_db, pytest.mark.clause("website-items")]

BARRED = {
    "desborough": {
        "political_organisation": "Articles affiliated to, or promoting any political organisation",
        "commercial_advertisement": "Commercial advertisements",
        "non_charitable_fund_raising": "Publicity for any non-charitable fund raising event",
    },
    "barton_le_clay": {
        "political_organisation": "Articles affiliated to, or promoting any political organisation",
        "commercial_advertisement": "Commercial advertisements",
        "non_charitable_fund_raising": "Publicity for any non-charitable fund-raising event",
    },
}
CALLED = {"desborough": "Town Clerk", "barton_le_clay": "Parish Clerk"}
NOT_ASKED = ["faversham", "sevenoaks", "thornbury"]
EACH_BARRED = [(council, key) for council, kinds in BARRED.items() for key in kinds]


def clerk_of(council: str) -> User:
    making.found(council)
    clerk = making.person("clerk", Office.CLERK)
    making.read_by(clerk)
    return clerk


def form_for(clerk: User) -> PostForm:
    rules = standing_of(clerk).rules
    assert rules is not None
    return PostForm(rules=rules)


def choices(form: PostForm, name: str) -> dict[str, str]:
    return dict(form.fields[name].choices)  # type: ignore[attr-defined]


def filled_in(**changes: str) -> dict[str, str]:
    return {
        "title": "Summer fair",
        "body": "<p>Come.</p>",
        "kind": "clubs_and_events",
        "barred_kind": "none",
        **changes,
    }


# ------------------------------------------------------------------------------------------ barred kinds
@pytest.mark.parametrize("council", BARRED)
def test_the_author_is_asked_in_the_policys_words(council: str) -> None:
    asked = choices(form_for(clerk_of(council)), "barred_kind")
    assert asked == {**BARRED[council], "none": "No, none of these"}


@pytest.mark.parametrize("council", NOT_ASKED)
def test_where_the_policy_bars_no_kind_nothing_is_asked(council: str) -> None:
    clerk = clerk_of(council)
    assert "barred_kind" not in form_for(clerk).fields
    assert workflow.write(making.content(barred_kind=""), by=clerk).state == State.DRAFT


@pytest.mark.parametrize(("council", "key"), EACH_BARRED)
def test_a_barred_kind_is_refused_with_the_reason_and_whom_to_ask(council: str, key: str) -> None:
    clerk = clerk_of(council)
    before = stored.everything()
    with pytest.raises(BadInput) as refused:
        workflow.write(making.content(barred_kind=key), by=clerk)
    assert (refused.value.field, refused.value.message) == (
        "barred_kind",
        f"Our policy does not let this be published: “{BARRED[council][key]}”. "
        f"If you are unsure, ask the {CALLED[council]}.",
    )
    assert refused.value.source.kind == "policy"
    assert stored.everything() == before


@pytest.mark.parametrize(("council", "key"), EACH_BARRED)
def test_the_form_says_so_at_the_question(council: str, key: str, signed_in: SignIn) -> None:
    clerk = clerk_of(council)
    response = signed_in(clerk).post("/desk/posts/write/", filled_in(barred_kind=key))
    assert [error.partition("“")[2].partition("”")[0] for error in response.context["form"].errors["barred_kind"]] == [
        BARRED[council][key]
    ]
    assert Post.objects.count() == 0


@pytest.mark.parametrize("council", BARRED)
@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_the_question_is_answered(council: str, answer: str) -> None:
    clerk = clerk_of(council)
    with pytest.raises(BadInput, match="Say whether it is one of these kinds"):
        workflow.write(making.content(barred_kind=answer), by=clerk)


@pytest.mark.parametrize("council", BARRED)
def test_a_change_into_a_barred_kind_is_refused_as_well(council: str) -> None:
    clerk = clerk_of(council)
    post = workflow.write(making.content(), by=clerk)
    before = stored.everything()
    barred = making.content(barred_kind="commercial_advertisement")
    with pytest.raises(BadInput, match="Commercial advertisements"):
        workflow.revise(post.pk, barred, by=clerk, version=post.current_version_id)
    assert stored.everything() == before


# ------------------------------------------------------------------------------------- the policy's list
def test_desborough_offers_the_nine_kinds_of_its_list() -> None:
    kinds = set(choices(form_for(clerk_of("desborough")), "kind")) - {""}
    assert kinds == {
        "meeting_dates",
        "agendas",
        "minutes",
        "financial_information",
        "policies",
        "members",
        "principal_council_links",
        "clubs_and_events",
        "news",
    }


@pytest.mark.parametrize("kind", ["charity_links", "committee_minutes", "other"])
def test_desborough_refuses_a_kind_outside_its_list(kind: str, signed_in: SignIn) -> None:
    clerk = clerk_of("desborough")
    browser, before = signed_in(clerk), stored.everything()
    with pytest.raises(BadInput) as refused:
        workflow.write(making.content(kind=kind), by=clerk)
    assert (refused.value.field, refused.value.source.place) == ("kind", "Town Council Website")
    browser.post("/desk/posts/write/", filled_in(kind=kind))
    assert stored.everything() == before


@pytest.mark.parametrize("council", NOT_ASKED)
def test_where_the_policy_has_no_list_every_kind_may_be_written(council: str) -> None:
    assert len(choices(form_for(clerk_of(council)), "kind")) == 13  # all twelve, and none chosen


# ------------------------------------------------------------------------------------- the Clerk's discretion
@pytest.fixture
def barton(db: None) -> making.Cast:
    making.found("barton_le_clay")
    return making.cast()


def waiting(of: making.Cast, kind: str = "news") -> Post:
    """News is no kind of Barton's list."""
    post = workflow.write(making.content(kind=kind), by=of.councillor)
    return workflow.submit(post.pk, by=of.councillor)


@pytest.mark.parametrize("approver", ["clerk", "chair", "vice_chair"])
def test_until_the_kind_is_let_in_nobody_approves_it(barton: making.Cast, approver: str) -> None:
    post = waiting(barton)
    before = stored.everything()
    with pytest.raises(NotNow, match="“News” is not on the policy’s list for the website"):
        workflow.approve(post.pk, by=getattr(barton, approver), version=post.current_version_id, attested=True)
    assert stored.everything() == before


def test_only_the_clerk_lets_a_kind_in(barton: making.Cast, signed_in: SignIn) -> None:
    post = waiting(barton)
    others = {name: user for name, user in barton.everybody().items() if name != "clerk"}
    browsers = [signed_in(user) for user in others.values()]
    before = stored.everything()
    for user in others.values():
        with pytest.raises(NotYours):
            workflow.allow_kind("news", by=user)
    for browser in browsers:
        browser.post(f"/desk/decisions/{post.pk}/allow-kind/")
    assert stored.everything() == before


def test_the_clerk_lets_a_kind_in_with_one_press_and_it_is_remembered(barton: making.Cast, signed_in: SignIn) -> None:
    first, second, other = waiting(barton), waiting(barton), waiting(barton, "meeting_dates")
    signed_in(barton.clerk).post(f"/desk/decisions/{first.pk}/allow-kind/")
    for post in (first, second):
        assert (
            workflow.approve(post.pk, by=barton.chair, version=post.current_version_id, attested=True).state
            == State.SCHEDULED
        )
    with pytest.raises(NotNow, match="“Meeting dates” is not on the policy’s list"):
        workflow.approve(other.pk, by=barton.chair, version=other.current_version_id, attested=True)
    kind = AllowedKind.objects.get()
    assert [(row.act, row.actor_name, row.office) for row in kind.history.all()] == [("kind allowed", "Clerk", "Clerk")]


def test_a_kind_is_let_in_once(barton: making.Cast) -> None:
    first = workflow.allow_kind("news", by=barton.clerk)
    before = stored.everything()
    assert workflow.allow_kind("news", by=barton.clerk) == first
    assert stored.everything() == before


def test_what_is_on_the_list_needs_no_discretion(barton: making.Cast) -> None:
    post = waiting(barton, "clubs_and_events")
    assert (
        workflow.approve(post.pk, by=barton.chair, version=post.current_version_id, attested=True).state
        == State.SCHEDULED
    )
    with pytest.raises(NotNow, match="already says that this kind may be included"):
        workflow.allow_kind("clubs_and_events", by=barton.clerk)


@pytest.mark.parametrize("council", ["faversham", "sevenoaks", "desborough", "thornbury"])
def test_where_the_policy_knows_no_discretion_not_even_the_clerk_has_any(council: str) -> None:
    clerk = clerk_of(council)
    with pytest.raises(NotYours):
        workflow.allow_kind("other", by=clerk)
