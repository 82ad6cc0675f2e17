"""The pages of reviews at the desk: lists, one review, a form for each act, and what waits for whom."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import User
from accounts.offices import Office
from policies import workflow
from policies.models import Policy, Recommendation, Review
from policies.reviewing import add_months
from policies.rules import read_rules
from policies.sweep import remind_all_reviewers
from tests.policies import reviewing as making

pytestmark = [pytest.mark.django_db, pytest.mark.clause("review-cycle")]

D = date.fromisoformat
FIRST = D("2026-08-31")
OPENED = D("2026-11-30")
LIST = "/desk/reviews/"


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def founded(name: str) -> tuple[Policy, User]:
    with making.on(FIRST, 8):
        return making.council(name, FIRST), making.holder("Ed", Office.CLERK, FIRST)


@pytest.fixture
def barton() -> User:
    _, clerk = founded("barton_le_clay")
    with making.on(FIRST, 8):
        committee = people.make_committee("Policies & Resources Committee", by=SYSTEM)
        making.member("Ann", committee, FIRST)
        making.holder("Zoe", Office.COUNCILLOR, FIRST)
        making.meeting(D("2027-02-16"), committee)
    return clerk


# ------------------------------------------------------------------------------------------ the one question
@pytest.mark.parametrize(
    ("name", "asked", "answer", "months"),
    [
        ("faversham", "Which offices review it?", {"offices": ["clerk"]}, 12),
        ("sevenoaks", "Does the council want this policy reviewed", {"every_months": "24", "offices": ["clerk"]}, 24),
        ("barton_le_clay", "Which of the two does the policy mean?", {"every_months": "24"}, 24),
    ],
)
def test_the_clerk_is_asked_and_answers_once(name: str, asked: str, answer: dict, months: int, signed_in) -> None:
    policy, clerk = founded(name)
    page = f"/desk/reviews/policies/{policy.pk}/settle/"
    with making.on(FIRST):
        browser = signed_in(clerk)
        assert f'href="{page}"' in text_of(browser.get("/desk/"))
        assert asked in text_of(browser.get(page))
        assert "It is noted how" in text_of(browser.post(page, answer, follow=True))
        assert f'href="{page}"' not in text_of(browser.get("/desk/"))
    assert Review.objects.get().due_on == add_months(FIRST, months)


def test_both_readings_of_bi_annual_stand_side_by_side(barton: User, signed_in) -> None:
    with making.on(FIRST):
        shown = text_of(signed_in(barton).get(f"/desk/reviews/policies/{Policy.objects.get().pk}/settle/"))
    assert "reviewed by the Policies &amp; Resources Committee bi-annually" in shown
    assert "Twice a year, every 6 months" in shown
    assert "Every two years" in shown
    assert "Every year<" not in shown
    assert "Which offices review it?" not in shown


def test_an_answer_without_a_reviewer_is_said_at_its_field(signed_in) -> None:
    policy, clerk = founded("sevenoaks")
    with making.on(FIRST):
        page = signed_in(clerk).post(f"/desk/reviews/policies/{policy.pk}/settle/", {"every_months": "12"})
    assert "Say who reviews it: one or more offices, a committee, or both." in text_of(page)


def test_no_is_taken_for_an_answer(signed_in) -> None:
    policy, clerk = founded("sevenoaks")
    with making.on(FIRST):
        signed_in(clerk).post(f"/desk/reviews/policies/{policy.pk}/settle/", {"every_months": "no"})
    assert Policy.objects.get().is_settled
    assert not Review.objects.exists()


# ---------------------------------------------------------------------------------------------- one whole life
def test_a_review_from_the_agenda_to_the_councils_minute(barton: User, signed_in) -> None:
    with making.on(OPENED):
        remind_all_reviewers()
    review = Review.objects.get()
    own = f"/desk/reviews/{review.pk}/"
    with making.on(D("2027-02-17")):
        browser = signed_in(barton)
        assert "The Policies &amp; Resources Committee, every 6 months." in text_of(browser.get(own))
        refused = browser.post(f"{own}decide/", outcome("2027-02-16"))
        assert refused.status_code == 409
        assert "Place it on the agenda of a meeting of the Policies &amp; Resources Committee" in text_of(refused)
        meeting = people.Meeting.objects.get()
        browser.post(f"{own}place/", {"meeting": meeting.pk})
        assert "The agenda goes out by Thursday 11 February 2027." in text_of(browser.get(own))
        browser.post(f"{own}decide/", outcome("2027-02-16"))
        shown = text_of(browser.get(own))
        assert "No change is needed, Tuesday 16 February 2027, minute PR 12" in shown
        assert "Decided, not yet adopted" in text_of(browser.get("/desk/"))
        browser.post(f"{own}close/", {"closed_on": "2027-02-17", "council_minute": "FC 7"})
        assert "Wednesday 17 February 2027, minute FC 7" in text_of(browser.get(own))
        assert "Tuesday 17 August 2027" in text_of(browser.get(LIST))


def outcome(day: str) -> dict[str, str]:
    return {"outcome": "no_change", "decided_on": day, "took_part": "Ann", "minute_reference": "PR 12"}


def test_what_is_filled_in_wrongly_is_said_at_its_field(barton: User, signed_in) -> None:
    review = Review.objects.get()
    with making.on(FIRST):
        browser = signed_in(barton)
        moved = text_of(browser.post(f"/desk/reviews/{review.pk}/move/", {"due_on": "2026-01-01", "reason": "Early."}))
        assert "Give today or a day to come." in moved
        opened = text_of(browser.post(f"/desk/reviews/policies/{review.policy_id}/open/", {"due_on": "2026-12-01"}))
        assert "Say why it is to be reviewed now." in opened


def test_opening_early_and_moving(barton: User, signed_in) -> None:
    review = Review.objects.get()
    with making.on(FIRST):
        browser = signed_in(barton)
        data = {"due_on": "2026-10-01", "reason": "A channel was added."}
        page = browser.post(f"/desk/reviews/policies/{review.policy_id}/open/", data, follow=True)
        assert "Opened early: A channel was added." in text_of(page)
        browser.post(f"/desk/reviews/{review.pk}/move/", {"due_on": "2026-10-15", "reason": "Half-term."})
    assert Review.objects.get().due_on == D("2026-10-15")


def test_a_recommendation_waits_and_is_answered(barton: User, signed_in) -> None:
    review = Review.objects.get()
    with making.on(OPENED):
        remind_all_reviewers()
        browser = signed_in(User.objects.get(name="Zoe"))
        browser.post(f"/desk/reviews/policies/{review.policy_id}/recommend/", {"text": "Name the <b>channels</b>."})
        wish = Recommendation.objects.get()
        answering = f"/desk/reviews/{review.pk}/recommendations/{wish.pk}/"
        page = text_of(signed_in(barton).get(f"/desk/reviews/{review.pk}/"))
        assert "Name the &lt;b&gt;channels&lt;/b&gt;." in page
        assert answering in page
        signed_in(barton).post(answering, {"answer": "Taken up."})
        assert "What came of it: Taken up." in text_of(browser.get(f"/desk/reviews/{review.pk}/"))


# --------------------------------------------------------------------------------------------- what waits
def test_what_waits_for_whom(barton: User, signed_in) -> None:
    with making.on(OPENED):
        remind_all_reviewers()
        place = f"/desk/reviews/{Review.objects.get().pk}/place/"
        desks = {name: text_of(signed_in(User.objects.get(name=name)).get("/desk/")) for name in ("Ed", "Ann", "Zoe")}
    assert [name for name, desk in desks.items() if f"Review: {Policy.objects.get()}" in desk] == ["Ann"]
    assert [name for name, desk in desks.items() if place in desk] == ["Ed"]
    assert "Reviews of policies</h2>" not in desks["Zoe"]


def test_what_is_late_waits_for_the_clerk(barton: User, signed_in) -> None:
    with making.on(D("2027-03-01")):
        remind_all_reviewers()
        assert "Overdue: review of" in text_of(signed_in(barton).get("/desk/"))
        assert "was its day" in text_of(signed_in(barton).get(LIST))


def test_new_channels_offer_an_early_review(barton: User, signed_in) -> None:
    offer = f"/desk/reviews/policies/{Policy.objects.get().pk}/open/"
    with making.on(FIRST + timedelta(days=30)):
        assert offer not in text_of(signed_in(barton).get("/desk/"))
        with_another_channel(Policy.objects.get())
        desk = text_of(signed_in(barton).get("/desk/"))
        assert "New: Instagram." in desk
        reason = "Our channels have changed. New: Instagram."
        link = f"{offer}?reason={quote(reason)}"
        assert link in desk
        assert f">\n{reason}</textarea>" in text_of(signed_in(barton).get(link))
        workflow.open_early(Policy.objects.get().pk, by=barton, due_on=D("2026-12-01"), reason="A channel was added.")
        assert "New: Instagram." not in text_of(signed_in(barton).get("/desk/"))


@pytest.mark.clause("channels-in-use")
def test_the_page_after_an_adoption_that_changes_the_channels_offers_the_review(barton: User, signed_in) -> None:
    with making.on(FIRST + timedelta(days=30)):
        with_another_channel(Policy.objects.get())
        first, second = Policy.objects.get().versions.order_by("number")
        offer = f"/desk/reviews/policies/{first.policy_id}/open/?reason="
        clerk, councillor = signed_in(barton), signed_in(User.objects.get(name="Zoe"))
        shown = text_of(clerk.get(f"/desk/policies/versions/{second.pk}/"))
        assert offer in shown
        assert "New: Instagram." in shown
        assert offer not in text_of(clerk.get(f"/desk/policies/versions/{first.pk}/"))
        assert offer not in text_of(councillor.get(f"/desk/policies/versions/{second.pk}/"))
        workflow.open_early(first.policy_id, by=barton, due_on=D("2026-12-01"), reason="A channel was added.")
        assert offer not in text_of(clerk.get(f"/desk/policies/versions/{second.pk}/"))


def with_another_channel(policy: Policy) -> None:
    version = policy.versions.get()
    document = version.rules.model_dump(mode="json", exclude_none=True)
    in_use = document["channels"].setdefault("in_use", {"value": [], "policy": "Channels"})
    in_use["value"].append({"kind": "instagram", "name": "Instagram"})
    rules = read_rules(document, origin="the choice")
    workflow.adopt(by=SYSTEM, title=version.title, text="Words.", rules=rules, adopted_on=FIRST + timedelta(days=30))


# ------------------------------------------------------------------------------------------------ who may
PAGES = ["move/", "place/", "decide/", "close/"]


@pytest.mark.parametrize("page", PAGES)
def test_forms_are_the_clerks(barton: User, signed_in, page: str) -> None:
    address = f"/desk/reviews/{Review.objects.get().pk}/{page}"
    with making.on(FIRST):
        assert signed_in(barton).get(address).status_code == 200
        assert signed_in(User.objects.get(name="Zoe")).get(address).status_code == 403


def test_who_holds_no_office_sees_none_of_it(barton: User, signed_in, client: Client) -> None:
    outsider = people.welcome(by=SYSTEM, email="no@council.example", name="Nobody")
    own = f"/desk/reviews/{Review.objects.get().pk}/"
    with making.on(FIRST):
        assert [signed_in(outsider).get(page).status_code for page in (LIST, own)] == [403, 403]
        assert [client.get(page).status_code for page in (LIST, own)] == [302, 302]


def test_before_anything_is_planned_the_list_says_what_comes(signed_in) -> None:
    _, clerk = founded("desborough")
    with making.on(FIRST):
        shown = text_of(signed_in(clerk).get(LIST))
    assert "No review is planned." in shown
    assert "What each review came to will stand here." in shown


def test_opening_is_offered_to_those_who_may(barton: User, signed_in) -> None:
    review = Review.objects.get()
    own, opening = f"/desk/reviews/{review.pk}/", f"/desk/reviews/policies/{review.policy_id}/open/"
    with making.on(FIRST):
        for name, may in (("Ed", True), ("Ann", True), ("Zoe", False)):
            browser = signed_in(User.objects.get(name=name))
            assert (opening in text_of(browser.get(own))) == may, name
            assert browser.get(opening).status_code == (200 if may else 403), name


def test_whoever_recommends_a_change_sees_where_it_stands(barton: User, signed_in) -> None:
    review = Review.objects.get()
    with making.on(FIRST):
        browser = signed_in(User.objects.get(name="Zoe"))
        page = browser.post(
            f"/desk/reviews/policies/{review.policy_id}/recommend/", {"text": "Name the pages."}, follow=True
        )
    assert page.redirect_chain[-1][0] == f"/desk/reviews/{review.pk}/"
    assert "Name the pages." in text_of(page)
