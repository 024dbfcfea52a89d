"""Which entries of an import are in the log already, or are copies of each other: by their bytes, their source or their numbers (pure)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from runlog.imports.alike import Known, apart_s, is_loose, is_one

__all__ = ["Known", "Match", "Verdict", "match", "richness"]

Verdict = Literal["new", "same", "twin", "deleted"]
_SESSION, _HEART_RATE = 100, 50
# More than anybody does; what a made-up file holds beyond that is told apart by its identities alone, in bounded time.
MOST_A_DAY = 50
_FORMATS = {"fit": 5, "tcx": 4, "gpx": 3, "apple": 2, "strava": 2, "csv": 1}


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
    log, gone = _Shelf(known), frozenset(deleted)
    groups, found = _grouped(entries)
    beside = _beside(log, groups)
    for primary, members in groups:
        same = {one.key: log.identical(one) for one in (primary, *members)}
        record = beside.get(primary.key) or next(filter(None, same.values()), None)
        is_gone = not gone.isdisjoint(primary.digests | primary.source_ids)
        if record is None:
            found[primary.key] = Match("deleted" if is_gone else "new")
            continue
        for one in (primary, *members):
            own = same[one.key]
            found[one.key] = Match("same", own.kind, own.key) if own else Match("twin", record.kind, record.key)
    return found


def _grouped(entries: Sequence[Known]) -> tuple[list[tuple[Known, list[Known]]], dict[str, Match]]:
    """Return each richest copy with those that are one with it, and what those are beside it. What is alike only a copy of it is not."""
    shelf, members, found = _Shelf(()), dict[str, list[Known]](), dict[str, Match]()
    primaries: list[Known] = []
    for entry in sorted(entries, key=_rank):
        same = shelf.identical(entry)
        primary = same or shelf.alike(entry)
        if primary is None:
            primaries.append(entry)
            members[entry.key] = []
            shelf.add(entry)
        else:
            found[entry.key] = Match("same" if same else "twin", primary.kind, primary.key)
            members[primary.key].append(entry)
            shelf.name(entry, primary)
    return [(one, members[one.key]) for one in primaries], found


def _rank(entry: Known) -> tuple[int, float, int, str]:
    start = entry.started_at.timestamp() if entry.started_at else float("inf")
    return -entry.richness, start, len(entry.key), entry.key


def _beside(log: "_Shelf", groups: Sequence[tuple[Known, list[Known]]]) -> dict[str, Known]:
    """Return by the primary's key the record that it is beside. One that has no exact time stands for one activity alone."""
    pairs = [(one, record) for one, _ in groups for record in log.all_alike(one)]
    pairs.sort(key=lambda pair: (is_loose(*pair), apart_s(*pair), _rank(pair[0]), pair[1].kind, pair[1].key))
    found: dict[str, Known] = {one.key: same for one, copies in groups if (same := _first(log, one, copies))}
    taken = {(record.kind, record.key) for record in found.values()}
    for one, record in pairs:
        if one.key not in found and not (is_loose(one, record) and (record.kind, record.key) in taken):
            found[one.key] = record
            taken.add((record.kind, record.key))
    return found


def _first(log: "_Shelf", primary: Known, copies: Sequence[Known]) -> Known | None:
    return next(filter(None, map(log.identical, (primary, *copies))), None)


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
        if record.local_on is not None and len(day := self._by_day.setdefault(record.local_on, [])) < MOST_A_DAY:
            day.append(record)

    def identical(self, entry: Known) -> Known | None:
        for kind in sorted(entry.beside | {"entries"}):
            for identity in sorted(entry.digests | entry.source_ids):
                if found := self._by_identity.get((kind, identity)):
                    return found
        return None

    def name(self, copy: Known, record: Known) -> None:
        """Let the copy's identities lead to the record."""
        for identity in copy.digests | copy.source_ids:
            self._by_identity.setdefault((record.kind, identity), record)

    def alike(self, entry: Known) -> Known | None:
        """Return the record that fits best."""
        return min(self.all_alike(entry), key=lambda one: (apart_s(entry, one), one.kind, one.key), default=None)

    def all_alike(self, entry: Known) -> list[Known]:
        """Return the records that fit: those of the day before and after count too, for zones are guessed."""
        if entry.local_on is None:
            return []
        near = [self._by_day.get(entry.local_on + timedelta(days=days), ()) for days in (0, -1, 1)]
        return [one for day in near for one in day if _may_be(entry, one) and is_one(entry, one)]


def _may_be(entry: Known, record: Known) -> bool:
    return not entry.beside.isdisjoint(record.beside) if record.kind == "entries" else record.kind in entry.beside
