"""The council's own page, the picture of a colour, and everybody's notifications."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.test import Client

from accounts import workflow
from accounts.colour import promises, tokens
from accounts.models import Council, User
from council.people.forms import CouncilForm
from tests import making, stored

SignIn = Callable[[User], Client]

COUNCIL = "/desk/council/"
NOTIFICATIONS = "/desk/notifications/"


def identity(**changes: str) -> dict[str, str]:
    """The filled-in form as it stands, with these changes."""
    council = Council.objects.get()
    return {name: getattr(council, name) or "" for name in CouncilForm.Meta.fields} | changes


# ------------------------------------------------------------------------------------------ the council
def test_a_keeper_changes_it_and_every_page_shows_it(cast: making.Cast, signed_in: SignIn) -> None:
    given = identity(name="Thornby Parish Council", kind="parish", telephone="01632 960 111", colour="#7A1F3D")
    response = signed_in(cast.deputy).post(COUNCIL, given, follow=True)
    assert response.redirect_chain == [(COUNCIL, 302)]
    assert "Saved. Every page of Thornby Parish Council shows it from now on." in response.content.decode()
    home = Client().get("/").content.decode()
    assert "Thornby Parish Council" in home
    assert "/colour.css?7a1f3d" in home
    assert "01632 960 111" in home


def test_the_record_below_names_what_was_changed(cast: making.Cast, signed_in: SignIn) -> None:
    clerk = signed_in(cast.clerk)
    clerk.post(COUNCIL, identity(telephone="01632 960 111", email="office@thornby.example"))
    clerk.post(COUNCIL, identity(colour="#7a1f3d"))
    record = [(change.row.act, change.names) for change in clerk.get(COUNCIL).context["record"]]
    assert record == [
        ("council changed", "colour"),
        ("council changed", "telephone, e-mail address"),
        ("founded", ""),
    ]


def test_saving_without_a_change_records_nothing(cast: making.Cast, signed_in: SignIn) -> None:
    client, before = signed_in(cast.clerk), stored.everything()
    assert client.post(COUNCIL, identity()).status_code == 302
    assert stored.everything() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("short_name", ""),
        ("kind", "city"),
        ("nation", ""),
        ("email", "clerk"),
        ("colour", "green"),
        ("colour", "#12345"),
        ("colour", ""),
    ],
)
def test_a_bad_value_is_said_at_its_field(cast: making.Cast, signed_in: SignIn, field: str, value: str) -> None:
    client, before = signed_in(cast.clerk), stored.everything()
    response = client.post(COUNCIL, identity(**{field: value}))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert f'id="id_{field}_error"' in response.content.decode()
    assert stored.everything() == before


@pytest.mark.parametrize("who", ["assistant", "chair", "councillor", "employee", "outsider"])
def test_others_do_not_change_it(cast: making.Cast, signed_in: SignIn, who: str) -> None:
    client, given = signed_in(getattr(cast, who)), identity(name="Ours")
    assert client.get(COUNCIL).status_code == client.post(COUNCIL, given).status_code == 403
    assert Council.objects.get().name != "Ours"
    assert f'href="{COUNCIL}"' not in client.get("/desk/").content.decode()


# ------------------------------------------------------------------------------------------ its colour
def test_a_colour_is_looked_at_before_it_is_saved(cast: making.Cast, signed_in: SignIn) -> None:
    client, before = signed_in(cast.clerk), stored.everything()
    page = client.post(COUNCIL, identity(colour="#7a1f3d", name="Typed meanwhile") | {"look": "1"}).content.decode()
    assert "/desk/council/colour/7a1f3d.svg" in page
    assert "Not saved yet." in page
    assert 'value="Typed meanwhile"' in page
    assert stored.everything() == before


def test_of_a_bad_colour_the_stored_one_is_shown(cast: making.Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.clerk).post(COUNCIL, identity(colour="blue") | {"look": "1"})
    assert response.context["shown"] == Council.objects.get().colour


@pytest.mark.parametrize("colour", ["#1d4f40", "#ffff66", "#000000", "#ffffff", "#ff0000"])
def test_the_page_says_what_is_promised_and_kept(cast: making.Cast, signed_in: SignIn, colour: str) -> None:
    response = signed_in(cast.clerk).post(COUNCIL, identity(colour=colour) | {"look": "1"})
    promised = response.context["promises"]
    assert promised == promises(colour)
    assert [least for _, least, ratio in promised if ratio < least] == []
    said = re.findall(r"never less than ([\d.]+) to 1", response.content.decode())
    assert [float(least) for least in said] == [least for _, least, _ in promised]


def test_the_picture_wears_the_colour_and_those_worked_out_from_it(client: Client) -> None:
    response = client.get("/desk/council/colour/7a1f3d.svg")
    fills = {part.get("fill") for part in ElementTree.fromstring(response.content).iter()}  # noqa: S314 - our own
    shades = tokens("#7a1f3d")
    assert {shades[name] for name in ("", "-on", "-link", "-deep", "-tint")} <= fills
    assert response["Content-Type"] == "image/svg+xml"
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("code", ["green", "12345", "1234567", "12345g"])
def test_there_is_no_picture_of_what_is_no_colour(db: None, client: Client, code: str) -> None:
    assert client.get(f"/desk/council/colour/{code}.svg").status_code == 404


# ------------------------------------------------------------------------------------------ notifications
@pytest.mark.parametrize("who", ["clerk", "councillor", "outsider"])
@pytest.mark.parametrize("way", ["daily", "off"])
def test_everybody_chooses_for_themselves(cast: making.Cast, signed_in: SignIn, who: str, way: str) -> None:
    person: User = getattr(cast, who)
    response = signed_in(person).post(NOTIFICATIONS, {"notices": way}, follow=True)
    assert "Saved." in response.content.decode()
    assert {user.notices for user in User.objects.filter(pk=person.pk)} == {way}
    assert User.objects.exclude(pk=person.pk).exclude(notices="at_once").count() == 0


def test_the_page_says_what_waits(cast: making.Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.chair)
    workflow.choose_notices(cast.chair, by=cast.chair, notices="daily")
    for number, said in ((1, "1 thing waits for"), (2, "2 things wait for")):
        workflow.keep_notices([(cast.chair, f"Notice {number}")])
        page = client.get(NOTIFICATIONS)
        assert said in page.content.decode()
        assert page.context["form"]["notices"].value() == "daily"


@pytest.mark.parametrize("given", [{"notices": ""}, {"notices": "weekly"}])
def test_a_choice_that_is_none_is_said_at_its_field(
    cast: making.Cast, signed_in: SignIn, given: dict[str, str]
) -> None:
    response = signed_in(cast.chair).post(NOTIFICATIONS, given)
    assert response.context["form"].errors == {"notices": ["Choose one of the three."]}


def test_it_is_for_people_who_have_signed_in(db: None, client: Client) -> None:
    for address in (COUNCIL, NOTIFICATIONS):
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
