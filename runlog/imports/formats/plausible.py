"""Whether an activity can be true; what cannot is said, not repaired."""

from dataclasses import replace
from datetime import UTC, datetime

from runlog.core.speed import is_too_fast
from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity

FIRST_YEAR, LAST_YEAR = 1990, 2089
LONGEST_S = 7 * 86400
FARTHEST_M = 1_000_000
HIGHEST_ASCENT_M = 50_000
# Programs that need a time on every point but have none begin here.
_MADE_UP_STARTS = {datetime(year, 1, 1, tzinfo=UTC) for year in (1990, 2000, 2010)}


def judged(activity: Activity) -> Activity:
    """The activity with its first problem, if it has one; an ascent beyond reason is dropped."""
    if activity.ascent_m is not None and activity.ascent_m > HIGHEST_ASCENT_M:
        activity = replace(activity, ascent_m=None)
    if activity.problem is not None:
        return activity
    return replace(activity, problem=_wrong_start(activity) or _wrong_size(activity))


def _wrong_start(activity: Activity) -> str | None:
    start = activity.started_at
    if start is None:
        return problems.NO_START
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        return problems.WRONG_YEAR
    if start in _MADE_UP_STARTS:
        return problems.MADE_UP_TIMES
    return None


def _wrong_size(activity: Activity) -> str | None:
    distance, duration = activity.distance_m, activity.duration_s
    if duration is not None and duration > LONGEST_S:
        return problems.TOO_LONG
    if distance is not None and distance > FARTHEST_M:
        return problems.TOO_FAR
    if activity.kind == "run" and distance and duration and is_too_fast(distance, duration):
        return problems.TOO_FAST
    return None
