"""The activities of a TCX file: each the sum of its laps; what the laps do not say comes from their points."""

from collections.abc import Iterable
from datetime import datetime

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity, Reading
from runlog.imports.formats.clock import moment_of
from runlog.imports.formats.encodings import as_utf8
from runlog.imports.formats.markup import UnsafeMarkup, walk
from runlog.imports.formats.names import device_ids, tidy_name
from runlog.imports.formats.numbers import exact, heart_rate, steps_a_minute
from runlog.imports.formats.plausible import judged
from runlog.imports.formats.tcx.recordings import Gathered, Lap, Recording
from runlog.imports.formats.track import Mean


def read_tcx(data: bytes) -> Reading:
    """The activities of a TCX file; of a multisport session with runs in it, the runs alone."""
    gathered = Gathered()
    try:
        whole = walk(as_utf8(data), gathered.rules())
    except UnsafeMarkup:
        return Reading("tcx", problem=problems.UNSAFE_MARKUP)
    activities = tuple(judged(_activity(one)) for one in _wanted(gathered.recordings))
    if not activities:
        return Reading("tcx", problem=gathered.instead or (problems.NO_ACTIVITY if whole else problems.DAMAGED_WHOLE))
    return Reading("tcx", activities, None if whole else problems.DAMAGED)


def _wanted(recordings: list[Recording]) -> list[Recording]:
    with_runs = {one.session for one in recordings if one.kind == "run"}
    return [one for one in recordings if one.laps and (one.kind == "run" or one.session not in with_runs)]


def _activity(one: Recording) -> Activity:
    laps, track = one.laps, one.track
    start, offset_min = _start(one)
    cadence = _mean(laps, "cadence") or track.cadence.value
    return Activity(
        kind=one.kind,
        started_at=start.replace(microsecond=0) if start else None,
        utc_offset_min=offset_min,
        place=track.place,
        distance_m=exact(_distance(one), 3),
        duration_s=exact(_sum(lap.seconds for lap in laps) or track.clock.timer_s or None, 3),
        elapsed_s=exact(_elapsed(one, start), 3),
        average_heart_rate=heart_rate(_mean(laps, "heart_rate") or track.heart_rate.value),
        cadence=None if one.kind == "other" else steps_a_minute(cadence),
        ascent_m=exact(track.climb.metres),
        by_steps=one.kind in ("run", "walk") and track.place is None,
        name=tidy_name(one.notes),
        source_ids=device_ids(one.unit, start),
    )


def _start(one: Recording) -> tuple[datetime | None, int | None]:
    """Where the first lap begins, else the activity's id, which is its start, else the first point."""
    for text in (one.laps[0].start, one.id):
        read = moment_of(text or "")
        if read:
            return read
    return one.track.clock.first_at, one.track.clock.offset_min


def _distance(one: Recording) -> float | None:
    """Metres that the device counted, by lap or by point; else the way between the points; 0 only where nothing says more."""
    laps = _sum(lap.metres for lap in one.laps)
    return laps or one.counted_m or one.track.metres or laps


def _elapsed(one: Recording, start: datetime | None) -> float | None:
    """Seconds from the start to the last point or the end of the last lap without points."""
    if start is None:
        return None
    if end := one.track.clock.latest_at:
        return (end - start).total_seconds()
    last = moment_of(one.laps[-1].start or "")
    # Seconds are added, not moments: a broken file may name more than any calendar holds.
    return (last[0] - start).total_seconds() + (one.laps[-1].seconds or 0) if last else None


def _mean(laps: list[Lap], name: str) -> float | None:
    """The mean of a lap's value, by the laps' durations."""
    mean = Mean()
    for lap in laps:
        mean.add(getattr(lap, name) or 0, lap.seconds or 1)
    return mean.value


def _sum(parts: Iterable[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None
