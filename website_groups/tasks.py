"""The sweeps that the clock makes. The tables are the schedule: a lost message costs one round."""

from celery import shared_task

from website_groups import sweep


@shared_task
def lift_suspensions() -> int:
    """How many suspensions ended."""
    return sweep.lift_suspensions()


@shared_task
def work_out_dates() -> int:
    """How many repeating events were worked out further ahead."""
    return sweep.work_out_dates()


@shared_task
def ask_to_confirm() -> int:
    """How many groups were asked whether all is still right."""
    return sweep.ask_groups_to_confirm()
