"""The lists of the news: by kind, month and subject, page by page, and what they say where there is nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import Matter
from posts import news
from posts.life import State
from posts.models import Post
from posts.news import Month
from tests import making
from tests.posts.test_queries import put_in
from tests.publishing import published, withdrawn

NOVEMBER, OCTOBER = datetime(2026, 11, 5, 12, tzinfo=UTC), datetime(2026, 10, 20, 12, tzinfo=UTC)
MOST = 4


@pytest.fixture
def matter(cast: making.Cast) -> Matter:
    return people.open_matter("Mill Lane road works", by=SYSTEM)


def titles(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [post.title for post in response.context["page"].posts]


def heading(client: Client, address: str) -> str:
    return client.get(address).context["heading"]


# ------------------------------------------------------------------------------------------------- narrowed
def test_a_kind_has_a_list_of_its_own(cast: making.Cast, client: Client) -> None:
    published(cast, "Agenda for Monday", kind="agendas")
    published(cast, "Lantern walk")
    assert titles(client, "/news/kind/agendas/") == ["Agenda for Monday"]
    assert heading(client, "/news/kind/agendas/") == "Agendas"
    assert set(titles(client, "/news/")) == {"Agenda for Monday", "Lantern walk"}


def test_a_kind_that_there_is_not(cast: making.Cast, client: Client) -> None:
    assert client.get("/news/kind/gossip/").status_code == 404


def test_a_month_is_that_of_the_council_s_clock(cast: making.Cast, client: Client) -> None:
    """At half past midnight in summer it is still the evening before in universal time."""
    published(cast, "On the first", on=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    published(cast, "On the last", on=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    assert titles(client, "/news/2026/07/") == ["On the first"]
    assert titles(client, "/news/2026/06/") == ["On the last"]
    assert heading(client, "/news/2026/07/") == "News from July 2026"


@pytest.mark.parametrize("address", ["/news/2026/13/", "/news/2026/00/", "/news/1066/10/"])
def test_a_month_that_there_is_not(address: str, cast: making.Cast, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_a_subject_lists_what_belongs_to_the_matter(cast: making.Cast, matter: Matter, client: Client) -> None:
    published(cast, "Mill Lane is closed", matter=matter)
    published(cast, "Lantern walk")
    address = f"/news/subject/{matter.pk}-mill-lane-road-works/"
    assert titles(client, address) == ["Mill Lane is closed"]
    assert heading(client, address) == "News about Mill Lane road works"


def test_another_name_of_a_subject_leads_to_the_right_one(cast: making.Cast, matter: Matter, client: Client) -> None:
    published(cast, matter=matter)
    response = client.get(f"/news/subject/{matter.pk}-road-works/")
    assert (response.status_code, response["Location"]) == (301, news.address_of(matter))


def test_a_matter_about_which_nothing_is_published_stays_unknown(
    cast: making.Cast, matter: Matter, client: Client
) -> None:
    """Its name may say what is nobody's business yet."""
    making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk, matter=matter)
    assert client.get(news.address_of(matter)).status_code == 404
    withdrawn(published(cast, matter=matter), cast)
    assert client.get(news.address_of(matter)).status_code == 404
    published(cast, "Lantern walk")
    assert matter.name not in client.get("/news/").content.decode()


# -------------------------------------------------------------------------------------------------- choices
def test_what_the_news_can_be_narrowed_to(cast: making.Cast, matter: Matter) -> None:
    published(cast, "Old", on=datetime(2025, 2, 3, tzinfo=UTC))
    published(cast, "Agenda", kind="agendas", on=OCTOBER)
    published(cast, "Closed", matter=matter, on=NOVEMBER)
    found = news.choices()
    assert [name for name, _ in found.kinds] == ["clubs_and_events", "agendas"]
    assert [name for _, name, _ in found.subjects] == [matter.name]
    assert found.months == [Month(2026, number) for number in range(11, 0, -1)]
    assert found.other_years == [Month(2025, 12)]


