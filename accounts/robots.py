"""Keeps robots out of public forms without asking people for anything: no puzzle, no picture, no other site."""

from hashlib import sha256
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.refusals import BadInput

SHORTEST_SECONDS = 3
"""Nobody reads a form and fills it in faster."""

SALT = "a form was opened"
AGAIN = "Please send it once more: nothing you typed is lost."

MOST_IN_AN_HOUR = 10
"""From one place, such as a library, for each kind of form."""

AN_HOUR = 60 * 60


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


def require_few(request: HttpRequest, what: str) -> None:
    """Counts one more form of the kind `what` from where the request comes. BadInput where that were too many.

    What is kept for the hour is a number beside a fingerprint, from which no address can be read.
    """
    place = f"{settings.SECRET_KEY}{get_adapter().get_client_ip(request)}"
    key = f"sent:{what}:{sha256(place.encode()).hexdigest()}"
    cache.add(key, 0, AN_HOUR)
    try:
        sent = cache.incr(key)
    except ValueError:  # forgotten between the two
        return
    if sent > MOST_IN_AN_HOUR:
        raise BadInput("", "Many of these have come from where you are. Please wait an hour, or ring the council.")


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
