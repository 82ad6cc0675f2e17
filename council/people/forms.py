"""What a keeper fills in about people and the council, and what everybody chooses for themselves."""

from typing import Any

from django import forms

from accounts.clock import today
from accounts.models import Council, User
from accounts.offices import Arrival, Office
from policies.rules import Rules
from policies.rules import meaning as means

A_DAY = "Give a day, such as 8 December 2026."


def day_field(label: str, **wishes: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    messages = {"required": A_DAY, "invalid": A_DAY}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=messages, **wishes)


def reason_field(hint: str) -> forms.CharField:
    return forms.CharField(label="Why?", required=False, max_length=250, help_text=hint)


class WelcomeForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=150,
        help_text="First name and surname, as it is to be read on the desk and under what they write.",
        error_messages={"required": "Give the person's name."},
    )
    email = forms.EmailField(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="They sign in with it, and get their mail from the desk there.",
        error_messages={
            "required": "Give the person's e-mail address.",
            "invalid": "Give an e-mail address, such as ann.dell@thornby.example.",
        },
    )


class AppointForm(forms.Form):
    office = forms.ChoiceField(
        label="Office",
        error_messages={"required": "Choose the office.", "invalid_choice": "Choose the office from the list."},
    )
    title = forms.CharField(
        label="What it is called, if that differs",
        required=False,
        max_length=60,
        help_text="For example “Events Officer”. Leave it empty to use the name above.",
    )
    arrival = forms.ChoiceField(
        label="How did they come to it?",
        choices=Arrival.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they came to the office."},
    )
    begins = day_field("First day", initial=today)
    ends = day_field("Last day", required=False, help_text="That day included. Leave it empty if it is not known yet.")

    def __init__(self, *args: Any, rules: Rules | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(office.value, means.called(rules, office) if rules else office.label) for office in Office]
        self.fields["office"].choices = [("", "Choose an office"), *names]  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """What the public is told of a member, beside name and office."""

    ward = forms.CharField(label="Ward", required=False, max_length=80, help_text="Leave it empty where there is one.")
    public_email = forms.EmailField(
        label="Official e-mail address",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="An address of the council. What they sign in with is never shown.",
        error_messages={"invalid": "Give an e-mail address, such as cllr.dell@thornby.example."},
    )
    public_telephone = forms.CharField(
        label="Official telephone number",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Only a number that the member has for the council's business.",
    )


class EndForm(forms.Form):
    ends = day_field("Last day", initial=today, help_text="From midnight after it, the office is no longer held.")
    reason = reason_field("Kept on the record. You need not give a reason.")


class AwayForm(forms.Form):
    begins = day_field("First day away", initial=today)
    ends = day_field("Last day away", help_text="That day included.")


class SignInForm(forms.Form):
    """Carries what the page offered, so that a second press does not turn it round."""

    allowed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = reason_field("Kept on the record. You need not give a reason.")


class CouncilForm(forms.ModelForm):
    class Meta:
        model = Council
        fields = (
            "name",
            "short_name",
            "kind",
            "nation",
            "welcome",
            "about",
            "address",
            "telephone",
            "email",
            "office_hours",
            "seats",
            "turnover",
            "colour",
        )
        labels = {
            "name": "Full name",
            "short_name": "Short name",
            "kind": "What kind of council is it?",
            "nation": "Which nation is it in?",
            "welcome": "Headline of the home page",
            "about": "What the council does, in a sentence",
            "telephone": "Telephone number",
            "seats": "How many seats for councillors are there?",
            "turnover": "What does the council take in or spend in a year?",
            "colour": "The council’s colour",
        }
        help_texts = {
            "name": "For example “Thornby Town Council”.",
            "short_name": "For example “Thornby”. It stands at the top of the desk.",
            "nation": "Bank holidays and the law shown beside the rules go by it.",
            "welcome": "",
            "about": "It stands below the headline of the home page.",
            "seats": "Then the website says how many are vacant. Leave it empty to say nothing of that.",
            "turnover": "Whichever is more. By it the law of England says what a council publishes of its money.",
            "colour": "Written like #1d4f40: a # and six letters or figures. Whoever made your letterhead knows it.",
        }
        widgets = {
            "about": forms.Textarea(attrs={"rows": 2}),
            "address": forms.Textarea(attrs={"rows": 4}),
            "colour": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        }
        error_messages = {
            "name": {"required": "Give the council's full name."},
            "short_name": {"required": "Give the council's short name."},
            "kind": {"required": "Choose what kind of council it is."},
            "nation": {"required": "Choose the nation."},
            "email": {"invalid": "Give an e-mail address, such as office@thornby.example."},
            "colour": {"required": "Give a colour, written like #1d4f40."},
        }


class Hinted(str):
    """A choice's label, with a hint to stand below it."""

    hint = ""


def hinted(label: str, hint: str) -> Hinted:
    word = Hinted(label)
    word.hint = hint
    return word


WAYS = {
    User.Notices.AT_ONCE: "A mail for each thing, as soon as it happens.",
    User.Notices.DAILY: "One mail a day, at 7 am, with everything since the last one. No mail where there was nothing.",
    User.Notices.OFF: "No mail. What waits for you still stands on your desk whenever you open it.",
}


class NoticesForm(forms.Form):
    notices = forms.ChoiceField(
        label="How do you want to hear of things?",
        widget=forms.RadioSelect,
        choices=[(way.value, hinted(way.label, hint)) for way, hint in WAYS.items()],
        error_messages={"required": "Choose one of the three.", "invalid_choice": "Choose one of the three."},
    )
