"""The pages where it is done by hand: what they show to whom, and what a form does."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from channels import views
from channels.life import State, Task
from channels.models import Delivery
from channels.payload import Picture
from files import keeping
from tests import making
from tests.channels.deliveries import (
    EMAIL,
    FACEBOOK,
    POSTED,
    TOWN_SITE,
    X,
    change_of,
    delivery_in,
    payload,
    prepared,
)
from tests.files import making as files

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]

LIST = "/desk/channels/"
MOST_FOR_THE_LIST = 12


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def posted(client: Client, delivery: Delivery, **data: str) -> str:
    return client.post(delivery.get_absolute_url(), data, follow=True).content.decode()


def now(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


# ------------------------------------------------------------------------------------------------ the list
def test_the_list_says_what_to_do_and_what_was_done(cast: making.Cast, signed_in: SignIn) -> None:
    waiting = prepared()
    done = delivery_in(State.DONE, by=cast.deputy, outlet=X, address="https://x.com/thornby/status/1")
    dropped = delivery_in(State.DROPPED, by=cast.deputy, outlet=EMAIL)
    shown = page(signed_in(cast.clerk), LIST)
    for delivery, words in (
        (waiting, "Put on Facebook page: Mill Lane is closed"),
        (done, "Put on X, @ThornbyTown: Mill Lane is closed"),
        (dropped, "Send as E-mail: Mill Lane is closed"),
    ):
        assert f'href="{delivery.get_absolute_url()}">{words}</a>' in shown
    assert 'href="https://x.com/thornby/status/1"' in shown
    assert "Done by Deputy." in shown


def test_an_empty_list_says_what_will_stand_there(cast: making.Cast, signed_in: SignIn) -> None:
    shown = page(signed_in(cast.clerk), LIST)
    assert "Nothing waits to be done by hand." in shown
    assert "What has been done, by whom and when, will stand here." in shown


def test_a_long_list_goes_on_where_the_page_ended_and_ends_with_its_last_row(
    cast: making.Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ON_A_PAGE", 2)
    waiting = [prepared() for _ in range(4)]
    done = [delivery_in(State.DONE, by=cast.clerk) for _ in range(4)]
    client = signed_in(cast.clerk)
    for name, key, rows in (("waiting", "later", waiting), ("settled", "older", done[::-1])):
        seen, address = [], LIST
        while address:
            context = client.get(address).context
            seen.append([delivery.pk for delivery in context[name]])
            address = f"{LIST}?{'after' if name == 'waiting' else 'before'}={context[key]}" if context[key] else ""
        keys = [delivery.pk for delivery in rows]
        assert seen == [keys[:2], keys[2:]]


@pytest.mark.parametrize("word", ["?after=nonsense", "?before=1-x"])
def test_a_page_of_the_list_that_there_is_not(cast: making.Cast, signed_in: SignIn, word: str) -> None:
    assert signed_in(cast.clerk).get(LIST + word).status_code == 400


def test_the_list_asks_as_little_with_many_as_with_few(cast: making.Cast, signed_in: SignIn) -> None:
    client, counted = signed_in(cast.clerk), []
    for _ in range(2):
        for _ in range(8):
            prepared()
            delivery_in(State.DONE, by=cast.deputy)
        with CaptureQueriesContext(connection) as queries:
            page(client, LIST)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= MOST_FOR_THE_LIST


# ----------------------------------------------------------------------------------------------- one task
@pytest.mark.clause("account-access")
def test_whoever_may_look_but_not_act_reads_it_and_hears_who_may(cast: making.Cast, signed_in: SignIn) -> None:
    delivery = prepared()
    client = signed_in(cast.councillor)
    shown = page(client, delivery.get_absolute_url())
    assert "<p>Mill Lane is closed until Friday.</p>" in shown
    assert "Only the Town Clerk or the Deputy Clerk can use the official accounts." in shown
    assert "data-copies" not in shown
    assert 'name="remark"' not in shown
    assert "Only the Town Clerk or the Deputy Clerk can use" in page(client, LIST)
    assert client.post(delivery.get_absolute_url(), {}).status_code == 403
    assert client.get(f"{delivery.get_absolute_url()}drop/").url == delivery.get_absolute_url()
    assert now(delivery).state == State.WAITING


def test_whoever_holds_no_office_is_kept_out(cast: making.Cast, signed_in: SignIn) -> None:
    delivery = prepared()
    for address in (LIST, delivery.get_absolute_url(), f"{delivery.get_absolute_url()}drop/"):
        assert signed_in(cast.outsider).get(address).status_code == 403
        assert Client().get(address).url.startswith("/accounts/login/")


def test_what_there_is_not_is_not_found(cast: making.Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.clerk).get(f"{LIST}404/").status_code == 404


def test_it_is_done_and_the_list_says_so(cast: making.Cast, signed_in: SignIn) -> None:
    delivery = prepared()
    made = timezone.localtime(delivery.made_at)
    shown = posted(signed_in(cast.clerk), delivery, address=POSTED, when=f"{made:%Y-%m-%dT%H:%M}", remark="Pinned.")
    assert "“Facebook page: Mill Lane is closed”: noted with your name. It is out." in shown
    done = now(delivery)
    assert (done.state, done.done_by, done.address) == (State.DONE, cast.clerk, POSTED)
    assert done.done_at == delivery.made_at.replace(second=0, microsecond=0)
    shown = page(signed_in(cast.clerk), delivery.get_absolute_url())
    assert "<strong>Clerk</strong> did this today at" in shown
    assert "“Pinned.”" in shown


def test_an_address_on_another_site_is_taken_and_pointed_out(cast: making.Cast, signed_in: SignIn) -> None:
    delivery = prepared()
    shown = posted(signed_in(cast.clerk), delivery, address="https://example.com/1")
    assert "is on example.com, not on Facebook page" in shown
    assert now(delivery).address == "https://example.com/1"
    assert "not on Facebook page" not in posted(signed_in(cast.clerk), prepared(), address=POSTED)


def test_what_cannot_be_taken_is_said_at_its_field_and_kept(cast: making.Cast, signed_in: SignIn) -> None:
    delivery = prepared()
    response = signed_in(cast.clerk).post(delivery.get_absolute_url(), {"address": "on Facebook", "remark": "Pinned."})
    assert list(response.context["form"].errors) == ["address"]
    assert 'value="on Facebook"' in response.content.decode()
    assert now(delivery).state == State.WAITING


def test_the_second_who_notes_it_is_told(cast: making.Cast, signed_in: SignIn) -> None:
    delivery = delivery_in(State.DONE, by=cast.deputy)
    response = signed_in(cast.clerk).post(delivery.get_absolute_url(), {})
    assert response.status_code == 409
    assert "Deputy has done this already" in response.content.decode()


@pytest.mark.parametrize(
    ("act", "state", "then"), [("drop", State.WAITING, State.DROPPED), ("reopen", State.DONE, State.WAITING)]
)
def test_it_is_dropped_or_taken_back_with_a_reason(
    cast: making.Cast, signed_in: SignIn, act: str, state: State, then: State
) -> None:
    delivery = delivery_in(state, by=cast.clerk)
    client, address = signed_in(cast.clerk), f"{delivery.get_absolute_url()}{act}/"
    assert f'href="{address}"' in page(client, delivery.get_absolute_url())
    assert list(client.post(address, {"reason": " "}).context["form"].errors) == ["reason"]
    assert now(delivery).state == state
    client.post(address, {"reason": "It was another post."})
    assert now(delivery).state == then
    assert "“It was another post.”" in page(client, delivery.get_absolute_url())


@pytest.mark.parametrize(("act", "state"), [("drop", State.DONE), ("reopen", State.WAITING), ("reopen", State.DROPPED)])
def test_a_reason_is_asked_only_where_it_can_be_done(
    cast: making.Cast, signed_in: SignIn, act: str, state: State
) -> None:
    delivery = delivery_in(state, by=cast.clerk)
    client, address = signed_in(cast.clerk), f"{delivery.get_absolute_url()}{act}/"
    for response in (client.get(address), client.post(address, {"reason": "No."})):
        assert response.url == delivery.get_absolute_url()
    assert now(delivery).state == state


# --------------------------------------------------------------------------------------- what the page shows
@pytest.mark.parametrize(
    ("outlet", "text", "counted"),
    [
        (X, "One.", "4 of 280 characters, as X counts them."),
        (X, "a" * 300, "300 of 280 characters, as X counts them. <strong>That is 20 too many: drop this,"),
        (FACEBOOK, "One.", "4 of 63,206 characters, as Facebook counts them."),
        (EMAIL, "One.", "4 characters."),
    ],
)
def test_the_text_is_counted_as_the_channel_counts(
    cast: making.Cast, signed_in: SignIn, outlet, text: str, counted: str
) -> None:
    assert counted in page(signed_in(cast.clerk), prepared(outlet, payload(text=text)).get_absolute_url())


@pytest.mark.parametrize(
    ("outlet", "opened"),
    [(FACEBOOK, "https://www.facebook.com/"), (TOWN_SITE, "https://town.thornby.example/"), (EMAIL, "")],
)
def test_the_page_to_open_is_a_link(cast: making.Cast, signed_in: SignIn, outlet, opened: str) -> None:
    shown = page(signed_in(cast.clerk), prepared(outlet).get_absolute_url())
    assert (f'href="{opened}" rel="noopener noreferrer" target="_blank">Open {outlet.name}' in shown) is bool(opened)


def test_what_is_sent_has_a_subject_and_leaves_no_address(cast: making.Cast, signed_in: SignIn) -> None:
    shown = page(signed_in(cast.clerk), prepared(EMAIL).get_absolute_url())
    assert 'readonly value="Mill Lane is closed"' in shown
    assert 'name="address"' not in shown
    assert 'name="address"' in page(signed_in(cast.clerk), prepared(FACEBOOK).get_absolute_url())


def test_a_correction_shows_the_new_and_the_old_and_leads_to_where_it_stands(
    cast: making.Cast, signed_in: SignIn
) -> None:
    change = change_of(delivery_in(State.DONE, by=cast.clerk, address=POSTED), Task.CORRECT)
    shown = page(signed_in(cast.clerk), change.get_absolute_url())
    assert "Mill Lane is open again.</textarea>" in shown
    assert "<p>Mill Lane is closed until Friday.</p>" in shown
    assert f'href="{POSTED}" rel="noopener noreferrer" target="_blank">Open the place where it stands' in shown
    assert f'value="{POSTED}"' in shown


def test_what_is_to_be_taken_down_is_shown_and_cannot_be_copied(cast: making.Cast, signed_in: SignIn) -> None:
    change = change_of(delivery_in(State.DONE, by=cast.clerk, address=POSTED), Task.WITHDRAW)
    client = signed_in(cast.clerk)
    shown = page(client, change.get_absolute_url())
    assert "<p>Mill Lane is closed until Friday.</p>" in shown
    assert "data-copies" not in shown
    assert 'name="address"' not in shown
    assert "It is taken down." in posted(client, change)


def test_a_picture_is_offered_with_its_description(cast: making.Cast, signed_in: SignIn) -> None:
    kept = keeping.keep_picture(files.upload(files.saved(files.photograph()), "Lane.jpg"))
    pictures = [Picture(kept.sha256, "A lane under water"), Picture("0" * 64, "")]
    delivery = prepared(what=payload(pictures=pictures))
    shown = page(signed_in(cast.clerk), delivery.get_absolute_url())
    assert f'href="{kept.get_absolute_url()}" download="Lane.jpg"' in shown
    assert "readonly>A lane under water</textarea>" in shown
    assert "It is there for decoration and needs no description." in shown


def test_what_was_approved_is_shown_as_text_and_nothing_else(cast: making.Cast, signed_in: SignIn) -> None:
    script = "</textarea><script>alert(1)</script>"
    what = payload(title=script, text=script, before=script)
    shown = page(signed_in(cast.clerk), prepared(what=what).get_absolute_url())
    assert "<script>alert" not in shown


# ------------------------------------------------------------------------------------------------ the admin
def test_the_admin_shows_and_changes_nothing(cast: making.Cast, signed_in: SignIn) -> None:
    delivery = delivery_in(State.DONE, by=cast.clerk, address=POSTED)
    client = signed_in(cast.clerk)
    assert "Mill Lane is closed" in page(client, "/admin/channels/delivery/")
    one = f"/admin/channels/delivery/{delivery.pk}/change/"
    assert "Mill Lane is closed until Friday." in page(client, one)
    assert "Put out by hand" in page(client, f"/admin/channels/delivery/{delivery.pk}/history/")
    assert client.post(one, {"address": ""}).status_code == 403
    assert client.get("/admin/channels/delivery/add/").status_code == 403
    assert now(delivery).address == POSTED
