"""Signs of life of the worker and of beat: a file each, touched whenever it has done its work.

`deploy/healthy.py` reads them. Beat's says that it has put a task into the queue; the worker's, that it has taken one
out and finished it, well or badly. The schedule sends one each ten seconds, so neither is ever idle for long.
"""

from typing import Any

from celery.signals import after_task_publish, beat_embedded_init, beat_init, task_postrun
from django.conf import settings

FOLDER = settings.DATA_DIR / "heartbeats"


def touch(name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).touch()


@task_postrun.connect
def worker_has_worked(**kwargs: Any) -> None:
    touch("worker")


@beat_init.connect
@beat_embedded_init.connect
def follow_beat(**kwargs: Any) -> None:
    """Only in beat's own process: others put tasks into the queue too."""
    after_task_publish.connect(beat_has_sent)


def beat_has_sent(**kwargs: Any) -> None:
    touch("beat")
