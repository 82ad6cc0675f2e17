"""Copy this text, open the page, paste the address back: with a script and without, on every page of it."""

from collections.abc import Callable

from playwright.sync_api import expect

from channels.life import State, Task
from channels.models import Delivery
from channels.payload import Picture
from files import keeping
from tests import making
from tests.channels.deliveries import EMAIL, POSTED, X, change_of, delivery_in, payload, prepared
from tests.files import making as files
from tests.journeys.test_pages import everywhere
from tests.journeys.visitors import Visitor

Found = Callable[[str], making.Cast]

LIST = "/desk/channels/"
TEXT = "Mill Lane is closed until Friday."


def test_the_text_is_copied_and_the_address_pasted_back(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    prepared()
    visitor.arrive(cast.clerk, path=LIST)
    visitor.look()
    visitor.follow("Put on Facebook page: Mill Lane is closed")
    visitor.press("Copy the text")
    expect(visitor.page.get_by_text("Copied.")).to_be_visible()
    visitor.look()
    note = visitor.field("Is there anything to remember about it?")
    note.press("Control+v")
    expect(note).to_have_value(TEXT)
    note.fill("")
    visitor.field("Paste its address here").fill("on Facebook")
    visitor.press("It is out")
    visitor.look()
    visitor.field("Paste its address here").fill(POSTED)
    visitor.press("It is out")
    visitor.sees("noted with your name. It is out.", "Nothing waits to be done by hand.")
    visitor.look()
    done = Delivery.objects.get()
    assert (done.state, done.done_by, done.address) == (State.DONE, cast.clerk, POSTED)


def test_without_a_script_it_is_selected_by_hand(found: Found, plain: Visitor) -> None:
    cast = found("model")
    prepared()
    plain.arrive(cast.clerk, path=LIST)
    plain.follow("Put on Facebook page: Mill Lane is closed")
    expect(plain.page.get_by_label("The text, ready for Facebook page")).to_have_value(TEXT)
    expect(plain.page.get_by_text("Copy the text", exact=True)).to_be_hidden()
    plain.press("It is out")
    plain.sees("noted with your name. It is out.")
    assert Delivery.objects.get().state == State.DONE


def test_every_page_of_it(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    visitor.arrive(cast.clerk, path=LIST)
    everywhere(visitor, [LIST])
    kept = keeping.keep_picture(files.upload(files.saved(files.photograph()), "Lane.jpg"))
    pictures = [Picture(kept.sha256, "A lane under water"), Picture("0" * 64, "")]
    every = [prepared(what=payload(text="Long. " * 80, pictures=pictures), outlet=X), prepared(EMAIL)]
    every += [delivery_in(state, by=cast.clerk, address=POSTED) for state in (State.DONE, State.DROPPED)]
    every += [
        change_of(delivery_in(State.DONE, by=cast.deputy, address=POSTED), task)
        for task in (Task.CORRECT, Task.WITHDRAW)
    ]
    pages = [delivery.get_absolute_url() for delivery in every]
    everywhere(visitor, [LIST, *pages, f"{pages[0]}drop/", f"{pages[2]}reopen/"])


def test_every_page_as_somebody_who_may_only_look(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    waiting, done = prepared(), delivery_in(State.DONE, by=cast.clerk, address=POSTED)
    visitor.arrive(cast.councillor, path=LIST)
    everywhere(visitor, [LIST, waiting.get_absolute_url(), done.get_absolute_url()])
