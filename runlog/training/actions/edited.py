"""Which values of an imported run were typed over: the names of their fields in the log document."""

from collections.abc import Iterable, Mapping
from typing import Any

from runlog.training.choices import SourceKind
from runlog.training.models import Run
from runlog.training.records import RUN_PARTS

_NAMES = {field: part for part, fields in RUN_PARTS.items() for field in fields.values()} | {"offset_min": "started_at"}
_FOLLOWS = frozenset({"local_on", "edited", "edited_at", "also", "source_kind", "source_name", "source_digest"})


def is_imported(run: Run) -> bool:
    """Tell whether the run came from a file or another service."""
    return run.source_kind not in (None, SourceKind.MANUAL)


def edited_after(run: Run, fields: Mapping[str, Any]) -> list[str] | None:
    """Return the run's list of fields typed over, with those that the new values change; None stays None where nothing was."""
    changed = (name for name, value in fields.items() if getattr(run, name) != value)
    return with_edited(run.edited, changed)


def with_edited(edited: list[str] | None, changed: Iterable[str]) -> list[str] | None:
    """Return the list with the document's names of the changed model fields added."""
    names = [_NAMES.get(name, name) for name in changed if name not in _FOLLOWS]
    return list(dict.fromkeys([*(edited or []), *names])) or None


def note_edited(runs: Iterable[Run], *changed: str) -> list[Run]:
    """Set `edited` of those that were imported, unsaved, as a change of these model fields leaves it; returns those."""
    imported = [run for run in runs if is_imported(run)]
    for run in imported:
        run.edited = with_edited(run.edited, changed)
    return imported
