"""A clock that stands still: tests that depend on the time say what time it is."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime

import pytest
import time_machine

# A Sunday: in Berlin, where the cast lives, it is 09:30.
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
# Time zone, moment, and the day it is there: in UTC it is the day after, then the day before.
FAR_FROM_UTC = (
    ("America/Los_Angeles", "2026-11-22T20:00:00-08:00", date(2026, 11, 22)),
    ("Pacific/Auckland", "2026-11-24T08:00:00+13:00", date(2026, 11, 24)),
)

Clock = Callable[[datetime | str], None]


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Stop the clock at NOW; `clock(moment)` sets it to an aware datetime or an ISO string with an offset."""
    with ExitStack() as stack:

        def set_to(moment: datetime | str) -> None:
            at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
            if at.tzinfo is None:
                raise ValueError(f"{moment} names no offset.")
            stack.close()
            stack.enter_context(time_machine.travel(at.astimezone(UTC), tick=False))

        set_to(NOW)
        yield set_to
