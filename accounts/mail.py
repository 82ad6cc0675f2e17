"""Outgoing mail in three classes. Every mail has one; the mail backend refuses a mail without."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from accounts.models import Council, User


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
    """Puts a service mail to each of the people on its way, in the caller's transaction.

    The template's first line is the subject; `person` in it is who reads it.
    """
    common = {**context, "site": settings.SITE_URL, "council": Council.objects.first()}
    if messages := [_to(person, template, common) for person in people]:
        get_connection().send_messages(messages)


def _to(person: User, template: str, context: dict[str, Any]) -> EmailMessage:
    text = render_to_string(template, {**context, "person": person})
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage(subject.strip(), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [person.email])
    return classed(message, MailClass.SERVICE)
