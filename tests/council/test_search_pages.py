"""Search: what everybody finds, what people find at the desk, and what is said where nothing is found."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from council import search_views
from posts.life import State
from tests import making
from tests.publishing import corrected, published, withdrawn

SignIn = Callable[[User], Client]

MOST = 12
DAY = timedelta(days=1)
NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)


def found(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [hit.found.title for hit in response.context["found"].hits]


# -------------------------------------------------------------------------------------------- for everybody
def test_what_is_published_is_found_with_its_words_marked(cast: making.Cast, client: Client) -> None:
    published(cast, "Lanterns", body="<p>Bring a warm coat &amp; a lantern.</p>")
    published(cast, "Something else")
    assert found(client, "/search/?q=lantern") == ["Lanterns"]
    page = client.get("/search/?q=lantern").content.decode()
    assert "<mark>Lanterns</mark>" in page
    assert "Bring a warm coat &amp; a <mark>lantern</mark>." in page


@pytest.mark.parametrize("state", [state for state in State if state not in (State.PUBLISHED, State.REPLACED)])
def test_what_is_not_published_is_not_found(state: State, cast: making.Cast, client: Client) -> None:
    making.post_in(state, author=cast.councillor, approver=cast.clerk, title="Zebra crossing")
    assert found(client, "/search/?q=zebra") == []


def test_what_was_withdrawn_or_put_right_is_no_longer_found(cast: making.Cast, client: Client) -> None:
    withdrawn(published(cast, "Zebra crossing"), cast)
    corrected(published(cast, "Zebra show"), cast)
    assert found(client, "/search/?q=zebra") == ["Zebra show, put right"]


def test_the_newest_or_the_best_first(cast: making.Cast, client: Client) -> None:
    published(cast, "Benches, benches", body="<p>Benches and benches.</p>", on=NOON)
    body = "<p>There is much to tell of the river, the mill, the meadow and, at its end, of benches.</p>"
    published(cast, "By the river", body=body, on=NOON + DAY)
    assert found(client, "/search/?q=benches") == ["By the river", "Benches, benches"]
    assert found(client, "/search/?q=benches&order=best") == ["Benches, benches", "By the river"]


def test_councillors_are_found_by_name_office_ward_or_committee(cast: making.Cast, client: Client) -> None:
    seat = cast.councillor.appointments.get()
    people.describe_member(seat.pk, by=cast.clerk, ward="Riverside Ward")
    people.seat(cast.councillor, people.make_committee("Moat Committee", by=SYSTEM), by=SYSTEM, begins=today())
    for words in ("riverside", "councillor ward", "moats"):
        page = client.get("/search/", {"q": words})
        assert [member.name for member, _ in page.context["members"]] == [cast.councillor.name]
        assert "No news has these words" in page.content.decode()
    assert client.get("/search/?q=zebra").context["members"] == []


@pytest.mark.django_db
def test_councillors_are_not_found_where_the_website_does_not_show_them(client: Client) -> None:
    making.found("desborough")
    cast = making.cast()
    making.choose("website", may=["news"])
    assert client.get("/search/", {"q": cast.councillor.name}).context["members"] == []


def test_older_results_stand_on_further_pages(
    cast: making.Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_views, "ON_A_PAGE", 2)
    for number in range(5):
        published(cast, f"Notice {number}", on=NOON + number * DAY)
    pages, address = [], "/search/?q=notice"
    while address:
        pages.append(found(client, address))
        older = client.get(address).context["found"].older
        address = f"/search/?q=notice&before={older}" if older else ""
    assert pages == [["Notice 4", "Notice 3"], ["Notice 2", "Notice 1"], ["Notice 0"]]
    assert client.get("/search/?q=notice&order=best").context["found"].has_more


def test_the_policy_in_force_is_found_too(cast: making.Cast, client: Client) -> None:
    response = client.get("/search/?q=moderation")
    assert [str(hit.found) for hit in response.context["policies"]] != []
    assert 'id="in-policy"' in response.content.decode()
    assert client.get("/search/?q=zebra").context["policies"] == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", "What was found will stand here"),
        ("   ", "What was found will stand here"),
        ("%00", "What was found will stand here"),
        ("the+of", "These words stand almost everywhere"),
        ("-market", "These words stand almost everywhere"),
        ("zebra", "Nothing found"),
        ("zebra+" * 100, "only the first 200 characters"),
    ],
)
def test_what_is_said_where_nothing_is_found(asked: str, words: str, cast: making.Cast, client: Client) -> None:
    response = client.get(f"/search/?q={asked}")
    assert response.status_code == 200
    assert words in response.content.decode()


@pytest.mark.parametrize("asked", ["'", '"', "%22)", "a*b:c", "NEAR(", "<script>alert(1)</script>", "' OR 1=1 --"])
def test_whatever_is_typed_is_only_looked_for(asked: str, cast: making.Cast, client: Client) -> None:
    published(cast)
    response = client.get("/search/", {"q": asked})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_an_address_that_names_no_page(cast: making.Cast, client: Client) -> None:
    assert client.get("/search/?q=lane&before=yesterday").status_code == 400


def test_a_search_asks_few_questions(cast: making.Cast, client: Client) -> None:
    for number in range(3):
        published(cast, f"Notice {number}")
    for order in ("newest", "best"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/search/?q=notice&order={order}")
        assert len(queries) <= MOST
        assert [query["sql"] for query in queries if "COUNT(" in query["sql"] or "OFFSET" in query["sql"]] == []


# ---------------------------------------------------------------------------------------------- at the desk
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("councillor", {"Zebra draft", "Zebra submitted", "Zebra published"}),
        ("clerk", {"Zebra submitted", "Zebra published"}),
        ("employee", {"Zebra published"}),
        ("outsider", {"Zebra published"}),
    ],
)
def test_at_the_desk_one_finds_what_one_may_open(
    who: str, expected: set[str], cast: making.Cast, signed_in: SignIn
) -> None:
    for state in (State.DRAFT, State.SUBMITTED, State.PUBLISHED):
        making.post_in(state, author=cast.councillor, approver=cast.clerk, title=f"Zebra {state.value}")
    assert set(found(signed_in(getattr(cast, who)), "/desk/search/?q=zebra")) == expected


def test_the_desk_leads_to_the_desk_s_own_page_of_a_post(cast: making.Cast, signed_in: SignIn) -> None:
    post = published(cast, "Zebra crossing")
    page = signed_in(cast.clerk).get("/desk/search/?q=zebra").content.decode()
    assert f'href="/desk/posts/{post.pk}/"' in page
    assert "Published" in page


def test_the_desk_s_search_is_for_people_of_the_desk(cast: making.Cast, client: Client) -> None:
    assert client.get("/desk/search/?q=zebra").status_code == 302
