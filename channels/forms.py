"""What somebody fills in who has put something on a channel, or cannot."""

from typing import Any

from django import forms

from accounts.hours import HourField
from channels.life import Task
from channels.models import Delivery


class FinishForm(forms.Form):
    address = forms.CharField(
        label="Paste its address here",
        required=False,
        # No type="url": what a telephone leaves out would not be a valid value of it.
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocapitalize": "none"}),
        help_text="The address of the page where it can be seen now. Leave this empty if there is none.",
    )
    when = HourField(label="When was it done?", required=False, help_text="Leave this empty if it was just now.")
    remark = forms.CharField(
        label="Is there anything to remember about it?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept on the record. Most often there is nothing.",
    )

    def __init__(self, *args: Any, delivery: Delivery, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not delivery.leaves_an_address:
            del self.fields["address"]
        elif delivery.task == Task.CORRECT and delivery.follows:
            self.fields["address"].initial = delivery.follows.address


class DropForm(forms.Form):
    reason = forms.CharField(
        label="Why will it not be done?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept on the record.",
        error_messages={"required": "Say why it will not be done: the reason is kept on the record."},
    )


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label="Why is it to be done again?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept on the record.",
        error_messages={"required": "Say why it is to be done again: the reason is kept on the record."},
    )
