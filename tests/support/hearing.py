"""Who hears that a log has changed: a test that listens, or nobody."""

from collections.abc import Iterator
from typing import Any

import pytest

from runlog.core.events import log_changed
from runlog.people.models import User


@pytest.fixture
def told() -> Iterator[list[User]]:
    """Everyone whose log was announced as changed, in order."""
    athletes: list[User] = []

    def hear(sender: Any, athlete: User, **_sent: Any) -> None:
        athletes.append(athlete)

    log_changed.connect(hear)
    yield athletes
    log_changed.disconnect(hear)


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody hears of changes, so that only what the change itself does is counted."""
    monkeypatch.setattr(log_changed, "receivers", [])
    log_changed.sender_receivers_cache.clear()
