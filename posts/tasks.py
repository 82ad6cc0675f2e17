"""The sweep that publishes what is due. The table is the schedule: a lost message costs one round."""

from celery import shared_task

from posts.sweep import publish_all_due


@shared_task
def publish_due() -> int:
    """How many posts were published."""
    return publish_all_due()
