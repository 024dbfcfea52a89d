"""Times in FIT: seconds of the device's clock, offsets, and the timer that events start and stop."""

from datetime import UTC, datetime, timedelta

from runlog.imports.formats.fit.fields import ACTIVITY, EVENT, TIMESTAMP
from runlog.imports.formats.fit.skim import Skim

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
# Below this a time is not a date: seconds since the device was switched on, its clock never set.
_EARLIEST = 0x10000000
_FARTHEST_MIN = 14 * 60
_QUARTER_MIN = 15
_SLACK_S = 60
_LOCAL_TIMESTAMP = 5
_TIMER, _START, _STOPS = 0, 0, {1, 4, 8, 9}


def moment(seconds: int | None) -> datetime | None:
    """The instant in UTC; None where the clock was not set."""
    if seconds is None or seconds < _EARLIEST:
        return None
    return _EPOCH + timedelta(seconds=seconds)


def offset_min(skimmed: Skim) -> int | None:
    """The offset to UTC in minutes, as the difference of the two clocks in the activity message.

    None where that is no offset on Earth: some programs write anything there.
    """
    for message in skimmed.messages(ACTIVITY):
        at, local = message[TIMESTAMP], message[_LOCAL_TIMESTAMP]
        if at is None or local is None or at < _EARLIEST:
            continue
        offset = round((local - at) / 60 / _QUARTER_MIN) * _QUARTER_MIN
        if abs(offset) <= _FARTHEST_MIN and abs(local - at - 60 * offset) <= _SLACK_S:
            return offset
    return None


def timed_s(skimmed: Skim, start: int, end: int) -> int | None:
    """Seconds between start and end in which the timer ran; None where no event starts it."""
    total, since = 0, None
    began = False
    for event in skimmed.messages(EVENT):
        at, kind = event[TIMESTAMP], event[1]
        if event[0] != _TIMER or at is None:
            continue
        at = min(max(at, start), end)
        if kind == _START and since is None:
            since, began = at, True
        elif kind in _STOPS and since is not None:
            total, since = total + at - since, None
    if since is not None:
        total += end - since
    return total if began else None
