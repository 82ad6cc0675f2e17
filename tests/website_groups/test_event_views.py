"""What is on: the list goes on where it ended, and a month shows so many of a day and says where the others are."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.clock import today
from tests import making as councils
from tests.website_groups import making
from website_groups import months
from website_groups.models import Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast: councils.Cast) -> Group:
    return making.edited_by(cast.group_editor, by=cast.clerk)


def event(group: Group, title: str, starts: datetime, cast: councils.Cast) -> None:
    making.published(group, making.content(title, times=making.times(starts)), by=cast.group_editor, kind="event")


def test_the_list_goes_on_where_it_ended(
    group: Group, cast: councils.Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("website_groups.reading.ON_A_PAGE", 2)
    soon = datetime.combine(today(), datetime.min.time()) + timedelta(days=2, hours=10)
    for title, after in (("Past", -4), ("Third", 2), ("First", 0), ("Second", 0)):
        event(group, title, soon + timedelta(days=after), cast)
    first = client.get("/groups/events/").context["agenda"]
    second = client.get(f"/groups/events/?after={first.further}").context["agenda"]
    titles = [[[one.item.title for one in of_day] for _, of_day in agenda.days] for agenda in (first, second)]
    assert titles == [[["First", "Second"]], [["Third"]]]
    assert second.further == ""


def test_what_began_this_morning_stands_there_all_day(group: Group, cast: councils.Cast, client: Client) -> None:
    event(group, "At midnight", datetime.combine(today(), datetime.min.time()), cast)
    assert "At midnight" in client.get("/groups/events/").content.decode()
    assert "At midnight" in client.get("/").content.decode()


def test_a_month_shows_whole_weeks_and_so_many_of_a_day(group: Group, cast: councils.Cast, client: Client) -> None:
    for number in range(months.OF_A_DAY + 2):
        event(group, f"Talk {number}", datetime(2027, 3, 31, 10 + number), cast)
    event(group, "At the end of the week", datetime(2027, 4, 4, 23, 30), cast)
    event(group, "Behind the week", datetime(2027, 4, 5, 0, 0), cast)
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/groups/events/2027/03/")
    days = {day.date.isoformat(): day for day in response.context["days"]}
    assert (min(days), max(days), len(days), len(asked)) == ("2027-03-01", "2027-04-04", 35, 3)
    full = days["2027-03-31"]
    assert [one.item.title for one in full.occurrences] == [f"Talk {number}" for number in range(months.OF_A_DAY)]
    assert "Talk 0" in client.get(full.more).content.decode()
    assert [one.item.title for one in days["2027-04-04"].occurrences] == ["At the end of the week"]
    assert days["2027-03-30"].more == ""
    page = response.content.decode()
    assert "More on this day" in page
    assert "Behind the week" not in page


@pytest.mark.parametrize(("address", "status"), [("2027/13", 404), ("1899/12", 404), ("2027/1", 404), ("1900/01", 404)])
def test_a_month_that_there_is_not(address: str, status: int, council: object, client: Client) -> None:
    assert client.get(f"/groups/events/{address}/").status_code == status


@pytest.mark.parametrize("address", ["1901/01", "2098/12"])
def test_the_first_and_the_last_month(address: str, council: object, client: Client) -> None:
    response = client.get(f"/groups/events/{address}/")
    assert response.status_code == 200
    assert "Nothing is entered for this month." in response.content.decode()


def test_a_calendar_leads_no_farther_than_dates_are_worked_out(council: object, client: Client) -> None:
    ahead = today() + timedelta(days=731)
    assert client.get(f"/groups/events/{ahead:%Y/%m}/").context["after"] is None
    assert client.get(f"/groups/events/{today():%Y/%m}/").context["after"] is not None


@pytest.mark.parametrize("asked", ["?after=x", "?after=20270101T000000.000000-x"])
def test_a_place_in_the_list_that_is_none(asked: str, council: object, client: Client) -> None:
    assert client.get(f"/groups/events/{asked}").status_code == 400
