"""Meetings, accounts and what is written for them, at the desk: who may do what, and what is asked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.models import Council, Meeting, User
from accounts.refusals import BadInput, NotNow, NotYours
from posts import workflow
from posts.content import Content
from posts.kinds.meetings import address_of
from posts.models import Post
from posts.particulars import Part, Particulars
from tests import making, stored
from tests.posts.papers import committee, meeting, paper

SignIn = Callable[[User], Client]

pytestmark = pytest.mark.clause("website-items")

KEEPERS = {"clerk", "deputy"}
PAGES = ("/desk/meetings/", "/desk/finance/")
LONG = f"https://food.example/{'x' * 500}"
ACTS = ("call", "{}/change", "{}/call-off", "{}/summons")


def wall(days: int) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT19:00")


def filled_in(**changes: object) -> dict[str, object]:
    given = {"title": "Agenda", "body": "<p>Apologies</p>", "kind": "agendas", "barred_kind": "none"}
    return given | {"submit": "1"} | changes


# ------------------------------------------------------------------------------------------------- meetings
def test_a_keeper_calls_changes_summons_and_calls_off(cast: making.Cast, signed_in: SignIn) -> None:
    planning, browser = committee(), signed_in(cast.deputy)
    called = {"committee": planning.pk, "starts_at": wall(30), "place": "Moot Hall"}
    page = browser.post("/desk/meetings/call/", called, follow=True).content.decode()
    held = Meeting.objects.get()
    assert (held.committee, held.place) == (planning, "Moot Hall")
    assert "stands in the calendar now" in page
    browser.post(f"/desk/meetings/{held.pk}/change/", {"starts_at": wall(31), "place": "School"})
    browser.post(f"/desk/meetings/{held.pk}/summons/", {"summoned_on": today().isoformat()})
    browser.post(f"/desk/meetings/{held.pk}/call-off/", {"reason": "Snow."})
    assert [(row.act, row.actor_name, row.history_change_reason) for row in held.history.order_by("history_id")] == [
        ("meeting called", "Deputy", ""),
        ("meeting changed", "Deputy", ""),
        ("summons noted", "Deputy", ""),
        ("meeting called off", "Deputy", "Snow."),
    ]
    held.refresh_from_db()
    assert (held.place, held.summoned_on, held.is_called_off) == ("School", today(), True)
    assert "called off" in browser.get(f"/desk/meetings/{held.pk}/").content.decode()


@pytest.mark.parametrize("name", [*making.OFFICES, "outsider", "group_editor"])
def test_who_may(name: str, cast: making.Cast, signed_in: SignIn) -> None:
    held, browser = meeting(), signed_in(getattr(cast, name))
    addresses = [f"/desk/meetings/{act.format(held.pk)}/" for act in ACTS]
    allowed = 200 if name in KEEPERS else 403
    assert [browser.get(address).status_code for address in addresses] == [allowed] * 4
    seen = 200 if name in making.OFFICES else 403
    looked_at = [*PAGES, f"/desk/meetings/{held.pk}/"]
    assert [browser.get(address).status_code for address in looked_at] == [seen] * 3
    if name not in KEEPERS:
        before = stored.everything()
        for address in addresses:
            browser.post(address, {"starts_at": wall(3), "reason": "No.", "summoned_on": today().isoformat()})
        assert stored.everything() == before


@pytest.mark.parametrize("address", [*PAGES, "/desk/meetings/1/", "/desk/meetings/call/"])
def test_nobody_sees_it_without_signing_in(address: str, council: Council, client: Client) -> None:
    assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    ("act", "given", "field"),
    [
        ("call", {"starts_at": ""}, "starts_at"),
        ("call", {"starts_at": "soon"}, "starts_at"),
        ("call", {"starts_at": "2026-12-08T19:00", "committee": "99"}, "committee"),
        ("{}/change", {"starts_at": "0"}, "starts_at"),
        ("{}/call-off", {"reason": "  "}, "reason"),
        ("{}/summons", {"summoned_on": "2999-01-01"}, "summoned_on"),
        ("{}/summons", {"summoned_on": "x"}, "summoned_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    act: str, given: dict[str, str], field: str, cast: making.Cast, signed_in: SignIn
) -> None:
    held, browser = meeting(), signed_in(cast.clerk)
    before = stored.everything()
    response = browser.post(f"/desk/meetings/{act.format(held.pk)}/", given)
    assert list(response.context["form"].errors) == [field]
    assert stored.everything() == before


def test_what_is_called_off_stays_so(cast: making.Cast) -> None:
    held = meeting()
    people.call_off_meeting(held.pk, by=cast.clerk, reason="Snow.")
    before = stored.everything()
    for act in (
        lambda: people.call_off_meeting(held.pk, by=cast.clerk, reason="Snow."),
        lambda: people.change_meeting(held.pk, by=cast.clerk, starts_at=timezone.now()),
        lambda: people.note_summons(held.pk, by=cast.clerk, summoned_on=today()),
        lambda: people.note_summons(99, by=cast.clerk, summoned_on=today()),
    ):
        with pytest.raises(NotNow):
            act()
    assert stored.everything() == before


def test_a_summons_after_the_meeting_is_none(cast: making.Cast) -> None:
    with pytest.raises(BadInput, match="after the meeting"):
        people.note_summons(meeting(days=-3).pk, by=cast.clerk, summoned_on=today())


def test_without_a_change_nothing_is_recorded(cast: making.Cast) -> None:
    held, member = meeting(), cast.councillor.appointments.get()
    before = stored.everything()
    people.change_meeting(held.pk, by=cast.clerk, starts_at=held.starts_at, place=held.place)
    people.describe_member(member.pk, by=cast.clerk)
    assert stored.everything() == before


# -------------------------------------------------------------------------------------------------- members
def test_a_keeper_says_what_the_website_tells_of_a_member(cast: making.Cast, signed_in: SignIn) -> None:
    held = cast.councillor.appointments.get()
    address = f"/desk/people/{cast.councillor.pk}/member/{held.pk}/"
    given = {"ward": " Market  Ward ", "public_email": "Cllr@Council.Example", "public_telephone": "01632 960 222"}
    assert signed_in(cast.deputy).post(address, given).status_code == 302
    held.refresh_from_db()
    assert (held.ward, held.public_email, held.public_telephone) == (
        "Market Ward",
        "cllr@council.example",
        "01632 960 222",
    )
    assert held.history.latest("history_id").act == "member described"
    assert address in signed_in(cast.clerk).get(f"/desk/people/{cast.councillor.pk}/").content.decode()


@pytest.mark.parametrize("name", ["assistant", "chair", "councillor", "outsider"])
def test_others_do_not(name: str, cast: making.Cast, signed_in: SignIn) -> None:
    held = cast.councillor.appointments.get()
    address = f"/desk/people/{cast.councillor.pk}/member/{held.pk}/"
    browser, before = signed_in(getattr(cast, name)), stored.everything()
    assert browser.post(address, {"ward": "North"}).status_code == 403
    with pytest.raises(NotYours):
        people.describe_member(held.pk, by=getattr(cast, name), ward="North")
    assert stored.everything() == before


def test_staff_are_no_members(cast: making.Cast, signed_in: SignIn) -> None:
    held = cast.employee.appointments.get()
    with pytest.raises(NotNow, match="not a member"):
        people.describe_member(held.pk, by=cast.clerk, ward="North")
    address = f"/desk/people/{cast.employee.pk}/member/{held.pk}/"
    assert signed_in(cast.clerk).get(address).status_code == 404


# ------------------------------------------------------------------------------------------------- writing
def test_an_agenda_is_begun_from_its_meeting(cast: making.Cast, signed_in: SignIn) -> None:
    making.read_by(cast.clerk)
    held, browser = meeting(days=10), signed_in(cast.clerk)
    to_write = browser.get(f"/desk/meetings/{held.pk}/").context["to_write"]
    form = browser.get(to_write[0].url).context["form"]
    assert {name: str(form[name].value()) for name in ("kind", "meeting", "part")} == {
        "kind": "agendas",
        "meeting": str(held.pk),
        "part": "agenda",
    }
    browser.post("/desk/posts/write/", filled_in(meeting=held.pk, part="agenda"))
    post = Post.objects.get()
    assert (post.meeting, post.part, post.state) == (held, "agenda", "submitted")
    decide = browser.get(f"/desk/decisions/{post.pk}/").content.decode()
    assert f"/desk/meetings/{held.pk}/" in decide
    making.put_out(post, approver=cast.clerk)
    assert "Apologies" in Client().get(address_of(held)).content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"part": "agenda"}, "meeting"),
        ({"meeting": "HELD"}, "part"),
        ({"meeting": "HELD", "part": "draft_minutes"}, "part"),
        ({"meeting": "999", "part": "agenda"}, "meeting"),
        ({"meeting": "x", "part": "agenda"}, "meeting"),
        ({"kind": "financial_information", "account": "spending_500"}, "year"),
        ({"kind": "financial_information", "account": "spending_500", "year": "2025"}, "quarter"),
        ({"kind": "financial_information", "account": "accounts", "year": "2025", "quarter": "2"}, "quarter"),
        ({"kind": "financial_information", "account": "gold", "year": "2025"}, "account"),
        ({"kind": "charity_links"}, "address"),
        ({"kind": "charity_links", "address": "javascript:alert(1)"}, "address"),
        ({"kind": "charity_links", "address": LONG, "links_confirmed": LONG}, "address"),
        ({"kind": "charity_links", "address": "https://food.example/"}, "links_confirmed"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    given: dict[str, str], field: str, cast: making.Cast, signed_in: SignIn
) -> None:
    making.choose("publishing", link_permission=True)
    making.read_by(cast.clerk)
    held, browser = meeting(), signed_in(cast.clerk)
    sent = {name: str(held.pk) if value == "HELD" else value for name, value in given.items()}
    response = browser.post("/desk/posts/write/", filled_in(**sent))
    assert list(response.context["form"].errors) == [field]
    assert Post.objects.count() == 0


def test_what_a_kind_does_not_have_is_left_out() -> None:
    told = Particulars(meeting=1, part="agenda", account="accounts", year=2025, address="https://food.example/")
    kept = {kind: Content.of("T", "B", kind, particulars=told).particulars for kind in ("news", "agendas", "other")}
    assert kept["news"] == kept["other"] == Particulars()
    assert kept["agendas"] == Particulars(meeting=1, part="agenda")


def test_what_has_none_keeps_its_fingerprint() -> None:
    """A document from before there were any reads the same, and is written the same."""
    document = Content.of("Title", "<p>Words</p>", "news").document()
    assert "particulars" not in document
    assert Content.read(document).document() == document
    told = Content.of("T", "<p>W</p>", "charity_links", particulars=Particulars(address="https://food.example/"))
    assert Content.read(told.document()) == told


def test_an_approver_sees_that_the_meeting_was_changed(cast: making.Cast, signed_in: SignIn) -> None:
    first, second = meeting(days=10), meeting(days=11, committee=committee())
    post = paper(cast, first, Part.AGENDA)
    correction = workflow.correct(post.pk, by=cast.councillor)
    told = making.content(post.title, kind="agendas", particulars=Particulars(meeting=second.pk, part=Part.AGENDA))
    workflow.revise(correction.pk, told, by=cast.councillor, version=correction.current_version_id)
    workflow.submit(correction.pk, by=cast.councillor)
    comparison = signed_in(cast.clerk).get(f"/desk/decisions/{correction.pk}/").context["comparison"]
    assert "Meeting" in [change.place for change in comparison.changes]
