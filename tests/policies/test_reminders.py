"""Every reminder of three years, for each council: on its day, to those who review then, and once."""

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import NotYours
from email_log.models import OutgoingMail
from policies import workflow
from policies.models import Policy, Recommendation, Reminder, Review
from policies.sweep import remind_all_reviewers
from tests.policies import reviewing as making
from tests.policies import scenarios

pytestmark = [pytest.mark.django_db, pytest.mark.same_everywhere, pytest.mark.clause("review-cycle")]

D = date.fromisoformat


def addresses() -> Counter[str]:
    return Counter(address for mail in OutgoingMail.objects.all() for address in mail.to)


@pytest.mark.parametrize("name", scenarios.SCENARIOS)
def test_three_years_day_by_day_with_one_mail_for_each_reminder_and_person(name: str) -> None:
    scenario = scenarios.begin(name)
    making.sweep_daily(scenario.first, scenario.last, scenario.acts)
    assert making.table() == scenario.reminders
    made_late = [
        row for row in Reminder.objects.all() if row.made_at.astimezone(making.LONDON).date() != row.belongs_to
    ]
    assert made_late == []
    expected = Counter(who for _, _, names in scenario.reminders for who in names.split(", "))
    assert addresses() == Counter({f"{who.lower()}@council.example": times for who, times in expected.items()})


def test_a_sweep_an_hour_makes_nothing_twice() -> None:
    with making.on(D("2026-06-26"), 8):
        scenario = scenarios.thornbury()
    for hour in range(24):
        with making.on(D("2027-03-28"), hour):
            remind_all_reviewers()
    assert making.table() == scenario.reminders[:1]
    assert addresses() == {"cleo@council.example": 1, "dev@council.example": 1}


def test_the_day_begins_at_midnight_where_the_council_is() -> None:
    """In summer the council's midnight is eleven at night in universal time."""
    with making.on(D("2026-06-26"), 8):
        scenarios.thornbury()
    with time_machine.travel(datetime(2027, 5, 26, 22, 59, tzinfo=ZoneInfo("UTC")), tick=False):
        remind_all_reviewers()
        assert 30 not in [step for _, step, _ in making.table()]
    with time_machine.travel(datetime(2027, 5, 26, 23, 0, tzinfo=ZoneInfo("UTC")), tick=False):
        remind_all_reviewers()
    assert ("2027-05-27", 30, "Cleo, Dev") in making.table()


# ------------------------------------------------------------------------------------------- one mail a person
@pytest.fixture
def clerk() -> User:
    with making.on(D("2026-12-01"), 8):
        making.council("sevenoaks", D("2026-12-01"))
        return making.holder("Cleo", Office.CLERK, D("2026-12-01"))


def six_policies(**how: object) -> None:
    with making.on(D("2026-12-01"), 9):
        for number in range(6):
            making.another_policy(f"Policy {number}", D("2026-12-01"), every_months=12, is_settled=True, **how)


def test_six_policies_due_on_one_day_make_one_mail_a_person_and_step(clerk: User) -> None:
    with making.on(D("2026-12-01"), 8):
        making.holder("Dev", Office.DEPUTY_CLERK, D("2026-12-01"))
    six_policies(reviewed_by=["clerk", "deputy_clerk"])
    making.sweep_daily(D("2027-08-01"), D("2027-12-01"))
    assert Reminder.objects.count() == 6 * 4 * 2
    assert addresses() == {"cleo@council.example": 4, "dev@council.example": 4}
    first = OutgoingMail.objects.order_by("pk").first()
    assert first.subject == "To review: 6 policies"
    assert [f"Policy {number}" in first.text for number in range(6)] == [True] * 6
    assert first.text.count("Due Wednesday 1\u00a0December 2027, in 90 days.") == 6


def test_the_mail_says_what_somebody_has_to_know(clerk: User) -> None:
    with making.on(D("2026-12-01"), 8):
        committee = people.make_committee("Policy Committee", by=SYSTEM)
        ann = making.member("Ann", committee, D("2026-12-01"))
        met = making.meeting(D("2027-12-27"), committee)
    six_policies(committee=committee)
    with making.on(D("2027-11-01"), 8):
        review = Review.objects.get(policy__name="Policy 3")
        workflow.recommend(review.policy_id, by=ann, text="Name the Deputy.")
        workflow.place_review(review.pk, by=clerk, meeting=met)
        remind_all_reviewers()
    to_ann = OutgoingMail.objects.get(to=["ann@council.example"]).text
    assert "On the agenda of: Policy Committee, Monday 27\u00a0December 2027." in to_ann
    assert "The agenda goes out by Monday 20\u00a0December 2027." in to_ann
    assert "Ann recommends: Name the Deputy." in to_ann
    assert "/policies/policy-3/" in to_ann
    to_clerk = OutgoingMail.objects.get(
        to=["cleo@council.example"], subject__contains="reviews of policies are due"
    ).text
    assert "For your information. Those who review these policies are reminded as well" in to_clerk
    assert "Nobody holds the office" not in to_clerk
    assert to_clerk.count("Due Wednesday 1\u00a0December 2027, in 30 days.") == 6
    assert Recommendation.objects.open().count() == 1


