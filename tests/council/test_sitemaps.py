"""What search engines are told of: an index, the pages, and the news month by month."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posts.life import State
from tests import making
from tests.posts.test_queries import put_in
from tests.publishing import corrected, published, withdrawn
from tests.website_groups import making as groups
from website_groups import workflow as group_workflow

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
OLD, NEW = datetime(2026, 8, 20, 12, tzinfo=UTC), datetime(2026, 11, 5, 12, tzinfo=UTC)


def addresses(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ET.fromstring(response.content)  # noqa: S314 - it is our own
    found = [str(place.text) for place in root.iterfind(".//s:loc", SITEMAP)]
    assert [place for place in found if not place.startswith(f"{settings.SITE_URL}/")] == []
    return [place.removeprefix(settings.SITE_URL) for place in found]


def test_the_index_names_every_month_from_the_newest_to_the_first(cast: making.Cast, client: Client) -> None:
    published(cast, "Old", on=OLD)
    published(cast, "New", on=NEW)
    months = [f"/sitemap-2026-{number:02}.xml" for number in (11, 10, 9, 8)]
    assert addresses(client, "/sitemap.xml") == ["/sitemap-pages.xml", *months, "/sitemap-groups.xml"]


def test_a_month_names_what_is_published(cast: making.Cast, client: Client) -> None:
    post = published(cast, "Old", on=OLD)
    withdrawn(published(cast, "Withdrawn", on=OLD), cast)
    correction = corrected(published(cast, "Corrected", on=OLD), cast)
    assert set(addresses(client, "/sitemap-2026-08.xml")) == {post.url, correction.url}
    assert addresses(client, "/sitemap-2026-09.xml") == []


def test_what_is_named_can_be_opened(cast: making.Cast, client: Client) -> None:
    published(cast)
    found = [place for part in addresses(client, "/sitemap.xml") for place in addresses(client, part)]
    assert len(found) == 16
    assert [client.get(place).status_code for place in found] == [200] * 16


def test_no_hour_is_promised_that_a_withdrawal_would_not_move(cast: making.Cast, client: Client) -> None:
    published(cast, on=OLD)
    assert not client.get("/sitemap-2026-08.xml").has_header("Last-Modified")


@pytest.mark.parametrize("address", ["/sitemap-2026-13.xml", "/sitemap-0000-01.xml"])
def test_a_month_that_there_is_not(address: str, db: None, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_nothing_is_counted(cast: making.Cast, client: Client) -> None:
    put_in(State.PUBLISHED, 1000, author=cast.councillor)
    for address in addresses(client, "/sitemap.xml"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert [query["sql"] for query in queries if "COUNT(" in query["sql"]] == []
        assert len(queries) <= 4  # the months, the council, the rules, and the last thing that a group shows


def test_what_groups_show_is_named_a_stretch_at_a_time(
    cast: making.Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = groups.edited_by(cast.group_editor, by=cast.clerk)
    pages = [groups.published(group, groups.content(f"Page {number}"), by=cast.group_editor) for number in range(3)]
    monkeypatch.setattr("council.sitemaps.ITEMS_IN_A_SITEMAP", pages[1].pk)
    own = [place for place in addresses(client, "/sitemap.xml") if "groups" in place]
    assert own == ["/sitemap-groups.xml", "/sitemap-groups-0.xml", "/sitemap-groups-1.xml"]
    found = [addresses(client, place) for place in own]
    assert found[0] == ["/groups/", "/groups/events/", group.get_absolute_url()]
    assert [*found[1], *found[2]] == [page.get_absolute_url() for page in pages]
    assert [len(part) for part in found[1:]] == [1, 2]
    taken = group_workflow.take_down(group.pk, by=cast.clerk, rule="Rule 3", message="Mend it.")
    assert [len(addresses(client, place)) for place in own] == [2, 0, 0]
    group_workflow.restore(taken.pk, by=cast.clerk)
    assert [addresses(client, place) for place in own] == found


def test_a_council_without_groups_names_none(db: None, client: Client) -> None:
    making.found("thornbury")
    assert addresses(client, "/sitemap.xml") == ["/sitemap-pages.xml"]
    assert client.get("/sitemap-groups.xml").status_code == 404


def test_before_anything_is_published(db: None, client: Client) -> None:
    assert addresses(client, "/sitemap.xml") == ["/sitemap-pages.xml"]
