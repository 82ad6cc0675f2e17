"""What is filled in about a procedure: one form for each step."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.clock import today
from accounts.models import Meeting, User
from policies.models import Procedure
from policies.review_forms import LATELY, MeetingChoice, day_field, words_field
from policies.rules.people import Dealt


class ChooseForm(forms.Form):
    about = forms.ChoiceField(
        label="Whom is it about?",
        error_messages={"required": "Choose whom it is about.", "invalid_choice": "Choose somebody from the list."},
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(person.pk), person.name) for person in people]
        self.fields["about"].choices = [("", "Choose a person"), *names]  # type: ignore[attr-defined]


class RaiseForm(forms.Form):
    """`way` is asked where the policy names procedures for the person; where it names none, which one and the body."""

    what = words_field(
        "What is said to have happened?",
        "Say what is said to have happened.",
        rows=6,
        help_text="What was seen or reported, and by whom. Nothing is found proved by standing here.",
    )
    where = forms.CharField(
        label="Where was it found?",
        max_length=300,
        required=False,
        help_text="For example “the village group on Facebook”, or an address.",
    )
    way = forms.ChoiceField(
        label="Under which procedure of our policy?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the procedure.", "invalid_choice": "Choose one of these procedures."},
    )
    procedure = forms.CharField(
        label="Under which procedure?", max_length=200, error_messages={"required": "Say under which procedure."}
    )
    body = forms.CharField(
        label="Which body decides?",
        max_length=200,
        required=False,
        help_text="Leave it empty if you do not know yet. It is asked when this is passed on.",
    )
    raised_on = day_field("On which day was it raised?", initial=today)

    def __init__(self, *args: Any, named: Sequence[Dealt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named = named
        for name in ("procedure", "body") if named else ("way",):
            del self.fields[name]
        if named:
            self.fields["way"].choices = [(str(i), str(way)) for i, way in enumerate(named)]  # type: ignore[attr-defined]

    @property
    def answer(self) -> dict[str, Any]:
        """What the workflow takes."""
        answer = dict(self.cleaned_data)
        if self._named:
            way = self._named[int(answer.pop("way"))]
            answer |= {"procedure": "".join(way.documents), "body": way.body}
        return answer


class PassOnForm(forms.Form):
    """The body is asked where the policy names none."""

    body = forms.CharField(
        label="To which body?",
        max_length=200,
        help_text="For example “Monitoring Officer of the district council”, or a committee.",
        error_messages={"required": "Say to which body it was passed on."},
    )
    passed_on = day_field("On which day?", initial=today)
    meeting = MeetingChoice(
        Meeting.objects.none(),
        label="For which meeting?",
        required=False,
        empty_label="Not known yet, or no meeting of ours",
        help_text="Once that meeting is over, your desk asks you for the outcome.",
        error_messages={"invalid_choice": "Choose a meeting from the list."},
    )

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].initial, self.fields["meeting"].initial = procedure.body, procedure.meeting_id
        if procedure.policy_names_body:
            del self.fields["body"]
        lately = Meeting.objects.filter(starts_at__date__gte=min(procedure.raised_on, today() - LATELY))
        self.fields["meeting"].queryset = lately.select_related("committee")  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    outcome = words_field("What did it decide?", "Give the outcome in the body's words.", help_text="In its own words.")
    ended_on = day_field("On which day?", initial=today)
    minute_reference = forms.CharField(
        label="Minute reference", max_length=60, required=False, help_text="Needed where a meeting decided."
    )


class DropForm(forms.Form):
    outcome = words_field(
        "Why is it not taken further, and who decided so?",
        "Say why it is not taken further, and who decided so.",
        help_text="Kept on the record.",
    )
    ended_on = day_field("On which day was that decided?", initial=today)
