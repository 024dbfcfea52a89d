"""Warm-ups as the rules count them (guidance section 4)."""

from collections.abc import Iterable

from injuries.engine.log import Run

SHORTEST_RUN_S = 600
"""Runs known to be shorter are left out; one of unknown duration is not."""
ENOUGH_S = 300
"""A shorter warm-up counts as skipped."""


def counted(runs: Iterable[Run]) -> list[Run]:
    """Return the runs that the warm-up rules look at, answered or not."""
    return [run for run in runs if run.duration_s is None or run.duration_s >= SHORTEST_RUN_S]


def answered(runs: Iterable[Run]) -> list[Run]:
    """Return those of the counted runs that say whether there was a warm-up."""
    return [run for run in counted(runs) if run.warm_up_state is not None]


def skipped(run: Run) -> bool:
    """Tell whether a run is known to have begun without a warm-up or with a short one."""
    return run.warm_up_state in {"skipped", "short"}


def done(run: Run) -> bool:
    """Tell whether a run is known to have begun with a warm-up."""
    return run.warm_up_state == "done"