def test_the_months_are_those_of_the_year_that_is_shown(cast: making.Cast) -> None:
    published(cast, "Old", on=datetime(2025, 11, 3, tzinfo=UTC))
    published(cast, "New", on=datetime(2026, 2, 3, tzinfo=UTC))
    found = news.choices(2025)
    assert found.months == [Month(2025, 12), Month(2025, 11)]
    assert found.other_years == [Month(2026, 2)]


def test_the_latest_subject_stands_first(cast: making.Cast, matter: Matter) -> None:
    other = people.open_matter("Budget", by=SYSTEM)
    published(cast, "Budget", matter=other, on=NOVEMBER)
    published(cast, "Closed", matter=matter, on=OCTOBER)
    assert list(news.subjects()) == [other, matter]


def test_there_is_nothing_to_choose_while_nothing_is_published(cast: making.Cast) -> None:
    making.post_in(State.DRAFT, author=cast.councillor, approver=cast.clerk)
    assert news.choices() is None
    assert news.months() == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/news/", "No news yet"),
        ("/news/kind/minutes/", "Nothing of this kind yet"),
        ("/news/2026/07/", "Nothing was published in July 2026"),
    ],
)
def test_an_empty_list_says_what_to_do(address: str, words: str, cast: making.Cast, client: Client) -> None:
    assert words in client.get(address).content.decode()


# ------------------------------------------------------------------------------------------------ the pages
@pytest.fixture
def many(cast: making.Cast) -> int:
    put_in(State.PUBLISHED, 2 * news.ON_A_PAGE + 5, author=cast.councillor)
    return 2 * news.ON_A_PAGE + 5


def test_every_post_is_on_one_page(many: int, client: Client) -> None:
    seen, address = [], "/news/"
    while address:
        page = client.get(address).context["page"]
        seen += [post.pk for post in page.posts]
        address = f"/news/?before={page.older}" if page.older else ""
    assert seen == list(Post.objects.news().values_list("pk", flat=True))
    assert len(seen) == many


def test_newer_leads_back_over_the_same_pages(many: int, client: Client) -> None:
    first = client.get("/news/").context["page"]
    second = client.get(f"/news/?before={first.older}").context["page"]
    third = client.get(f"/news/?before={second.older}").context["page"]
    assert (first.newer, third.older) == ("", "")
    assert client.get(f"/news/?after={third.newer}").context["page"] == second
    back = client.get(f"/news/?after={second.newer}")
    assert (back.status_code, back["Location"]) == (302, "/news/")


def test_posts_of_the_same_moment_are_told_apart_by_their_number(
    cast: making.Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "ON_A_PAGE", 2)
    for number in range(5):
        published(cast, f"Notice {number}", on=NOVEMBER)
    first = client.get("/news/").context["page"]
    second = client.get(f"/news/?before={first.older}").context["page"]
    third = client.get(f"/news/?before={second.older}").context["page"]
    shown = [[post.title for post in page.posts] for page in (first, second, third)]
    assert shown == [["Notice 4", "Notice 3"], ["Notice 2", "Notice 1"], ["Notice 0"]]
    assert client.get(f"/news/?after={third.newer}").context["page"] == second


def test_an_address_that_names_no_page(cast: making.Cast, client: Client) -> None:
    assert client.get("/news/?before=yesterday").status_code == 400
    assert client.get("/news/?after=1-1").status_code == 400


def test_a_list_asks_at_most_four_questions_however_much_there_is(
    cast: making.Cast, matter: Matter, client: Client
) -> None:
    newest = published(cast, matter=matter, kind="agendas", on=timezone.now() + timedelta(hours=1))
    put_in(State.PUBLISHED, 2000, author=cast.councillor)
    year, month = f"{newest.published_at:%Y}", f"{newest.published_at:%m}"
    addresses = ["/news/", "/news/kind/agendas/", f"/news/{year}/{month}/", news.address_of(matter)]
    for address in [*addresses, "/news/kind/minutes/"]:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked = [query["sql"] for query in queries]
        assert len(asked) <= MOST, asked
        assert [sql for sql in asked if "COUNT(" in sql or "OFFSET" in sql or "GROUP BY" in sql] == []
