"""The council's wall clock: what somebody types as an hour, settled where the clocks change."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.dates import say_day, say_time


@dataclass(frozen=True)
class Settled:
    """`remark` says how the hour was taken, where it had to be settled; else it is empty."""

    moment: datetime
    remark: str = ""


def settle(wall: datetime) -> Settled:
    """The moment, in universal time, of a wall-clock time without zone in the current time zone.

    An hour that the clocks leave out is taken as the one that they show instead; of an hour that comes twice the
    first is taken. Either is said.
    """
    first = wall.replace(tzinfo=timezone.get_current_timezone(), fold=0)
    moment = first.astimezone(UTC)
    if first.utcoffset() == first.replace(fold=1).utcoffset():
        return Settled(moment)
    shown, day = timezone.localtime(moment), say_day(wall)
    if shown.replace(tzinfo=None) == wall:
        remark = f"{say_time(wall)} comes twice on {day}, when the clocks go back. The first is taken, in summer time."
    else:
        remark = f"There is no {say_time(wall)} on {day}: the clocks go forward then. It is taken as {say_time(shown)}."
    return Settled(moment, remark)


class HourField(forms.DateTimeField):
    """An hour as the council's clock shows it. `remark` says how it was settled, once the form is cleaned."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": "Give a day and an hour, such as 8 December 2026, 5.30 pm."}
    remark = ""

    def to_python(self, value: Any) -> datetime | None:
        self.remark = ""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        wall = self._read(value.strip())
        if timezone.is_aware(wall):
            return wall
        settled = settle(wall)
        self.remark = settled.remark
        return settled.moment

    def _read(self, value: str) -> datetime:
        try:
            read: Any = parse_datetime(value) or forms.fields.BaseTemporalField.to_python(self, value)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return cast(datetime, read)


def remarks_of(form: forms.Form) -> list[str]:
    """How the hours in a cleaned form were settled."""
    return [field.remark for field in form.fields.values() if isinstance(field, HourField) and field.remark]
