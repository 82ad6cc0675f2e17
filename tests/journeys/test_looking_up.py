"""What one looks up: what applies to oneself, one's calendar, the month's report, how the policy is carried out."""

from datetime import timedelta

import pytest

from accounts.clock import today
from policies import workflow
from policies.models import Policy
from posts.life import State
from tests import making
from tests.journeys.policy_steps import Found, adopted, entered
from tests.journeys.test_pages import at_both_widths, everywhere
from tests.journeys.visitors import Visitor


@pytest.mark.clause("review-dates")
def test_a_calendar_of_ones_own_has_an_address_that_can_be_renewed(found: Found, visitor: Visitor) -> None:
    cast = found("barton_le_clay")
    visitor.arrive(cast.councillor, path="/desk/notifications/")
    visitor.press("Give me an address")
    visitor.sees("Subscribe to this address")
    at_both_widths(visitor)
    link = visitor.page.get_by_role("link", name="/policies/calendar/")
    old = link.get_attribute("href") or ""
    assert "BEGIN:VCALENDAR" in visitor.page.request.get(old).text()
    visitor.press("Give me a new address")
    visitor.sees("One that you had before shows nothing any more.")
    assert visitor.page.request.get(old).status == 404
    assert visitor.page.request.get(link.get_attribute("href") or "").ok


def test_the_report_of_a_chosen_time(found: Found, visitor: Visitor) -> None:
    cast = found("thornbury")
    making.read_by(cast.councillor)
    making.post_in(State.PUBLISHED, author=cast.councillor, approver=cast.clerk)
    making.post_in(State.REFUSED, author=cast.councillor, approver=cast.clerk, title="Mill Lane again")
    visitor.arrive(cast.clerk, path="/desk/report/")
    visitor.sees("Nothing was published in this time.")
    at_both_widths(visitor)
    visitor.field("First day").fill(str(today() - timedelta(days=6)))
    visitor.field("Last day").fill(str(today() - timedelta(days=7)))
    visitor.press("Show this report")
    visitor.sees("The last day is before the first.")
    at_both_widths(visitor)
    visitor.field("Last day").fill(str(today()))
    visitor.press("Show this report")
    visitor.sees("1 post was published.", "Mill Lane again", "Still to read a policy")
    at_both_widths(visitor)


def test_how_the_policy_is_carried_out_leads_to_its_words(found: Found, visitor: Visitor) -> None:
    found("thornbury")
    visitor.go("/policies/in-force/")
    visitor.look()
    visitor.follow("How it is carried out")
    visitor.is_headed("How our policy is carried out")


@pytest.mark.parametrize("who", ["outsider", "councillor"])
def test_what_is_not_theirs_is_refused_in_plain_words(who: str, found: Found, visitor: Visitor) -> None:
    cast = found("barton_le_clay")
    visitor.arrive(getattr(cast, who))
    draft, review = entered(cast), Policy.objects.get(carries_rules=True).reviews.get()
    slug = Policy.objects.get(carries_rules=True).slug
    asked = workflow.ask(by=cast.employee, kind="advice", text="May I?").pk
    keepers = [
        "policies/enter/",
        f"policies/versions/{draft.pk}/",
        f"reviews/{review.pk}/place/",
        f"reviews/policies/{draft.policy_id}/settle/",
        "reading/",
        f"reading/{slug}/",
        "questions/everything/",
        "report/",
    ]
    for_offices = ["policies/", f"policies/{draft.policy_id}/", "reviews/", "questions/", "questions/ask/advice/"]
    addresses = keepers if who == "councillor" else [*keepers, *for_offices]
    for address in addresses:
        visitor.go(f"/desk/{address}")
        assert visitor.answer is not None
        assert visitor.answer.status == 403, address
        visitor.is_headed("This page is not for you")
    at_both_widths(visitor)
    visitor.go(f"/desk/questions/{asked}/")
    visitor.look()


def test_these_pages_as_a_councillor_who_keeps_none_of_it(found: Found, visitor: Visitor) -> None:
    cast = found("barton_le_clay")
    policy = adopted(cast)
    visitor.arrive(cast.councillor)
    review = Policy.objects.get(carries_rules=True).reviews.get()
    everywhere(visitor, ["/desk/policies/", f"/desk/policies/{policy.pk}/", "/desk/reviews/"])
    everywhere(visitor, [f"/desk/reviews/{review.pk}/", "/desk/what-applies/", f"/desk/read/{policy.slug}/"])
    everywhere(visitor, ["/desk/questions/", "/desk/questions/ask/own_account/"])


def test_these_pages_as_somebody_without_an_office(found: Found, visitor: Visitor) -> None:
    cast = found("barton_le_clay")
    visitor.arrive(cast.outsider)
    everywhere(visitor, ["/desk/what-applies/", "/policies/acknowledge/", "/desk/notifications/"])
