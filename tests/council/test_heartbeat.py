"""The signs of life: who gives which, and when."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from celery.signals import after_task_publish, beat_init

from council import heartbeat
from posts.tasks import publish_due


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(heartbeat, "FOLDER", tmp_path / "heartbeats")
    return tmp_path / "heartbeats"


@pytest.fixture
def begun_beat() -> Iterator[None]:
    beat_init.send(sender=None)
    yield
    after_task_publish.disconnect(heartbeat.beat_has_sent)


@pytest.mark.django_db
def test_a_worker_that_has_finished_a_task(folder: Path) -> None:
    publish_due.apply()
    assert [sign.name for sign in folder.iterdir()] == ["worker"]


def test_beat_that_has_sent_a_task(folder: Path, begun_beat: None) -> None:
    publish_due.delay()
    assert [sign.name for sign in folder.iterdir()] == ["beat"]


def test_whoever_else_sends_a_task_is_not_beat(folder: Path) -> None:
    publish_due.delay()
    assert not folder.exists()
