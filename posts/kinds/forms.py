"""What a keeper fills in about meetings."""

from typing import Any

from django import forms

from accounts.clock import today
from accounts.hours import HourField
from accounts.models import Committee


class MeetingForm(forms.Form):
    """When and where a meeting is."""

    starts_at = HourField(
        label="When does it begin?", error_messages={"required": "Give the day and the hour at which it begins."}
    )
    place = forms.CharField(
        label="Where?", required=False, max_length=120, help_text="The building and the room, as people find it."
    )


class CallForm(MeetingForm):
    committee = forms.ModelChoiceField(
        Committee.objects.none(),
        label="Who meets?",
        required=False,
        empty_label="The full Council",
        error_messages={"invalid_choice": "Choose from the list."},
    )
    field_order = ("committee", "starts_at", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = Committee.objects.all()  # type: ignore[attr-defined]


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label="Why is it called off?",
        max_length=250,
        help_text="Kept on the record. The website says only that it is called off.",
        error_messages={"required": "Say why it is called off: the reason is kept on the record."},
    )


class SummonsForm(forms.Form):
    summoned_on = forms.DateField(
        label="On which day was the summons sent to the members?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=today,
        error_messages={
            "required": "Give a day, such as 8 December 2026.",
            "invalid": "Give a day, such as 8 December 2026.",
        },
    )
