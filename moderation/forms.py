"""What an approver fills in."""

from typing import Any

from django import forms

from accounts.models import User
from policies.rules import Rules
from policies.rules import meaning as means
from policies.standing import holders


class DecisionForm(forms.Form):
    APPROVE, RETURN, REFUSE = "approve", "return", "refuse"

    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=[(APPROVE, "Approve"), (RETURN, "Return for changes"), (REFUSE, "Refuse")],
        error_messages={"required": "Choose whether you approve, return or refuse it."},
    )
    at = forms.DateTimeField(
        label="When should it go out?",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="If you approve it. Leave this empty for the hour the author asks for, or else for now.",
        error_messages={"invalid": "Give a day and an hour, such as 8 December 2026, 5.30 pm."},
    )
    remark = forms.CharField(
        label="What should the author know?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed if you return or refuse it. Kept with the decision.",
    )
    version = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "The form does not say which version you read. Open the page again.",
            "invalid": "The form does not say which version you read. Open the page again.",
        },
    )


class DelegationForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(),
        label="To whom?",
        empty_label="Choose a person",
        error_messages={"required": "Choose a person.", "invalid_choice": "Choose a person from the list."},
    )
    ends = forms.DateField(
        label="Until which day?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="That day included.",
        error_messages={"required": "Give the last day.", "invalid": "Give a day, such as 8 December 2026."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=250,
        help_text="Kept on the record.",
        error_messages={"required": "Say why: the reason is kept on the record."},
    )

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eligible = [person.pk for person in holders(means.delegates(rules))]
        self.fields["to"].queryset = User.objects.filter(pk__in=eligible).order_by("name")  # type: ignore[attr-defined]


class MatterForm(forms.Form):
    name = forms.CharField(
        label="Name of the matter",
        max_length=120,
        help_text="A subject that several posts belong to, such as “Mill Lane road works”.",
        error_messages={"required": "Give the matter a name."},
    )
