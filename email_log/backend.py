"""Django's mail backend: every mail that any part sends through django.core.mail is put on the record first."""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from kombu.exceptions import OperationalError

from email_log import workflow
from email_log.tasks import send_waiting

logger = logging.getLogger(__name__)


class RecordingBackend(BaseEmailBackend):
    """Nothing is sent here: the worker sends what waits, at once where it is told, else within half a minute."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        workflow.put_on_record(email_messages)
        transaction.on_commit(_wake_worker)
        return len(email_messages)


def _wake_worker() -> None:
    try:
        send_waiting.delay()
    except (OSError, OperationalError) as error:
        logger.warning("The worker was not told of new mail (%s). It looks by itself every half minute.", error)
