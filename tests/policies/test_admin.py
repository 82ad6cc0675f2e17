"""Versions and reviews in Django's admin: found, read with their record, and changed by nobody there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Committee
from policies import workflow
from policies.models import Policy, PolicyVersion, Review
from policies.permissions import can_see_version
from tests import making
from tests.journeys.policy_steps import adopted, entered
from tests.policies import reviewing

LOOKS = ["clerk", "deputy", "assistant", "employee", "chair", "vice_chair"]
"""Who has to do with the admin in Barton: the council's personnel, and those who approve."""
VERSIONS, REVIEWS = "/admin/policies/policyversion/", "/admin/policies/review/"


@pytest.fixture
def barton(db: None) -> making.Cast:
    making.found("barton_le_clay")
    return making.cast()


@pytest.fixture
def review(barton: making.Cast) -> Review:
    """Decided by its committee yesterday, and now to be adopted."""
    committee = people.make_committee("Policies & Resources Committee", by=SYSTEM)
    held = reviewing.meeting(today() - timedelta(days=1), committee)
    found = Policy.objects.get().reviews.get()
    workflow.place_review(found.pk, by=barton.clerk, meeting=held)
    how = {"outcome": "no_change", "took_part": "As in the minutes", "minute_reference": "PR 26/31"}
    return workflow.decide_review(found.pk, by=barton.clerk, decided_on=today(), **how)


@pytest.fixture
def clerk(barton: making.Cast, signed_in) -> Client:
    return signed_in(barton.clerk)


def shown(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("who", sorted(making.Cast.__annotations__))
def test_who_looks_things_up(who: str, barton: making.Cast, review: Review, signed_in) -> None:
    browser = signed_in(getattr(barton, who))
    version = PolicyVersion.objects.get()
    for page in (VERSIONS, REVIEWS, f"{VERSIONS}{version.pk}/change/", f"{REVIEWS}{review.pk}/change/"):
        assert (browser.get(page).status_code == 200) == (who in LOOKS), page


@pytest.mark.clause("review-dates")
def test_reviews_are_found_by_policy_state_and_minute(clerk: Client, review: Review) -> None:
    for asked in ("", "?state__exact=decided", "?outcome__exact=no_change", "?q=Social+Media", "?q=PR+26/31"):
        assert f"{REVIEWS}{review.pk}/change/" in shown(clerk, f"{REVIEWS}{asked}"), asked
    for asked in ("?state__exact=closed", "?outcome__exact=amend", "?q=Complaints"):
        assert f"{REVIEWS}{review.pk}/change/" not in shown(clerk, f"{REVIEWS}{asked}"), asked


@pytest.mark.clause("review-dates")
def test_a_review_is_read_with_its_record_and_leads_to_the_desk(clerk: Client, review: Review) -> None:
    page = shown(clerk, f"{REVIEWS}{review.pk}/change/")
    assert "PR 26/31" in page
    assert f'href="/desk/reviews/{review.pk}/"' in page
    record = shown(clerk, f"{REVIEWS}{review.pk}/history/")
    assert "Review placed on an agenda" in record
    assert "Review decided" in record


def test_an_adoption_is_found_by_its_minute(barton: making.Cast, clerk: Client) -> None:
    version = adopted(barton).versions.get()
    page = shown(clerk, f"{VERSIONS}?q=26/101")
    assert f"{VERSIONS}{version.pk}/change/" in page
    assert "Adopted" in page
    assert "26/101" in shown(clerk, f"{VERSIONS}{version.pk}/change/")
    assert "Sent to review" not in shown(clerk, f"{VERSIONS}{version.pk}/history/")


@pytest.mark.parametrize("which", ["version", "review"])
def test_nothing_is_changed_there(which: str, barton: making.Cast, clerk: Client, review: Review) -> None:
    row = review if which == "review" else PolicyVersion.objects.get()
    where = REVIEWS if which == "review" else VERSIONS
    page = shown(clerk, f"{where}{row.pk}/change/")
    for control in ('name="_save"', 'name="state"', 'name="due_on"', "deletelink", 'name="text"'):
        assert control not in page
    lines = row.history.count()
    assert clerk.post(f"{where}{row.pk}/change/", {"state": "closed", "title": "Mine"}).status_code == 403
    assert clerk.post(f"{where}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert clerk.get(f"{where}add/").status_code == 403
    assert row.history.count() == lines
    assert "delete_selected" not in shown(clerk, where)


@pytest.mark.parametrize("who", LOOKS)
def test_a_draft_is_seen_by_those_who_write_it(who: str, barton: making.Cast, signed_in) -> None:
    draft, browser = entered(barton), signed_in(getattr(barton, who))
    may = who in ("clerk", "deputy")
    assert can_see_version(getattr(barton, who), draft) == may
    assert ("Complaints Policy" in shown(browser, VERSIONS)) == may
    assert (browser.get(f"{VERSIONS}{draft.pk}/change/").status_code == 200) == may
    workflow.send_version(draft.pk, by=barton.clerk)
    assert "Complaints Policy" in shown(browser, VERSIONS)


@pytest.mark.parametrize("who", sorted(making.Cast.__annotations__))
def test_the_list_and_the_single_question_agree(who: str, barton: making.Cast) -> None:
    draft, user = entered(barton), getattr(barton, who)
    for _ in range(2):
        listed = set(PolicyVersion.objects.visible_to(user))
        assert listed == {one for one in PolicyVersion.objects.all() if can_see_version(user, one)}
        if draft.state == "draft":
            draft = workflow.send_version(draft.pk, by=barton.clerk)


def test_the_list_asks_as_much_for_many_as_for_one(clerk: Client, review: Review) -> None:
    one = number_of_queries(clerk)
    committee = Committee.objects.get()
    for number in range(5):
        reviewing.another_policy(f"Policy {number}", today(), every_months=12, committee=committee)
    assert number_of_queries(clerk) <= one


def number_of_queries(clerk: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        clerk.get(REVIEWS)
    return len(asked)
