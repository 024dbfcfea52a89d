"""When an activity was, in its own offset: by the file's own, else by the place, else by the runner's time zone."""

from datetime import datetime, time

from runlog.core.dates import at_offset, in_zone, moment_in_zone
from runlog.imports.read_activity import ReadActivity

# Where a file gives a day alone.
MIDDAY = time(12)


def moment_of(activity: ReadActivity, zone: str) -> datetime | None:
    """Return the start in its own offset; `zone` is the runner's. None where the file does not say when it was."""
    start = activity.started_at
    if start is None:
        return None if activity.started_on is None else moment_in_zone(datetime.combine(activity.started_on, MIDDAY), zone)
    if start.tzinfo is None:
        return moment_in_zone(start, zone)
    if activity.utc_offset_min is not None:
        return at_offset(start, activity.utc_offset_min)
    return in_zone(start, activity.zone or zone)
