"""What the tests of this room share."""

import pytest

from runlog.core.events import log_changed


@pytest.fixture
def unheard(monkeypatch):
    """Nobody hears of changes, so that only what the change itself does is counted."""
    monkeypatch.setattr(log_changed, "receivers", [])
    log_changed.sender_receivers_cache.clear()


@pytest.fixture
def told():
    """Everyone whose log was announced as changed, in order."""
    athletes = []

    def hear(sender, athlete, **kwargs):
        athletes.append(athlete)

    log_changed.connect(hear)
    yield athletes
    log_changed.disconnect(hear)
