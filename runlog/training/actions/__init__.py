"""Every way to write runs, walks, strength sessions and shoes. Deleting and bringing back is `core.trash`."""

from runlog.training.actions.edited import edited_after, is_imported
from runlog.training.actions.sessions import save_run, save_strength, save_walk
from runlog.training.actions.shoes import (
    log_comfort,
    log_shoe_check,
    move_runs,
    retire_shoe,
    save_shoe,
    set_limits,
    unretire_shoe,
)

__all__ = [
    "edited_after",
    "is_imported",
    "log_comfort",
    "log_shoe_check",
    "move_runs",
    "retire_shoe",
    "save_run",
    "save_shoe",
    "save_strength",
    "save_walk",
    "set_limits",
    "unretire_shoe",
]
