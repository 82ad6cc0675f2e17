"""Where the policy has the groups on a website of the town, that is a host of its own, with a look of its own."""

from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django.fixtures import Settings

from accounts.models import Council
from council import town
from tests import making
from tests.website_groups import making as groups
from tests.website_groups.showing import NAME, Shown, group_with_everything
from website_groups import urls as addresses

pytestmark = [pytest.mark.django_db, pytest.mark.clause("groups-approved")]

TOWN = "https://town.example"


@pytest.fixture(autouse=True)
def two_hosts(settings: Settings) -> None:
    settings.GROUPS_URL = TOWN
    settings.ALLOWED_HOSTS = ["council.example", "town.example"]
    settings.SITE_URL = "https://council.example"
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def cast(db: None) -> making.Cast:
    making.found("faversham")
    return making.cast()


@pytest.fixture
def shown(cast: making.Cast) -> Shown:
    return group_with_everything(cast)


def asked(host: str, address: str) -> Any:
    return Client(headers={"host": f"{host}.example"}).get(address)


def lead_to(response: Any) -> tuple[int, str]:
    return response.status_code, response.get("Location", "")


# ----------------------------------------------------------------------------------------------- under which name
def test_the_groups_are_read_under_the_towns_name_and_no_other(shown: Shown) -> None:
    for address in ("/groups/", "/groups/events/", "/groups/feed/", shown.group.get_absolute_url(), "/groups/x/?q=1"):
        assert lead_to(asked("council", address)) == (301, f"{TOWN}{address}")
    for item in shown.items:
        assert lead_to(asked("council", item.get_absolute_url()))[0] == 301
        assert asked("town", item.get_absolute_url()).status_code == 200


def test_the_towns_own_address_is_the_directory(shown: Shown) -> None:
    response = asked("town", "/")
    assert (response.status_code, NAME in response.content.decode()) == (200, True)


@pytest.mark.parametrize("address", ["/news/", "/policies/", "/contact/", "/search/?q=x", "/desk/", "/accounts/login/"])
def test_what_is_the_councils_leads_to_the_council(address: str, cast: making.Cast) -> None:
    assert lead_to(asked("town", address)) == (301, f"https://council.example{address}")


def test_who_looks_after_pages_does_so_with_the_council(cast: making.Cast) -> None:
    assert asked("council", "/groups/invitation/x/").status_code == 404
    assert lead_to(asked("town", "/groups/invitation/x/"))[0] == 301


def test_each_address_of_groups_is_either_for_readers_or_for_who_keeps_them() -> None:
    names = {pattern.name for pattern in addresses.urlpatterns}
    assert names >= town.FOR_READERS
    assert "invitation" in names - town.FOR_READERS


def test_pictures_are_there_too(shown: Shown) -> None:
    page = asked("town", shown.group.get_absolute_url()).content.decode()
    picture = page.partition('<img src="')[2].partition('"')[0]
    response = asked("town", picture)
    assert (response.status_code, len(b"".join(response)) > 0) == (200, True)
    response.close()


# --------------------------------------------------------------------------------------------------- its own look
@pytest.mark.clause("groups-disclaimer")
def test_it_has_the_towns_name_the_mark_and_neither_the_councils_colour_nor_its_arms(shown: Shown) -> None:
    page = asked("town", shown.group.get_absolute_url()).content.decode()
    council = Council.objects.get()
    assert ">Faversham</a>" in page
    assert f"Local group: {NAME}" in page
    assert "This content is not the direct responsibility of the Council." in page
    assert [sign for sign in ("colour.css", council.colour, "mh-header__arms", "mh-header__home") if sign in page] == []


def test_a_page_of_the_one_host_is_not_kept_for_the_other(shown: Shown) -> None:
    assert NAME in asked("town", "/").content.decode()
    assert "mh-header__arms" in asked("council", "/").content.decode()


# ------------------------------------------------------------------------------------------------- whole addresses
def test_whole_addresses_begin_with_the_towns(shown: Shown) -> None:
    url = f"{TOWN}{shown.event.get_absolute_url()}"
    page = asked("town", shown.event.get_absolute_url()).content.decode()
    assert f'<link rel="canonical" href="{url}">' in page
    assert f'<meta property="og:url" content="{url}">' in page
    assert url in asked("town", "/groups/feed/").content.decode()
    (entry,) = Calendar.from_ical(asked("town", "/groups/calendar.ics").content).walk("VEVENT")
    assert entry["URL"] == url


def test_robots_are_told_of_the_groups_where_they_are(shown: Shown) -> None:
    assert f"Sitemap: {TOWN}/sitemap.xml" in asked("town", "/robots.txt").content.decode()
    ours, theirs = (asked(host, "/sitemap.xml").content.decode() for host in ("council", "town"))
    assert (TOWN in ours, "https://council.example/sitemap-pages.xml" in ours) == (False, True)
    assert (f"{TOWN}/sitemap-groups.xml" in theirs, "council.example" in theirs) == (True, False)
    assert f"{TOWN}{shown.page.get_absolute_url()}" in asked("town", "/sitemap-groups-0.xml").content.decode()


# ------------------------------------------------------------------------------------------------------ or not so
def test_without_a_host_of_its_own_all_is_under_one_name(shown: Shown, settings: Settings) -> None:
    settings.GROUPS_URL = ""
    page = asked("council", shown.event.get_absolute_url())
    assert page.status_code == 200
    assert f"https://council.example{shown.event.get_absolute_url()}" in page.content.decode()


def test_where_the_policy_has_them_on_the_councils_website_they_stand_there(db: None) -> None:
    making.found("sevenoaks")
    cast = making.cast()
    group = groups.edited_by(cast.group_editor, by=cast.clerk)
    assert asked("council", group.get_absolute_url()).status_code == 200
    for address in ("/", "/news/", group.get_absolute_url()):
        assert lead_to(asked("town", address)) == (301, f"https://council.example{address}")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Faversham Town Council", "Faversham"),
        ("Barton-le-Clay Parish Council", "Barton-le-Clay"),
        ("Council of Thornby", "Council of Thornby"),
    ],
)
def test_the_town_is_the_council_without_its_council(name: str, shown: str) -> None:
    assert town.name_of(Council(name=name)) == shown
