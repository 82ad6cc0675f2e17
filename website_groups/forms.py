"""What is asked of the public and of those who become editors."""

from django import forms


class JoinForm(forms.Form):
    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As the others who look after the pages are to read it.",
        error_messages={"required": "Give your name."},
    )
    password = forms.CharField(
        label="Choose a password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text="At least ten characters. Three or four words that do not belong together are good.",
        error_messages={"required": "Choose a password."},
    )
