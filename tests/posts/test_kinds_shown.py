"""Which kinds with pages of their own a council's website holds (website-items): council × page, from the documents."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.offices import Office
from accounts.refusals import BadInput
from posts import workflow
from posts.particulars import Part, Particulars
from tests import making
from tests.posts.papers import meeting, paper

pytestmark = [pytest.mark.django_db, pytest.mark.clause("website-items")]

PAGES = {
    "council": "/council/",
    "members": "/council/members/",
    "meetings": "/meetings/",
    "calendar": "/meetings/calendar.ics",
    "finance": "/finance/",
    "links": "/links/",
}
# Faversham, Sevenoaks and Thornbury have no list. Barton's has no meeting dates, but agendas and minutes.
HAS = {
    "faversham": set(PAGES),
    "sevenoaks": set(PAGES),
    "thornbury": set(PAGES),
    "desborough": set(PAGES),
    "barton_le_clay": set(PAGES) - {"calendar"},
    "model": set(PAGES),
}
KINDS = {
    "members": {"council", "members"},
    "meeting_dates": {"council", "meetings", "calendar"},
    "agendas": {"council", "meetings"},
    "minutes": {"council", "meetings"},
    "committee_minutes": {"council", "meetings"},
    "financial_information": {"council", "finance"},
    "principal_council_links": {"council", "links"},
    "charity_links": {"council", "links"},
    "news": set(),
    "policies": set(),
    "other": set(),
}


def there() -> set[str]:
    answers = {name: Client().get(address).status_code for name, address in PAGES.items()}
    assert set(answers.values()) <= {200, 404}
    return {name for name, status in answers.items() if status == 200}


def offered() -> set[str]:
    """To which of them the menu, the page of the council, home and the sitemap lead."""
    addresses = ["/", "/council/", "/sitemap-pages.xml", "/news/"]
    pages = " ".join(Client().get(address).content.decode() for address in addresses)
    return {name for name, address in PAGES.items() if re.search(rf'(["/>]|\d){address}["<]', pages)}


@pytest.mark.parametrize("council", HAS)
def test_a_council_has_the_pages_that_its_policy_has(council: str) -> None:
    making.found(council)
    assert there() == HAS[council]
    assert offered() == HAS[council] - {"calendar"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_brings_its_pages_and_no_other(kind: str) -> None:
    """Of a policy that lists this kind alone. What is not there is in no menu either."""
    making.found("desborough")
    making.choose("website", may=[kind])
    assert there() == KINDS[kind]
    assert offered() == KINDS[kind] - {"calendar"}


def test_before_a_policy_is_in_force_there_is_none(db: None) -> None:
    assert there() == set()


def test_what_the_clerk_lets_in_has_its_page(db: None) -> None:
    """Barton: other items at the Clerk's discretion, remembered by kind."""
    making.found("barton_le_clay")
    clerk = making.person("clerk", Office.CLERK)
    meeting()
    assert "Moot Hall" not in Client().get("/meetings/").content.decode() + Client().get("/").content.decode()
    workflow.allow_kind("meeting_dates", by=clerk)
    assert there() == set(PAGES)
    assert "Moot Hall" in Client().get("/meetings/").content.decode()
    assert "Moot Hall" in Client().get("/").content.decode()


@pytest.mark.parametrize(("council", "is_listed"), [("barton_le_clay", False), ("desborough", True)])
def test_the_calendar_of_policies_holds_meetings_where_their_dates_are_listed(council: str, is_listed: bool) -> None:
    making.found(council)
    people.call_meeting(by=SYSTEM, starts_at=timezone.now() + making.SOON, place="Moot Hall")
    assert ("Moot Hall" in Client().get("/policies/calendar.ics").content.decode()) is is_listed


# ------------------------------------------------------------------------------------- what belongs to a meeting
def test_without_dates_only_meetings_with_a_paper_are_shown(db: None) -> None:
    making.found("barton_le_clay")
    cast = making.cast()
    quiet, told = meeting(days=-9), meeting(days=-2)
    paper(cast, told, Part.AGENDA)
    page = Client().get("/meetings/").content.decode()
    assert f"/meetings/{told.pk}/" in page
    assert f"/meetings/{quiet.pk}/" not in page
    assert Client().get(f"/meetings/{quiet.pk}/x/").status_code == 404


@pytest.mark.parametrize(
    ("council", "said"),
    [
        ("desborough", "our policy has only the minutes of the Council on the website"),
        ("barton_le_clay", "choose the kind “Committee minutes”"),
        ("thornbury", "choose the kind “Committee minutes”"),
    ],
)
def test_minutes_of_a_committee_do_not_pass_as_the_councils(council: str, said: str) -> None:
    making.found(council)
    clerk = making.person("clerk", Office.CLERK)
    held = meeting(days=-2, committee=people.make_committee("Planning", by=SYSTEM))
    told = Particulars(meeting=held.pk, part=Part.DRAFT_MINUTES)
    with pytest.raises(BadInput, match=said) as refused:
        workflow.write(making.content(kind="minutes", particulars=told), by=clerk)
    assert refused.value.field == "kind"


def test_nor_the_councils_as_those_of_a_committee(db: None) -> None:
    making.found()
    told = Particulars(meeting=meeting(days=-2).pk, part=Part.DRAFT_MINUTES)
    with pytest.raises(BadInput, match="choose the kind “Minutes”"):
        workflow.write(
            making.content(kind="committee_minutes", particulars=told), by=making.person("clerk", Office.CLERK)
        )
