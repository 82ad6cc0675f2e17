"""The page of one post: what stands on it, where a corrected one leads, and what is left of a withdrawn one."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import workflow as people
from accounts.history import SYSTEM
from files.enclosed import Attachment, Origin
from files.keeping import keep_document
from posts import querysets, workflow
from posts.content import Variant
from posts.life import State
from posts.models import Post
from tests import making
from tests.publishing import corrected, published, withdrawn

MOST = 3
MOST_WITH_PICTURES = 5


def page(client: Client, post: Post) -> str:
    response = client.get(post.url)
    assert response.status_code == 200
    return response.content.decode()


def attachment(title: str = "The plan", **origin: Any) -> Attachment:
    kept = keep_document(SimpleUploadedFile("plan.txt", b"Where the road goes.\n"))
    return Attachment(kept.sha256, title, kept.kind, kept.size, Origin(**origin))


# --------------------------------------------------------------------------------------- what stands on it
def test_pictures_have_their_description_their_size_and_their_source(cast: making.Cast, client: Client) -> None:
    theirs = Origin(is_own=False, source="Ann Reed", permission="By letter of 3 May")
    post = published(cast, pictures=(making.picture("green", description="A green field", origin=theirs),))
    shown = page(client, post)
    assert re.search(r'<img src="/files/[0-9a-f]{64}\.jpg"[^>]* width="40" height="30" alt="A green field"', shown)
    assert "<figcaption>Picture: Ann Reed</figcaption>" in shown
    assert "By letter" not in shown


def test_what_only_decorates_has_an_empty_description(cast: making.Cast, client: Client) -> None:
    post = published(cast, pictures=(making.picture(description="", is_decorative=True),))
    assert 'alt=""' in page(client, post)


def test_a_document_says_its_kind_and_size_before_it_is_opened(cast: making.Cast, client: Client) -> None:
    theirs = {"is_own": False, "source": "Ann Reed", "permission": "By letter"}
    post = published(cast, attachments=(attachment("The plan", **theirs),))
    shown = page(client, post)
    address = re.search(r'href="(/files/[0-9a-f]{64}\.txt)"[^>]*>The plan</a>', shown)[1]
    assert "Text, 21\xa0bytes, from Ann Reed" in shown
    assert client.get(address).getvalue() == b"Where the road goes.\n"


def test_how_it_came_to_be_here(cast: making.Cast, client: Client) -> None:
    shown = page(client, published(cast))
    steps = re.findall(r"<b><span[^>]*>Done: </span>([^<]*)</b>([^<]*)", shown)
    assert [name for name, _ in steps] == ["Written", "Approved", "Published"]
    assert steps[1][1] == "Clerk"
    assert "4.5 Moderation" in shown
    assert "is on the policy’s list for this website:" in shown
    assert "7.2 What may be published" in shown


def test_who_wrote_it_is_not_published(cast: making.Cast, client: Client) -> None:
    """The policy publishes nobody's personal information; the office speaks for the council."""
    post = published(cast)
    assert post.author.name not in page(client, post)


def test_what_follows_and_what_came_before(cast: making.Cast, client: Client) -> None:
    first = published(cast, "First", on=datetime(2026, 11, 3, tzinfo=UTC))
    second = published(cast, "Second", on=datetime(2026, 11, 4, tzinfo=UTC))
    third = published(cast, "Third", on=datetime(2026, 11, 4, tzinfo=UTC))
    making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk, title="Waiting")
    sides = {post.title: client.get(post.url).context for post in (first, second, third)}
    found = {title: (context["older"], context["newer"]) for title, context in sides.items()}
    assert found == {"First": (None, second), "Second": (first, third), "Third": (second, None)}
    assert f'href="{third.url}"' in page(client, second)


def test_it_leads_to_its_subject_and_its_kind(cast: making.Cast, client: Client) -> None:
    matter = people.open_matter("Mill Lane road works", by=SYSTEM)
    shown = page(client, published(cast, matter=matter, kind="agendas"))
    assert f'<a class="govuk-link" href="/news/subject/{matter.pk}-mill-lane-road-works/">' in shown
    assert '<a class="govuk-link" href="/news/kind/agendas/">Agendas</a>' in shown


