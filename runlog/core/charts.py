"""What the charts draw, as plain values (pure): the JSON of a chart, the rows of its table, the points of a sparkline."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import pairwise
from math import ceil
from typing import Any

from runlog.core.units import in_units

CEILINGS = (5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000)
# Into how many equal parts an axis is divided: the first of them that leaves whole numbers. Each of CEILINGS has one.
PARTS = (4, 3, 5)
DENSE_DAYS = 42
PAIN_MAX = 10


@dataclass(frozen=True)
class Shade:
    """An episode, first and last day included."""

    first: date
    last: date


@dataclass(frozen=True)
class Mark:
    """A flag that was raised."""

    on: date
    level: str


@dataclass(frozen=True)
class Day:
    """One day: worst pain (None: no entry), number of runs, their distance (None: none of them has one)."""

    on: date
    pain: int | None
    runs: int
    distance_m: Decimal | None


@dataclass(frozen=True)
class BackChart:
    """Worst pain of each day with the runs beneath; days oldest first and without gaps; episodes as they are, not cut off."""

    days: tuple[Day, ...]
    episodes: tuple[Shade, ...]
    marks: tuple[Mark, ...]
    units: str
    # False where the reader may not see them: nothing then says that there was no entry, or no run.
    has_pain: bool = True
    has_runs: bool = True

    @property
    def entries(self) -> tuple[int, ...]:
        """The worst pain of each day that has an entry."""
        return tuple(day.pain for day in self.days if day.pain is not None)

    @property
    def run_count(self) -> int:
        """How many runs the chart holds, those without a distance included."""
        return sum(day.runs for day in self.days)

    @property
    def has_hollow(self) -> bool:
        """Tell whether a day has runs of which none has a distance."""
        return any(day.runs and day.distance_m is None for day in self.days)

    def data(self) -> dict[str, Any]:
        """Return what the script draws, ready for JSON; distances in `units`."""
        days = [self._day(day) for day in self.days]
        return {
            "kind": "back",
            "from": self.days[0].on.isoformat(),
            "to": self.days[-1].on.isoformat(),
            "ticks": week_ticks(self.days[0].on, self.days[-1].on),
            "units": self.units,
            "hasPain": self.has_pain,
            "hasRuns": self.has_runs,
            "distanceMax": ceiling(max((day["distance"] or 0 for day in days), default=0)),
            "days": days,
            "episodes": [self._episode(shade) for shade in self.episodes],
            "flags": [{"on": mark.on.isoformat(), "level": mark.level} for mark in self.marks],
        }

    def _episode(self, shade: Shade) -> dict[str, Any]:
        first, last = max(shade.first, self.days[0].on), min(shade.last, self.days[-1].on)
        return {"from": first.isoformat(), "to": last.isoformat(), "since": shade.first.isoformat()}

    def _day(self, day: Day) -> dict[str, Any]:
        return {"on": day.on.isoformat(), "pain": day.pain, "runs": day.runs, "distance": shown(day.distance_m, self.units)}


def back_chart(
    *,
    first: date,
    last: date,
    pains: Mapping[date, int],
    runs: Iterable[tuple[date, Decimal | None]],
    units: str,
    episodes: Iterable[Shade] = (),
    marks: Iterable[Mark] = (),
    has_pain: bool = True,
    has_runs: bool = True,
) -> BackChart:
    """Build the chart of `first` .. `last`; what lies outside is left out. `pains` holds the worst back pain of each entry day."""
    by_day: dict[date, list[Decimal | None]] = defaultdict(list)
    for on, distance_m in runs:
        by_day[on].append(distance_m)
    days = tuple(_day(on, pains.get(on), by_day.get(on, [])) for on in each_day(first, last))
    return BackChart(
        days=days,
        episodes=tuple(shade for shade in episodes if shade.first <= last and shade.last >= first),
        marks=tuple(mark for mark in marks if first <= mark.on <= last),
        units=units,
        has_pain=has_pain,
        has_runs=has_runs,
    )


def _day(on: date, pain: int | None, distances: Sequence[Decimal | None]) -> Day:
    known = [distance for distance in distances if distance is not None]
    return Day(on=on, pain=pain, runs=len(distances), distance_m=sum(known, Decimal(0)) if known else None)


def each_day(first: date, last: date) -> Iterable[date]:
    """Yield every day from `first` to `last`, both included."""
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def week_ticks(first: date, last: date) -> list[str]:
    """Return the Mondays to label; every second one where the days stand close together."""
    mondays = [day.isoformat() for day in each_day(first, last) if not day.weekday()]
    return mondays[:: 2 if (last - first).days >= DENSE_DAYS else 1]


def ceiling(distance: float) -> int:
    """Return the round number at which an axis for `distance` ends: nothing is drawn beyond it."""
    return next((number for number in CEILINGS if distance <= number), ceil(distance / CEILINGS[-1]) * CEILINGS[-1])


def axis_steps(end: int) -> list[int]:
    """Return the round numbers to label from 0 to where an axis ends."""
    parts = next(parts for parts in PARTS if end % parts == 0)
    return list(range(0, end + 1, end // parts))


def shown(metres: Decimal | None, units: str) -> float | None:
    """Return metres in `units` with two decimals, for a script to draw."""
    return None if metres is None else float(in_units(metres, units).quantize(Decimal("0.01"), ROUND_HALF_UP))


@dataclass(frozen=True)
class Spark:
    """A sparkline in a box of `width` x `height`, as the data of two SVG paths.

    `dots` are lines of no length, which round caps make dots; `lines` join neighbouring days only.
    """

    width: int
    height: int
    dots: str
    lines: str


def spark(pains: Sequence[int | None], *, width: int = 140, height: int = 34) -> Spark:
    """Place one dot for each day with an entry, 0 at the bottom and 10 at the top."""
    across, up = _grid(len(pains), width, height)
    places = ["" if pain is None else f"{across[at]} {up[pain]}" for at, pain in enumerate(pains)]
    lines = "".join(f"M{one}L{two}" for one, two in pairwise(places) if one and two)
    return Spark(width=width, height=height, dots="".join(f"M{place}h0" for place in places if place), lines=lines)


@cache
def _grid(days: int, width: int, height: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where the days stand from left to right, and the scores from the top."""
    step = width / max(days - 1, 1)
    return tuple(round(at * step, 1) for at in range(days)), tuple(round(height * (1 - pain / PAIN_MAX), 1) for pain in range(PAIN_MAX + 1))


@dataclass(frozen=True)
class Bar:
    """A bar towards a limit, in percent of its width: filled part, where the mark stands, part over the limit."""

    filled: float
    marked: float
    over: float


def bar(value: Decimal, limit: Decimal, mark: Decimal | None = None) -> Bar:
    """Scale a bar to the greater of value and limit; past the limit the mark stands at the limit, before it at `mark`."""
    whole = max(value, limit) or Decimal(1)
    is_over = value > limit
    parts = (min(value, limit), limit if is_over else mark or Decimal(0), value - limit if is_over else Decimal(0))
    return Bar(*(round(float(100 * part / whole), 1) for part in parts))
