"""How people hear of things: at once, in one mail a day, or not by mail; and what they cannot switch off."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from accounts import workflow
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.mail import MailClass, notify
from accounts.models import Notice, User
from accounts.refusals import BadInput, NotYours
from email_log.models import OutgoingMail
from tests import making, stored

AT_ONCE, DAILY, OFF = User.Notices.AT_ONCE, User.Notices.DAILY, User.Notices.OFF
EVENING = datetime(2026, 11, 17, 19, tzinfo=UTC)
MORNING = datetime(2026, 11, 18, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def tell(*people: User, subject: str = "Benches") -> None:
    """Something happened: `subject` may be decided on."""
    said = {"subject": subject, "post": None, "by": people[0], "ends": today(), "reason": "I am away."}
    notify(people, "posts/email/delegated.txt", said)


def wishes(person: User, way: str) -> User:
    return workflow.choose_notices(person, by=person, notices=way)


def mails(person: User) -> list[OutgoingMail]:
    """What was put on its way to them, the first first."""
    return [mail for mail in OutgoingMail.objects.order_by("pk") if mail.to == [person.email]]


def subjects(person: User) -> list[str]:
    return [mail.subject for mail in mails(person)]


@pytest.fixture
def daily(cast: making.Cast) -> User:
    """The Deputy Clerk, who wants one mail a day."""
    return wishes(cast.deputy, DAILY)


# --------------------------------------------------------------------------------------------- the three ways
def test_unless_somebody_chooses_otherwise_they_hear_at_once(cast: making.Cast) -> None:
    tell(cast.clerk)
    assert subjects(cast.clerk) == ["You may decide on: Benches"]
    assert (mails(cast.clerk)[0].mail_class, Notice.objects.count()) == (MailClass.SERVICE, 0)


def test_each_hears_as_they_wish(cast: making.Cast, daily: User) -> None:
    off = wishes(cast.chair, OFF)
    tell(cast.clerk, daily, off)
    assert [len(mails(person)) for person in (cast.clerk, daily, off)] == [1, 0, 0]
    assert [notice.person for notice in Notice.objects.all()] == [daily]


def test_the_foot_says_where_to_change_it(cast: making.Cast, daily: User) -> None:
    tell(cast.clerk, daily)
    workflow.send_daily(daily, by=SYSTEM, now=MORNING + 9999 * DAY)
    for person, how in ((cast.clerk, "a mail whenever there is something"), (daily, "one mail a day")):
        body, _, foot = mails(person)[0].text.partition("\n-- \n")
        assert "I am away." in body
        assert how in foot
        assert "http://localhost:8000/desk/notifications/" in foot


def test_nobody_to_tell_is_no_mail(cast: making.Cast) -> None:
    before = stored.everything()
    notify([], "posts/email/delegated.txt", {})
    assert stored.everything() == before


def test_an_act_that_is_undone_leaves_nothing_waiting(daily: User) -> None:
    with transaction.atomic():
        tell(daily)
        assert Notice.objects.count() == 1
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("way", list(User.Notices))
def test_what_is_about_signing_in_cannot_be_switched_off(cast: making.Cast, client: Client, way: str) -> None:
    wishes(cast.chair, way)
    client.post("/accounts/password/reset/", {"email": cast.chair.email})
    assert len(mails(cast.chair)) == 1


# ------------------------------------------------------------------------------------------ the mail of the day
def test_the_mail_of_the_day_holds_everything_in_order(daily: User) -> None:
    with time_machine.travel(EVENING, tick=False) as clock:
        for subject in ("Benches", "Carols", "Mill Lane"):
            tell(daily, subject=subject)
            clock.shift(60)
    assert workflow.send_daily(daily, by=SYSTEM, now=MORNING) is True
    (mail,) = mails(daily)
    lines = [line.strip() for line in mail.text.splitlines()]
    assert mail.subject == "3 things from the desk"
    listed = enumerate(("Benches", "Carols", "Mill Lane"), start=1)
    places = [lines.index(f"{number}. You may decide on: {subject}") for number, subject in listed]
    assert places == sorted(places)
    assert mail.text.count("says: I am away.") == 3
    assert Notice.objects.count() == 0


def test_a_single_thing_comes_as_itself(daily: User) -> None:
    with time_machine.travel(EVENING, tick=False):
        tell(daily)
    workflow.send_daily(daily, by=SYSTEM, now=MORNING)
    assert subjects(daily) == ["You may decide on: Benches"]
    assert "says: I am away." in mails(daily)[0].text


def test_there_is_one_mail_a_day_whenever_the_rest_is_written(daily: User) -> None:
    """What was on its way to the table at seven, and what comes after, waits for tomorrow."""
    with time_machine.travel(EVENING, tick=False) as clock:
        tell(daily)
        assert workflow.send_daily(daily, by=SYSTEM, now=MORNING)
        tell(daily, subject="Late")
        clock.move_to(MORNING + timedelta(hours=1))
        tell(daily, subject="Later")
    for hours in (0, 1, 23):
        assert workflow.send_daily(daily, by=SYSTEM, now=MORNING + timedelta(hours=hours)) is False
    assert workflow.send_daily(daily, by=SYSTEM, now=MORNING + DAY) is True
    assert subjects(daily) == ["You may decide on: Benches", "2 things from the desk"]


def test_who_has_left_gets_no_mail_and_nothing_is_kept_for_them(cast: making.Cast, daily: User) -> None:
    with time_machine.travel(EVENING, tick=False):
        tell(daily)
    workflow.set_sign_in(daily, by=cast.clerk, allowed=False)
    assert workflow.send_daily(daily, by=SYSTEM, now=MORNING) is False
    assert (mails(daily), Notice.objects.count()) == ([], 0)


def test_only_the_clock_sends_it(cast: making.Cast, daily: User) -> None:
    with pytest.raises(NotYours, match="Only the software"):
        workflow.send_daily(daily, by=cast.clerk, now=MORNING)


# -------------------------------------------------------------------------------------------- choosing anew
def test_at_once_sends_what_waits(daily: User) -> None:
    tell(daily)
    tell(daily, subject="Carols")
    wishes(daily, AT_ONCE)
    assert (subjects(daily), Notice.objects.count()) == (["2 things from the desk"], 0)
    tell(daily_again := User.objects.get(pk=daily.pk))
    assert len(mails(daily_again)) == 2


def test_off_drops_what_waits(daily: User) -> None:
    tell(daily)
    wishes(daily, OFF)
    assert (mails(daily), Notice.objects.count()) == ([], 0)


def test_what_slips_in_while_somebody_chooses_anew_is_neither_lost_nor_forced_on_them(cast: making.Cast) -> None:
    """Who tells them still holds them as they were a moment ago."""
    for person, way, expected in ((cast.deputy, AT_ONCE, 1), (cast.chair, OFF, 0)):
        as_they_were = wishes(person, DAILY)
        wishes(person, way)
        with time_machine.travel(EVENING, tick=False):
            tell(as_they_were)
        workflow.send_daily(person, by=SYSTEM, now=MORNING)
        assert (len(mails(person)), Notice.objects.count()) == (expected, 0)


def test_the_choice_is_on_the_record_once(cast: making.Cast) -> None:
    wishes(cast.chair, DAILY)
    wishes(cast.chair, DAILY)
    acts = [(row.act, row.actor_name, row.notices) for row in cast.chair.history.order_by("history_id")]
    assert acts[1:] == [("notifications: once a day", "Chair", "daily")]


@pytest.mark.parametrize("actor", ["clerk", "deputy", "outsider"])
def test_nobody_chooses_for_another(cast: making.Cast, actor: str) -> None:
    before = stored.everything()
    with pytest.raises(NotYours, match="for themselves"):
        workflow.choose_notices(cast.chair, by=getattr(cast, actor), notices=OFF)
    assert stored.everything() == before


def test_there_are_three_ways_and_no_other(cast: making.Cast) -> None:
    with pytest.raises(BadInput) as refused:
        wishes(cast.chair, "weekly")
    assert refused.value.field == "notices"
    assert User.objects.get(pk=cast.chair.pk).notices == AT_ONCE
