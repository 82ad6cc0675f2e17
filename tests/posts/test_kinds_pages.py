"""What residents read of the council: members, meetings with their papers, money, links."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Council
from accounts.offices import Arrival, Office
from posts import workflow
from posts.kinds.meetings import address_of
from posts.particulars import Part, Particulars
from tests import making
from tests.posts.papers import account, committee, link, meeting, paper
from tests.publishing import corrected, published, withdrawn

pytestmark = pytest.mark.clause("website-items")

MOST = 6
PAGES = ("/council/", "/council/members/", "/meetings/", "/finance/", "/links/")


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert response.cookies == {}
    return response.content.decode()


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main")[0]).split())


# -------------------------------------------------------------------------------------------------- members
def test_members_with_ward_offices_and_committees(cast: making.Cast, client: Client) -> None:
    held = cast.councillor.appointments.get()
    people.describe_member(held.pk, by=cast.clerk, ward="Market Ward", public_email="cllr@council.example")
    people.seat(cast.councillor, committee(), by=SYSTEM, begins=today())
    people.appoint(cast.chair, Office.COUNCILLOR, by=SYSTEM, begins=today(), arrival=Arrival.ELECTED)
    page = words(shown(client, "/council/members/"))
    assert "Councillor Councillor , Market Ward On Planning Committee cllr@council.example" in page
    assert "Chair Chair, Councillor" in page
    assert page.index("Vice Chair") < page.index("Nominated")


def test_nothing_private_of_them_is_told(cast: making.Cast, client: Client) -> None:
    """Their address for signing in is theirs; staff and volunteers are no members."""
    page = shown(client, "/council/members/")
    assert [name for name, user in cast.everybody().items() if user.email in page] == []
    assert "Employee" not in words(page)
    assert "Clerk" not in words(page)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_member_stands_there_to_the_last_day(days: int, cast: making.Cast, client: Client) -> None:
    held = cast.councillor.appointments.get()
    people.end_appointment(held, by=cast.clerk, ends=today() + timedelta(days=days))
    assert ("<h2>Councillor</h2>" in shown(client, "/council/members/")) is (days >= 0)


def test_who_may_not_sign_in_is_a_member_all_the_same(cast: making.Cast, client: Client) -> None:
    people.set_sign_in(cast.councillor, by=cast.clerk, allowed=False)
    assert "<h2>Councillor</h2>" in shown(client, "/council/members/")


@pytest.mark.parametrize(
    ("seats", "said"), [(None, "4 councillors."), (4, "4 councillors."), (5, "1 seat is vacant"), (6, "2 seats are")]
)
def test_vacant_seats(seats: int | None, said: str, cast: making.Cast, client: Client) -> None:
    """Nothing is said of them before the council has said how many seats it has."""
    people.change_council(by=cast.clerk, seats=seats)
    assert said in words(shown(client, "/council/members/"))


# ------------------------------------------------------------------------------------------------- meetings
def test_a_meeting_with_its_papers(cast: making.Cast, client: Client) -> None:
    held = meeting(days=-20)
    paper(cast, held, Part.DRAFT_MINUTES, "What was decided")
    paper(cast, held, Part.PAPER, "Where the benches go")
    paper(cast, held, Part.AGENDA, "Agenda of the Council", body="<p>Twenty minutes for questions</p>")
    page = words(shown(client, address_of(held)))
    assert page.index("Twenty minutes") < page.index("Where the benches go") < page.index("What was decided")
    assert "Draft: the meeting has not approved them yet" in page
    assert "Here: agenda, paper for the meeting, draft minutes" in words(shown(client, "/meetings/"))


def test_nothing_of_it_is_there_before_it_is_approved(cast: making.Cast, client: Client) -> None:
    held = meeting()
    told = Particulars(meeting=held.pk, part=Part.AGENDA)
    post = workflow.write(making.content(kind="agendas", body="<p>Secret</p>", particulars=told), by=cast.councillor)
    assert "Secret" not in shown(client, address_of(held))
    workflow.submit(post.pk, by=cast.councillor)
    assert "Secret" not in shown(client, address_of(held))
    making.put_out(post, approver=cast.clerk)
    assert "Secret" in shown(client, address_of(held))


def test_a_correction_takes_its_place_and_a_withdrawal_empties_it(cast: making.Cast, client: Client) -> None:
    held = meeting()
    first = paper(cast, held, Part.AGENDA, body="<p>Old words</p>")
    correction = workflow.correct(first.pk, by=cast.councillor)
    assert correction.content.particulars == first.content.particulars
    told = making.content("Agenda", kind="agendas", body="<p>New words</p>", particulars=first.content.particulars)
    workflow.revise(correction.pk, told, by=cast.councillor, version=correction.current_version_id)
    correction = workflow.submit(correction.pk, by=cast.councillor)
    making.put_out(correction, approver=cast.clerk)
    page = shown(client, address_of(held))
    assert ("New words" in page, "Old words" in page) == (True, False)
    withdrawn(correction, cast)
    assert "New words" not in shown(client, address_of(held))


def test_a_correction_into_another_kind_leaves_the_meeting(cast: making.Cast, client: Client) -> None:
    held = meeting()
    moved = corrected(paper(cast, held, Part.AGENDA), cast)
    assert (moved.kind, moved.meeting, moved.part) == ("clubs_and_events", None, "")
    assert moved.title not in shown(client, address_of(held))


def test_a_moved_meeting_is_found_under_its_old_address(cast: making.Cast, client: Client) -> None:
    held = meeting()
    old = address_of(held)
    moved = people.change_meeting(held.pk, by=cast.clerk, starts_at=held.starts_at + timedelta(days=7), place="Hall")
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, address_of(moved))


def test_a_meeting_that_is_called_off_says_so(cast: making.Cast, client: Client) -> None:
    held = meeting()
    people.call_off_meeting(held.pk, by=cast.clerk, reason="Too few could come.")
    for address in ("/meetings/", address_of(held)):
        page = shown(client, address)
        assert "alled off" in page
        assert "Too few" not in page
    assert address_of(held) not in shown(client, "/")
    event = next(iter(Calendar.from_ical(client.get("/meetings/calendar.ics").content).walk("VEVENT")))
    assert event["STATUS"] == "CANCELLED"


def test_the_calendar_opens_elsewhere(cast: making.Cast, client: Client) -> None:
    held = meeting()
    response = client.get("/meetings/calendar.ics")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"].startswith("text/calendar")
    assert [(str(event["SUMMARY"]), event.decoded("DTSTART")) for event in events] == [("Full Council", held.starts_at)]


def test_past_meetings_stand_by_year(cast: making.Cast, client: Client) -> None:
    old = meeting(at=timezone.now().replace(year=2019, month=3, day=5))
    page = shown(client, "/meetings/")
    assert "/meetings/2019/" in page
    assert address_of(old) in shown(client, "/meetings/2019/")
    assert client.get("/meetings/2018/").status_code == 404


@pytest.mark.parametrize("address", ["/meetings/99/x/", "/meetings/abc/", "/meetings/0/x/", "/meetings/9999/"])
def test_a_meeting_that_there_is_not(address: str, cast: making.Cast, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_the_paper_leads_to_its_meeting(cast: making.Cast, client: Client) -> None:
    held = meeting(committee=committee())
    post = paper(cast, held, Part.AGENDA)
    assert f'href="{address_of(held)}"' in shown(client, post.url)
    making.choose("website", may=["news"])
    assert address_of(held) not in shown(client, post.url)


# -------------------------------------------------------------------------------------------- money and links
def test_accounts_by_year_beside_what_the_law_asks(cast: making.Cast, client: Client) -> None:
    people.change_council(by=cast.clerk, turnover=Council.Turnover.UP_TO_25_000)
    account(cast, "governance", 2024)
    account(cast, "accounts", 2023)
    published(cast, "How the market did", kind="financial_information")
    page = words(shown(client, "/finance/"))
    assert page.index("2024–25 Our governance") < page.index("2023–24 Our accounts") < page.index("How the market did")
    assert "Transparency Code for Smaller Authorities 2014" in page


@pytest.mark.parametrize(("nation", "turnover"), [("wales", "up_to_25_000"), ("england", "")])
def test_where_no_law_is_known_none_is_named(nation: str, turnover: str, cast: making.Cast, client: Client) -> None:
    people.change_council(by=cast.clerk, nation=nation, turnover=turnover)
    page = words(shown(client, "/finance/"))
    assert "Code" not in page
    assert "What the law" not in page
    assert "What the council spends will stand here." in page


def test_links_by_kind_with_their_words(cast: making.Cast, client: Client) -> None:
    link(cast, "Food bank", "https://food.example/", body="<p>Gives food.</p>")
    link(cast, "County Council", "https://county.example/", kind="principal_council_links")
    page = shown(client, "/links/")
    assert words(page).index("Links to the principal council") < words(page).index("Links to charities")
    assert '<a class="govuk-link" href="https://food.example/">Food bank</a>' in page
    assert "Gives food." in page


def test_a_kind_of_link_that_is_not_listed_is_not_shown(cast: making.Cast, client: Client) -> None:
    link(cast, "Food bank", "https://food.example/")
    making.choose("website", may=["principal_council_links"])
    assert "Food bank" not in shown(client, "/links/")


@pytest.mark.parametrize("address", PAGES)
def test_an_empty_page_says_so_and_is_whole(address: str, council: Council, client: Client) -> None:
    assert "<h1" in shown(client, address)


# ----------------------------------------------------------------------------------------------- how it is kept
def test_pages_ask_few_questions_however_much_there_is(cast: making.Cast, client: Client) -> None:
    people.change_council(by=cast.clerk, turnover=Council.Turnover.UP_TO_6_500_000)
    planning = committee()
    first = meeting(days=-3, committee=planning)
    meeting()
    paper(cast, first, Part.AGENDA)
    addresses = [*PAGES, address_of(first), f"/meetings/{timezone.localtime(first.starts_at).year}/"]
    few = {address: asked(client, address) for address in addresses}
    for number in range(4):
        held = meeting(days=-4 - number)
        paper(cast, held, Part.AGENDA)
        paper(cast, first, Part.PAPER, f"Paper {number}")
        account(cast, "spending_500", 2024, number + 1)
        link(cast, f"Link {number}", f"https://link{number}.example/")
    people.seat(cast.councillor, planning, by=SYSTEM, begins=today())
    people.seat(cast.chair, planning, by=SYSTEM, begins=today())
    assert {address: asked(client, address) for address in addresses} == few
    assert max(few.values()) <= MOST, few


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        shown(client, address)
    return len(queries)


@pytest.mark.parametrize("address", PAGES)
def test_it_answers_that_nothing_has_changed(address: str, cast: making.Cast, client: Client) -> None:
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert first["Cache-Control"] == "public, no-cache"
