"""When an activity was, in its own offset: by the file's own, else by the place, else by the runner's time zone."""

from datetime import date, datetime, time

from runlog.core.dates import at_offset, in_zone, moment_in_zone
from runlog.imports.read_activity import ReadActivity

# Where a file gives a day alone.
MIDDAY = time(12)


def moment_of(activity: ReadActivity, zone: str, now: datetime) -> datetime | None:
    """Return the start in its own offset; `zone` is the runner's, `now` when the file is read. None where it does not say when it was."""
    start = activity.started_at
    if start is None:
        return None if activity.started_on is None else moment_in_zone(_time_on(activity.started_on, zone, now), zone)
    if start.tzinfo is None:
        return moment_in_zone(start, zone)
    if activity.utc_offset_min is not None:
        return at_offset(start, activity.utc_offset_min)
    return in_zone(start, activity.zone or zone)


def _time_on(day: date, zone: str, now: datetime) -> datetime:
    """Return midday; of today, before that, what the runner's clocks show: what was done is over, and rules take nothing later than now."""
    clock = in_zone(now, zone).replace(tzinfo=None, second=0, microsecond=0)
    return max(datetime.combine(day, time.min), min(datetime.combine(day, MIDDAY), clock))
