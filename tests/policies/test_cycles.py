"""The whole cycle of a policy through its pages: reminded, placed, recommended, adopted, read by everybody."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import NotYours
from email_log.models import OutgoingMail
from policies import workflow
from policies.models import Acknowledgement, Policy, PolicyVersion, Review
from policies.reading_sweep import remind_all_readers
from policies.sweep import remind_all_reviewers
from tests.policies import reviewing as making

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.clause("review-cycle"),
    pytest.mark.clause("read-and-understood"),
]

D = date.fromisoformat
FIRST, REMINDED, MET, ADOPTED = D("2026-08-31"), D("2026-11-30"), D("2027-02-16"), D("2027-03-04")
NEXT_DAY = ADOPTED + timedelta(days=1)
EVERYBODY = {"ann@council.example", "ed@council.example", "zoe@council.example"}


def text_of(response) -> str:
    page = response.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&amp;", "&").replace("\u00a0", " ").split())


def mailed(word: str) -> set[str]:
    return {address for sent in OutgoingMail.objects.filter(subject__startswith=word) for address in sent.to}


def sent(client: Client, address: str, **data: object) -> str:
    answer = client.post(address, data, follow=True)
    assert answer.status_code == 200
    return text_of(answer)


def draft_of(clerk: Client, policy: Policy) -> tuple[PolicyVersion, str]:
    """The next version with a sentence more, a draft; and the address of its pages."""
    sent(clerk, f"/desk/policies/{policy.pk}/begin/")
    version = policy.versions.in_work().get()
    address = f"/desk/policies/versions/{version.pk}/"
    was = re.search(r'name="was" value="([^"]*)"', clerk.get(f"{address}write/").content.decode())[1]
    words = {"title": version.title, "text": f"{version.text}\n\nWe answer within five days.\n", "was": was}
    sent(clerk, f"{address}write/", **words)
    return version, address


@pytest.fixture
def barton() -> dict[str, User]:
    with making.on(FIRST, 8):
        making.council("barton_le_clay", FIRST)
        clerk = making.holder("Ed", Office.CLERK, FIRST)
        committee = people.make_committee("Policies & Resources Committee", by=SYSTEM)
        ann = making.member("Ann", committee, FIRST)
        zoe = making.holder("Zoe", Office.EMPLOYEE, FIRST)
        making.meeting(MET, committee)
    return {"clerk": clerk, "ann": ann, "zoe": zoe}


def test_bartons_cycle_from_the_reminder_to_everybody_having_read_it(barton: dict[str, User], signed_in) -> None:
    policy = Policy.objects.get()
    with making.on(REMINDED):
        remind_all_reviewers()
        assert mailed("To review:") == {"ann@council.example"}
        assert mailed("Its review is due:") == {"ed@council.example"}
        clerk, review = signed_in(barton["clerk"]), Review.objects.get()
        sent(clerk, f"/desk/reviews/{review.pk}/place/", meeting=people.Meeting.objects.get().pk)
        assert "Tuesday 16 February 2027" in text_of(clerk.get(f"/desk/reviews/{review.pk}/"))
    with making.on(MET, 21):
        clerk = signed_in(barton["clerk"])
        _, address = draft_of(clerk, policy)
        sent(clerk, f"{address}send/")
        decided = {"decided_on": MET, "took_part": "Ann", "minute_reference": "PR 27/4"}
        sent(clerk, f"/desk/reviews/{review.pk}/decide/", outcome="amend", **decided)
        said = sent(clerk, f"{address}recommend/", recommended_by="Policies & Resources Committee", minute="PR 27/4")
        assert "Policies & Resources Committee recommends version 2 to the Council" in said
    with making.on(ADOPTED, 21):
        clerk = signed_in(barton["clerk"])
        asked = text_of(clerk.get(f"{address}adopt/"))
        assert "Who should confirm that they have read it?" in asked
        assert "Nobody: the policy does not ask it" in asked
        adoption = {"adopted_on": ADOPTED, "minute_reference": "FC 27/31", "effective_from": ""}
        sent(clerk, f"{address}adopt/", readers="everybody", **adoption)
        assert PolicyVersion.objects.in_force(ADOPTED).number == 2
        assert mailed("Please read:") == EVERYBODY
        assert "Read: " in text_of(signed_in(barton["zoe"]).get("/desk/"))
        policy.refresh_from_db()
        row = policy.history.filter(act="readers chosen").get()
        assert row.history_change_reason.endswith("at the adoption of version 2, minute FC 27/31")
        assert [(one.state, one.due_on) for one in Review.objects.order_by("pk")] == [
            ("closed", D("2027-02-28")),
            ("planned", D("2027-09-04")),
        ]
        public = text_of(Client().get(f"/policies/{policy.slug}/"))
        assert "Last reviewed Thursday 4 March 2027" in public
        assert "Saturday 4 September 2027" in public
        for person in barton.values():
            sent(signed_in(person), f"/desk/read/{policy.slug}/", version=policy.versions.get(number=2).pk)
        assert "Everybody who is asked to has read it." in text_of(clerk.get(f"/desk/reading/{policy.slug}/"))
        assert Acknowledgement.objects.count() == len(EVERYBODY)


@pytest.mark.parametrize(("answer", "asked"), [("as_said", set()), ("", set()), ("everybody", EVERYBODY)])
def test_nobody_is_asked_to_read_what_the_council_does_not_choose(
    barton: dict[str, User], signed_in, answer: str, asked: set[str]
) -> None:
    with making.on(ADOPTED):
        clerk = signed_in(barton["clerk"])
        _, address = draft_of(clerk, Policy.objects.get())
        page = clerk.get(f"{address}adopt/").content.decode()
        chosen = re.findall(r'<input[^>]*name="readers"[^>]*checked[^>]*>', page)
        assert [re.search(r'value="(\w+)"', one)[1] for one in chosen] == ["as_said"]
        sent(clerk, f"{address}adopt/", adopted_on=ADOPTED, minute_reference="1", readers=answer)
        remind_all_readers()
    assert mailed("Please read:") == asked
    assert len(Policy.objects.get().read_by) == (len(Office) if asked else 0)


def test_what_takes_effect_later_is_asked_about_on_its_day_and_once(barton: dict[str, User], signed_in) -> None:
    with making.on(ADOPTED):
        clerk = signed_in(barton["clerk"])
        _, address = draft_of(clerk, Policy.objects.get())
        days = {"adopted_on": ADOPTED, "effective_from": NEXT_DAY}
        sent(clerk, f"{address}adopt/", minute_reference="1", readers="everybody", **days)
        remind_all_readers()
        assert mailed("Please read:") == set()
    for day in (NEXT_DAY, NEXT_DAY, NEXT_DAY + timedelta(days=3)):
        with making.on(day):
            remind_all_readers()
    assert mailed("Please read:") == EVERYBODY
    assert OutgoingMail.objects.filter(subject__startswith="Please read:").count() == len(EVERYBODY)


def test_a_clock_that_stood_still_for_long_does_not_ask_about_what_is_old(barton: dict[str, User], signed_in) -> None:
    with making.on(ADOPTED):
        clerk = signed_in(barton["clerk"])
        _, address = draft_of(clerk, Policy.objects.get())
        days = {"adopted_on": ADOPTED, "effective_from": NEXT_DAY}
        sent(clerk, f"{address}adopt/", minute_reference="1", readers="everybody", **days)
    with making.on(NEXT_DAY + timedelta(days=8)):
        remind_all_readers()
    assert mailed("Please read:") == set()


def test_only_keepers_and_the_clock_ask(barton: dict[str, User]) -> None:
    with making.on(ADOPTED), pytest.raises(NotYours):
        workflow.tell_readers(PolicyVersion.objects.get().pk, by=barton["zoe"])


def test_the_choice_made_before_stands_at_the_next_adoption(barton: dict[str, User], signed_in) -> None:
    policy = Policy.objects.get()
    with making.on(ADOPTED):
        clerk = signed_in(barton["clerk"])
        workflow.ask_to_read(policy, by=barton["clerk"], offices=[Office.EMPLOYEE])
        _, address = draft_of(clerk, policy)
        page = text_of(clerk.get(f"{address}adopt/"))
        assert "The offices that the council chose before: any Employee" in page
        sent(clerk, f"{address}adopt/", adopted_on=ADOPTED, minute_reference="1", readers="as_before")
    assert mailed("Please read:") == {"zoe@council.example"}
    assert not policy.history.filter(history_change_reason__contains="at the adoption").exists()


def test_thornburys_cycle_with_its_clerk_and_deputy(signed_in) -> None:
    """Annual, by Clerk and Deputy; the policy itself asks everybody to read it, so the adoption asks nothing more."""
    with making.on(FIRST, 8):
        policy = making.council("thornbury", FIRST)
        clerk, deputy = making.holder("Ed", Office.CLERK, FIRST), making.holder("Ann", Office.DEPUTY_CLERK, FIRST)
        making.holder("Zoe", Office.VOLUNTEER, FIRST)
    with making.on(D("2027-06-02")):
        remind_all_reviewers()
        assert mailed("To review:") == {"ann@council.example", "ed@council.example"}
    with making.on(D("2027-08-30")):
        browser, review = signed_in(deputy), Review.objects.get()
        _, address = draft_of(browser, policy)
        assert "Who should confirm" not in text_of(browser.get(f"{address}adopt/"))
        decided = {"decided_on": "2027-08-30", "took_part": "Ed and Ann", "minute_reference": ""}
        sent(browser, f"/desk/reviews/{review.pk}/decide/", outcome="amend", **decided)
        sent(signed_in(clerk), f"{address}adopt/", adopted_on="2027-08-30", minute_reference="FC 27/80")
        public = text_of(Client().get(f"/policies/{policy.slug}/"))
    assert mailed("Please read:") == EVERYBODY
    assert "Last reviewed Monday 30 August 2027" in public
    assert "Wednesday 30 August 2028" in public
