"""An activity made from its points, where a recording has no summary: it was never finished, or its end is lost."""

from runlog.imports.formats.activity import Activity
from runlog.imports.formats.fit.clock import moment, timed_s
from runlog.imports.formats.fit.points import CADENCE, HEART_RATE
from runlog.imports.formats.fit.profile import is_indoors, kind_of, surface_of
from runlog.imports.formats.fit.recording import Recording
from runlog.imports.formats.numbers import exact, heart_rate, steps_a_minute

_JUMP_S = 7 * 86400


def from_points(recording: Recording) -> Activity | None:
    """The activity from its first point to its last; None where there are not two points with times."""
    points = recording.points
    times = [time for _, time in points.times]
    if not times:
        return None
    start = times[0]
    end = max(at for at in times if at - start < _JUMP_S)
    if end <= start:
        return None
    kind = kind_of(recording.sport)
    place = None if is_indoors(recording.sport) else points.place()
    return Activity(
        kind=kind,
        surface=surface_of(recording.sport),
        started_at=moment(start),
        utc_offset_min=recording.offset_min(place),
        place=place,
        distance_m=exact(points.counted_m(whole=True) or points.metres()),
        duration_s=exact(timed_s(recording.skim, start, end) or end - start),
        elapsed_s=exact(end - start),
        average_heart_rate=heart_rate(points.mean(HEART_RATE)),
        cadence=steps_a_minute(points.mean(CADENCE)) if kind != "other" else None,
        by_steps=kind in ("run", "walk") and place is None,
        source_ids=recording.source_ids(start),
    )
