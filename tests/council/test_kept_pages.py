"""Public pages are kept as they were made, and never a moment longer than they are true. Each client here has a program
of its own before the database, as each process of a web server has.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM, Immutable
from accounts.models import Committee, Meeting
from accounts.offices import Arrival, Office
from council import caching, edition
from council.models import Edition
from files.models import Picture, Rendition
from policies.models import Policy, Review
from policies.rules.schema import ItemKind
from posts import workflow
from posts.kinds.meetings import address_of as address_of_meeting
from posts.models import Post
from posts.news import address_of
from posts.particulars import Particulars
from tests import making
from tests.publishing import corrected, published, withdrawn
from tests.website_groups import making as groups
from website_groups import workflow as group_workflow
from website_groups.content import Kind
from website_groups.models import Group, Item

pytestmark = [pytest.mark.usefixtures("flushed_afterwards"), pytest.mark.each_database]

NOON = timezone.now().replace(hour=12, minute=0, second=5, microsecond=0)
MET = NOON - timedelta(days=20)
MONTH = f"/groups/events/{NOON + timedelta(days=30):%Y/%m}/"


@pytest.fixture(autouse=True)
def noon() -> Any:
    """One minute for each test: with the next, every page is made anew."""
    with time_machine.travel(NOON, tick=False) as moment:
        yield moment


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def addresses(post: Post) -> list[str]:
    month = timezone.localdate(post.published_at)
    kind = {"kind": post.kind}
    policy = Policy.objects.get()
    return [
        *addresses_of_groups(),
        reverse("home"),
        reverse("comments"),
        reverse("contact"),
        reverse("how_carried_out"),
        reverse("policies:list"),
        reverse("policies:policy", args=[policy.slug]),
        reverse("policies:version", args=[policy.slug, 1]),
        reverse("policies:changes", args=[policy.slug, 1]),
        reverse("posts:news"),
        reverse("posts:feed"),
        reverse("posts:kind", kwargs=kind),
        reverse("posts:feed_of_kind", kwargs=kind),
        reverse("posts:month", args=[month.year, f"{month.month:02}"]),
        address_of(post.matter),
        post.url,
        reverse("kinds:council"),
        reverse("kinds:members"),
        reverse("kinds:meetings"),
        reverse("kinds:meetings_of", args=[timezone.localtime(MET).year]),
        address_of_meeting(Meeting.objects.earliest("starts_at")),
        reverse("kinds:finance"),
        reverse("kinds:links"),
    ]


def addresses_of_groups() -> list[str]:
    event = Item.objects.get(kind=Kind.EVENT)
    group, own = event.group, event.group.get_absolute_url()
    return [
        reverse("groups:directory"),
        reverse("groups:category", args=[group.category]),
        reverse("groups:events"),
        MONTH,
        reverse("groups:feed"),
        reverse("groups:calendar"),
        own,
        event.get_absolute_url(),
        *(f"{own}{part}/" for part in ("pages", "events", "notices", "feed")),
        f"{own}calendar.ics",
        f"{own}{event.pk}.ics",
    ]


def everywhere(cast: making.Cast, **content: Any) -> Post:
    """A post, and an event of a group, that stand on all of these pages."""
    group = groups.edited_by(cast.group_editor, by=cast.clerk)
    groups.event(group, by=cast.group_editor, starts=NOON.replace(tzinfo=None) + timedelta(days=30))
    people.call_meeting(by=SYSTEM, starts_at=NOON + timedelta(days=2), place="Moot Hall")
    people.call_meeting(by=SYSTEM, starts_at=MET, place="Moot Hall")
    people.seat(cast.councillor, people.make_committee("Planning", by=SYSTEM), by=SYSTEM, begins=today())
    workflow.allow_kind(ItemKind.OTHER, by=cast.clerk)
    matter = people.open_matter("Mill Lane road works", by=SYSTEM)
    models.QuerySet(Review).filter(policy=Policy.objects.get()).update(due_on=today())
    return published(cast, matter=matter, pictures=(making.picture(),), **content)


# ---------------------------------------------------------------------------------------- kept, and the same
def test_the_second_reader_costs_one_question(cast: making.Cast, client: Client) -> None:
    post = everywhere(cast)
    shown = addresses(post)
    first = {address: client.get(address) for address in shown}
    assert {response.resolver_match.view_name for response in first.values()} == caching.KEPT
    assert {address: questions(client, address) for address in shown} == dict.fromkeys(shown, 1)
    for address in shown:
        again = client.get(address)
        assert (again.content, dict(again.items())) == (first[address].content, dict(first[address].items())), address


def test_each_page_of_a_list_is_a_page_of_its_own(cast: making.Cast, client: Client) -> None:
    for number in range(21):
        published(cast, f"News {number}")
    older = re.search(r'rel="next" href="([^"]+)"', client.get("/news/").content.decode())[1]
    assert client.get(f"/news/{older}").content != client.get("/news/").content
    assert questions(client, f"/news/{older}") == 1


def test_no_more_is_kept_than_there_is_room_for(
    cast: making.Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "MOST_KEPT", 2)
    asked = [questions(client, f"/news/?{number}") for number in (1, 2, 1, 3, 1)]
    assert [number == 1 for number in asked] == [False, False, True, False, False]


def test_only_the_answer_200_to_reading_is_kept(cast: making.Cast, client: Client) -> None:
    post = everywhere(cast)
    moved = f"/news/{post.pk}/old-name/"
    assert [client.get(moved).status_code for _ in range(2)] == [301, 301]
    assert [client.get("/news/99/x/").status_code for _ in range(2)] == [404, 404]
    client.get(post.url)
    assert client.head(post.url).content == b""
    assert client.get(post.url).content != b""


def test_nothing_is_kept_of_what_a_transaction_may_undo(cast: making.Cast, client: Client) -> None:
    client.get("/news/")
    with transaction.atomic():
        published(cast, "Never out")
        assert "Never out" in client.get("/news/").content.decode()
        transaction.set_rollback(True)
    assert "Never out" not in client.get("/news/").content.decode()


# ------------------------------------------------------------------------------------------- true at any time
def renamed_clerk(cast: making.Cast) -> None:
    term = cast.clerk.appointments.get()
    people.end_appointment(term, by=SYSTEM, ends=today() - timedelta(days=1))
    people.appoint(cast.outsider, Office.CLERK, by=SYSTEM, begins=today(), arrival=Arrival.APPOINTED)


CHANGES: dict[str, tuple[Callable[[making.Cast, Post], object], list[str]]] = {
    "another post": (lambda cast, post: published(cast, "Another"), ["/", "/news/", "/news/feed/"]),
    "an alert": (
        lambda cast, post: published(cast, "Flood", alert_until=NOON + timedelta(days=1)),
        ["/", "/contact/", "/policies/", "/news/"],
    ),
    "a correction": (lambda cast, post: corrected(post, cast), ["/", "/news/", "/news/feed/"]),
    "a withdrawal": (lambda cast, post: withdrawn(post, cast), ["/", "/news/", "/news/feed/"]),
    "a look at whether it is still right": (
        lambda cast, post: workflow.keep(post.pk, by=cast.clerk, check_by=today() + timedelta(days=9)),
        ["post"],
    ),
    "the council's telephone": (
        lambda cast, post: people.change_council(by=cast.clerk, telephone="01632 960 777"),
        ["/", "/contact/", "/news/", "/policies/", "post"],
    ),
    "a meeting": (
        lambda cast, post: people.call_meeting(by=SYSTEM, starts_at=NOON + timedelta(days=1)),
        ["/", "/meetings/"],
    ),
    "another clerk": (lambda cast, post: renamed_clerk(cast), ["/", "/contact/"]),
    "a member's ward": (
        lambda cast, post: people.describe_member(
            cast.councillor.appointments.get().pk, by=cast.clerk, ward="Market Ward"
        ),
        ["/council/members/"],
    ),
    "a place on a committee": (
        lambda cast, post: people.seat(cast.chair, Committee.objects.get(), by=cast.clerk, begins=today()),
        ["/council/members/"],
    ),
    "a charity": (
        lambda cast, post: published(
            cast,
            "Food bank",
            kind="charity_links",
            particulars=Particulars(address="https://food.example/"),
            links_confirmed=("https://food.example/",),
        ),
        ["/links/"],
    ),
    "an account": (lambda cast, post: published(cast, "Budget", kind="financial_information"), ["/finance/"]),
    "a group's event": (
        lambda cast, post: groups.event(
            Group.objects.get(), "Soup", by=cast.group_editor, starts=NOON.replace(tzinfo=None) + timedelta(days=9)
        ),
        ["/", "/groups/events/", "/groups/feed/", "/groups/calendar.ics"],
    ),
    "a group that is taken down": (
        lambda cast, post: group_workflow.take_down(
            Group.objects.get().pk, by=cast.clerk, rule="Rule 3", message="Mend it."
        ),
        ["/", "/groups/", "/groups/events/", "/groups/feed/", "/groups/calendar.ics", MONTH],
    ),
    "another policy": (
        lambda cast, post: making.choose("comments", nothing_private_please="Nothing private here."),
        ["/contact/", "/policies/", "/comments/", "/policies/how/"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_with_the_next_request_by_every_process(change: str, cast: making.Cast) -> None:
    post = everywhere(cast)
    processes = [Client(), Client()]
    act, stale = CHANGES[change]
    stale = [post.url if address == "post" else address for address in stale]
    before = {(client, address): client.get(address).content for client in processes for address in stale}
    act(cast, post)
    same = [address for (client, address), shown in before.items() if client.get(address).content == shown]
    assert same == []


def test_who_asks_by_the_moment_alone_is_never_told_that_nothing_has_changed_when_it_has(
    cast: making.Cast, client: Client, noon: Any
) -> None:
    post = everywhere(cast)
    assert not client.get(post.url).has_header("Last-Modified")
    assert not client.get(post.url).has_header("Last-Modified")
    noon.shift(timedelta(seconds=3))
    asked = {"If-Modified-Since": client.get(post.url)["Last-Modified"]}
    assert client.get(post.url, headers=asked).status_code == 304
    withdrawn(post, cast)
    assert client.get(post.url, headers=asked).status_code == 410
    assert client.get("/news/", headers=asked).status_code == 200


def test_what_is_withdrawn_is_gone_from_every_process(cast: making.Cast) -> None:
    post = everywhere(cast)
    processes = [Client(), Client()]
    shown = addresses(post)
    for client in processes:
        assert [client.get(address).status_code for address in shown] == [200] * len(shown)
    withdrawn(post, cast)
    for client in processes:
        found = [address for address in shown if post.title in client.get(address).content.decode()]
        assert (client.get(post.url).status_code, found) == (410, [])


def test_it_says_when_it_changed_last_once_that_is_certain(cast: making.Cast, client: Client, noon: Any) -> None:
    """Whoever asks by this moment alone is never told that nothing has changed when something has."""
    assert not client.get("/meetings/").has_header("Last-Modified")
    noon.shift(timedelta(seconds=3))
    first = client.get("/meetings/")
    assert first["Last-Modified"] == http_date(NOON.timestamp())
    asked = {"headers": {"If-Modified-Since": first["Last-Modified"]}}
    assert client.get("/meetings/", **asked).status_code == 304
    people.call_meeting(by=SYSTEM, starts_at=NOON + timedelta(days=1))
    changed = client.get("/meetings/", **asked)
    assert (changed.status_code, changed.has_header("Last-Modified")) == (200, False)
    noon.shift(timedelta(seconds=3))
    assert client.get("/meetings/", **asked)["Last-Modified"] == http_date((NOON + timedelta(seconds=3)).timestamp())
    assert client.get("/meetings/").cookies == {}


def test_an_alert_goes_at_its_minute(cast: making.Cast, client: Client, noon: Any) -> None:
    published(cast, alert_until=NOON.replace(second=0) + timedelta(minutes=1))
    assert "mh-alert" in client.get("/contact/").content.decode()
    noon.shift(timedelta(seconds=54))
    assert "mh-alert" in client.get("/contact/").content.decode()
    noon.shift(timedelta(seconds=2))
    assert "mh-alert" not in client.get("/contact/").content.decode()


def test_whatever_a_kept_page_reads_makes_a_new_edition_or_never_changes(cast: making.Cast, client: Client) -> None:
    post = everywhere(cast, attachments=())
    with CaptureQueriesContext(connection) as asked:
        for address in addresses(post):
            client.get(address)
    said = " ".join(query["sql"] for query in asked)
    read = {model for model in apps.get_models() if re.search(rf'"{model._meta.db_table}"', said)}
    watched = {apps.get_model(label) for label in edition.MADE_OF}
    written_once = {model for model in read if issubclass(model, Immutable)} | {Picture, Rendition}
    assert read - written_once - {Edition} <= watched
    assert watched <= read


@pytest.mark.parametrize("label", edition.MADE_OF)
def test_sql_by_hand_makes_a_new_edition_too(label: str, cast: making.Cast) -> None:
    everywhere(cast)
    model, before = apps.get_model(label), edition.stamp()
    key = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {key} = {key}")  # noqa: S608
    assert edition.stamp() not in (before, "")


def test_what_is_undone_in_part_still_makes_a_new_edition(cast: making.Cast) -> None:
    before = edition.stamp()
    with transaction.atomic():
        people.open_matter("Kept", by=SYSTEM)
        with transaction.atomic():
            people.open_matter("Undone", by=SYSTEM)
            transaction.set_rollback(True)
    between = edition.stamp()
    people.open_matter("Next", by=SYSTEM)
    assert len({before, between, edition.stamp()}) == 3


def test_a_transaction_that_is_undone_makes_none(cast: making.Cast) -> None:
    before = edition.stamp()
    with transaction.atomic():
        people.open_matter("Undone", by=SYSTEM)
        transaction.set_rollback(True)
    assert edition.stamp() == before


def test_before_anything_has_changed_nothing_is_kept(db: None, client: Client) -> None:
    Edition.objects.all().delete()
    assert questions(client, "/contact/") > 1
    assert questions(client, "/contact/") > 1


def test_a_page_for_one_person_is_not_kept(cast: making.Cast) -> None:
    """Should one of these pages ever look at who reads it."""
    request = RequestFactory().get("/contact/")
    request.session = type("Session", (), {"accessed": True})()
    request.shelf = caching.Shelf("x", NOON)
    caching.KeptPages(lambda request: HttpResponse("words"))(request)
    assert request.shelf.pages == {}
