"""A clock that stands still: tests that depend on the time say what time it is."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
import time_machine

# A Sunday: in Berlin, where the cast lives, it is 09:30.
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)

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
