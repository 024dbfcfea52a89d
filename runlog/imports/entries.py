"""What a reading gave, as entries of an import; and what an entry is beside others."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from runlog.core.dates import offset_min_of
from runlog.core.units import MILLI
from runlog.imports.formats import problems
from runlog.imports.formats.archives import Part
from runlog.imports.matching import Known, richness
from runlog.imports.models import Entry, EntryKind, SourceFile, Verdict
from runlog.imports.moments import moment_of
from runlog.imports.read_activity import PartReading, ReadActivity

# What a log can hold of each; a device that says more is wrong.
MOST = {
    "distance_m": 1_000_000,
    "duration_s": 1_000_000,
    "elapsed_s": 1_000_000,
    "average_heart_rate": 1000,
    "cadence": 1000,
    "ascent_m": 1_000_000,
}
MOST_IDS = 20
# Kept with their minutes or not at all.
TIMED = (EntryKind.WALK, EntryKind.STRENGTH)
KINDS = {EntryKind.RUN: "runs", EntryKind.WALK: "walks", EntryKind.STRENGTH: "strength"}
# An unknown sport may be any of those; a run is filed as a walk elsewhere.
BESIDE = {
    EntryKind.RUN: frozenset({"runs", "walks"}),
    EntryKind.WALK: frozenset({"walks", "runs"}),
    EntryKind.STRENGTH: frozenset({"strength"}),
    EntryKind.UNKNOWN: frozenset({"runs", "walks"}),
    EntryKind.OTHER: frozenset[str](),
}


def entries_of(file: SourceFile, part: Part, reading: PartReading, *, zone: str, now: datetime) -> Iterator[Entry]:
    """Yield the unsaved entries of a part of a file: one for each activity, or one that says why there is none."""
    where = {"batch_id": file.batch_id, "file": file, "part": part.number, "name": "" if part.form == "file" else part.name[:255]}
    if reading.problem and not reading.activities:
        yield Entry(**where, verdict=Verdict.UNREADABLE, problem=reading.problem, digest=reading.digest)
    for place, activity in enumerate(reading.activities):
        yield Entry(**where, place=place, warning=reading.warning or "", **_fields(activity, file, zone, now))


def _fields(activity: ReadActivity, file: SourceFile, zone: str, now: datetime) -> dict[str, Any]:
    moment = moment_of(activity, zone, now)
    numbers = {name: _number(getattr(activity, name), most) for name, most in MOST.items()}
    # A device that counted nothing did not measure.
    numbers["distance_m"] = numbers["distance_m"] or None
    source = file.format if file.format in ("strava", "apple") else activity.source
    problem = activity.problem or _problem(activity, moment, now)
    return numbers | {
        "kind": activity.kind,
        "sport": (activity.sport or "")[:100],
        "started_at": moment,
        "offset_min": None if moment is None else offset_min_of(moment),
        "local_on": moment and moment.date(),
        "is_local": activity.started_at is not None and activity.started_at.tzinfo is None,
        "is_day": activity.started_at is None and activity.started_on is not None,
        "surface": activity.surface,
        "by_steps": activity.by_steps,
        "title": (activity.name or "")[:200],
        "gear": (activity.shoe or "")[:200],
        "source_kind": source,
        "digest": activity.digest,
        "source_ids": [each[:200] for each in activity.source_ids[:MOST_IDS]],
        "problem": problem,
        "verdict": Verdict.UNREADABLE if problem else "",
    }


def _problem(activity: ReadActivity, moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return problems.NO_START
    if moment > now:
        return problems.STILL_TO_COME
    is_timeless = activity.kind in TIMED and not (activity.duration_s or activity.elapsed_s)
    return problems.NO_DURATION if is_timeless else ""


def _number(value: Decimal | None, most: int) -> Decimal | None:
    return value.quantize(MILLI) if value is not None and value.is_finite() and 0 <= value <= most else None


def kind_of(entry: Entry) -> EntryKind:
    """Return what the entry is to be: as it was chosen, else as it was read."""
    return EntryKind(entry.as_kind or entry.kind)


def lacks_time(entry: Entry) -> bool:
    """Tell whether it cannot be kept as what it is to be, since nobody knows how long it took."""
    return kind_of(entry) in TIMED and not seconds_of(entry)


def seconds_of(entry: Entry) -> Decimal | None:
    """Return how long it took: the timer, else the time that went by."""
    return entry.duration_s or entry.elapsed_s


def richness_of(entry: Entry) -> int:
    """Return how much this copy tells; one without a time of day never stands for another."""
    if entry.is_day:
        return 0
    is_device = entry.source_kind in ("fit", "tcx")
    return richness(entry.source_kind, has_timer=is_device, has_heart_rate=entry.average_heart_rate is not None)


def known_entry(entry: Entry) -> Known:
    """Return what tells the entry from other activities."""
    return Known(
        kind="entries",
        key=str(entry.pk),
        started_at=entry.started_at,
        local_on=entry.local_on,
        duration_s=seconds_of(entry),
        distance_m=entry.distance_m,
        is_local=entry.is_local,
        is_day=entry.is_day,
        by_steps=entry.by_steps,
        digests=frozenset({entry.digest} - {""}),
        source_ids=frozenset(entry.source_ids),
        richness=richness_of(entry),
        beside=BESIDE[kind_of(entry)],
    )
