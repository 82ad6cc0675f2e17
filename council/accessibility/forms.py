"""What people report about the website, and what the keepers of its statement fill in."""

from typing import Any

from django import forms

from accounts.clock import today
from accounts.robots import ForPeople
from council.models import LONGEST_TEXT, Barrier
from council.wcag import CRITERIA

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def day_field(**kwargs: Any) -> forms.DateField:
    messages = {"invalid": "Give a day, such as 8 December 2026.", **kwargs.pop("error_messages", {})}
    return forms.DateField(widget=DAY, error_messages=messages, **kwargs)


def text_field(rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=LONGEST_TEXT, **kwargs)


class FeedbackForm(ForPeople):
    happened = text_field(
        rows=6,
        label="What happened, or what do you need?",
        help_text="For example: “My screen reader does not read the minutes”, or “Please send me this in large print”.",
        error_messages={"required": "Say what happened, or what you need."},
    )
    page = forms.CharField(
        label="On which page?",
        required=False,
        max_length=300,
        help_text="Its address or its heading, if you know it.",
    )
    name = forms.CharField(
        label="Your name",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="You need not give one.",
    )
    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Only if you would like an answer.",
        error_messages={"invalid": "Give the whole address, such as ann@else.example, or leave it empty."},
    )


class BarrierForm(forms.Form):
    what = text_field(
        rows=3,
        label="What does not work, and where?",
        help_text="As a reader meets it: “Minutes from before 2024 are pictures of paper and cannot be read aloud.”",
        error_messages={"required": "Say what does not work."},
    )
    criterion = forms.ChoiceField(
        label="Which criterion does it fail?",
        required=False,
        choices=[("", "I do not know, or none"), *CRITERIA.items()],
        help_text="The standard’s own list. What the regulations leave out needs none.",
    )
    reason = forms.ChoiceField(
        label="Why is it so?",
        choices=Barrier.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these reasons."},
    )
    assessed_on = day_field(
        label="If it is a burden: when did the council assess it?",
        required=False,
        help_text="Lack of time, knowledge or priority does not count as one.",
    )
    minute = forms.CharField(label="And in which minute does it stand?", required=False, max_length=60)
    why = text_field(rows=3, label="The reason in more words", required=False)
    alternative = text_field(
        rows=2,
        label="How can people get it otherwise?",
        required=False,
        help_text="For example: “Ring the office; we read it to you or send it in large print.”",
    )
    planned_for = day_field(label="By when will it be mended?", required=False)

    @staticmethod
    def values_of(barrier: Barrier) -> dict[str, Any]:
        return {name: getattr(barrier, name) for name in BarrierForm.base_fields}


class MendForm(forms.Form):
    mended_on = day_field(label="Since when does it work?", initial=today, error_messages={"required": "Give the day."})


class ReviewForm(forms.Form):
    tested_on = day_field(
        label="When was the website last tested?",
        required=False,
        help_text="By people: with the keyboard, at large zoom, with a screen reader. Leave it empty if nobody has.",
    )
    tested_how = text_field(rows=3, label="Who tested it, and how?", required=False)


class AnswerForm(forms.Form):
    answer = text_field(
        rows=8, label="Your answer", error_messages={"required": "Write the answer, or close it without one."}
    )


class CloseForm(forms.Form):
    reason = text_field(
        rows=2,
        label="Why does it need no answer?",
        help_text="Kept on the record. Nobody is told.",
        error_messages={"required": "Say why it needs no answer."},
    )
