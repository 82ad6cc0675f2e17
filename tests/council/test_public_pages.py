"""The public home, the contact page, and what robots are told."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.models import Council
from council.public_views import NEWS_ON_HOME
from policies import founding
from policies.rules import contact
from tests import making
from tests.publishing import published

pytestmark = pytest.mark.each_database

MOST = 5
MOST_WITH_A_PICTURE = 6


def shown(client: Client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


# ----------------------------------------------------------------------------------------------------- home
def test_the_newest_stands_first_with_its_picture(cast: making.Cast, client: Client) -> None:
    for number in range(NEWS_ON_HOME + 1):
        day = timezone.now() - timedelta(days=9 - number)
        published(
            cast, f"Notice {number}", on=day, pictures=(making.picture(description=f"A field with {number} sheep"),)
        )
    context = client.get("/").context
    assert context["lead"].title == "Notice 5"
    assert [post.title for post in context["news"]] == ["Notice 4", "Notice 3", "Notice 2", "Notice 1"]
    page = shown(client)
    assert [number for number in range(6) if f'alt="A field with {number} sheep"' in page] == [5]


def test_the_next_meeting_and_those_after_it(cast: making.Cast, client: Client) -> None:
    planning = people.make_committee("Planning Committee", by=cast.clerk)
    now = timezone.now()
    for days, committee in ((9, None), (2, planning), (-1, planning)):
        people.call_meeting(
            by=cast.clerk, starts_at=now + timedelta(days=days), committee=committee, place="The Moot Hall"
        )
    assert [str(meeting.committee) for meeting in client.get("/").context["meetings"]] == ["Planning Committee", "None"]
    page = words(shown(client))
    assert page.index("The next meeting") < page.index("Planning Committee") < page.index("Full Council")


def test_a_meeting_stands_there_while_it_lasts(cast: making.Cast, client: Client) -> None:
    people.call_meeting(by=cast.clerk, starts_at=timezone.now() - timedelta(hours=2))
    assert len(client.get("/").context["meetings"]) == 1


def test_without_meetings_and_news_it_is_whole_all_the_same(cast: making.Cast, client: Client) -> None:
    page = words(shown(client))
    assert "The next meeting" not in page
    assert "No news yet" in page


def test_what_is_most_asked_for_is_there_to_be_found(cast: making.Cast, client: Client) -> None:
    """Only what is published is offered, and every link leads somewhere."""
    assert [name for name, _ in client.get("/").context["tasks"]] == ["Our policies", "All news", "Contact the council"]
    published(cast, "Agenda", kind="agendas")
    published(cast, "What we spent", kind="financial_information")
    tasks = client.get("/").context["tasks"]
    assert [name for name, _ in tasks][:2] == ["Agendas", "What the council spends"]
    assert [client.get(address).status_code for _, address in tasks] == [200] * 5


def test_who_the_clerk_is(cast: making.Cast, client: Client) -> None:
    assert "Clerk is the Town Clerk. Ring 07700 900100" in words(shown(client))
    held = cast.clerk.appointments.get()
    people.end_appointment(held, by=cast.deputy, ends=today() - timedelta(days=1))
    assert "is the Town Clerk" not in words(shown(client))


@pytest.mark.parametrize(("pictures", "most"), [(0, MOST), (1, MOST_WITH_A_PICTURE)])
def test_home_asks_few_questions(pictures: int, most: int, cast: making.Cast, client: Client) -> None:
    for number in range(NEWS_ON_HOME):
        published(cast, f"Notice {number}", pictures=(making.picture(),) * pictures)
    people.call_meeting(by=cast.clerk, starts_at=timezone.now() + timedelta(days=2))
    with CaptureQueriesContext(connection) as queries:
        shown(client)
    assert len(queries) <= most


# -------------------------------------------------------------------------------------------------- contact
@pytest.mark.clause("no-private-information-to-us")
@pytest.mark.parametrize("name", [*making.COUNCILS, "model"])
def test_each_council_says_what_its_policy_says_about_writing_to_it(name: str, db: None, client: Client) -> None:
    making.found(name)
    rules = founding.read(name).rules.comments
    page = words(shown(client, "/contact/")).replace("&#x27;", "'")
    official, watched, private = rules.official_contact, rules.not_monitored_always, rules.nothing_private_please
    for said, rule in ((official.words, official), (watched.words, watched), (private.value, private)):
        assert " ".join(said.split()) in page
        assert rule.source.place in page


@pytest.mark.clause("no-private-information-to-us")
def test_it_is_said_beside_every_public_form(cast: making.Cast, client: Client) -> None:
    page = shown(client, "/accessibility/feedback/")
    asked = founding.read("model").rules.comments.nothing_private_please
    assert asked.value in page
    assert page.index(asked.value) < page.index("<form method=")
    assert "5.3 Private matters" in page


def test_where_a_policy_has_no_words_of_its_own_it_is_said_plainly() -> None:
    rules = founding.read("thornbury").rules
    comments = rules.comments.model_copy(
        update={
            "official_contact": rules.comments.official_contact.model_copy(update={"words": ""}),
            "not_monitored_always": rules.comments.not_monitored_always.model_copy(update={"words": ""}),
        }
    )
    said = [one.words for one in contact.advice(rules.model_copy(update={"comments": comments}))]
    assert said[0] == (
        "A message on social media does not count as writing to the council. Write to us here instead. "
        "We still try to answer."
    )
    assert said[1].endswith("We try to answer, but cannot promise it.")


def test_the_office_is_where_and_when_it_is(cast: making.Cast, client: Client) -> None:
    council = Council.objects.get()
    page = words(shown(client, "/contact/"))
    assert council.address in page
    assert f"Open {council.office_hours}" in page


def test_before_there_is_a_council(db: None, client: Client) -> None:
    for address in ("/", "/contact/"):
        assert "No council has moved in here yet." in shown(client, address)


# --------------------------------------------------------------------------------------------------- robots
def test_robots_are_told_where_to_look_and_where_not(db: None, client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    lines = response.content.decode().splitlines()
    assert "Disallow: /desk/" in lines
    assert lines[-1] == f"Sitemap: {settings.SITE_URL}/sitemap.xml"


@pytest.mark.parametrize("address", ["/", "/news/", "/contact/", "/accessibility/", "/policies/"])
def test_a_page_names_its_one_address(address: str, cast: making.Cast, client: Client) -> None:
    assert f'<link rel="canonical" href="{settings.SITE_URL}{address}">' in shown(client, f"{address}?utm_source=x")


def test_what_is_found_is_no_page_for_search_engines(cast: making.Cast, client: Client) -> None:
    page = shown(client, "/search/?q=lane")
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
