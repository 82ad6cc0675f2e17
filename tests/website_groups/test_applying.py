"""The form by which a local group applies: in plain words, without a puzzle, and nothing is lost."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.robots import MOST_IN_AN_HOUR
from policies import founding
from policies.rules import meaning as means
from policies.standing import rules_in_force
from tests import making as councils
from website_groups.conditions import as_text, breakable, conditions
from website_groups.life import GroupState
from website_groups.models import Group

pytestmark = pytest.mark.django_db

APPLY = "/groups/apply/"


def words(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def typed(client: Client, **changes: str) -> dict[str, str]:
    """What somebody fills in who opened the form some seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(minutes=4)):
        form = client.get(APPLY).context["form"]
        opened, mark = form["opened"].value(), form.mark
    return {
        "name": "Thornby Allotment Association",
        "category": "nature",
        "purpose": "We look after the allotments.",
        "leader": "Joan Pettifer, chair",
        "editors_named": "Joan Pettifer",
        "applicant": "Joan Pettifer",
        "applicant_email": "joan@allotments.example",
        "accepted": "on",
        "conditions": mark,
        "opened": opened,
        "website": "",
    } | changes


@pytest.mark.clause("groups-approved")
def test_an_application_arrives_and_is_not_public(council: object, client: Client) -> None:
    answer = client.post(APPLY, typed(client), follow=True)
    assert answer.redirect_chain == [("/groups/apply/thanks/", 302)]
    assert "Nothing of your group is public before that." in words(answer.content)
    group = Group.objects.get()
    assert (group.state, group.applicant_email, group.category) == (
        GroupState.APPLIED,
        "joan@allotments.example",
        "nature",
    )
    assert list(Group.objects.public()) == []


@pytest.mark.clause("groups-approved")
@pytest.mark.parametrize("name", ["faversham", "sevenoaks", "barton_le_clay", "model"])
def test_the_conditions_are_the_councils_own_and_are_kept_as_they_were_shown(
    name: str, db: None, client: Client
) -> None:
    councils.found(name)
    rules = founding.read(name).rules
    shown = words(client.get(APPLY).content)
    own = [means.words_of_the_mark(rules), rules.groups.removal.value, *(k.words for k in means.never_kinds(rules))]
    for said in [*own, *(line.words for line in means.attestation(rules))]:
        assert said.replace("'", "&#x27;") in shown
    client.post(APPLY, typed(client))
    assert Group.objects.get().conditions == as_text(conditions(rules))


@pytest.mark.clause("website-items")
def test_barred_kinds_are_conditions_only_where_the_policy_bars_them() -> None:
    said = {name: as_text(conditions(founding.read(name).rules)) for name in ("barton_le_clay", "faversham")}
    assert "Publicity for any non-charitable fund-raising event" in said["barton_le_clay"]
    assert "These kinds" not in said["faversham"]


def test_what_the_council_chose_stands_among_the_conditions(council: object) -> None:
    councils.choose("groups", changes="once_accepted", confirmed_every=12)
    said = as_text(conditions(rules_in_force()))
    assert "What a group changes is public once the council has looked at it." in said
    assert "Every 12 months a group says that all is still right." in said


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Give the group’s name."),
        ("category", "", "Choose the kind that fits best."),
        ("category", "nonsense", "nonsense"),
        ("purpose", " ", "Say in a few sentences what the group is for."),
        ("purpose", "x" * 601, "Say it in 600 characters at most"),
        ("leader", "", "Say who leads the group."),
        ("editors_named", "", "Say who will look after the pages."),
        ("applicant", "", "Give your name."),
        ("applicant_email", "joan", "Give the whole address"),
        ("accepted", "", "only come onto the website if it accepts the conditions"),
        ("conditions", "older", "The conditions have changed while you were writing."),
        ("website", "https://rugs.example", "Nothing you typed is lost"),
        ("name", "Nul\0", "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    council: object, client: Client, field: str, value: str, message: str
) -> None:
    data = typed(client, leader="Joan Pettifer, chair") | {field: value}
    answer = client.post(APPLY, {name: given for name, given in data.items() if given})
    assert answer.status_code == 200
    assert message in words(answer.content)
    assert Group.objects.count() == 0
    if field != "leader":
        assert 'value="Joan Pettifer, chair"' in answer.content.decode()


def test_a_name_that_is_taken_is_said_at_the_name(council: object, client: Client) -> None:
    client.post(APPLY, typed(client))
    answer = client.post(APPLY, typed(client, name="THORNBY allotment association"))
    assert "There is a group of this name already." in str(answer.context["form"].errors["name"])
    assert Group.objects.count() == 1


def test_robots_are_too_quick(council: object, client: Client) -> None:
    data = typed(client) | {"opened": client.get(APPLY).context["form"]["opened"].value()}
    assert "quicker than people write" in words(client.post(APPLY, data).content)
    assert Group.objects.count() == 0


def test_no_more_than_so_many_come_from_one_place(council: object, client: Client) -> None:
    for number in range(MOST_IN_AN_HOUR):
        assert client.post(APPLY, typed(client, name=f"Group {number}")).status_code == 302
    answer = client.post(APPLY, typed(client, name="One more"))
    assert "Please wait an hour, or ring the council." in words(answer.content)
    assert 'value="One more"' in answer.content.decode()
    assert Group.objects.count() == MOST_IN_AN_HOUR


def test_nothing_is_asked_of_another_site(council: object, client: Client) -> None:
    page = client.get(APPLY).content.decode().partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'(?:src|action)="([^"]*)"', page) == []


@pytest.mark.clause("groups-approved")
@pytest.mark.parametrize("name", ["desborough", "thornbury"])
@pytest.mark.parametrize("address", [APPLY, "/groups/apply/thanks/", "/groups/invitation/1:made-up/"])
def test_where_the_policy_has_no_groups_there_is_no_such_page(
    db: None, client: Client, name: str, address: str
) -> None:
    councils.found(name)
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 404


@pytest.mark.parametrize("name", ["faversham", "sevenoaks", "barton_le_clay", "model"])
def test_the_rules_that_something_can_break_fit_where_they_are_kept(name: str) -> None:
    lines = breakable(founding.read(name).rules)
    assert lines
    assert max(map(len, lines)) <= 300
    assert len(set(lines)) == len(lines)
