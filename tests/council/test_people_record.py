"""What a person did: complete, in order, for the right eyes, and as fast with a million rows."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
import time_machine
from django.core.exceptions import BadRequest
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import workflow
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.history import record as post_record
from accounts.models import Committee, Matter, User
from accounts.permissions import can_review
from channels import workflow as channels
from council.people import record
from council.people.things import FINDERS, lines
from council.people.views import ON_A_PAGE
from posts.life import State
from tests import making
from tests.channels import deliveries

SignIn = Callable[[User], Client]

KEEPERS = {"clerk", "deputy"}
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def page_of(person: User) -> str:
    return f"/desk/people/{person.pk}/"


def shown(client: Client, person: User) -> list[tuple[str, str, str]]:
    """What stands in the list: act, thing, address."""
    response = client.get(page_of(person))
    return [(line.deed.act, line.thing.name, line.thing.url) for line in response.context["lines"]]


def put_in(number: int, *, by: User, at: datetime, apart: timedelta = timedelta(seconds=1)) -> None:
    """So many acts on committees, put in past every guard: here it is only their number that counts."""
    rows = [
        Committee.history.model(
            id=1,
            name="Allotments",
            history_date=at - i * apart,
            history_type="~",
            history_user=by,
            act=f"act {i}",
            actor_name=by.name,
        )
        for i in range(number)
    ]
    models.QuerySet(Committee.history.model).bulk_create(rows, batch_size=1000)


# -------------------------------------------------------------------------------------------- for whose eyes
@pytest.mark.django_db
@pytest.mark.parametrize("council", making.COUNCILS)
def test_the_keepers_and_oneself_read_it_whoever_approves(council: str) -> None:
    making.found(council)
    cast = making.cast().everybody()
    for name, person in cast.items():
        may = {other for other, whose in cast.items() if can_review(person, whose)}
        assert (name, may) == (name, set(cast) if name in KEEPERS else {name})


def test_others_see_offices_only(cast: making.Cast, signed_in: SignIn) -> None:
    making.post_in(State.PUBLISHED, author=cast.volunteer, approver=cast.clerk)
    response = signed_in(cast.chair).get(page_of(cast.volunteer))
    assert "lines" not in response.context
    page = response.content.decode()
    assert "until further notice" in page
    assert "Mill Lane is closed" not in page
    assert cast.volunteer.email not in page


def test_a_draft_that_one_may_not_open_is_not_named(cast: making.Cast, signed_in: SignIn) -> None:
    making.post_in(State.DRAFT, author=cast.volunteer, approver=cast.clerk, title="Not for the Clerk yet")
    assert shown(signed_in(cast.clerk), cast.volunteer) == [("drafted", "a post", "")]
    ((_, name, url),) = shown(signed_in(cast.volunteer), cast.volunteer)
    assert (name, bool(url)) == ("“Not for the Clerk yet”", True)


def test_acts_on_what_is_confidential_are_on_no_such_list(cast: making.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = workflow.open_matter("Mill Lane", by=cast.clerk)
    assert [deed.thing for deed in record.deeds(cast.clerk, None, 9)] == [str(matter.pk)]
    monkeypatch.setattr(Matter, "is_confidential", True)
    assert record.deeds(cast.clerk, None, 9) == []


# ------------------------------------------------------------------------------------------------ what it says
def test_everything_a_person_did_stands_there_with_its_page(cast: making.Cast, signed_in: SignIn) -> None:
    clerk = cast.clerk
    post = making.post_in(State.SUBMITTED, author=clerk, approver=clerk)
    matter = workflow.open_matter("Mill Lane", by=clerk)
    committee = workflow.make_committee("Allotments", by=clerk)
    workflow.seat(cast.chair, committee, by=clerk, begins=today())
    meeting = workflow.call_meeting(by=clerk, starts_at=NOON, committee=committee)
    workflow.end_appointment(cast.volunteer.appointments.get(), by=clerk, ends=today())
    workflow.record_absence(cast.chair, by=clerk, begins=today(), ends=today())
    workflow.change_council(by=clerk, telephone="01632 960 111")
    delivery = channels.finish(deliveries.prepared().pk, by=clerk)
    assert shown(signed_in(clerk), clerk) == [
        (
            "put out by hand",
            "“Mill Lane is closed”, Facebook page",
            delivery.get_absolute_url(),
        ),
        ("council changed", "Thornby Town Council", reverse("people:council")),
        ("absence recorded", "Chair", page_of(cast.chair)),
        ("appointment ended", "Volunteer, Volunteer", page_of(cast.volunteer)),
        ("meeting called", "Allotments, 12.05.2026", reverse("kinds:desk_meeting", args=[meeting.pk])),
        ("seated", "Chair on Allotments", ""),
        ("committee made", "Allotments", ""),
        ("matter opened", "Mill Lane", reverse("moderation:matter", args=[matter.pk])),
        ("submitted", "“Mill Lane is closed”", reverse("posts:draft", args=[post.pk])),
        ("drafted", "“Mill Lane is closed”", reverse("posts:draft", args=[post.pk])),
    ]


def test_an_act_says_in_what_office_under_which_policy_and_why(cast: making.Cast, signed_in: SignIn) -> None:
    workflow.end_appointment(cast.volunteer.appointments.get(), by=cast.clerk, ends=today(), reason="Moves <away>.")
    page = signed_in(cast.clerk).get(page_of(cast.clerk)).content.decode()
    assert "As Clerk, under version 1 of the policy" in page
    assert "“Moves &lt;away&gt;.”" in page


def test_what_others_and_the_software_do_to_a_person_is_not_theirs(cast: making.Cast, signed_in: SignIn) -> None:
    workflow.set_sign_in(cast.volunteer, by=cast.clerk, allowed=False)
    workflow.set_sign_in(cast.volunteer, by=SYSTEM, allowed=True)
    assert record.deeds(User.objects.get(pk=cast.volunteer.pk), None, 9) == []


def test_what_is_gone_or_has_no_page_is_said_by_its_kind(cast: making.Cast) -> None:
    put_in(1, by=cast.clerk, at=NOON)
    (line,) = lines(record.deeds(cast.clerk, None, 9), cast.clerk)
    assert (line.thing.name, line.thing.url) == ("a committee", "")


def test_without_its_thing_a_reason_is_not_shown_either(cast: making.Cast) -> None:
    post = making.post_in(State.DRAFT, author=cast.volunteer, approver=cast.clerk)
    with transaction.atomic():
        post_record(post, by=cast.volunteer, act="changed", reason="Who was it?")
    for viewer, reason in ((cast.volunteer, "Who was it?"), (cast.clerk, "")):
        assert lines(record.deeds(cast.volunteer, None, 1), viewer)[0].reason == reason


def test_only_things_on_the_record_are_named() -> None:
    assert set(FINDERS) <= {record.label_of(history) for history in record.histories()}


# ---------------------------------------------------------------------------------------- page by page
def pages(client: Client, person: User) -> Iterator[list[str]]:
    """What stands on each page; no more than nine, or a list that repeats itself would have no end."""
    address = page_of(person)
    for _ in range(9):
        response = client.get(address)
        yield [line.deed.act for line in response.context["lines"]]
        older = re.search(r'href="(\?before=[^"#]+)', response.content.decode())
        if older is None:
            return
        address = f"{page_of(person)}{older[1]}"


def test_it_comes_fifty_at_a_time_each_act_once(cast: making.Cast, signed_in: SignIn) -> None:
    put_in(2 * ON_A_PAGE + 7, by=cast.volunteer, at=NOON)
    found = list(pages(signed_in(cast.volunteer), cast.volunteer))
    assert [len(page) for page in found] == [ON_A_PAGE, ON_A_PAGE, 7]
    assert list(chain(*found)) == [f"act {i}" for i in range(2 * ON_A_PAGE + 7)]


def test_a_page_may_end_among_acts_of_one_moment(cast: making.Cast, signed_in: SignIn) -> None:
    """Of one table and of several: none is left out, and none comes twice."""
    with time_machine.travel(NOON, tick=False):
        put_in(ON_A_PAGE - 2, by=cast.clerk, at=NOON, apart=timedelta())
        for number in range(ON_A_PAGE):
            workflow.open_matter(f"Matter {number}", by=cast.clerk)
            workflow.record_absence(cast.chair, by=cast.clerk, begins=today(), ends=today())
    found = list(pages(signed_in(cast.clerk), cast.clerk))
    assert [len(page) for page in found] == [ON_A_PAGE, ON_A_PAGE, ON_A_PAGE - 2]
    everything = list(chain(*found))
    assert (everything.count("matter opened"), everything.count("absence recorded")) == (ON_A_PAGE, ON_A_PAGE)
    assert len({act for act in everything if act.startswith("act ")}) == ON_A_PAGE - 2


def test_a_word_names_its_place() -> None:
    deed = record.Deed(NOON, "posts.post", 17, "4", "approved", "Clerk", 1, "")
    assert record.read_word(deed.word) == (NOON, "posts.post", 17)
    assert record.read_word("") is None


@pytest.mark.parametrize("word", ["x", "-", "20260512T120000.000000-17", "-posts.post", "posts.post-17-20260512"])
def test_a_word_that_is_none_is_refused(cast: making.Cast, signed_in: SignIn, word: str) -> None:
    with pytest.raises(BadRequest):
        record.read_word(word)
    assert signed_in(cast.clerk).get(f"{page_of(cast.clerk)}?before={word}").status_code == 400


# ------------------------------------------------------------------------------------------- how it is asked
def test_it_is_asked_in_as_few_statements_with_many_acts_as_with_few(cast: making.Cast, signed_in: SignIn) -> None:
    client, counts = signed_in(cast.clerk), []
    for number in (3, 20_000):
        put_in(number, by=cast.volunteer, at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(cast.volunteer))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
    assert not [query["sql"] for query in queries if "OFFSET" in query["sql"] or "COUNT(" in query["sql"]]


@pytest.mark.parametrize("at", ["first", "later"])
def test_each_table_is_asked_by_its_index_alone(cast: making.Cast, at: str) -> None:
    """No table is read through, and nothing is sorted, wherever in the list the page stands."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a table with so few rows is read through by choice
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )
    for history in record.histories():
        before = None if at == "first" else (NOON, record.label_of(history), 17)
        plan = record.keys_of(history, cast.clerk, before, ON_A_PAGE).explain()
        (name,) = [index.name for index in history._meta.indexes if index.fields[0] == "history_user"]
        assert name in plan, plan
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan
