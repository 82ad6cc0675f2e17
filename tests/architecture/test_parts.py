"""The tests go in two parts, one on PostgreSQL and Redis, one on SQLite: none is left out of both."""

import pytest
from django.conf import settings


@pytest.mark.on_services
@pytest.mark.skipif(settings.ON_SQLITE, reason="about what is skipped on PostgreSQL")
def test_what_is_skipped_on_postgresql_runs_on_sqlite(request: pytest.FixtureRequest) -> None:
    skipped = [item for item in request.session.items if any(mark.args[0] for mark in item.iter_markers("skipif"))]
    assert [item.nodeid for item in skipped if not item.get_closest_marker("each_database")] == []
