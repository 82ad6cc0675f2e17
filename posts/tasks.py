"""The sweeps that the clock makes. The tables are the schedule: a lost message costs one round."""

from celery import shared_task

from posts import sweep


@shared_task
def publish_due() -> int:
    """How many posts were published."""
    return sweep.publish_all_due()


@shared_task
def expire_late() -> int:
    """How many posts expired."""
    return sweep.expire_all_late()


@shared_task
def remind_owners() -> int:
    """How many owners were reminded."""
    return sweep.remind_all_owners()
