"""The only writer of outgoing mail: puts each on the record in its sender's transaction, and sends it afterwards."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException
from urllib.parse import urlsplit

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import make_msgid
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.mail import MailClass
from accounts.models import Council
from accounts.offices import Office
from accounts.refusals import BadInput
from email_log.models import LONGEST_SUBJECT, Dispatch, OutgoingMail
from email_log.sealing import seal, unseal
from email_log.transport import Transport
from policies.rules import meaning as means
from policies.standing import holders, rules_in_force

LEASE = timedelta(minutes=15)
MOST_ATTEMPTS = 8
NOT_KEPT = "[a personal link or code, not kept]"


class MailWithoutClass(TypeError):
    """A mail was sent without saying whether it is correspondence, service or confidential."""


def put_on_record(messages: Iterable[EmailMessage]) -> list[Dispatch]:
    """Records the mails and leaves them waiting; they go out once the surrounding transaction is committed.

    Raises MailWithoutClass, and BadInput where correspondence would have to be copied to a Clerk and there is no
    address to copy it to (email-clerk-copied); then none of them is recorded.
    """
    now = timezone.now()
    written = [_written(message, now) for message in messages]
    # No savepoint of its own: a mail that cannot be recorded takes the act that sends it along.
    with transaction.atomic(savepoint=False):
        mails = OutgoingMail.keep_all(mail for mail, _ in written)
        waiting = (
            Dispatch(mail=mail, payload=seal(content), due_at=now)
            for mail, (_, content) in zip(mails, written, strict=True)
        )
        return Dispatch.objects.bulk_create(waiting)


def _written(message: EmailMessage, now: datetime) -> tuple[OutgoingMail, bytes]:
    """The row of the record, and the mail exactly as it is to be sent."""
    mail_class = getattr(message, "mail_class", None)
    if not isinstance(mail_class, MailClass):
        raise MailWithoutClass(f"“{message.subject}” has no class: send it through accounts.mail.")
    if mail_class is MailClass.CORRESPONDENCE:
        _copy_to_clerk(message)
    message.extra_headers.setdefault("Message-ID", make_msgid(domain=urlsplit(settings.SITE_URL).hostname))
    # Many servers refuse a bare line feed.
    content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg] # Django's own takes it
    is_confidential = mail_class is MailClass.CONFIDENTIAL
    mail = OutgoingMail(
        mail_class=mail_class,
        message_id=message.extra_headers["Message-ID"],
        sender=message.from_email,
        to=list(message.to),
        copied_to=[*message.cc, *message.bcc],
        subject="(confidential)" if is_confidential else _without_secrets(message, message.subject)[:LONGEST_SUBJECT],
        text="" if is_confidential else _without_secrets(message, message.body),
        fingerprint=hashlib.sha256(content).hexdigest(),
        recorded_at=now,
    )
    return mail, content


def send(dispatch_id: int, transport: Transport, *, now: datetime) -> bool:
    """Claims and sends one mail; False where it is not due, another worker has it, or it could not be sent."""
    claimed = Dispatch.objects.due(now).filter(pk=dispatch_id)
    if not claimed.update(state=Dispatch.State.SENDING, attempts=F("attempts") + 1, due_at=now + LEASE):
        return False
    dispatch = Dispatch.objects.select_related("mail").get(pk=dispatch_id)
    try:
        content = unseal(bytes(dispatch.payload or b""))
        refused = transport(content, dispatch.mail.sender, [*dispatch.mail.to, *dispatch.mail.copied_to])
    except InvalidToken:
        _keep_problem(dispatch, "SECRET_KEY is another than when this was written; it can no longer be read.", now)
        return False
    except (SMTPException, OSError, UnicodeError) as error:
        _keep_problem(dispatch, f"{type(error).__name__}: {error}"[:300], now)
        return False
    dispatch.state, dispatch.payload = Dispatch.State.SENT, None
    dispatch.problem = f"Not taken for {', '.join(refused)}"[:300] if refused else ""
    dispatch.save()
    return True


def _copy_to_clerk(message: EmailMessage) -> None:
    rules = rules_in_force()
    if rules is None or not means.clerk_is_copied(rules):
        return
    clerks = [clerk.email for clerk in holders({Office.CLERK})]
    council = Council.objects.first()
    addresses = clerks or ([council.email] if council and council.email else [])
    if not addresses:
        source = means.source_of(rules.correspondence.clerk_copied)
        raise BadInput(
            "copy", "The policy asks for a copy to the Clerk, and there is no address for the Clerk.", source
        )
    if not _bare([message.from_email]).intersection(_bare(addresses)):
        known = _bare(message.recipients())
        message.cc = [*message.cc, *(address for address in addresses if address.lower() not in known)]


def _bare(addresses: Iterable[str]) -> set[str]:
    """The addresses without the names beside them: "Ann Reed <Clerk@thornby.example>" is clerk@thornby.example."""
    return {parseaddr(address)[1].lower() for address in addresses}


def _without_secrets(message: EmailMessage, words: object) -> str:
    secrets = sorted(filter(None, getattr(message, "secrets", ())), key=len, reverse=True)
    # All in one pass and the longest first: a link goes as a whole, and nothing is sought in what takes its place.
    return re.sub("|".join(map(re.escape, secrets)), NOT_KEPT, str(words)) if secrets else str(words)


def _keep_problem(dispatch: Dispatch, problem: str, now: datetime) -> None:
    """Leaves it waiting, each time for twice as long; a person sees what could not be sent after the last try."""
    given_up = dispatch.attempts >= MOST_ATTEMPTS
    dispatch.state = Dispatch.State.FAILED if given_up else Dispatch.State.WAITING
    dispatch.due_at = now + timedelta(minutes=2**dispatch.attempts)
    dispatch.problem = problem
    dispatch.save()
