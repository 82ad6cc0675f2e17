"""The two hours of the year that a wall clock cannot say plainly are settled, and the person is told how."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.hours import HourField, remarks_of, settle


class Form(forms.Form):
    at = HourField(required=False)


def test_an_ordinary_hour_is_taken_as_it_is() -> None:
    settled = settle(datetime(2026, 12, 8, 17, 30))
    assert (settled.moment, settled.remark) == (datetime(2026, 12, 8, 17, 30, tzinfo=UTC), "")


def test_an_hour_of_summer_is_one_behind_in_universal_time() -> None:
    assert settle(datetime(2026, 7, 1, 9)).moment == datetime(2026, 7, 1, 8, tzinfo=UTC)


def test_the_hour_that_does_not_exist_is_taken_as_the_one_shown_instead() -> None:
    settled = settle(datetime(2027, 3, 28, 1, 30))
    assert settled.moment == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert settled.remark == (
        "There is no 1.30\u00a0am on Sunday 28\u00a0March 2027: the clocks go forward then. "
        "It is taken as 2.30\u00a0am."
    )


def test_of_the_hour_that_comes_twice_the_first_is_taken() -> None:
    settled = settle(datetime(2026, 10, 25, 1, 30))
    assert settled.moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "comes twice on Sunday 25\u00a0October 2026" in settled.remark


@pytest.mark.parametrize(
    ("wall", "remarked"),
    [
        (datetime(2027, 3, 28, 0, 59), False),
        (datetime(2027, 3, 28, 1, 0), True),
        (datetime(2027, 3, 28, 1, 59), True),
        (datetime(2027, 3, 28, 2, 0), False),
        (datetime(2026, 10, 25, 0, 59), False),
        (datetime(2026, 10, 25, 1, 0), True),
        (datetime(2026, 10, 25, 1, 59), True),
        (datetime(2026, 10, 25, 2, 0), False),
    ],
)
def test_the_edges_of_both_hours(wall: datetime, remarked: bool) -> None:
    assert bool(settle(wall).remark) is remarked


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda wall: wall.replace(microsecond=0)))
def test_without_a_remark_the_clock_shows_what_was_typed(wall: datetime) -> None:
    settled = settle(wall)
    if not settled.remark:
        assert timezone.localtime(settled.moment).replace(tzinfo=None) == wall
    assert abs(settled.moment - wall.replace(tzinfo=UTC)) <= timedelta(hours=1)


@pytest.mark.parametrize("typed", ["2026-12-08T17:30", "2026-12-08 17:30", "08/12/2026 17:30"])
def test_a_form_reads_the_hour_in_the_councils_zone(typed: str) -> None:
    form = Form({"at": typed})
    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 12, 8, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["soon", "2026-13-40T10:00", "2026-12-08T25:00", "\x00"])
def test_what_is_no_hour_is_said(typed: str) -> None:
    form = Form({"at": typed})
    assert form.errors["at"] == ["Give a day and an hour, such as 8 December 2026, 5.30 pm."]


def test_a_form_says_how_it_settled_an_hour() -> None:
    form = Form({"at": "2027-03-28T01:30"})
    assert form.is_valid()
    assert ["It is taken as 2.30\u00a0am." in remark for remark in remarks_of(form)] == [True]
    assert remarks_of(Form({"at": ""})) == []
