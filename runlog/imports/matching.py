"""Whether two records are of one activity: the same bytes, the same source, or the same time, length and distance (pure)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

Verdict = Literal["new", "same", "twin", "deleted"]

START_SLACK = timedelta(minutes=2)
# Clocks without a zone are right to the quarter of an hour at best, and nobody lives farther from UTC.
FARTHEST = timedelta(hours=14)
HALF_HOUR_S = 1800
SHARE_OF_TIME = Decimal("0.8")
OF_DISTANCE, OF_STEPS, NEAR_M = Decimal("0.05"), Decimal("0.10"), Decimal(300)
EXACT = Decimal("0.01")
EXACT_SHIFTED_TIME = Decimal("0.02")
TYPED_TIME = Decimal("0.10")
_SESSION, _HEART_RATE = 100, 50
_FORMATS = {"fit": 5, "tcx": 4, "gpx": 3, "apple": 2, "strava": 2, "csv": 1}


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


@dataclass(frozen=True)
class Match:
    """What an entry turned out to be, and the record or the richer entry that it is one with."""

    verdict: Verdict
    kind: str = ""
    key: str = ""


def richness(source_kind: str, *, has_timer: bool, has_heart_rate: bool) -> int:
    """Return how much a copy tells: its device's own summary counts most, then the heart rate, then the format."""
    return has_timer * _SESSION + has_heart_rate * _HEART_RATE + _FORMATS.get(source_kind, 0)


def match(entries: Sequence[Known], known: Sequence[Known], deleted: Collection[str] = ()) -> dict[str, Match]:
    """Return by the entry's key what it is. Of copies in one import the richest stands for all, whatever order they come in."""
    log, primaries = _Shelf(known), _Shelf(())
    found: dict[str, Match] = {}
    for entry in sorted(entries, key=lambda one: (-one.richness, one.started_at is None, one.started_at, int(one.key))):
        beside = log.identical(entry) or primaries.identical(entry)
        alike = None if beside else log.alike(entry) or primaries.alike(entry)
        if beside:
            found[entry.key] = Match("same", beside.kind, beside.key)
        elif alike:
            found[entry.key] = Match("twin", alike.kind, alike.key)
        else:
            is_gone = not entry.digests.isdisjoint(deleted) or not entry.source_ids.isdisjoint(deleted)
            found[entry.key] = Match("deleted" if is_gone else "new")
            primaries.add(entry)
    return found


class _Shelf:
    """Records, found by identity and by day."""

    def __init__(self, records: Iterable[Known]) -> None:
        self._by_identity: dict[tuple[str, str], Known] = {}
        self._by_day: dict[date, list[Known]] = {}
        for record in records:
            self.add(record)

    def add(self, record: Known) -> None:
        for identity in record.digests | record.source_ids:
            self._by_identity.setdefault((record.kind, identity), record)
        if record.local_on is not None:
            self._by_day.setdefault(record.local_on, []).append(record)

    def identical(self, entry: Known) -> Known | None:
        for kind in sorted(entry.beside | {"entries"}):
            for identity in sorted(entry.digests | entry.source_ids):
                if found := self._by_identity.get((kind, identity)):
                    return found
        return None

    def alike(self, entry: Known) -> Known | None:
        """Return the record that fits best: those of the day before and after count too, for zones are guessed."""
        if entry.local_on is None:
            return None
        near = [self._by_day.get(entry.local_on + timedelta(days=days), ()) for days in (0, -1, 1)]
        fits = [one for day in near for one in day if one.kind in entry.beside | {"entries"} and is_one(entry, one)]
        return min(fits, key=lambda one: (_apart_s(entry, one), one.kind, one.key), default=None)


def is_one(one: Known, other: Known) -> bool:
    """Tell whether two copies without a common identity are of one activity. What is unknown on one side proves nothing: they are two."""
    if one.started_at is None or other.started_at is None or one.kind == other.kind == "strength":
        return False
    if one.is_typed or other.is_typed:
        return one.local_on == other.local_on and _times_within(one, other, TYPED_TIME) and _distances_within(one, other, OF_DISTANCE)
    if one.is_day or other.is_day:
        return one.local_on == other.local_on and _times_within(one, other, EXACT) and _distances_within(one, other, EXACT)
    if _overlaps(one, other):
        return _distances_agree(one, other)
    return one.is_local != other.is_local and _is_shifted(one, other)


def _apart_s(one: Known, other: Known) -> float:
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
    apart = _apart_s(one, other)
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
