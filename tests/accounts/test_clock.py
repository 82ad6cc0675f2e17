"""The council's clock, over the nights in which it is changed."""

from datetime import UTC, datetime

import pytest

from accounts.clock import last_at


def utc(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "seven"),
    [
        (utc(18, 11, 7), utc(18, 11, 7)),
        (utc(18, 11, 6, 59), utc(17, 11, 7)),
        (utc(18, 11, 23, 59), utc(18, 11, 7)),
        (utc(1, 7, 6), utc(1, 7, 6)),
        (utc(1, 7, 5, 59), utc(30, 6, 6)),
        # The clocks go forward on 29 March at 1 am, and back on 25 October at 2 am.
        (utc(29, 3, 5, 59), utc(28, 3, 7)),
        (utc(29, 3, 6), utc(29, 3, 6)),
        (utc(25, 10, 6, 59), utc(24, 10, 6)),
        (utc(25, 10, 7), utc(25, 10, 7)),
        (utc(25, 10, 1, 30), utc(24, 10, 6)),
    ],
)
def test_the_last_seven_in_the_morning(now: datetime, seven: datetime) -> None:
    assert last_at(7, now) == seven
