"""Read and understood: who is asked, who has confirmed what, what a new version shows, and who is reminded."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import NotNow, NotYours
from email_log.models import OutgoingMail
from policies import reading_sweep, workflow
from policies.models import Acknowledgement, Policy, PolicyVersion
from policies.permissions import can_acknowledge, can_keep_reading
from policies.reading import not_yet, still_to_read
from policies.rules.people import LATEST
from tests import making
from tests.policies import documents

SignIn = Callable[[User], Client]
COUNCILS = (*making.COUNCILS, "model")
HOLDERS = {"clerk", "deputy", "assistant", "chair", "vice_chair", "nominated", "councillor", "employee", "volunteer"}
KEEPERS = {"clerk", "deputy"}

pytestmark = pytest.mark.clause("read-and-understood")


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2]).split())


def in_force() -> PolicyVersion:
    version = PolicyVersion.objects.in_force(today())
    assert version
    return version


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def names(people: object) -> list[str]:
    return sorted(person.name for person in people)  # type: ignore[attr-defined]


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


# ------------------------------------------------------------------------------------------------- who may
@pytest.mark.parametrize("council", COUNCILS)
def test_who_may_confirm_and_who_keeps_the_list(council: str, db: None) -> None:
    making.found(council)
    everybody, version = making.cast().everybody(), in_force()
    assert {name for name, person in everybody.items() if can_acknowledge(person, version)} == HOLDERS
    assert {name for name, person in everybody.items() if can_keep_reading(person)} == KEEPERS
    for name, person in everybody.items():
        if name not in KEEPERS:
            with pytest.raises(NotYours):
                workflow.remind_readers(version, by=person)
            with pytest.raises(NotYours):
                workflow.ask_to_read(version.policy, by=person, offices=list(Office))
    assert mails() == []
    assert Policy.objects.get().read_by == []


@pytest.mark.parametrize("council", COUNCILS)
def test_who_has_still_to_read_the_policy_with_the_rules(council: str, db: None) -> None:
    """Thornbury asks everybody; the other policies ask nobody, and so does the software."""
    making.found(council)
    everybody = making.cast().everybody()
    asked = {name for name, person in everybody.items() if still_to_read(person)}
    assert asked == (HOLDERS if council == "thornbury" else set())
    assert len(not_yet(in_force())) == len(asked)


def test_any_policy_can_ask_the_offices_that_the_council_chooses(cast: making.Cast) -> None:
    version = documents.policy(read_by=("employee", "volunteer"))
    everybody = cast.everybody()
    assert {name for name, person in everybody.items() if still_to_read(person)} == {"employee", "volunteer"}
    workflow.acknowledge(version, by=cast.employee)
    assert still_to_read(fresh(cast.employee)) == []
    assert names(not_yet(version)) == ["Volunteer"]


def test_a_choice_adds_to_what_the_rules_ask_and_never_takes_from_it(db: None) -> None:
    making.found("thornbury")
    cast = making.cast()
    policy = workflow.ask_to_read(in_force().policy, by=cast.clerk, offices=[])
    assert policy.read_by == []
    assert len(not_yet(in_force())) == len(HOLDERS)


def test_a_choice_is_on_the_record(cast: making.Cast) -> None:
    version = documents.policy()
    workflow.ask_to_read(version.policy, by=cast.deputy, offices=[Office.VOLUNTEER, Office.EMPLOYEE])
    row = version.policy.history.latest()
    assert (row.act, row.actor_name, row.history_change_reason) == ("readers chosen", "Deputy", "Employee, Volunteer")
    assert Policy.objects.get(pk=version.policy_id).read_by == ["employee", "volunteer"]


# --------------------------------------------------------------------------------------------- versions
def test_a_version_that_is_not_in_force_is_not_confirmed(cast: making.Cast) -> None:
    old = documents.policy(text="One.")
    documents.version(old.policy, "Two.")
    draft = in_force()
    coming = workflow.adopt(
        by=SYSTEM,
        title="Policy",
        text="Words.",
        rules=draft.rules,
        adopted_on=today(),
        effective_from=today() + timedelta(days=1),
    )
    for version in (old, coming):
        with pytest.raises(NotYours):
            workflow.acknowledge(version, by=cast.clerk)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        workflow.acknowledge(coming, by=fresh(cast.clerk))


def test_a_new_version_asks_again_and_shows_what_has_changed_since_ones_own(
    cast: making.Cast, signed_in: SignIn
) -> None:
    first = documents.policy(read_by=("councillor",), text="Answer within ten days.\n\nKeep a copy.")
    workflow.acknowledge(first, by=cast.councillor)
    documents.version(first.policy, "Answer within nine days.\n\nKeep a copy.")
    third = documents.version(first.policy, "Answer within five days.\n\nKeep a copy.")
    assert still_to_read(fresh(cast.councillor)) == [third]
    page = signed_in(cast.councillor).get("/desk/read/complaints-procedure/").content.decode()
    compared = page.partition("mh-compare")[2].partition("</div>")[0]
    assert re.findall(r"<(del|ins)>([^<]+)</", compared) == [("del", "ten "), ("ins", "five ")]
    assert "Keep a copy" not in compared
    assert "since version 1, which you have confirmed" in page
    assert (
        "What has changed since"
        not in signed_in(cast.nominated).get("/desk/read/complaints-procedure/").content.decode()
    )


def test_one_reads_confirms_and_has_nothing_left(cast: making.Cast, signed_in: SignIn) -> None:
    version = documents.policy(read_by=("employee",))
    client = signed_in(cast.employee)
    assert "Read: Complaints Procedure" in words(client, "/desk/")
    client.post("/desk/read/complaints-procedure/", {"version": version.pk})
    given = Acknowledgement.objects.get(version=version)
    assert given.user == cast.employee
    assert "Read: Complaints Procedure" not in words(client, "/desk/")
    assert "confirmed this version already" in words(client, "/desk/read/complaints-procedure/")


def test_what_was_on_the_page_is_what_is_confirmed(cast: making.Cast, signed_in: SignIn) -> None:
    """Another version came into force while the page was open: the old one is not taken for it."""
    old = documents.policy(read_by=("employee",))
    new = documents.version(old.policy, "Other words.")
    response = signed_in(cast.employee).post("/desk/read/complaints-procedure/", {"version": old.pk})
    assert response.status_code == 403
    assert not Acknowledgement.objects.filter(version__in=[old, new]).exists()


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 40, "-1", "0"])
def test_a_form_that_names_no_version_confirms_nothing(version: str, cast: making.Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.employee).post("/policies/acknowledge/", {"version": version})
    assert response.status_code == 404
    assert not Acknowledgement.objects.exists()


# --------------------------------------------------------------------------------------------- reminding
def test_one_press_reminds_those_who_have_not_and_nobody_else(cast: making.Cast) -> None:
    version = documents.policy(read_by=("councillor", "employee"))
    workflow.acknowledge(version, by=cast.councillor)
    told = workflow.remind_readers(version, by=cast.clerk)
    assert names(told) == ["Employee", "Nominated"]
    assert sorted(sent.to[0] for sent in mails()) == ["employee@council.example", "nominated@council.example"]
    assert {sent.subject for sent in mails()} == {"Please read: Complaints Procedure"}
    assert "/desk/read/complaints-procedure/" in mails()[0].text
    row = version.policy.history.latest()
    assert (row.act, row.history_change_reason) == ("reminded readers", "Version 1: Employee, Nominated")


def test_nobody_is_reminded_twice_a_day(cast: making.Cast) -> None:
    version = documents.policy(read_by=("employee",))
    workflow.remind_readers(version, by=cast.clerk)
    with pytest.raises(NotNow, match="today already"):
        workflow.remind_readers(version, by=cast.deputy)
    assert len(mails()) == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        workflow.remind_readers(version, by=fresh(cast.deputy))
    assert len(mails()) == 2


def test_where_all_have_read_it_nobody_is_reminded(cast: making.Cast) -> None:
    version = documents.policy(read_by=("employee",))
    workflow.acknowledge(version, by=cast.employee)
    with pytest.raises(NotNow, match="Everybody"):
        workflow.remind_readers(version, by=cast.clerk)


def test_of_a_version_that_is_no_longer_in_force_nobody_is_reminded(cast: making.Cast) -> None:
    old = documents.policy(read_by=("employee",))
    documents.version(old.policy, "New words.")
    with pytest.raises(NotNow, match="Another version"):
        workflow.remind_readers(old, by=cast.clerk)
    assert mails() == []


# ------------------------------------------------------------------------------------------- by the clock
def swept(days: range, at: datetime) -> dict[int, list[str]]:
    """Who was reminded on which day after `at`, with the sweep made three times a day."""
    found = {}
    for day in days:
        already = len(mails())
        with time_machine.travel(at + timedelta(days=day)):
            for _ in range(3):
                reading_sweep.remind_all_readers()
        if new := sorted(sent.to[0].partition("@")[0] for sent in mails()[already:]):
            found[day] = new
    return found


def test_nobody_is_reminded_by_the_clock_until_the_council_chooses_it(db: None) -> None:
    making.found("thornbury")
    making.cast()
    making.choose("reading", questions_to=["clerk"])
    assert swept(range(60), timezone.now()) == {}


def test_the_clock_reminds_on_the_days_chosen_and_each_time_once(db: None) -> None:
    making.found("thornbury")
    cast = making.cast()
    making.choose("reading", reminded_after=[14, 28])
    readers = {person for name, person in cast.everybody().items() if name in HOLDERS} - {cast.clerk}
    for reader in readers - {cast.employee}:
        workflow.acknowledge(in_force(), by=reader)
    begun = timezone.now()
    assert swept(range(20), begun) == {14: ["clerk", "employee"]}
    workflow.acknowledge(in_force(), by=fresh(cast.employee))
    assert swept(range(20, 120), begun) == {28: ["clerk"]}
    rows = in_force().policy.history.filter(act="reminded readers by the clock").order_by("history_id")
    assert [row.history_change_reason for row in rows] == [
        "Version 2, 14 days after it took effect",
        "Version 2, 28 days after it took effect",
    ]


def test_after_a_long_stop_the_latest_reminder_alone_is_made_up_for(db: None) -> None:
    making.found("thornbury")
    making.cast()
    making.choose("reading", reminded_after=[14, 28])
    assert set(swept(range(33, 50), timezone.now())) == {33}
    assert len(mails()) == len(HOLDERS)


def test_a_reminder_that_is_long_past_is_not_made_any_more(db: None) -> None:
    making.found("thornbury")
    making.cast()
    making.choose("reading", reminded_after=[14, 28])
    assert swept(range(28 + LATEST + 1, 28 + LATEST + 9), timezone.now()) == {}


def test_only_the_software_reminds_by_the_clock(cast: making.Cast) -> None:
    version = documents.policy(read_by=("employee",))
    with pytest.raises(NotYours):
        workflow.remind_of_reading(version.pk, by=cast.clerk, today=today())


# --------------------------------------------------------------------------------------------------- pages
def test_the_list_says_who_has_when_and_who_has_not(cast: making.Cast, signed_in: SignIn) -> None:
    version = documents.policy(read_by=("councillor",))
    workflow.acknowledge(version, by=cast.councillor)
    client = signed_in(cast.clerk)
    page = words(client, "/desk/reading/complaints-procedure/")
    assert page.index("Not yet") < page.index("Nominated") < page.index("Have read it") < page.rindex("Councillor")
    assert "Complaints Procedure" in words(client, "/desk/reading/")
    client.post("/desk/reading/complaints-procedure/remind/")
    assert [sent.to for sent in mails()] == [["nominated@council.example"]]


def test_the_keeper_chooses_who_is_asked(cast: making.Cast, signed_in: SignIn) -> None:
    documents.policy()
    client = signed_in(cast.clerk)
    assert "Remind" not in words(client, "/desk/reading/complaints-procedure/")
    client.post("/desk/reading/complaints-procedure/", {"offices": ["chair", "volunteer"]})
    assert Policy.objects.get(slug="complaints-procedure").read_by == ["chair", "volunteer"]
    assert "Remind all of them" in words(client, "/desk/reading/complaints-procedure/")


@pytest.mark.parametrize("who", ["councillor", "chair", "employee", "outsider"])
def test_the_list_is_for_its_keepers(who: str, cast: making.Cast, signed_in: SignIn) -> None:
    documents.policy(read_by=("councillor",))
    client = signed_in(getattr(cast, who))
    for address in ("/desk/reading/", "/desk/reading/complaints-procedure/"):
        assert client.get(address).status_code == 403
    assert client.post("/desk/reading/complaints-procedure/remind/").status_code == 403
    assert mails() == []


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert [query["sql"] for query in queries if "COUNT(" in query["sql"] or " OFFSET " in query["sql"]] == []
    return len(queries)


PAGES = {
    "/desk/": 21,
    "/desk/reading/": 8,
    "/desk/reading/complaints-procedure/": 9,
    "/desk/read/complaints-procedure/": 9,
    "/desk/what-applies/": 6,
}


def test_as_few_questions_with_five_thousand_acknowledgements(cast: making.Cast, signed_in: SignIn) -> None:
    version = documents.policy(read_by=("councillor", "clerk"))
    client = signed_in(cast.clerk)
    few = {address: asked(client, address) for address in PAGES}
    fill(version, 5_000)
    assert {address: asked(client, address) for address in PAGES} == few
    assert {address: number for address, number in few.items() if number > PAGES[address]} == {}
    page = client.get("/desk/reading/complaints-procedure/").content.decode()
    older = re.search(r'href="(\?before=[^"]+)"', page)
    assert older
    assert page.count("<li><time") == 50
    following = client.get(f"/desk/reading/complaints-procedure/{older[1]}").content.decode()
    assert following.count("<li><time") == 50
    assert set(re.findall(r"Reader \d+", page)).isdisjoint(re.findall(r"Reader \d+", following))


def fill(version: PolicyVersion, number: int) -> None:
    """So many people who have confirmed it, put in past every guard: here it is only their number that counts."""
    people = [User(email=f"reader{i}@council.example", name=f"Reader {i}", password="!") for i in range(number)]
    stored = models.QuerySet(User).bulk_create(people, batch_size=500)
    now = timezone.now()
    rows = [Acknowledgement(user=user, version=version, given_at=now - timedelta(minutes=user.pk)) for user in stored]
    models.QuerySet(Acknowledgement).bulk_create(rows, batch_size=500)
