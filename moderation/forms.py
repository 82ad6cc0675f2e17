"""What an approver fills in."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField

from accounts.hours import HourField
from accounts.models import User
from policies.rules import Rules
from policies.rules import meaning as means
from policies.screening import Finding
from policies.standing import holders

REASON = "reason_"
PLACES = range(1, 6)
"""How many places of a post can be marked in one return."""


CHOICES = [("approve", "Approve"), ("return", "Return for changes"), ("refuse", "Refuse")]


class DecisionForm(forms.Form):
    """A form that was sent asks for the reasons that it carries; `fit` asks for those of the version that is shown."""

    APPROVE, RETURN, REFUSE = "approve", "return", "refuse"

    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=CHOICES,
        error_messages={"required": "Choose whether you approve, return or refuse it."},
    )
    at = HourField(
        label="When should it go out?",
        required=False,
        help_text="If you approve it. Leave this empty for the hour the author asks for, or else for now.",
    )
    remark = forms.CharField(
        label="What should the author know?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed if you return or refuse it. Kept with the decision.",
    )
    attested = forms.BooleanField(
        label="I have read all of it, in each channel, and it keeps to this list",
        required=False,
        help_text="Needed if you approve it. Kept with your name, your office and the version of the policy.",
    )
    version = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "The form does not say which version you read. Open the page again.",
            "invalid": "The form does not say which version you read. Open the page again.",
        },
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.findings: list[tuple[Finding, BoundField | None]] = []
        for name in data or ():
            if name.startswith(REASON):
                self._ask_reason(name, "it")
        for number in PLACES:
            self.fields[f"words_{number}"] = forms.CharField(label="These words", required=False, max_length=300)
            self.fields[f"note_{number}"] = forms.CharField(label="What about them?", required=False, max_length=300)

    def fit(self, findings: Iterable[Finding], *, confirms: bool, may_approve: bool) -> None:
        """Asks what is to be asked about the version shown: a reason for each finding that stops, and the council's
        own list, where it has one. Who may not approve it is not offered that."""
        if not confirms:
            del self.fields["attested"]
        if not may_approve:
            cast(forms.ChoiceField, self.fields["decision"]).choices = CHOICES[1:]
        for finding in findings:
            name = REASON + finding.key
            if finding.stops:
                self._ask_reason(name, f"“{finding.quote}”")
            self.findings.append((finding, self[name] if finding.stops else None))

    @property
    def main_fields(self) -> list[BoundField]:
        """The decision itself, its hour and the word to the author."""
        return [self["decision"], self["at"], self["remark"]]

    @property
    def to_answer(self) -> int:
        """How many findings need an answer."""
        return sum(reason is not None for _, reason in self.findings)

    @property
    def has_places(self) -> bool:
        return self.is_bound and any(self.data.get(f"words_{number}") for number in PLACES)

    @property
    def reasons(self) -> dict[str, str]:
        """By the key of a finding, why it may stay."""
        given = self.cleaned_data.items()
        return {name.removeprefix(REASON): reason for name, reason in given if name.startswith(REASON)}

    def _ask_reason(self, name: str, what: str) -> None:
        self.fields[name] = forms.CharField(
            label=f"Why may {what} stay?",
            required=False,
            max_length=500,
            help_text="Needed if you approve it. Kept with the decision.",
        )

    @property
    def places(self) -> list[tuple[str, str]]:
        """The words that were marked, each with what is to be done about them."""
        cleaned = self.cleaned_data
        return [(cleaned[f"words_{number}"], cleaned[f"note_{number}"]) for number in PLACES]

    def rows_of_places(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"words_{number}"], self[f"note_{number}"]) for number in PLACES]


class SeveralForm(forms.Form):
    """Confirms that each of several posts, opened one by one, keeps to the council's own list."""

    attested = forms.BooleanField(
        label="I have read each of them, and each keeps to the council’s own list",
        error_messages={"required": "Confirm this, or decide on each by itself."},
    )

    def __init__(self, *args: Any, confirms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not confirms:
            del self.fields["attested"]


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
