"""Whose holders are asked to confirm that they have read a policy."""

from django import forms

from accounts.offices import Office


class ReadersForm(forms.Form):
    offices = forms.MultipleChoiceField(
        label="Who is asked to read it?",
        choices=Office.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose nobody, and nobody is asked. They are asked again with each new version.",
    )

    def chosen(self) -> list[Office]:
        return [Office(name) for name in self.cleaned_data["offices"]]
