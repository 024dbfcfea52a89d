"""Taking an import back: what it made goes, what it changed is set back, and nothing else."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from runlog.core import trash
from runlog.core.events import change
from runlog.core.models import Record
from runlog.core.records import kind
from runlog.core.saving import update_rows
from runlog.imports.batch_queries import changed_since, made_by, named_rows
from runlog.imports.merging import unmerged
from runlog.imports.models import Batch, BatchState, Entry, Outcome
from runlog.imports.storing_actions import RUN_COLUMNS
from runlog.imports.values import plain
from runlog.training.models import Run, Shoe

BATCH = 500
_READ: dict[str, Any] = {"started_at": datetime.fromisoformat, "local_on": date.fromisoformat}
_NUMBERS = {"distance_m", "duration_s", "average_heart_rate", "cadence", "ascent_m"}


def undo(batch: Batch, *, takes_changed: bool, now: datetime) -> None:
    """Take the import back; what was edited or named since stays, or goes into the bin with `takes_changed`."""
    with change(batch.athlete):
        held = Batch.objects.select_for_update().get(pk=batch.pk)
        if held.state != BatchState.UNDOING:
            return
        _unmerge(held)
        changed = {(type(row), row.pk): row for row in changed_since(held)}
        for row in changed.values() if takes_changed else ():
            row.athlete = batch.athlete
            trash.delete(row, now=now)
        _remove(held, set(changed))
        Batch.objects.filter(pk=held.pk).update(state=BatchState.UNDONE)


def _remove(batch: Batch, kept: set[tuple[type[Record], int]]) -> None:
    made: dict[str, list[Record]] = defaultdict(list)
    for name, row in made_by(batch):
        if (type(row), row.pk) not in kept:
            made[name].append(row)
    for name in ("runs", "walks", "strength"):
        _delete(name, made[name])
    shoes = made["shoes"]
    named = named_rows(batch.athlete_id, "shoes", shoes)
    _delete("shoes", [row for row in shoes if row.pk not in named and row.edited_at is None])


def _delete(name: str, rows: list[Record]) -> None:
    for first in range(0, len(rows), BATCH):
        keys = [row.pk for row in rows[first : first + BATCH]]
        kind(name).model._default_manager.filter(pk__in=keys).delete()


def _unmerge(batch: Batch) -> None:
    # The last to join goes first: `store` has them join in the order of the files.
    merged = list(Entry.objects.filter(batch=batch, outcome=Outcome.MERGED).order_by("-file", "-part", "-place"))
    wanted = {entry.made_id for entry in merged}
    runs = {run.log_id: run for run in Run.objects.filter(athlete=batch.athlete_id).select_related("shoe") if run.log_id in wanted}
    shoes = {shoe.log_id: shoe for shoe in Shoe.objects.filter(athlete=batch.athlete_id)}
    for entry in merged:
        run = runs.get(entry.made_id)
        if run is None or entry.after is None or entry.before is None:
            continue
        current = {name: plain(_shown(run, name)) for name in entry.after}
        for name, value in unmerged(current, entry.before, entry.after).items():
            setattr(run, name, shoes.get(value or "") if name == "shoe" else _read(name, value))
    update_rows(runs.values(), RUN_COLUMNS)


def _shown(run: Run, name: str) -> Any:
    return run.shoe and run.shoe.log_id if name == "shoe" else getattr(run, name)


def _read(name: str, value: Any) -> Any:
    if value is None or name not in {*_READ, *_NUMBERS}:
        return value
    return Decimal(value) if name in _NUMBERS else _READ[name](value)
