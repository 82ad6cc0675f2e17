"""What is filled in about the reviews of policies."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.clock import today
from accounts.dates import say_day
from accounts.models import Committee, Meeting
from accounts.offices import Office
from policies.models import Policy, Review
from policies.reviewing import Plan, cycle_of, names_reviewer
from policies.rules import Rules
from policies.rules import meaning as means

A_DAY = "Give a day, such as 8 December 2026."
MONTHS = {6: "Twice a year, every 6 months", 12: "Every year", 24: "Every two years", 36: "Every three years"}
NO_REVIEW = "no"
LATELY = timedelta(days=100)
"""So long ago a meeting may have been that is still to be noted."""


def day_field(label: str, **wishes: Any) -> forms.DateField:
    messages = {"required": A_DAY, "invalid": A_DAY}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=messages, **wishes)


def words_field(label: str, missing: str, rows: int = 3, **wishes: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=4000, error_messages={"required": missing}, **wishes)


class SettleForm(forms.Form):
    """Only what the policy itself leaves open is asked."""

    every_months = forms.ChoiceField(
        label="Does the council want this policy reviewed, and how often?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often, or that it wants no review."},
    )
    offices = forms.MultipleChoiceField(
        label="Which offices review it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave these empty where a committee alone reviews it.",
    )
    committee = forms.ModelChoiceField(
        Committee.objects.all(), label="Which committee reviews it?", required=False, empty_label="No committee"
    )
    adopted_by_council = forms.BooleanField(
        label="The full Council adopts what comes of a review", required=False, initial=True
    )

    def __init__(self, *args: Any, policy: Policy, rules: Rules | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cycle = cycle_of(policy, rules)
        self.fields["every_months"].choices = self._intervals(cycle)  # type: ignore[attr-defined]
        names = [(office.value, means.called(rules, office) if rules else office.label) for office in Office]
        self.fields["offices"].choices = names  # type: ignore[attr-defined]
        if cycle and not cycle.confirm:
            del self.fields["every_months"]
        if cycle and cycle.confirm:
            self.fields["every_months"].label = "Which of the two does the policy mean?"
        if cycle and names_reviewer(cycle.value):
            for name in ("offices", "committee", "adopted_by_council"):
                del self.fields[name]

    @staticmethod
    def _intervals(cycle: Any) -> list[tuple[str, str]]:
        if cycle and cycle.confirm:
            readings = [cycle.value, *cycle.confirm]
            return [
                (str(one.every_months), MONTHS.get(one.every_months, f"Every {one.every_months} months"))
                for one in readings
            ]
        return [*((str(months), words) for months, words in MONTHS.items()), (NO_REVIEW, "No, it wants no review")]

    @property
    def answer(self) -> dict[str, Any]:
        """What the workflow takes."""
        given = self.cleaned_data
        months = given.get("every_months", NO_REVIEW)
        answer: dict[str, Any] = {"every_months": None if months == NO_REVIEW else int(months)}
        if "offices" in given:
            answer["offices"] = [Office(name) for name in given["offices"]]
            answer |= {"committee": given["committee"], "adopted_by_council": given["adopted_by_council"]}
        return answer


class OpenForm(forms.Form):
    due_on = day_field("By when is it to be reviewed?", initial=today)
    reason = words_field("Why now?", "Say why it is to be reviewed now.", help_text="It stands in the reminder.")


class MoveForm(forms.Form):
    due_on = day_field("To which day?")
    reason = words_field("Why?", "Say why it is moved.", help_text="Kept on the record.")


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        name = obj.committee.name if obj.committee else "Full Council"
        return f"{name}, {say_day(timezone.localdate(obj.starts_at))}"


class PlaceForm(forms.Form):
    meeting = MeetingChoice(
        Meeting.objects.none(),
        label="Of which meeting?",
        empty_label="Choose a meeting",
        error_messages={"required": "Choose the meeting.", "invalid_choice": "Choose a meeting from the list."},
    )

    def __init__(self, *args: Any, plan: Plan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = Q(committee=None)
        if plan and plan.committee:
            theirs |= Q(committee__name__iexact=plan.committee)
        lately = Meeting.objects.filter(theirs, starts_at__date__gte=today() - LATELY, is_called_off=False)
        self.fields["meeting"].queryset = lately.select_related("committee")  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What was decided?",
        choices=Review.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was decided."},
    )
    decided_on = day_field("On which day?", initial=today)
    took_part = words_field(
        "Who took part?", "Say who took part.", help_text="The names, or “as in the minutes” with who was absent."
    )
    minute_reference = forms.CharField(
        label="Minute reference", max_length=60, required=False, help_text="Needed where a meeting decided."
    )


class CloseForm(forms.Form):
    closed_on = day_field("On which day did the Council adopt this?", initial=today)
    council_minute = forms.CharField(
        label="Minute of the Council’s meeting",
        max_length=60,
        error_messages={"required": "Give the minute of the Council's meeting."},
    )


class RecommendForm(forms.Form):
    text = words_field("What should change?", "Say what should change.", rows=5)


class AnswerForm(forms.Form):
    answer = words_field("What came of it?", "Say what came of it.")
