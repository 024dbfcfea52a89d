"""Folders that are made once a run of the tests, however many processes share it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from runlog.start.turns import alone_in


def made_once(name: str, make: Callable[[Path], object], factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Return the folder of that name, which the first who asks makes by `make(folder)` while the others wait.

    They read and copy it; what one of them writes there, the others have too.
    """
    base = factory.getbasetemp()
    # Every process has a folder of its own in the run's.
    run = base.parent if hasattr(request.config, "workerinput") else base
    folder, made = run / name, run / f"{name}.made"
    with alone_in(run):
        if not made.exists():
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
