"""Who hears by mail of a version to review and of a recommended change: once, with what, why, by when and where."""

from datetime import date

import pytest

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.mail import MailClass
from accounts.models import User
from accounts.offices import Office
from email_log.models import OutgoingMail
from policies import workflow
from policies.models import Policy, PolicyVersion, Review
from policies.text import fingerprint
from tests.policies import reviewing as making

pytestmark = pytest.mark.django_db

D = date.fromisoformat
FIRST, DAY = D("2026-08-31"), D("2027-02-01")


@pytest.fixture
def barton() -> User:
    """The Clerk of a council whose committee of two reviews its policy every six months."""
    making.council("barton_le_clay", FIRST)
    clerk = making.holder("Ed", Office.CLERK, FIRST)
    with making.on(FIRST, 8):
        committee = people.make_committee("Policies & Resources Committee", by=SYSTEM)
        making.member("Ann", committee, FIRST)
        making.member("Ben", committee, FIRST, D("2027-01-31"))
        making.member("Cat", committee, DAY)
        making.holder("Zoe", Office.COUNCILLOR, FIRST)
        making.meeting(D("2027-02-16"), committee)
    return clerk


def draft(clerk: User) -> PolicyVersion:
    found = workflow.begin_version(Policy.objects.get().pk, by=clerk)
    words = {"title": found.title, "text": f"{found.text}\nMore.", "what_changed": "It says who answers at night."}
    return workflow.write_version(found.pk, by=clerk, was=fingerprint(found.title, found.text), **words)


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("to"))


# ------------------------------------------------------------------------------------- a version to review
@pytest.mark.clause("review-cycle")
def test_the_committee_of_that_day_hears_of_a_version_to_review(barton: User) -> None:
    with making.on(DAY):
        version = workflow.send_version(draft(barton).pk, by=barton)
    assert [mail.to for mail in mails()] == [["ann@council.example"], ["cat@council.example"]]
    mail = mails()[0]
    assert mail.mail_class == MailClass.SERVICE
    assert mail.subject == f"To review: {version.title}, version 2"
    assert "It says who answers at night." in mail.text
    assert "is due Sunday 28 February 2027, in 27 days" in mail.text.replace("\u00a0", " ")
    assert f"/desk/policies/versions/{version.pk}/" in mail.text


def test_the_mail_names_the_meeting_and_when_its_agenda_goes_out(barton: User) -> None:
    with making.on(DAY):
        workflow.place_review(Review.objects.get().pk, by=barton, meeting=people.Meeting.objects.get())
        workflow.send_version(draft(barton).pk, by=barton)
    said = mails()[0].text.replace("\u00a0", " ")
    assert "on the agenda of Policies & Resources Committee, Tuesday 16 February 2027" in said
    assert "The agenda goes out by Thursday 11 February 2027." in said


def test_who_sends_it_is_not_told_and_nobody_is_where_nobody_is_named() -> None:
    making.council("thornbury", FIRST)
    clerk, _ = making.holder("Ed", Office.CLERK, FIRST), making.holder("Flo", Office.DEPUTY_CLERK, FIRST)
    with making.on(DAY):
        workflow.send_version(draft(clerk).pk, by=clerk)
        other = workflow.enter_policy(by=clerk, name="Complaints Policy")
        begun = workflow.begin_version(other.pk, by=clerk, text="Write to the Clerk.")
        workflow.send_version(begun.pk, by=clerk)
    assert [mail.to for mail in mails()] == [["flo@council.example"]]


def test_the_desk_says_who_is_told(barton: User, signed_in) -> None:
    with making.on(DAY):
        version = draft(barton)
        page = signed_in(barton).post(f"/desk/policies/versions/{version.pk}/send/", follow=True).content.decode()
        assert "Told, as they have chosen: Ann, Cat." in page
        assert f"/desk/policies/versions/{version.pk}/" in seen(signed_in(User.objects.get(name="Ann")))


def seen(browser) -> str:
    """The page of the policy's review."""
    return browser.get(f"/desk/reviews/{Review.objects.get().pk}/").content.decode()


# ---------------------------------------------------------------------------------- a recommended change
@pytest.mark.clause("policy-questions")
def test_the_clerk_hears_of_a_recommended_change(barton: User) -> None:
    with making.on(DAY):
        workflow.recommend(Policy.objects.get().pk, by=User.objects.get(name="Zoe"), text="Name the <b>pages</b>.")
    (mail,) = mails()
    assert (mail.to, mail.mail_class) == (["ed@council.example"], MailClass.SERVICE)
    assert mail.subject == f"A change is recommended: {Policy.objects.get()}"
    assert "Zoe would change this" in mail.text
    assert "Name the <b>pages</b>." in mail.text
    assert f"/desk/reviews/{Review.objects.get().pk}/" in mail.text


def test_in_a_vacancy_the_deputy_hears_and_nobody_of_their_own(barton: User) -> None:
    policy = Policy.objects.get()
    workflow.recommend(policy.pk, by=barton, text="Name the pages.")
    assert mails() == []
    people.end_appointment(barton.appointments.get(), by=SYSTEM, ends=D("2027-01-31"))
    making.holder("Flo", Office.DEPUTY_CLERK, FIRST)
    with making.on(DAY):
        workflow.recommend(policy.pk, by=User.objects.get(name="Zoe"), text="Name the pages.")
    assert [mail.to for mail in mails()] == [["flo@council.example"]]
