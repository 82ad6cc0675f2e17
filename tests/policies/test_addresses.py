"""A policy is renamed: who may, what is refused, and how everything that has led to it still does."""

import pytest
from django.test import Client

from accounts.refusals import BadInput, NotYours
from policies import workflow
from policies.models import Policy
from tests import making
from tests.journeys.policy_steps import adopted

OLD, NEW = "/policies/complaints-policy/", "/policies/how-to-complain/"


@pytest.fixture
def complaints(cast: making.Cast) -> Policy:
    """In force since yesterday."""
    return adopted(cast)


def renamed(policy: Policy, cast: making.Cast, name: str = "How to complain", slug: str = "how-to-complain") -> Policy:
    return workflow.rename_policy(policy.pk, by=cast.clerk, name=name, slug=slug)


@pytest.mark.parametrize("rest", ["", "versions/1/", "versions/1/changes/"])
def test_the_old_address_leads_to_the_new_one_for_good(
    rest: str, complaints: Policy, cast: making.Cast, client: Client
) -> None:
    assert client.get(f"{OLD}{rest}").status_code == 200
    renamed(complaints, cast)
    led = client.get(f"{OLD}{rest}")
    assert (led.status_code, led["Location"]) == (301, f"{NEW}{rest}")
    assert client.get(f"{NEW}{rest}").status_code == 200
    renamed(complaints, cast, slug="complain")
    assert client.get(f"{OLD}{rest}", follow=True).redirect_chain == [(f"/policies/complain/{rest}", 301)]


def test_what_never_was_there_is_not_found(complaints: Policy, cast: making.Cast, client: Client) -> None:
    renamed(complaints, cast)
    assert client.get("/policies/nowhere/").status_code == 404
    assert client.get(f"{OLD}versions/9/").status_code == 301
    assert client.get(f"{NEW}versions/9/").status_code == 404


def test_the_link_in_a_reminder_to_read_still_works(complaints: Policy, cast: making.Cast, signed_in) -> None:
    renamed(complaints, cast)
    for page in ("read", "reading"):
        led = signed_in(cast.clerk).get(f"/desk/{page}/complaints-policy/", follow=True)
        assert led.redirect_chain == [(f"/desk/{page}/how-to-complain/", 301)]
        assert led.status_code == 200


def test_back_to_the_old_name(complaints: Policy, cast: making.Cast, client: Client) -> None:
    renamed(complaints, cast)
    renamed(complaints, cast, "Complaints Policy", "complaints-policy")
    assert client.get(OLD).status_code == 200
    assert client.get(NEW)["Location"] == OLD


def test_it_is_recorded_with_what_it_was(complaints: Policy, cast: making.Cast) -> None:
    renamed(complaints, cast)
    line = complaints.history.first()
    assert (line.act, line.actor_name, line.office) == ("renamed", "Clerk", "Clerk")
    assert line.history_change_reason == "Before: Complaints Policy, /policies/complaints-policy/"
    renamed(complaints, cast)
    assert complaints.history.first().pk == line.pk


@pytest.mark.parametrize(
    ("name", "slug", "field"),
    [
        ("", "complain", "name"),
        ("data protection POLICY", "complain", "name"),
        ("Complaints", "", "slug"),
        ("Complaints", "Com plaints", "slug"),
        ("Complaints", "in-force", "slug"),
        ("Complaints", "data-protection-policy", "slug"),
        ("Complaints", "how-to-complain", "slug"),
    ],
)
def test_neither_name_nor_address_of_another(
    name: str, slug: str, field: str, complaints: Policy, cast: making.Cast
) -> None:
    other = workflow.enter_policy(by=cast.clerk, name="How to complain")
    renamed(other, cast, "Data Protection Policy", "data-protection-policy")
    with pytest.raises(BadInput) as refused:
        renamed(complaints, cast, name, slug)
    assert refused.value.field == field
    with pytest.raises(BadInput):
        workflow.enter_policy(by=cast.clerk, name="How to complain")


@pytest.mark.parametrize("who", sorted(making.Cast.__annotations__))
def test_who_may_rename(who: str, complaints: Policy, cast: making.Cast, signed_in) -> None:
    may, page = who in ("clerk", "deputy"), f"/desk/policies/{complaints.pk}/rename/"
    answer = signed_in(getattr(cast, who)).post(page, {"name": "How to complain", "slug": "how-to-complain"})
    assert answer.status_code == (302 if may else 403)
    assert (Policy.objects.get(pk=complaints.pk).name == "How to complain") == may
    if not may:
        with pytest.raises(NotYours):
            workflow.rename_policy(complaints.pk, by=getattr(cast, who), name="Other", slug="other")


def test_the_page(complaints: Policy, cast: making.Cast, signed_in) -> None:
    clerk = signed_in(cast.clerk)
    desk = f"/desk/policies/{complaints.pk}/"
    assert f'href="{desk}rename/"' in clerk.get(desk).content.decode()
    assert f'href="{desk}rename/"' not in signed_in(cast.councillor).get(desk).content.decode()
    wrong = clerk.post(f"{desk}rename/", {"name": "How to complain", "slug": "How?"}).content.decode()
    assert "Use small letters, digits and hyphens" in wrong
    done = clerk.post(f"{desk}rename/", {"name": "How to complain", "slug": "how-to-complain"}, follow=True)
    assert "It is called “How to complain” now, and stands at /policies/how-to-complain/." in done.content.decode()
