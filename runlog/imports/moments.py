"""When an activity was, in its own offset: by the file's own, else by the place, else by the runner's time zone."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from runlog.core.dates import at_offset, in_zone, moment_in_zone
from runlog.imports.alike import FARTHEST
from runlog.imports.read_activity import ReadActivity

# Where a file gives a day alone.
MIDDAY = time(12)
HALF_HOUR = timedelta(minutes=30)


def moment_of(activity: ReadActivity, zone: str, now: datetime) -> datetime | None:
    """Return the start in its own offset; `zone` is the runner's, `now` when the file is read. None where it does not say when it was."""
    start = activity.started_at
    if start is None:
        return None if activity.started_on is None else _moment(_time_on(activity.started_on, zone, now), zone, now)
    if start.tzinfo is None:
        return _moment(start, zone, now)
    if activity.utc_offset_min is not None:
        return at_offset(start, activity.utc_offset_min)
    return in_zone(start, activity.zone or zone)


def _time_on(day: date, zone: str, now: datetime) -> datetime:
    """Return midday; before that what the runner's clocks show, since what was done is over, and rules take no record later than now."""
    clock = in_zone(now, zone).replace(tzinfo=None, second=0, microsecond=0)
    return max(datetime.combine(day, time.min), min(datetime.combine(day, MIDDAY), clock))


def _moment(local: datetime, zone: str, now: datetime) -> datetime:
    """Return when clocks in the runner's zone show a local time, or farther east where it is still to come in that zone.

    Whoever travels east brings home local times that their own clocks come to later. Of the offsets whose clocks show it by now the
    westernmost is taken: the date and the time stay as they were told, and the instant is not after `now`. What no clock on earth shows
    yet stays to come.
    """
    moment = moment_in_zone(local, zone)
    # In half hours, by which two copies of one activity may differ (`alike`).
    east = -((now.astimezone(UTC).replace(tzinfo=None) - local) // HALF_HOUR) * HALF_HOUR
    return moment if moment <= now or east > FARTHEST else local.replace(tzinfo=timezone(east))
