"""The approvers' room: delegation of a post and of a matter by form, what waits, and who is kept out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import workflow as people
from accounts.clock import today
from accounts.models import Matter, User
from accounts.refusals import NotYours
from moderation.agenda import agenda_of
from posts import permissions, workflow
from posts.life import State
from posts.models import Post
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.clause("post-delegation")]

SignIn = Callable[[User], Client]


@pytest.fixture
def waiting(cast: making.Cast) -> Post:
    return making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)


def delegation(to: User) -> dict[str, object]:
    return {"to": to.pk, "ends": today() + timedelta(days=7), "reason": "The Clerk is at a conference."}


def again(user: User) -> User:
    """As the next request reads them."""
    return User.objects.get(pk=user.pk)


def test_a_post_is_delegated_and_taken_back_in_one_press(cast: making.Cast, signed_in: SignIn, waiting: Post) -> None:
    clerk = signed_in(cast.clerk)
    response = clerk.post(f"/desk/decisions/{waiting.pk}/delegate/", delegation(cast.employee), follow=True)
    assert "Employee may now decide on “Mill Lane is closed”" in response.content.decode()
    assert permissions.can_approve(again(cast.employee), waiting)
    assert agenda_of(again(cast.employee)).to_decide == [waiting]

    grant = waiting.grants.get()
    clerk.post(f"/desk/decisions/{waiting.pk}/end-delegation/{grant.pk}/")
    assert not permissions.can_approve(again(cast.employee), waiting)
    assert [row.act for row in waiting.history.order_by("history_id")][-2:] == ["delegated", "delegation ended"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"to": ""}, "to"), ({"ends": ""}, "ends"), ({"reason": " "}, "reason"), ({"ends": "2020-01-01"}, "ends")],
)
def test_what_is_missing_is_said_at_its_field(
    cast: making.Cast, signed_in: SignIn, waiting: Post, changes: dict[str, object], field: str
) -> None:
    address = f"/desk/decisions/{waiting.pk}/delegate/"
    response = signed_in(cast.clerk).post(address, delegation(cast.employee) | changes)
    assert list(response.context["form"].errors) == [field]
    assert waiting.grants.count() == 0


def test_only_those_to_whom_the_policy_lets_it_be_delegated_are_offered(
    cast: making.Cast, signed_in: SignIn, waiting: Post
) -> None:
    response = signed_in(cast.clerk).get(f"/desk/decisions/{waiting.pk}/delegate/")
    assert set(response.context["form"].fields["to"].queryset) == {cast.assistant, cast.employee}


def test_who_may_not_delegate_is_told_by_which_rule(cast: making.Cast, signed_in: SignIn, waiting: Post) -> None:
    response = signed_in(cast.councillor).post(f"/desk/decisions/{waiting.pk}/delegate/", delegation(cast.employee))
    assert response.status_code == 403
    assert waiting.grants.count() == 0


def test_a_matter_is_opened_and_delegated(cast: making.Cast, signed_in: SignIn, waiting: Post) -> None:
    clerk = signed_in(cast.clerk)
    clerk.post("/desk/decisions/matters/", {"name": "Mill Lane road works"})
    matter = Matter.objects.get()
    response = clerk.post(f"/desk/decisions/matters/{matter.pk}/", delegation(cast.employee), follow=True)
    assert "Employee may now decide on every post of “Mill Lane road works”" in response.content.decode()
    grant = matter.grants.get()
    assert (grant.user, grant.granted_by, grant.reason) == (cast.employee, cast.clerk, "The Clerk is at a conference.")

    clerk.post(f"/desk/decisions/matters/{matter.pk}/end-delegation/{grant.pk}/")
    assert matter.grants.count() == 0


def test_a_matter_is_not_for_councillors_to_open_or_delegate(cast: making.Cast, signed_in: SignIn) -> None:
    matter = people.open_matter("Mill Lane road works", by=cast.clerk)
    councillor = signed_in(cast.councillor)
    assert councillor.get(f"/desk/decisions/matters/{matter.pk}/").status_code == 200
    assert councillor.post("/desk/decisions/matters/", {"name": "Mine"}).status_code == 403
    assert councillor.post(f"/desk/decisions/matters/{matter.pk}/", delegation(cast.employee)).status_code == 403
    assert (Matter.objects.count(), matter.grants.count()) == (1, 0)


def test_somebody_without_an_office_is_kept_out(cast: making.Cast, signed_in: SignIn, waiting: Post) -> None:
    outsider = signed_in(cast.outsider)
    for address in (f"/desk/posts/{waiting.pk}/", "/desk/decisions/matters/", "/desk/posts/write/"):
        assert outsider.get(address).status_code == 403
    assert "You hold no office of the council today" in outsider.get("/desk/").content.decode()


def test_the_desk_holds_what_waits_for_each(cast: making.Cast, waiting: Post) -> None:
    returned = making.post_in(State.RETURNED, author=cast.councillor, approver=cast.clerk, title="Benches")
    scheduled = making.post_in(State.SCHEDULED, author=cast.councillor, approver=cast.clerk, title="Carols")
    clerks, councillors = agenda_of(again(cast.clerk)), agenda_of(again(cast.councillor))
    assert (clerks.to_decide, clerks.to_write, clerks.going_out) == ([waiting], [], [scheduled])
    assert (councillors.to_decide, councillors.to_write, councillors.with_others) == ([], [returned], [waiting])


def test_a_matters_delegate_does_not_decide_on_their_own_posts(cast: making.Cast) -> None:
    """Else they could bring anything under their own grant by putting it into the matter."""
    matter = people.open_matter("Mill Lane road works", by=cast.clerk)
    workflow.delegate_matter(matter, by=cast.clerk, to=cast.employee, ends=today(), reason="She knows the road works.")
    own = making.post_in(State.SUBMITTED, author=cast.employee, approver=cast.clerk, matter=matter)
    others = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk, matter=matter)
    assert agenda_of(again(cast.employee)).to_decide == [others]
    with pytest.raises(NotYours):
        workflow.approve(own.pk, by=cast.employee, version=own.current_version_id, attested=True)
    assert (
        workflow.approve(others.pk, by=cast.employee, version=others.current_version_id, attested=True).state
        == State.SCHEDULED
    )


@pytest.mark.clause("code-of-conduct")
@pytest.mark.parametrize(("title", "is_shown"), [("You bloody idiot", True), ("Mill Lane is closed", False)])
def test_beside_a_finding_stands_the_procedure_for_insiders(
    title: str, is_shown: bool, cast: making.Cast, signed_in: SignIn
) -> None:
    post = workflow.write(making.content(title), by=cast.councillor)
    workflow.submit(post.pk, by=cast.councillor)
    page = signed_in(cast.clerk).get(reverse("moderation:decide", args=[post.pk])).content.decode()
    assert "What the check found" in page
    assert ("If a finding is about one of our own people" in page) is is_shown
    assert ("Disciplinary Policy; Policy and Finance Committee" in page) is is_shown
