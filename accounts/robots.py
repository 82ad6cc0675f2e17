"""Keeps robots out of public forms without asking people for anything: no puzzle, no picture, no other site."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

SHORTEST_SECONDS = 3
"""Nobody reads a form and fills it in faster."""

SALT = "a form was opened"
AGAIN = "Please send it once more: nothing you typed is lost."


class ForPeople(forms.Form):
    """A form with a field that people do not see, and with the moment at which it was opened.

    Whoever is taken for a robot wrongly keeps what they typed, and succeeds when they send it again.
    """

    website = forms.CharField(required=False, label="Leave this field empty")
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = signing.TimestampSigner(salt=SALT).sign("form")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.pop("website", ""):
            raise ValidationError(f"Something filled in a field that people do not see. {AGAIN}")
        if not _was_open_a_while(cleaned.pop("opened", "")):
            raise ValidationError(f"That was quicker than people write. {AGAIN}")
        return cleaned


def _was_open_a_while(opened: str) -> bool:
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(opened)
    except signing.BadSignature:
        return False
    try:
        signer.unsign(opened, max_age=SHORTEST_SECONDS)
    except signing.SignatureExpired:
        return True
    return False
