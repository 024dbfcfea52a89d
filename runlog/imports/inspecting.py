"""What files hold, as JSON, without a log or a database."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from runlog.core.dates import at_offset
from runlog.imports.formats import problems
from runlog.imports.formats.activity import Format
from runlog.imports.formats.archives import Part, Plan, copy_archive, plan
from runlog.imports.read_activity import PartReading, ReadActivity
from runlog.imports.reading_pool import ReadingPool

DEEPEST = 2
_NUMBERS = ("distance_m", "duration_s", "elapsed_s", "average_heart_rate", "cadence", "ascent_m")


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a file holds, as a whole and part by part."""

    format: Format
    activities: tuple[ReadActivity, ...]
    problem: str | None
    readings: tuple[PartReading, ...]


def inspected(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """One object a file, in the given order; what is wrong with a file is told in it, never raised."""
    with ReadingPool() as pool:
        for path in paths:
            try:
                yield {"file": str(path)} | _inspected(pool, path)
            except OSError:
                yield {"file": str(path), "format": "unknown", "problem": problems.NO_FILE, "activities": []}


def reading_of(pool: ReadingPool, path: Path) -> Inspected:
    """Plan a file and read all its parts, those of archives inside it too. Raises OSError where it cannot be opened."""
    with path.open("rb") as file:
        planned = plan(file)
    readings = tuple(_readings(pool, path, planned, depth=1))
    activities = tuple(one for reading in readings for one in reading.activities)
    return Inspected(planned.format, activities, planned.problem or _problem(readings, bool(activities)), readings)


def _inspected(pool: ReadingPool, path: Path) -> dict[str, Any]:
    whole = reading_of(pool, path)
    found = [_as_json(one) for one in whole.activities]
    if found:
        # A file of an archive that cannot be read is a line of its own beside those that can.
        found += [_nothing(reading.problem) for reading in whole.readings if not reading.activities and reading.problem]
    return {"format": whole.format, "problem": whole.problem, "activities": found}


def _readings(pool: ReadingPool, path: Path, planned: Plan, *, depth: int) -> Iterator[PartReading]:
    parts = [part for part in planned.parts if part.form != "archive"]
    yield from (reading for _, reading in sorted(pool.read(path, parts), key=lambda pair: pair[0].number))
    for part in planned.parts:
        if part.form == "archive":
            yield from _inner(pool, path, part, depth=depth + 1)


def _inner(pool: ReadingPool, path: Path, part: Part, *, depth: int) -> Iterator[PartReading]:
    """The readings of an archive that lies in another one."""
    if depth > DEEPEST:
        yield PartReading(problem=problems.ARCHIVE)
        return
    with tempfile.NamedTemporaryFile() as copy, path.open("rb") as file, open(copy.name, "r+b") as inner:
        problem = copy_archive(file, part, inner)
        inner.flush()
        planned = plan(inner) if problem is None else Plan("zip", problem=problem)
        if planned.problem:
            yield PartReading(problem=planned.problem)
        yield from _readings(pool, Path(copy.name), planned, depth=depth)


def _problem(readings: tuple[PartReading, ...], is_any: bool) -> str | None:
    """What is wrong with the file: a warning beside activities, else the first reason why there are none."""
    said = (reading.warning if is_any else reading.problem or _asked(reading) for reading in readings)
    return next((sentence for sentence in said if sentence), None if is_any else problems.NO_ACTIVITY)


def _asked(reading: PartReading) -> str | None:
    return reading.questions[0].text if reading.questions else None


def _as_json(activity: ReadActivity) -> dict[str, Any]:
    values = {name: _number(getattr(activity, name)) for name in _NUMBERS}
    local = _local_on(activity)
    about = {"kind": activity.kind, "started_at": _start(activity), "local_date": local and local.isoformat()}
    return about | values | {"shoe": activity.shoe, "problem": activity.problem}


def _nothing(problem: str | None) -> dict[str, Any]:
    return _as_json(ReadActivity(kind="unknown", problem=problem))


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _start(activity: ReadActivity) -> str | None:
    """UTC with "Z"; wall-clock time without an offset; a day alone where the file gives no more."""
    start = activity.started_at
    if start is None:
        return activity.started_on.isoformat() if activity.started_on else None
    if start.tzinfo is None:
        return start.isoformat(timespec="seconds")
    return start.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _local_on(activity: ReadActivity) -> date | None:
    """The local date where the file or the place tells it."""
    start = activity.started_at
    if start is None or start.tzinfo is None:
        return start.date() if start else activity.started_on
    if activity.utc_offset_min is not None:
        return at_offset(start, activity.utc_offset_min).date()
    return start.astimezone(ZoneInfo(activity.zone)).date() if activity.zone else None
