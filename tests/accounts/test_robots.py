"""Public forms keep robots out without asking people for anything, and lose nothing that a person typed."""

import time_machine
from django import forms
from django.utils import timezone

from accounts.robots import SHORTEST_SECONDS, ForPeople


class Form(ForPeople):
    words = forms.CharField()


def opened() -> str:
    """What the form carries when it is opened."""
    return str(Form()["opened"].value())


def sent(seconds: float, **typed: str) -> Form:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        data = {"words": "Hello", "website": "", "opened": opened(), **typed}
    with time_machine.travel(now.timestamp() + seconds, tick=False):
        form = Form(data)
        form.is_valid()
    return form


def test_a_person_gets_through_and_leaves_no_trace_of_the_trap() -> None:
    assert sent(SHORTEST_SECONDS + 1).cleaned_data == {"words": "Hello"}


def test_a_form_that_stood_open_for_days_is_taken() -> None:
    assert sent(5 * 24 * 3600).errors == {}


def test_what_is_quicker_than_people_is_not_taken() -> None:
    form = sent(1)
    assert "quicker than people write" in str(form.non_field_errors())
    assert form["words"].value() == "Hello"


def test_sent_once_more_the_same_form_is_taken() -> None:
    """The page comes back with the moment of its first opening."""
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        data = {"words": "Hello", "website": "", "opened": opened()}
        refused = Form(data)
        assert not refused.is_valid()
    data["opened"] = str(refused["opened"].value())
    with time_machine.travel(now.timestamp() + SHORTEST_SECONDS + 1, tick=False):
        assert Form(data).is_valid()


def test_a_field_that_people_do_not_see_is_filled_in_by_robots() -> None:
    assert "people do not see" in str(sent(60, website="https://else.example").non_field_errors())


def test_a_moment_that_is_made_up_is_not_taken() -> None:
    assert sent(60, opened="form:1:made-up").errors
    assert sent(60, opened="").errors
