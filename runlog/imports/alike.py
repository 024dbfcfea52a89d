"""Whether two records are of one activity by their time, length and distance (pure)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

START_SLACK = timedelta(minutes=2)
# Clocks without a zone are right to the quarter of an hour at best, and nobody lives farther from UTC.
FARTHEST = timedelta(hours=14)
HALF_HOUR_S = 1800
SHARE_OF_TIME = Decimal("0.8")
OF_DISTANCE, OF_STEPS, NEAR_M = Decimal("0.05"), Decimal("0.10"), Decimal(300)
EXACT = Decimal("0.01")
EXACT_SHIFTED_TIME = Decimal("0.02")
TYPED_TIME = Decimal("0.10")


@dataclass(frozen=True)
class Known:
    """What tells an activity from others: a record of the log (`kind` "runs", "walks", "strength") or an entry of an import ("entries").

    `started_at` is UTC; with `is_local` it is only as right as the guess of the zone, with `is_day` there is no time of day in it.
    `is_typed`: a person logged it by hand, at about that time.
    """

    kind: str
    key: str
    started_at: datetime | None
    local_on: date | None
    duration_s: Decimal | None = None
    distance_m: Decimal | None = None
    is_local: bool = False
    is_day: bool = False
    by_steps: bool = False
    is_typed: bool = False
    digests: frozenset[str] = frozenset()
    source_ids: frozenset[str] = frozenset()
    richness: int = 0
    # What an entry may be one with: kinds of records.
    beside: frozenset[str] = frozenset()


def is_loose(one: Known, other: Known) -> bool:
    """Tell whether they are held for one by day or by length alone."""
    return not _overlaps(one, other)


def is_one(one: Known, other: Known) -> bool:
    """Tell whether two copies without a common identity are of one activity. What is unknown on one side proves nothing: they are two."""
    if "strength" in (one.kind, other.kind):
        return one.local_on == other.local_on and _times_within(one, other, TYPED_TIME)
    if one.started_at is None or other.started_at is None:
        return False
    if not (one.is_day or other.is_day) and _overlaps(one, other) and _distances_agree(one, other):
        return True
    if one.is_typed or other.is_typed:
        return one.local_on == other.local_on and _times_within(one, other, TYPED_TIME) and _distances_within(one, other, OF_DISTANCE)
    if one.is_day or other.is_day:
        return one.local_on == other.local_on and _times_within(one, other, EXACT) and _distances_within(one, other, EXACT)
    return one.is_local != other.is_local and _is_shifted(one, other)


def apart_s(one: Known, other: Known) -> float:
    """Return how many seconds lie between the starts."""
    return abs((one.started_at - other.started_at).total_seconds()) if one.started_at and other.started_at else 0.0


def _overlaps(one: Known, other: Known) -> bool:
    """Tell whether they begin together and at least 80 % of the longer one is the other's time too."""
    if one.started_at is None or other.started_at is None or not one.duration_s or not other.duration_s:
        return False
    later_s = Decimal((other.started_at - one.started_at).total_seconds())
    common_s = min(one.duration_s, later_s + other.duration_s) - max(Decimal(0), later_s)
    is_together = abs(later_s) <= START_SLACK.total_seconds()
    return is_together and common_s >= SHARE_OF_TIME * max(one.duration_s, other.duration_s)


def _is_shifted(one: Known, other: Known) -> bool:
    """Tell whether they are whole half hours apart and otherwise alike to the second: one of them was read in the wrong zone."""
    apart = apart_s(one, other)
    rest = apart % HALF_HOUR_S
    is_half_hours = min(rest, HALF_HOUR_S - rest) <= START_SLACK.total_seconds() and apart <= FARTHEST.total_seconds()
    return is_half_hours and _times_within(one, other, EXACT_SHIFTED_TIME) and _distances_within(one, other, EXACT)


def _distances_agree(one: Known, other: Known) -> bool:
    if one.distance_m is None or other.distance_m is None:
        # Begun together and as long: a device that measured no distance is still beside the one that did.
        return True
    share = OF_STEPS if one.by_steps or other.by_steps else OF_DISTANCE
    return _distances_within(one, other, share) or abs(one.distance_m - other.distance_m) <= NEAR_M


def _distances_within(one: Known, other: Known, share: Decimal) -> bool:
    return _within(one.distance_m, other.distance_m, share)


def _times_within(one: Known, other: Known, share: Decimal) -> bool:
    return _within(one.duration_s, other.duration_s, share)


def _within(one: Decimal | None, other: Decimal | None, share: Decimal) -> bool:
    return one is not None and other is not None and abs(one - other) <= share * max(one, other)
