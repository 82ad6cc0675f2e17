"""The sweeps that the clock makes. The tables are the schedule: a lost message costs one round."""

from celery import shared_task

from policies.reading_sweep import remind_all_readers
from policies.sweep import remind_all_reviewers


@shared_task
def remind_readers() -> int:
    """How many people were reminded to read a policy."""
    return remind_all_readers()


@shared_task
def remind_reviewers() -> int:
    """How many people were reminded of a review."""
    return remind_all_reviewers()
