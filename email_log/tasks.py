"""The sweep that sends what waits. Waking it is only a speed-up."""

from celery import shared_task
from django.utils import timezone

from email_log import transport, workflow
from email_log.models import Dispatch

MOST_AT_ONCE = 200


@shared_task
def send_waiting() -> int:
    """How many mails went out."""
    now = timezone.now()
    waiting = Dispatch.objects.due(now).order_by("due_at").values_list("pk", flat=True)[:MOST_AT_ONCE]
    way = transport.configured()
    return sum(workflow.send(pk, way, now=now) for pk in list(waiting))
