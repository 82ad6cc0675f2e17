"""Outgoing mail in three classes. Every mail has one; the mail backend refuses a mail without."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from accounts.models import Council, Notice, User


class MailClass(StrEnum):
    CORRESPONDENCE = "correspondence"
    """On the council's behalf: from the Clerk, or copied to the Clerk where the policy says so."""
    SERVICE = "service"
    """Sign-in, personal links, notices to others: recorded without their secrets, never copied."""
    CONFIDENTIAL = "confidential"
    """Concerns and the like: recorded as sent, without what they say, never copied."""


def classed(message: EmailMessage, mail_class: MailClass, secrets: Iterable[str] = ()) -> EmailMessage:
    """Says of the message which class it has, and which words in it (personal links, codes) must not be kept."""
    message.mail_class = mail_class  # type: ignore[attr-defined]
    message.secrets = tuple(secrets)  # type: ignore[attr-defined]
    return message


def notify(people: Iterable[User], template: str, context: dict[str, Any]) -> None:
    """Tells each of the people, as they wish to be told: by mail at once, in their one mail of the day, or not.

    In the caller's transaction. The template's first line is the subject; `person` in it is who reads it. What has to
    arrive, such as sign-in and security mail, does not come this way and cannot be switched off.
    """
    from accounts import workflow  # which itself sends, when somebody chooses anew how they are told

    told = [person for person in people if person.notices != User.Notices.OFF]
    if not told:
        return
    common = {**context, **_site()}
    texts = [(person, render_to_string(template, {**common, "person": person}).strip()) for person in told]
    send([letter(person, text) for person, text in texts if person.notices == User.Notices.AT_ONCE])
    workflow.keep_notices((person, text) for person, text in texts if person.notices == User.Notices.DAILY)


def letter(person: User, text: str) -> EmailMessage:
    """A service mail to the person: the text's first line is its subject, and its foot says where to change this."""
    subject, _, body = text.partition("\n")
    foot = render_to_string("accounts/email/foot.txt", {"person": person, **_site()}).strip()
    message = EmailMessage(
        subject.strip(), f"{body.strip()}\n\n-- \n{foot}\n", settings.DEFAULT_FROM_EMAIL, [person.email]
    )
    return classed(message, MailClass.SERVICE)


def daily_letter(person: User, notices: Sequence[Notice]) -> EmailMessage:
    """Everything that has waited for the person, in one mail."""
    text = render_to_string("accounts/email/daily.txt", {"person": person, "notices": notices, **_site()})
    return letter(person, text.strip())


def send(letters: Sequence[EmailMessage]) -> None:
    """Puts them on their way, in the caller's transaction."""
    if letters:
        get_connection().send_messages(letters)


def _site() -> dict[str, Any]:
    return {"site": settings.SITE_URL, "council": SimpleLazyObject(Council.objects.first)}
