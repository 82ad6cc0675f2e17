"""Outgoing mail in three classes. Every mail has one; the mail backend refuses a mail without."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.models import Council


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


def notify(address: str, template: str, context: dict[str, Any]) -> None:
    """Puts a service mail to one person on its way, in the caller's transaction.

    The template's first line is the subject.
    """
    council = Council.objects.first()
    text = render_to_string(template, {**context, "site": settings.SITE_URL, "council": council})
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage(subject.strip(), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [address])
    classed(message, MailClass.SERVICE).send()
