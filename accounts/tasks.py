"""The sweep that sends the mail of the day. The table is the schedule: a lost message costs one round."""

from celery import shared_task

from accounts.sweep import send_all_daily


@shared_task
def send_daily() -> int:
    """How many mails were put on their way."""
    return send_all_daily()