@pytest.mark.parametrize(("pictures", "most"), [(0, MOST), (3, MOST_WITH_PICTURES)])
def test_it_asks_few_questions(pictures: int, most: int, cast: making.Cast, client: Client) -> None:
    shown = tuple(making.picture(colour) for colour in ("green", "red", "blue")[:pictures])
    post = published(cast, pictures=shown, matter=people.open_matter("Roads", by=SYSTEM))
    with CaptureQueriesContext(connection) as queries:
        page(client, post)
    assert len(queries) <= most


# ----------------------------------------------------------------------------------------------- elsewhere
def test_a_preview_for_other_sites(cast: making.Cast, client: Client) -> None:
    post = published(cast, "Carols & lanterns", pictures=(making.picture(description="A lit tree"),))
    shown = page(client, post)
    preview = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', shown))
    assert preview["og:title"] == "Carols &amp; lanterns"
    assert preview["og:url"] == f"{settings.SITE_URL}{post.url}"
    assert preview["og:site_name"] == "Thornby Town Council"
    assert preview["og:image"].startswith(f"{settings.SITE_URL}/files/")
    assert (preview["og:image:alt"], preview["twitter:card"]) == ("A lit tree", "summary_large_image")
    assert f'<link rel="canonical" href="{settings.SITE_URL}{post.url}">' in shown


def test_nothing_on_it_is_fetched_from_elsewhere(cast: making.Cast, client: Client) -> None:
    shown = page(client, published(cast, pictures=(making.picture(),)))
    fetched = re.findall(r'<(?:img|script|link rel="(?:stylesheet|icon)")[^>]* (?:src|href)="([^"]+)"', shown)
    assert len(fetched) > 3
    assert [address for address in fetched if not address.startswith("/")] == []


# --------------------------------------------------------------------------- corrected, moved, withdrawn
def test_a_correction_takes_the_place_and_says_so(cast: making.Cast, client: Client) -> None:
    post = published(cast, on=timezone.now() - timedelta(days=3))
    correction = corrected(post, cast)
    response = client.get(post.url)
    assert (response.status_code, response["Location"]) == (301, correction.url)
    shown = page(client, correction)
    assert "Corrected on" in shown
    assert re.findall(r"<b><span[^>]*>Done: </span>([^<]*)</b>", shown) == [
        "Published",
        "Correction approved",
        "Corrected",
    ]


def test_the_way_leads_over_every_correction(cast: making.Cast, client: Client) -> None:
    post = published(cast)
    first = corrected(post, cast)
    second = corrected(first, cast)
    assert [client.get(old.url)["Location"] for old in (post, first)] == [second.url] * 2


def test_a_correction_under_way_changes_nothing_yet(cast: making.Cast, client: Client) -> None:
    post = published(cast)

    begun = workflow.correct(post.pk, by=cast.councillor)
    assert client.get(post.url).status_code == 200
    assert client.get(begun.url).status_code == 404
    workflow.withdraw(begun.pk, by=cast.councillor)
    assert client.get(begun.url).status_code == 404


def test_a_correction_that_was_given_up_stands_in_no_way(cast: making.Cast, client: Client) -> None:
    post = published(cast)
    given_up = workflow.correct(post.pk, by=cast.councillor)
    workflow.withdraw(given_up.pk, by=cast.councillor)
    assert client.get(post.url).status_code == 200
    correction = corrected(post, cast)
    assert client.get(post.url)["Location"] == correction.url


def test_another_name_in_the_address_leads_to_the_right_one(cast: making.Cast, client: Client) -> None:
    post = published(cast)
    response = client.get(f"/news/{post.pk}/something-else/")
    assert (response.status_code, response["Location"]) == (301, post.url)


@pytest.mark.parametrize(("title", "slug"), [("05", "post-05"), ("11 May", "11-may"), ("…", "post")])
def test_no_title_makes_an_address_that_could_be_a_month(
    title: str, slug: str, cast: making.Cast, client: Client
) -> None:
    post = published(cast, title)
    assert post.url == f"/news/{post.pk}/{slug}/"
    assert title in page(client, post)


