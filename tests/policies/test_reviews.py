"""One review from its plan to its outcome, and who may do what with it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import Committee, Meeting, User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours
from policies import workflow
from policies.life import REVIEW_MOVES, REVIEW_PEN, Pen, ReviewAct, ReviewState
from policies.models import Policy, Recommendation, Reminder, Review
from policies.review_waiting import waiting_for
from policies.sweep import remind_all_reviewers
from tests.policies import reviewing as making

pytestmark = [pytest.mark.django_db, pytest.mark.clause("review-cycle")]

D = date.fromisoformat
FOUNDED = D("2026-08-31")
OUTCOME = {"outcome": "no_change", "took_part": "Ann, Ben"}


def the_review() -> Review:
    return Review.objects.coming().get()


# -------------------------------------------------------------------------------------------- whole cycles
@pytest.fixture
def barton() -> dict[str, User]:
    with making.on(FOUNDED, 8):
        making.council("barton_le_clay", FOUNDED)
        committee = people.make_committee("Policies & Resources Committee", by=SYSTEM)
        making.member("Ann", committee, FOUNDED)
        making.member("Ben", committee, FOUNDED)
        return {"clerk": making.holder("Ed", Office.CLERK, FOUNDED), "ann": User.objects.get(name="Ann")}


def committee_meets(day: date) -> Meeting:
    return making.meeting(day, _committee())


def _committee() -> Committee:
    return Committee.objects.get()


def test_bartons_cycle_from_the_reminder_to_the_next_review(barton: dict[str, User]) -> None:
    clerk, met = barton["clerk"], committee_meets(D("2027-02-16"))
    with making.on(D("2026-11-30")):
        remind_all_reviewers()
    assert making.table() == [("2026-11-30", 90, "Ann, Ben, Ed")]
    assert the_review().state == ReviewState.OPEN
    with making.on(D("2027-01-05")):
        wish = workflow.recommend(Policy.objects.get().pk, by=barton["ann"], text="Name the channels.")
        workflow.place_review(the_review().pk, by=clerk, meeting=met)
    with making.on(D("2027-02-17")):
        how = {"outcome": "amend", "decided_on": D("2027-02-16"), "took_part": "Ann, Ben", "minute_reference": "PR 12"}
        workflow.decide_review(the_review().pk, by=clerk, **how)
        workflow.answer_recommendation(wish.pk, by=clerk, review=the_review(), answer="Taken up.")
    assert the_review().state == ReviewState.DECIDED
    assert [review.policy for review in waiting_for(clerk).to_adopt] == [Policy.objects.get()]
    with making.on(D("2027-03-08")):
        making.adopted(Policy.objects.get(), D("2027-03-08"), "FC 7")
    closed = Review.objects.closed().get()
    assert (closed.outcome, closed.minute_reference, closed.council_minute) == ("amend", "PR 12", "FC 7")
    assert closed.closed_on == D("2027-03-08")
    assert (the_review().state, the_review().due_on) == (ReviewState.PLANNED, D("2027-09-08"))
    assert Recommendation.objects.get().review == closed


@pytest.mark.clause("review-dates")
def test_thornburys_clerk_and_deputy_review_each_year() -> None:
    first = D("2026-06-26")
    with making.on(first, 8):
        making.council("thornbury", first)
        clerk = making.holder("Cleo", Office.CLERK, first)
        making.holder("Dev", Office.DEPUTY_CLERK, first)
    making.sweep_daily(D("2027-06-26"), D("2027-06-26"))
    with making.on(D("2027-06-28")):
        workflow.decide_review(the_review().pk, by=clerk, decided_on=D("2027-06-28"), **OUTCOME)
    assert Review.objects.closed().get().closed_on == D("2027-06-28")
    assert the_review().due_on == D("2028-06-28")


@pytest.mark.parametrize("name", ["sevenoaks", "desborough"])
def test_nothing_is_invented_and_the_desk_asks_once(name: str) -> None:
    first = D("2026-11-30")
    with making.on(first, 8):
        making.council(name, first)
        clerk = making.holder("Cleo", Office.CLERK, first)
        councillor = making.holder("Cora", Office.COUNCILLOR, first)
    making.sweep_daily(first, first + timedelta(days=400))
    assert (Reminder.objects.count(), Review.objects.count()) == (0, 0)
    policy = Policy.objects.get()
    with making.on(first + timedelta(days=400)):
        assert waiting_for(clerk).to_settle == (policy,)
        assert len(waiting_for(councillor)) == 0
        making.settle(policy, None, clerk)
        assert len(waiting_for(User.objects.get(pk=clerk.pk))) == 0
    assert Review.objects.count() == 0


# ------------------------------------------------------------------------------------------------- settling
def test_an_answer_plans_the_next_review_from_the_adoption() -> None:
    with making.on(FOUNDED, 8):
        policy = making.council("faversham", FOUNDED)
        clerk = making.holder("Cleo", Office.CLERK, FOUNDED)
        assert Review.objects.count() == 0
        making.settle(policy, None, clerk, [Office.CLERK])
    assert the_review().due_on == D("2027-08-31")


def test_an_answer_needs_a_reviewer() -> None:
    with making.on(FOUNDED, 8):
        policy = making.council("faversham", FOUNDED)
        clerk = making.holder("Cleo", Office.CLERK, FOUNDED)
        with pytest.raises(BadInput, match="who reviews it"):
            making.settle(policy, None, clerk)
    assert not Policy.objects.get().is_settled


def test_of_two_readings_one_is_chosen_and_no_third(barton: dict[str, User]) -> None:
    policy, clerk = Policy.objects.get(), barton["clerk"]
    with making.on(FOUNDED):
        assert waiting_for(clerk).to_settle == (policy,)
        assert the_review().due_on == D("2027-02-28")
        with pytest.raises(BadInput, match="6 or 24 months"):
            making.settle(policy, 12, clerk)
        making.settle(policy, 24, clerk)
        assert waiting_for(User.objects.get(pk=clerk.pk)).to_settle == ()
    assert the_review().due_on == D("2028-08-31")


# ----------------------------------------------------------------------------------- what an act asks first
@pytest.fixture
def opened(barton: dict[str, User]) -> Review:
    with making.on(D("2026-11-30")):
        remind_all_reviewers()
    return the_review()


def test_a_committee_decides_at_its_meeting(barton: dict[str, User], opened: Review) -> None:
    with making.on(D("2027-02-17")), pytest.raises(NotNow, match="agenda of a meeting of the Policies & Resources"):
        workflow.decide_review(opened.pk, by=barton["clerk"], decided_on=D("2027-02-16"), **OUTCOME)


def test_the_meeting_is_the_committees_or_the_councils(barton: dict[str, User], opened: Review) -> None:
    other = people.make_committee("Allotments", by=SYSTEM)
    with making.on(D("2026-12-01")):
        with pytest.raises(BadInput, match="Policies & Resources Committee or of the full Council"):
            workflow.place_review(opened.pk, by=barton["clerk"], meeting=making.meeting(D("2027-01-12"), other))
        workflow.place_review(opened.pk, by=barton["clerk"], meeting=making.meeting(D("2027-01-12")))
    assert the_review().state == ReviewState.ON_AGENDA


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": D("2027-02-15")}, "decided_on"),
        ({"decided_on": D("2027-02-18")}, "decided_on"),
        ({"took_part": " "}, "took_part"),
        ({"minute_reference": " "}, "minute_reference"),
        ({"outcome": "forget"}, "outcome"),
    ],
)
def test_an_outcome_is_whole(barton: dict[str, User], opened: Review, changes: dict[str, object], field: str) -> None:
    how = {**OUTCOME, "decided_on": D("2027-02-16"), "minute_reference": "PR 12", **changes}
    with making.on(D("2027-02-17")):
        workflow.place_review(opened.pk, by=barton["clerk"], meeting=making.meeting(D("2027-02-16"), _committee()))
        with pytest.raises(BadInput) as refused:
            workflow.decide_review(opened.pk, by=barton["clerk"], **how)
    assert refused.value.field == field
    assert the_review().state == ReviewState.ON_AGENDA


def test_without_a_change_the_council_still_adopts_and_its_minute_closes(
    barton: dict[str, User], opened: Review
) -> None:
    clerk = barton["clerk"]
    with making.on(D("2027-02-17")):
        workflow.place_review(opened.pk, by=clerk, meeting=making.meeting(D("2027-02-16"), _committee()))
        how = {**OUTCOME, "decided_on": D("2027-02-16"), "minute_reference": "PR 12"}
        workflow.decide_review(opened.pk, by=clerk, **how)
        with pytest.raises(BadInput, match="minute of the Council"):
            workflow.close_review(opened.pk, by=clerk, closed_on=D("2027-02-17"), council_minute="")
        workflow.close_review(opened.pk, by=clerk, closed_on=D("2027-02-17"), council_minute="FC 7")
    assert Review.objects.closed().get().council_minute == "FC 7"
    assert the_review().due_on == D("2027-08-17")


def test_what_the_full_council_decided_needs_no_second_minute(barton: dict[str, User], opened: Review) -> None:
    with making.on(D("2027-02-17")):
        workflow.place_review(opened.pk, by=barton["clerk"], meeting=making.meeting(D("2027-02-16")))
        how = {**OUTCOME, "decided_on": D("2027-02-16"), "minute_reference": "FC 3"}
        workflow.decide_review(opened.pk, by=barton["clerk"], **how)
    assert Review.objects.closed().get().closed_on == D("2027-02-16")


def test_what_is_to_be_changed_is_closed_by_its_new_version(barton: dict[str, User], opened: Review) -> None:
    with making.on(D("2027-02-17")):
        workflow.place_review(opened.pk, by=barton["clerk"], meeting=making.meeting(D("2027-02-16")))
        how = {"outcome": "replace", "decided_on": D("2027-02-16"), "minute_reference": "FC 3", "took_part": "All"}
        workflow.decide_review(opened.pk, by=barton["clerk"], **how)
        with pytest.raises(NotNow, match="new version closes"):
            workflow.close_review(opened.pk, by=barton["clerk"], closed_on=D("2027-02-17"), council_minute="FC 7")


def test_what_was_adopted_before_its_outcome_was_noted_is_closed_with_it(
    barton: dict[str, User], opened: Review
) -> None:
    with making.on(D("2027-03-09")):
        making.adopted(Policy.objects.get(), D("2027-03-08"), "FC 7")
        assert the_review() == opened
        workflow.place_review(opened.pk, by=barton["clerk"], meeting=making.meeting(D("2027-02-16"), _committee()))
        how = {"outcome": "amend", "decided_on": D("2027-02-16"), "minute_reference": "PR 12", "took_part": "All"}
        workflow.decide_review(opened.pk, by=barton["clerk"], **how)
    assert Review.objects.closed().get().closed_on == D("2027-03-08")
    assert the_review().due_on == D("2027-09-08")


def test_a_review_is_moved_with_a_reason_to_a_day_to_come(barton: dict[str, User], opened: Review) -> None:
    clerk = barton["clerk"]
    with making.on(D("2026-12-01")):
        for due_on, reason in [(D("2027-05-01"), " "), (D("2026-11-30"), "Why not")]:
            with pytest.raises(BadInput):
                workflow.move_review(opened.pk, by=clerk, due_on=due_on, reason=reason)
        workflow.move_review(opened.pk, by=clerk, due_on=D("2027-05-01"), reason="Elections.")
    assert (the_review().due_on, the_review().planned_on) == (D("2027-05-01"), D("2026-12-01"))
    assert the_review().history.first().history_change_reason == "Elections."


def test_an_adoption_outside_the_cycle_moves_the_planned_review(barton: dict[str, User]) -> None:
    with making.on(D("2026-10-15")):
        making.adopted(Policy.objects.get(), D("2026-10-15"))
    assert (Review.objects.count(), the_review().due_on) == (1, D("2027-04-15"))


def test_a_policy_has_one_review_at_a_time(barton: dict[str, User], opened: Review) -> None:
    with making.on(D("2026-12-01")), pytest.raises(NotNow, match="open already"):
        workflow.open_early(opened.policy_id, by=barton["clerk"], due_on=D("2026-12-31"), reason="A channel was added.")


def test_a_recommendation_is_answered_once_at_a_review_of_its_policy(barton: dict[str, User], opened: Review) -> None:
    clerk = barton["clerk"]
    with making.on(D("2026-12-01")):
        with pytest.raises(BadInput):
            workflow.recommend(opened.policy_id, by=barton["ann"], text=" ")
        wish = workflow.recommend(opened.policy_id, by=barton["ann"], text="Name the channels.")
        workflow.answer_recommendation(wish.pk, by=clerk, review=opened, answer="Taken up.")
        with pytest.raises(NotNow):
            workflow.answer_recommendation(wish.pk, by=clerk, review=opened, answer="Refused.")
    assert not Recommendation.objects.open().exists()


# ---------------------------------------------------------------------------------------------- who may what
def acts(review: Review, wish: Recommendation) -> dict[str, Callable[[User], object]]:
    met = Meeting.objects.get()
    day = D("2026-12-01")
    return {
        "settle": lambda by: workflow.settle(review.policy_id, by=by, every_months=24),
        "move": lambda by: workflow.move_review(review.pk, by=by, due_on=D("2027-04-01"), reason="Elections."),
        "place": lambda by: workflow.place_review(review.pk, by=by, meeting=met),
        "decide": lambda by: workflow.decide_review(review.pk, by=by, decided_on=day, minute_reference="1", **OUTCOME),
        "answer": lambda by: workflow.answer_recommendation(wish.pk, by=by, review=review, answer="Taken up."),
        "begin": lambda by: workflow.begin_review(review.pk, by=by, day=day),
        "open early": lambda by: workflow.open_early(review.policy_id, by=by, due_on=D("2027-04-01"), reason="Now."),
        "recommend": lambda by: workflow.recommend(review.policy_id, by=by, text="Name the channels."),
    }


KEEPS = {"settle", "move", "place", "decide", "answer"}
ALLOWED = {
    "clerk": KEEPS | {"open early", "recommend"},
    "deputy": KEEPS | {"open early", "recommend"},
    "chair": {"recommend"},
    "councillor": {"recommend"},
    "on the committee": {"open early", "recommend"},
    "employee": {"recommend"},
    "nobody": set(),
}


@pytest.mark.parametrize("who", ALLOWED)
def test_who_may_do_what(barton: dict[str, User], opened: Review, who: str) -> None:
    with making.on(D("2026-12-01"), 8):
        making.meeting(D("2026-12-01"), _committee(), hour=7)
        persons = {
            "clerk": barton["clerk"],
            "deputy": making.holder("Dev", Office.DEPUTY_CLERK, FOUNDED),
            "chair": making.holder("Dot", Office.CHAIR, FOUNDED),
            "councillor": making.holder("Zoe", Office.COUNCILLOR, FOUNDED),
            "on the committee": barton["ann"],
            "employee": making.holder("Eve", Office.EMPLOYEE, FOUNDED),
            "nobody": people.welcome(by=SYSTEM, email="no@council.example", name="Nobody"),
        }
        wish = workflow.recommend(opened.policy_id, by=barton["ann"], text="Name the channels.")
        allowed = {name for name, act in acts(opened, wish).items() if not refuses(lambda act=act: act(persons[who]))}
    assert allowed == ALLOWED[who]


def refuses(act: Callable[[], object]) -> bool:
    """Is it refused to this person? That something cannot be done now is another question."""
    try:
        act()
    except NotYours:
        return True
    except NotNow:
        return False
    return False


# ------------------------------------------------------------------------------------------------- its life
def test_somebody_holds_the_pen_in_every_state() -> None:
    assert set(REVIEW_PEN) == set(ReviewState)
    starts = {start for start, _ in REVIEW_MOVES}
    assert {state for state, pen in REVIEW_PEN.items() if pen != Pen.NOBODY} == starts
    assert {act for _, act in REVIEW_MOVES} == set(ReviewAct)
    assert set(REVIEW_MOVES.values()) | {ReviewState.PLANNED} == set(ReviewState)