def test_the_link_to_the_policy_with_rules_opens_without_signing_in(clerk: User, client) -> None:
    with making.on(D("2026-12-01"), 9):
        policy = Policy.objects.get(carries_rules=True)
        making.settle(policy, 12, clerk, [Office.CLERK])
    with making.on(D("2027-12-01")):
        remind_all_reviewers()
        text = OutgoingMail.objects.get().text
        assert f"http://localhost:8000/policies/{policy.slug}/\n" in text
        assert client.get("/policies/").status_code == 200


# --------------------------------------------------------------------------------- what people do meanwhile
def test_what_is_opened_at_short_notice_is_told_of_at_once_and_by_the_steps_to_come(clerk: User) -> None:
    six_policies(reviewed_by=["clerk"])
    review = Review.objects.get(policy__name="Policy 0")
    with making.on(D("2027-03-01")):
        workflow.open_early(review.policy_id, by=clerk, due_on=D("2027-03-15"), reason="A channel was added.")
    making.sweep_daily(D("2027-03-02"), D("2027-03-20"))
    assert making.table() == [("2027-03-01", 30, "Cleo"), ("2027-03-08", 7, "Cleo"), ("2027-03-15", 0, "Cleo")]
    assert "Opened early: A channel was added." in OutgoingMail.objects.order_by("pk").first().text


def test_who_joins_later_gets_the_later_steps_only_and_who_comes_on_the_day_gets_its_step(clerk: User) -> None:
    with making.on(D("2026-12-01"), 8):
        committee = people.make_committee("Policy Committee", by=SYSTEM)
        making.member("Ann", committee, D("2026-12-01"), D("2027-11-01"))
        making.member("Ben", committee, D("2027-11-01"))
        making.member("Cat", committee, D("2027-11-02"))
    with making.on(D("2026-12-01"), 9):
        making.another_policy("Complaints", D("2026-12-01"), every_months=12, is_settled=True, committee=committee)
    making.sweep_daily(D("2027-08-01"), D("2027-12-01"))
    assert making.table() == [
        ("2027-09-02", 90, "Ann, Cleo"),
        ("2027-11-01", 30, "Ann, Ben, Cleo"),
        ("2027-11-24", 7, "Ben, Cat, Cleo"),
        ("2027-12-01", 0, "Ben, Cat, Cleo"),
    ]


def test_in_a_vacancy_the_deputy_is_told_in_the_clerks_place(clerk: User) -> None:
    with making.on(D("2026-12-01"), 8):
        making.holder("Dev", Office.DEPUTY_CLERK, D("2026-12-01"))
        people.end_appointment(clerk.appointments.get(), by=SYSTEM, ends=D("2027-06-30"))
    six_policies(reviewed_by=["vice_chair"])
    making.sweep_daily(D("2027-11-30"), D("2027-12-01"))
    assert {names for _, _, names in making.table()} == {"Dev"}
    assert OutgoingMail.objects.first().text.count("Nobody holds the office, or sits on the committee") == 6


def test_who_wants_no_mail_has_the_reminder_without_it(clerk: User) -> None:
    six_policies(reviewed_by=["clerk"])
    with making.on(D("2027-08-01")):
        people.choose_notices(clerk, by=clerk, notices="off")
    making.sweep_daily(D("2027-09-02"), D("2027-09-02"))
    assert (Reminder.objects.count(), OutgoingMail.objects.count()) == (6, 0)


def test_a_planned_review_opens_with_its_first_step(clerk: User) -> None:
    six_policies(reviewed_by=["vice_chair"])
    making.sweep_daily(D("2027-09-01"), D("2027-09-01"))
    assert set(Review.objects.values_list("state", flat=True)) == {"planned"}
    making.sweep_daily(D("2027-09-02"), D("2027-09-02"))
    assert set(Review.objects.values_list("state", flat=True)) == {"open"}


def test_only_the_clock_reminds(clerk: User) -> None:
    with making.on(D("2027-09-02")), pytest.raises(NotYours):
        workflow.remind(clerk, D("2027-09-02"), making.at(D("2027-09-02")), by=clerk)


def test_a_sweep_that_comes_a_week_late_reminds_those_who_reviewed_on_the_day(clerk: User) -> None:
    with making.on(D("2026-12-01"), 8):
        committee = people.make_committee("Policy Committee", by=SYSTEM)
        making.member("Ann", committee, D("2026-12-01"), D("2027-11-24"))
        making.member("Ben", committee, D("2027-11-25"))
    with making.on(D("2026-12-01"), 9):
        making.another_policy("Complaints", D("2026-12-01"), every_months=12, is_settled=True, committee=committee)
    making.sweep_daily(D("2027-08-01"), D("2027-11-23"))
    making.sweep_daily(D("2027-11-30"), D("2027-12-01"))
    assert making.table()[2:] == [("2027-11-24", 7, "Ann, Cleo"), ("2027-12-01", 0, "Ben, Cleo")]
    assert addresses()["ann@council.example"] == 3
