"""What is asked of the public and of those who become editors."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from accounts.robots import ForPeople
from website_groups.conditions import Condition, mark_of
from website_groups.models import Category


class AboutTheGroup(forms.Form):
    """What the council has to know of a group, whether it comes with the form or in a letter."""

    name = forms.CharField(
        label="Name of the group",
        max_length=100,
        help_text="As it is known, such as “Mill Lane Allotment Association”.",
        error_messages={"required": "Give the group’s name."},
    )
    category = forms.ChoiceField(
        label="What kind of group is it?",
        choices=[("", "Choose what fits best"), *Category.choices],
        error_messages={"required": "Choose the kind that fits best."},
    )
    purpose = forms.CharField(
        label="What is the group for?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In a few sentences. They stand at the head of the group’s page.",
        error_messages={
            "required": "Say in a few sentences what the group is for.",
            "max_length": "Say it in 600 characters at most: this has %(show_value)s.",
        },
    )
    leader = forms.CharField(
        label="Who leads the group?",
        max_length=150,
        help_text="Their name, and what they are in the group.",
        error_messages={"required": "Say who leads the group."},
    )
    editors_named = forms.CharField(
        label="Who will look after its pages?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Their names. One person is enough, and you can invite others later.",
        error_messages={"required": "Say who will look after the pages. It may be you alone."},
    )


class ToBeReached(forms.Form):
    applicant = forms.CharField(
        label="Your name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Give your name."},
    )
    applicant_email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="One that you alone read. The answer comes to it, and you will sign in with it.",
        error_messages={
            "required": "Give an e-mail address at which we can answer.",
            "invalid": "Give the whole address, such as joan@allotments.example.",
        },
    )


class ApplicationForm(ForPeople, ToBeReached, AboutTheGroup):
    """`conditions` are those that stand on the page; who accepts others, because they changed meanwhile, reads anew."""

    accepted = forms.BooleanField(
        label="We have read these conditions and accept them",
        error_messages={"required": "A group can only come onto the website if it accepts the conditions."},
    )
    field_order = [*AboutTheGroup.base_fields, *ToBeReached.base_fields, "accepted"]

    def __init__(self, *args: Any, conditions: tuple[Condition, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark = mark_of(conditions)

    def clean_accepted(self) -> bool:
        if self.data.get("conditions") != self.mark:
            raise forms.ValidationError("The conditions have changed while you were writing. Please read them again.")
        return bool(self.cleaned_data["accepted"])

    @property
    def about_the_group(self) -> dict[str, Any]:
        """What the workflow takes."""
        return {name: self.cleaned_data[name] for name in (*AboutTheGroup.base_fields, *ToBeReached.base_fields)}


class JoinForm(forms.Form):
    name = forms.CharField(
        label="Your name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="As the others who look after the pages are to read it.",
        error_messages={"required": "Give your name."},
    )
    password = forms.CharField(
        label="Choose a password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        error_messages={"required": "Choose a password."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())
