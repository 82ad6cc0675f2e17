"""The link by which somebody becomes an editor: a scanner uses nothing up, and each state is said in plain words."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests import making as councils
from tests import stored
from tests.website_groups import making
from website_groups import workflow
from website_groups.links import link_of
from website_groups.models import Group, Invitation

pytestmark = [pytest.mark.django_db, pytest.mark.clause("groups-maintain-own-pages")]

SignIn = Callable[[User], Client]
PASSWORD = "7-onions-in-a-Row!"


def words(answer: object) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def group(cast: councils.Cast) -> Group:
    return making.edited_by(cast.group_editor, by=cast.clerk)


def invited(group: Group, cast: councils.Cast, email: str = "ann@else.example") -> tuple[Invitation, str]:
    invitation = workflow.invite(group.pk, by=cast.group_editor, name="Ann Dell", email=email)
    return invitation, reverse("groups:invitation", args=[link_of(invitation)])


def test_a_scanner_that_opens_the_link_uses_nothing_up(group: Group, cast: councils.Cast, client: Client) -> None:
    _, address = invited(group, cast)
    before = stored.everything()
    for _ in range(3):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert stored.everything() == before
    answer = client.post(address, {"name": "Ann Dell", "password": PASSWORD})
    assert answer["Location"] == reverse("group_pages:pages", args=[group.slug])
    person = User.objects.get(email="ann@else.example")
    assert person.has_perm("website_groups.edit_group", group)
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("word", ["1:made-up", "nonsense", "1"])
def test_a_word_that_was_never_given_out_is_no_page(cast: councils.Cast, client: Client, word: str) -> None:
    assert client.get(reverse("groups:invitation", args=[word])).status_code == 404


def test_it_is_kept_by_no_cache_and_found_by_no_search_engine(
    group: Group, cast: councils.Cast, client: Client
) -> None:
    answer = client.get(invited(group, cast)[1])
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_what_has_run_out_says_so(group: Group, cast: councils.Cast, client: Client) -> None:
    invitation, address = invited(group, cast)
    with time_machine.travel(timezone.now() + timedelta(days=13)):
        assert "Take up the invitation" in words(client.get(address))
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert "This invitation has run out" in words(client.get(address))
        assert "Group Editor" in words(client.get(address))
        refused = client.post(address, {"name": "Ann", "password": PASSWORD})
    assert (refused.status_code, Invitation.objects.get(pk=invitation.pk).accepted_at) == (409, None)
    assert "This invitation has run out" in words(refused)


def test_what_was_withdrawn_says_so(group: Group, cast: councils.Cast, client: Client) -> None:
    invitation, address = invited(group, cast)
    workflow.withdraw_invitation(invitation.pk, by=cast.clerk)
    assert "This invitation was withdrawn" in words(client.get(address))
    assert client.post(address, {"name": "Ann", "password": PASSWORD}).status_code == 409
    assert not User.objects.filter(email="ann@else.example").exists()


def test_what_was_taken_up_says_so_and_leads_on(group: Group, cast: councils.Cast, client: Client) -> None:
    _, address = invited(group, cast)
    client.post(address, {"name": "Ann Dell", "password": PASSWORD})
    assert "You have taken up this invitation" in words(client.get(address))
    other = Client()
    assert "This invitation has been taken up already" in words(other.get(address))
    assert other.post(address, {"name": "Bob", "password": PASSWORD}).status_code == 409
    assert User.objects.filter(name="Bob").count() == 0


def test_of_a_group_that_has_left_nothing_is_taken_up(group: Group, cast: councils.Cast, client: Client) -> None:
    _, address = invited(group, cast)
    workflow.end(group.pk, by=cast.group_editor)
    assert "This group is not on the website now" in words(client.get(address))
    assert client.post(address, {"name": "Ann", "password": PASSWORD}).status_code == 409


def test_who_is_signed_in_takes_it_up_by_a_press(group: Group, cast: councils.Cast, signed_in: SignIn) -> None:
    _, address = invited(group, cast, cast.outsider.email)
    browser = signed_in(cast.outsider)
    assert "You are signed in as Outsider" in words(browser.get(address))
    assert browser.post(address).status_code == 302
    assert User.objects.get(pk=cast.outsider.pk).has_perm("website_groups.edit_group", group)


def test_who_is_signed_in_as_somebody_else_is_told_so(group: Group, cast: councils.Cast, signed_in: SignIn) -> None:
    _, address = invited(group, cast)
    browser = signed_in(cast.outsider)
    said = words(browser.get(address))
    assert "It was sent to ann@else.example , and you are signed in as Outsider" in said
    refused = browser.post(address)
    assert (refused.status_code, "It was sent to ann@else.example" in words(refused)) == (409, True)
    assert not User.objects.get(pk=cast.outsider.pk).has_perm("website_groups.edit_group", group)


def test_two_who_share_an_address_are_told_to_have_one_each(group: Group, cast: councils.Cast, client: Client) -> None:
    """The first has a sign-in with it. The second is refused clearly, and joins with an address of their own."""
    _, address = invited(group, cast, cast.outsider.email)
    said = words(client.get(address))
    assert f"Somebody signs in here with {cast.outsider.email} already." in said
    assert "ask Group Editor for an invitation to an address of your own" in said
    refused = client.post(address, {"name": "The other one", "password": PASSWORD})
    assert refused.status_code == 409
    assert "Somebody signs in here with" in words(refused)
    assert not User.objects.filter(name="The other one").exists()
    _, own = invited(group, cast, "other@else.example")
    assert client.post(own, {"name": "The other one", "password": PASSWORD}).status_code == 302


def test_capitals_in_the_address_make_no_second_person(group: Group, cast: councils.Cast, client: Client) -> None:
    _, address = invited(group, cast, cast.outsider.email.upper())
    assert "already" in words(client.get(address))


@pytest.mark.clause("strong-passwords")
def test_the_councils_rule_for_passwords_is_shown_and_kept(group: Group, cast: councils.Cast, client: Client) -> None:
    _, address = invited(group, cast)
    assert "Our policy asks for a mixture of letters, numbers and punctuation" in words(client.get(address))
    weak = client.post(address, {"name": "Ann Dell", "password": "onlyletterslong"})
    assert (weak.status_code, "It needs a number." in words(weak)) == (200, True)
    assert 'value="Ann Dell"' in weak.content.decode()
    assert not User.objects.filter(email="ann@else.example").exists()


def test_without_name_or_password_nobody_joins(group: Group, cast: councils.Cast, client: Client) -> None:
    _, address = invited(group, cast)
    said = words(client.post(address, {"name": "", "password": ""}))
    assert "Give your name." in said
    assert "Choose a password." in said
