"""Anybody tells the council of a problem with a group's page; robots and floods do not."""

import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.robots import MOST_IN_AN_HOUR
from email_log.models import OutgoingMail
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow
from website_groups.models import Item, Problem

pytestmark = [pytest.mark.django_db, pytest.mark.clause("groups-removal")]


@pytest.fixture
def item(cast: councils.Cast) -> Item:
    return making.published(making.edited_by(cast.group_editor, by=cast.clerk), by=cast.group_editor)


def address(item: Item) -> str:
    return f"/groups/problem/{item.group.slug}/{item.pk}/"


def sent(client: Client, where: str, *, after: float = 10, **typed: str) -> object:
    """Opens the form, fills it in and sends it so many seconds later."""
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        opened = re.search(r'name="opened" value="([^"]+)"', client.get(where).content.decode())[1]
    with time_machine.travel(now.timestamp() + after, tick=False):
        return client.post(where, {"text": "That is my telephone number.", "opened": opened, **typed})


def test_the_clerk_hears_of_it(item: Item, cast: councils.Cast, client: Client) -> None:
    response = sent(client, address(item), reply_to="ann@else.example")
    problem = Problem.objects.get()
    assert (response.status_code, problem.item, problem.reply_to) == (302, item, "ann@else.example")
    mails = OutgoingMail.objects.filter(subject__startswith="A problem with")
    told = {address: mail.text for mail in mails for address in mail.to}
    assert set(told) == {cast.clerk.email, cast.deputy.email}
    assert "That is my telephone number." in told[cast.clerk.email]
    assert "The council knows" in client.get(response["Location"]).content.decode()


def test_it_can_be_about_all_of_a_group(item: Item, client: Client) -> None:
    assert sent(client, f"/groups/problem/{item.group.slug}/").status_code == 302
    assert (Problem.objects.get().group, Problem.objects.get().item) == (item.group, None)


@pytest.mark.parametrize(
    ("after", "typed", "said"),
    [
        (1, {}, "That was quicker than people write."),
        (10, {"website": "https://spam.example"}, "Something filled in a field that people do not see."),
        (10, {"text": " "}, "Say what is wrong."),
        (10, {"reply_to": "ann"}, "Give the whole address"),
        (10, {"opened": "forged"}, "That was quicker than people write."),
    ],
)
def test_what_is_not_taken_says_why_and_loses_nothing(
    after: float, typed: dict[str, str], said: str, item: Item, client: Client
) -> None:
    response = sent(client, address(item), after=after, **{"text": "Mine.", **typed})
    page = response.content.decode()
    assert (response.status_code, said in page, Problem.objects.count()) == (200, True, 0)
    assert typed.get("text", "Mine.").strip() in page


def test_one_address_tells_so_much_and_no_more(item: Item, client: Client) -> None:
    answers = [sent(client, address(item)) for _ in range(MOST_IN_AN_HOUR + 1)]
    assert [answer.status_code for answer in answers] == [302] * MOST_IN_AN_HOUR + [200]
    assert "Many of these have come from where you are" in answers[-1].content.decode()
    assert Problem.objects.count() == MOST_IN_AN_HOUR


def test_nothing_can_be_told_of_what_is_not_public(item: Item, cast: councils.Cast, client: Client) -> None:
    other = making.edited_by(cast.outsider, "Silver band", by=cast.clerk)
    assert client.get(f"/groups/problem/{other.slug}/{item.pk}/").status_code == 404
    workflow.take_down(item.group.pk, by=cast.clerk, rule="Rule 3", message="Mend it.")
    assert client.get(address(item)).status_code == 404
    assert client.post(f"/groups/problem/{item.group.slug}/", {"text": "x"}).status_code == 404
