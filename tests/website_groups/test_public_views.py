"""What the public reads of local groups: the directory, a group and what it shows, and of what is gone that it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.clock import today
from files.models import Picture
from search import finding
from tests import making as councils
from tests.website_groups import making
from tests.website_groups.showing import UNMISTAKABLE, Shown, group_with_everything
from website_groups import workflow
from website_groups.content import Kind
from website_groups.models import Item

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

MOST_QUERIES = 6


@pytest.fixture
def shown(cast: councils.Cast) -> Shown:
    return group_with_everything(cast)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def pages_of(shown: Shown) -> list[str]:
    group = shown.group.get_absolute_url()
    return [
        "/groups/",
        f"/groups/categories/{shown.group.category}/",
        "/groups/search/?q=kazoo",
        "/groups/events/",
        f"/groups/events/{today():%Y/%m}/",
        group,
        *(f"{group}{part}/" for part in ("pages", "events", "notices")),
        *(item.get_absolute_url() for item in shown.items),
    ]


def taken_down(shown: Shown, cast: councils.Cast, item: Item | None = None, **more: object) -> object:
    return workflow.take_down(
        shown.group.pk, item_id=item.pk if item else None, by=cast.clerk, rule="Rule 3", message="Mend it.", **more
    )


# ----------------------------------------------------------------------------------------- what there is to see
def test_every_page_stands_and_sets_no_cookie(shown: Shown, client: Client) -> None:
    for address in pages_of(shown):
        response = client.get(address)
        assert (address, response.status_code, response.cookies.output()) == (address, 200, "")
        assert response.has_header("ETag"), address
        assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_no_page_needs_more_queries_than_were_promised(shown: Shown, client: Client) -> None:
    assert {
        address: queries(client, address) for address in pages_of(shown) if queries(client, address) > MOST_QUERIES
    } == {}


def test_with_more_groups_no_page_needs_more_queries(shown: Shown, cast: councils.Cast, client: Client) -> None:
    before = {address: queries(client, address) for address in pages_of(shown)}
    for number in range(4):
        group_with_everything(cast, f"Circle {number}")
        making.event(shown.group, f"Concert {number}", by=cast.group_editor)
        making.published(shown.group, making.content(f"Page {number}"), by=cast.group_editor)
    after = {address: queries(client, address) for address in pages_of(shown)}
    assert {address: after[address] for address in after if after[address] > before[address]} == {}


def test_a_search_needs_the_same_queries_however_common_its_words(
    shown: Shown, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/groups/search/?q=kazoo"
    with_few = queries(client, address)
    monkeypatch.setattr(finding, "FEW", 1)
    assert queries(client, address) == with_few


def test_the_home_of_a_group_shows_its_first_page_what_is_coming_and_how_to_reach_it(
    shown: Shown, client: Client
) -> None:
    page = client.get(shown.group.get_absolute_url()).content.decode()
    for words in (shown.page.title, "Coming up", shown.event.title, shown.notice.title, "Contact the group"):
        assert words in page
    assert f"/groups/problem/{shown.group.slug}/{shown.page.pk}/" in page


def test_a_group_that_has_written_nothing_yet(cast: councils.Cast, client: Client) -> None:
    group = making.approved(by=cast.clerk)
    page = client.get(group.get_absolute_url()).content.decode()
    assert "The group has not written a page yet." in page
    assert queries(client, group.get_absolute_url()) <= MOST_QUERIES
    assert [
        client.get(f"{group.get_absolute_url()}{part}/").status_code for part in ("pages", "events", "notices")
    ] == [200] * 3


def test_an_event_says_when_it_is(shown: Shown, client: Client) -> None:
    page = client.get(shown.event.get_absolute_url()).content.decode()
    day = today() + timedelta(days=3)
    assert f"Every {day:%A}, 7.30\N{NO-BREAK SPACE}pm to 9.30\N{NO-BREAK SPACE}pm" in page
    assert "The next dates" in page


def test_the_directory_goes_on_where_it_ended(
    cast: councils.Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("website_groups.reading.GROUPS_ON_A_PAGE", 2)
    for name in ("Chess", "Archery", "Bowls"):
        making.approved(name, by=cast.clerk, applicant_email=f"{name}@else.example")
    first = client.get("/groups/").context["found"]
    second = client.get(f"/groups/?after={first.further}").context["found"]
    assert [[group.name for group in page.groups] for page in (first, second)] == [["Archery", "Bowls"], ["Chess"]]
    assert second.further == ""


@pytest.mark.parametrize("asked", ["?after=x", "?after=-1", "?after=9999999999999999999999"])
def test_a_place_in_the_directory_that_is_none(asked: str, council: object, client: Client) -> None:
    assert client.get(f"/groups/{asked}").status_code == 400


def test_what_was_found_goes_on_where_it_ended(shown: Shown, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("website_groups.reading.ON_A_PAGE", 3)
    first = client.get(f"/groups/search/?q={UNMISTAKABLE}").context["found"]
    second = client.get(f"/groups/search/?q={UNMISTAKABLE}&before={first.further}").context["found"]
    assert [hit.item for page in (first, second) for hit in page.hits] == shown.items[::-1]
    assert [group.pk for group in client.get("/groups/search/?q=kazoo").context["found"].groups] == [shown.group.pk]


def test_a_search_without_words(shown: Shown, client: Client) -> None:
    for asked in ("", "?q=", "?q=the", "?q=%00", "?q=xyzzy"):
        assert client.get(f"/groups/search/{asked}").context["found"].hits == []


def test_words_that_changed_lead_on_to_the_address_that_is_right_now(shown: Shown, client: Client) -> None:
    wrong = reverse("groups:item", args=[shown.group.slug, shown.page.pk, "old-words"])
    response = client.get(wrong)
    assert (response.status_code, response["Location"]) == (301, shown.page.get_absolute_url())


# ------------------------------------------------------------------------------------------------ what is gone
@pytest.mark.clause("groups-removal")
def test_of_what_is_taken_down_the_public_reads_that_the_council_did_it(
    shown: Shown, cast: councils.Cast, client: Client
) -> None:
    taken_down(shown, cast, shown.page)
    response = client.get(shown.page.get_absolute_url())
    page = response.content.decode()
    assert (response.status_code, UNMISTAKABLE in page) == (410, False)
    assert "The council has taken this down" in page
    assert client.get(shown.second.get_absolute_url()).status_code == 200


@pytest.mark.clause("groups-removal")
def test_a_group_that_is_taken_down_is_gone_from_every_page_and_comes_back_as_it_was(
    shown: Shown, cast: councils.Cast, client: Client
) -> None:
    addresses = [*pages_of(shown), "/", "/search/?q=practice", "/groups/feed/", "/groups/calendar.ics"]
    before = {address: client.get(address) for address in addresses}
    assert [address for address, seen in before.items() if seen.status_code != 200] == []
    file = Picture.objects.get(sha256=shown.page.content.pictures[0].file).get_absolute_url()
    kept = whole(client.get(file))
    takedown = taken_down(shown, cast)
    for address, seen in before.items():
        now = client.get(address, headers={"If-None-Match": seen["ETag"]})
        assert now.status_code in (200, 410, 304), address
        assert UNMISTAKABLE not in now.content.decode(), address
        assert now.status_code != 304 or UNMISTAKABLE not in seen.content.decode(), address
    assert client.get(file, headers={"If-None-Match": kept[1]}).status_code == 404
    workflow.restore(takedown.pk, by=cast.clerk)
    assert [address for address, seen in before.items() if client.get(address).content != seen.content] == []
    assert whole(client.get(file)) == kept


def whole(response: Any) -> tuple[bytes, str]:
    """A file that was sent, read to its end, and its ETag."""
    content = b"".join(response)
    return content, response["ETag"]


@pytest.mark.clause("groups-removal")
def test_a_suspension_says_until_when(shown: Shown, cast: councils.Cast, client: Client) -> None:
    taken_down(shown, cast, until=today() + timedelta(days=9))
    response = client.get(shown.group.get_absolute_url())
    assert (response.status_code, "taken all of them down until " in response.content.decode()) == (410, True)


def test_what_the_group_withdrew_and_a_group_that_left(shown: Shown, cast: councils.Cast, client: Client) -> None:
    workflow.withdraw(shown.page.pk, by=cast.group_editor)
    response = client.get(shown.page.get_absolute_url())
    assert (response.status_code, "has withdrawn it" in response.content.decode()) == (410, True)
    workflow.end(shown.group.pk, by=cast.clerk, reason="They moved.")
    for address in (shown.group.get_absolute_url(), shown.second.get_absolute_url()):
        response = client.get(address)
        assert (response.status_code, "has left the website" in response.content.decode()) == (410, True)


def test_what_nobody_has_ever_seen_is_not_there(cast: councils.Cast, client: Client) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    draft = making.written(group, by=cast.group_editor)
    applied = making.application("Silver band")
    for address in (draft.get_absolute_url(), applied.get_absolute_url(), "/groups/nobody/", "/groups/nobody/events/"):
        assert client.get(address).status_code == 404
    item = making.published(group, by=cast.group_editor, kind=Kind.NOTICE)
    assert client.get(f"/groups/somebody-else/{item.pk}-about-us/").status_code == 404
    assert client.get("/groups/categories/nothing/").status_code == 404


@pytest.mark.parametrize("name", ["desborough", "thornbury"])
def test_a_council_without_groups_has_no_group_area(name: str, db: None, client: Client) -> None:
    councils.found(name)
    addresses = ["", "search/", "events/", "events/2026/12/", "feed/", "calendar.ics", "x/", "x/feed/", "problem/x/"]
    assert {client.get(f"/groups/{address}").status_code for address in addresses} == {404}
    assert "/groups/" not in client.get("/").content.decode()
