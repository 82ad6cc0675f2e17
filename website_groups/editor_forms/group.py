"""What a group says of itself, and whom it invites to look after its pages."""

from typing import Any

from django import forms

from website_groups.models import Category, Group


class OfGroupForm(forms.Form):
    """Some of what is said of the group; the names of the fields are those of the model."""

    def __init__(self, data: Any = None, *, group: Group) -> None:
        names = self.base_fields
        super().__init__(data, initial={name: getattr(group, name) for name in names})


class AboutForm(OfGroupForm):
    purpose = forms.CharField(
        label="What is the group for?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In a few sentences: people choose by them in the list of groups.",
        error_messages={"required": "Say in a few sentences what the group is for."},
    )
    category = forms.ChoiceField(
        label="In which part of the list does it stand?",
        choices=Category.choices,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    leader = forms.CharField(
        label="Who leads it?",
        max_length=150,
        help_text="So that the council knows whom to ask.",
        error_messages={"required": "Say who leads the group."},
    )


class ContactForm(OfGroupForm):
    """Each may be empty: the group chooses what it publishes."""

    contact_name = forms.CharField(label="Name", max_length=150, required=False)
    contact_email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Give an e-mail address, such as hello@allotments.example."},
    )
    contact_telephone = forms.CharField(
        label="Telephone", max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    contact_website = forms.URLField(
        label="Its own website",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Give an address, such as https://allotments.example."},
    )
    contact_address = forms.CharField(label="Where it meets", max_length=300, required=False)


class InviteForm(forms.Form):
    name = forms.CharField(max_length=150, label="Name", error_messages={"required": "Give the person’s name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="Their own, not one that two people share.",
        error_messages={
            "required": "Give the person’s e-mail address.",
            "invalid": "Give an e-mail address, such as joan@allotments.example.",
        },
    )


class EndForm(forms.Form):
    reason = forms.CharField(
        label="Why? You need not say",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
