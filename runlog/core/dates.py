"""Moments that keep their own UTC offset, and the dates they belong to (pure: `now` is always passed in)."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

# Equal to UTC and yet told from it: a moment in UTC itself is an instant as the database gives it, on nobody's clocks yet.
_NO_OFFSET = timezone(timedelta(0), "+00:00")
_RFC3339 = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})")


def at_offset(instant: datetime, offset_min: int) -> datetime:
    """Return the instant as a moment in the fixed offset; its `.date()` is its local date."""
    return instant.astimezone(timezone(timedelta(minutes=offset_min)) if offset_min else _NO_OFFSET)


def on_clocks(moment: datetime) -> datetime:
    """Return the moment, which is on somebody's clocks: the reader's, or those of the place where it was.

    Raises ValueError for one that is not: what the database gives is in UTC, and for hours of each day of another date than the reader's.
    """
    if moment.tzinfo is None or moment.tzinfo is UTC:
        raise ValueError("a moment on nobody's clocks: User.local() brings it to the reader's, in a template |timezone:user.time_zone")
    return moment


def offset_min_of(moment: datetime) -> int:
    """Return the moment's UTC offset in minutes (whole minutes, as RFC 3339 has them)."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a moment without an offset")
    return round(offset.total_seconds() / 60)


def in_zone(instant: datetime, zone: str) -> datetime:
    """Return the instant as a moment in the offset that `zone` (IANA name) has at that instant."""
    return at_offset(instant, offset_min_of(instant.astimezone(ZoneInfo(zone))))


def moment_in_zone(local: datetime, zone: str) -> datetime:
    """Return the moment at which clocks in `zone` show the naive `local`; of a repeated hour the first, a skipped one is moved on."""
    aware = local.replace(tzinfo=ZoneInfo(zone))
    return in_zone(aware.astimezone(UTC), zone)


def today_in(now: datetime, zone: str) -> date:
    """Return the date that calendars in `zone` show at `now`."""
    return in_zone(now, zone).date()


def parse_moment(text: str) -> datetime:
    """Read an RFC 3339 timestamp with seconds and an offset; fractions beyond microseconds are dropped. Raises ValueError."""
    parts = _RFC3339.fullmatch(text)
    if not parts:
        raise ValueError(text)
    day, clock, fraction, offset = parts.groups()
    fraction = (fraction or "")[:7]
    return datetime.fromisoformat(f"{day}T{clock}{fraction.ljust(7, '0') if fraction else ''}{'+00:00' if offset == 'Z' else offset}")


def format_moment(moment: datetime) -> str:
    """Write a moment as RFC 3339 in its own offset; UTC as `+00:00`."""
    return moment.isoformat()


def last_days(on: date, days: int) -> tuple[date, date]:
    """Return the first and the last of the `days` days up to and including `on`."""
    return on - timedelta(days=days - 1), on