@pytest.mark.parametrize("slug", ["mill-lane-is-closed", "anything"])
def test_what_is_withdrawn_is_said_to_be_gone(slug: str, cast: making.Cast, client: Client) -> None:
    post = published(cast, body="<p>The water main leaks.</p>")
    withdrawn(post, cast)
    response = client.get(f"/news/{post.pk}/{slug}/")
    assert response.status_code == 410
    shown = response.content.decode()
    assert "This was withdrawn" in shown
    assert 'href="/news/"' in shown
    assert [words for words in ("water main", post.title, "The date was wrong") if words in shown] == []


def test_where_a_correction_was_withdrawn_nothing_comes_back(cast: making.Cast, client: Client) -> None:
    post = published(cast)
    correction = corrected(post, cast)
    withdrawn(correction, cast)
    assert [client.get(old.url).status_code for old in (post, correction)] == [410, 410]


@pytest.mark.parametrize("state", [state for state in State if state not in (State.PUBLISHED, State.REPLACED)])
def test_what_was_never_out_is_not_there(state: State, cast: making.Cast, client: Client) -> None:
    post = making.post_in(state, author=cast.councillor, approver=cast.clerk)
    assert client.get(post.url).status_code == 404


# --------------------------------------------------------------------------------------------- the alert
def test_an_alert_stands_above_every_public_page_until_its_hour(cast: making.Cast, client: Client) -> None:
    published(cast, "Lantern walk")
    alert = published(cast, "Mill Lane is closed", alert_until=timezone.now() + timedelta(hours=1))
    banner = f'<a class="govuk-link" href="{alert.url}"><strong>Mill Lane is closed</strong></a>'
    for address in ("/", "/news/", "/policies/", "/contact/", "/accessibility/", "/nowhere/", alert.url):
        shown = client.get(address).content.decode()
        assert shown.count('class="mh-alert"') == 1, address
        assert banner in shown, address


def test_the_newest_alert_takes_the_place_of_the_one_before(cast: making.Cast, client: Client) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    published(cast, "First", alert_until=tomorrow + timedelta(days=1), on=timezone.now() - timedelta(hours=2))
    second = published(cast, "Second", alert_until=tomorrow)
    assert client.get("/").context["alert"] == second
    withdrawn(second, cast)
    assert client.get("/").context["alert"].title == "First"


def test_an_alert_is_gone_at_its_hour(cast: making.Cast, client: Client) -> None:
    now = timezone.now()
    published(cast, alert_until=now + timedelta(hours=1), on=now - timedelta(hours=1))

    with time_machine.travel(now + timedelta(minutes=59)):
        assert "mh-alert" in client.get("/").content.decode()
    with time_machine.travel(now + timedelta(minutes=61)):
        assert "mh-alert" not in client.get("/").content.decode()


def test_a_correction_of_something_old_can_be_the_alert(
    cast: making.Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands at its old place among the news, but it came out last."""
    monkeypatch.setattr(querysets, "ALERTS_AMONG", 1)
    old = published(cast, "Old", on=timezone.now() - timedelta(days=90))
    published(cast, "New")
    begun = workflow.correct(old.pk, by=cast.councillor)
    urgent = making.content("Urgent", alert_until=timezone.now() + timedelta(days=1))
    workflow.revise(begun.pk, urgent, by=cast.councillor, version=begun.current_version_id)
    making.put_out(workflow.submit(begun.pk, by=cast.councillor), approver=cast.clerk)
    assert [post.title for post in Post.objects.news()] == ["New", "Urgent"]
    assert client.get("/").context["alert"].title == "Urgent"


def test_what_is_not_out_is_no_alert(cast: making.Cast, client: Client) -> None:

    later = timezone.now() + timedelta(days=1)
    post = workflow.write(making.content(alert_until=later), by=cast.councillor)
    workflow.submit(post.pk, by=cast.councillor)
    assert not client.get("/").context["alert"]


def test_a_post_says_nothing_of_its_channels(cast: making.Cast, client: Client) -> None:
    """What stands elsewhere is the channels' own text."""
    post = published(cast, channels=(Variant("facebook", "Only on Facebook"),))
    assert "Only on Facebook" not in page(client, post)
