"""Rows of imports for tests, as plain functions: a batch, its files and what was found in them."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from runlog.core.dates import at_offset
from runlog.core.models import Job
from runlog.imports.models import Batch, Entry, SourceFile
from runlog.people.models import User
from tests.support.clock import NOW

OFFSET_MIN = 60
_numbers = count(1)


def make_batch(athlete: User, state: str = "review", **fields: Any) -> Batch:
    """An import that has come so far."""
    log_id = f"import-{next(_numbers):032x}"
    return Batch.objects.create(athlete=athlete, state=state, **{"log_id": log_id, "created_at": NOW, **fields})


def make_job(athlete: User, kind: str = "import_reading", **fields: Any) -> Job:
    """A job at work."""
    return Job.objects.create(kind=kind, owner=athlete, **{"state": "running", "created_at": NOW, "changed_at": NOW, **fields})


def make_file(batch: Batch, name: str = "run.fit", **fields: Any) -> SourceFile:
    """A file that has arrived as a whole and is read."""
    whole = {"key": f"key-{next(_numbers)}", "size": 1000, "received": 1000, "is_read": True}
    return SourceFile.objects.create(batch=batch, name=name, **{**whole, **fields})


def an_entry(file: SourceFile, *, start: datetime = NOW - timedelta(days=1), **fields: Any) -> Entry:
    """A new run of 10 km in 55 minutes that is to be added; not saved yet."""
    moment = at_offset(start, OFFSET_MIN)
    read = {"kind": "run", "started_at": start, "offset_min": OFFSET_MIN, "local_on": moment.date()}
    numbers = {"distance_m": Decimal(10_000), "duration_s": Decimal(3300), "source_kind": "fit"}
    wanted = {"verdict": "new", "decision": "add", "as_kind": "run"}
    return Entry(batch=file.batch, file=file, part=next(_numbers), **{**read, **numbers, **wanted, **fields})


def make_entry(file: SourceFile, **fields: Any) -> Entry:
    """A new run of 10 km in 55 minutes that is to be added."""
    entry = an_entry(file, **fields)
    entry.save()
    return entry


def make_entries(file: SourceFile, number: int, **fields: Any) -> None:
    """So many new runs, a day apart."""
    rows = [an_entry(file, start=NOW - timedelta(days=ago), **fields) for ago in range(number)]
    Entry.objects.bulk_create(rows, batch_size=200)


def make_unreadable(file: SourceFile, problem: str, **fields: Any) -> Entry:
    """What could not be read."""
    nothing = {
        "kind": "unknown",
        "as_kind": "",
        "started_at": None,
        "offset_min": None,
        "local_on": None,
        "distance_m": None,
        "duration_s": None,
    }
    return make_entry(file, **{**nothing, "verdict": "unreadable", "decision": "leave", "problem": problem, **fields})
