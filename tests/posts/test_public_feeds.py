"""The Atom feeds: what is in them, what is gone from them, and when a reader is told that nothing has changed."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date

from accounts import workflow as people
from accounts.history import SYSTEM
from tests import making
from tests.publishing import corrected, published, withdrawn

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOST = 4
NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)


def read(client: Client, address: str = "/news/feed/") -> ET.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ET.fromstring(response.content)  # noqa: S314 - it is our own


def titles(feed: ET.Element) -> list[str]:
    return [str(title.text) for title in feed.findall("a:entry/a:title", ATOM)]


def text(element: ET.Element, path: str) -> str:
    return str(element.findtext(path, namespaces=ATOM))


def test_an_entry_is_whole(cast: making.Cast, client: Client) -> None:
    matter = people.open_matter("Mill Lane road works", by=SYSTEM)
    picture = making.picture()
    post = published(cast, "Agenda", kind="agendas", matter=matter, pictures=(picture,), on=NOON)
    feed = read(client)
    entry = feed.find("a:entry", ATOM)
    links = {link.get("rel"): link for link in entry.findall("a:link", ATOM)}
    assert links["alternate"].get("href") == f"{settings.SITE_URL}{post.url}"
    assert links["enclosure"].get("href") == f"{settings.SITE_URL}/files/{picture.file}.jpg"
    assert (links["enclosure"].get("type"), int(links["enclosure"].get("length")) > 0) == ("image/jpeg", True)
    assert [category.get("term") for category in entry.findall("a:category", ATOM)] == ["Agenda", matter.name]
    assert text(entry, "a:published") == text(entry, "a:updated") == "2026-11-05T12:00:00+00:00"
    assert text(entry, "a:summary") == post.body
    assert text(feed, "a:author/a:name") == "Thornby Town Council"


def test_a_correction_keeps_its_day_and_says_when_it_was_updated(cast: making.Cast, client: Client) -> None:
    post = published(cast, on=NOON)
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        corrected(post, cast)
    entry = read(client).find("a:entry", ATOM)
    assert text(entry, "a:published") == "2026-11-05T12:00:00+00:00"
    assert text(entry, "a:updated").startswith("2026-11-06T12:00:10")


def test_each_kind_has_a_feed(cast: making.Cast, client: Client) -> None:
    published(cast, "Agenda", kind="agendas")
    published(cast, "Lantern walk")
    feed = read(client, "/news/kind/agendas/feed/")
    assert titles(feed) == ["Agenda"]
    assert text(feed, "a:title") == "Thornby Town Council: Agendas"
    own = next(link.get("href") for link in feed.findall("a:link", ATOM) if link.get("rel") == "self")
    assert own == f"{settings.SITE_URL}/news/kind/agendas/feed/"
    assert 'href="/news/kind/agendas/feed/"' in client.get("/news/kind/agendas/").content.decode()
    assert client.get("/news/kind/gossip/feed/").status_code == 404


def test_what_is_withdrawn_or_replaced_is_gone(cast: making.Cast, client: Client) -> None:
    withdrawn(published(cast, "First"), cast)
    corrected(published(cast, "Second"), cast)
    assert titles(read(client)) == ["Second, put right"]


@pytest.mark.parametrize("change", [withdrawn, corrected])
def test_who_asks_by_the_hour_alone_hears_of_every_change(change: object, cast: making.Cast, client: Client) -> None:
    """A withdrawal makes nothing newer: that of the newest entry would leave it standing in a reader's list."""
    first = published(cast, "First", on=NOON)
    published(cast, "Second", on=NOON + timedelta(hours=1))
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        known = client.get("/news/feed/")["Last-Modified"]
        assert known == http_date((NOON + timedelta(hours=1)).timestamp())
        assert client.get("/news/feed/", headers={"If-Modified-Since": known}).status_code == 304
        change(first, cast)
    with time_machine.travel(NOON + timedelta(hours=3), tick=False):
        assert client.get("/news/feed/", headers={"If-Modified-Since": known}).status_code == 200


def test_within_the_same_second_no_hour_is_promised(cast: making.Cast, client: Client) -> None:
    """It might change again before the second is over, and the header would not show it."""
    published(cast, on=NOON)
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        response = client.get("/news/feed/")
    assert not response.has_header("Last-Modified")
    assert response.has_header("ETag")


def test_it_asks_few_questions(cast: making.Cast, client: Client) -> None:
    for colour in ("green", "red"):
        published(cast, colour, pictures=(making.picture(colour),))
    with CaptureQueriesContext(connection) as queries:
        read(client)
    assert len(queries) <= MOST


def test_an_empty_feed_before_there_is_a_council(db: None, client: Client) -> None:
    assert titles(read(client)) == []
