"""Weeks of running, as plain values (pure), and the JSON of their chart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from runlog.core.charts import axis_steps, ceiling, shown

LAST_DAY = timedelta(days=6)


@dataclass(frozen=True)
class Week:
    """The runs of a week, from its Monday on; `None` where none of them has a distance."""

    first: date
    runs: int
    without_distance: int
    distance_m: Decimal | None
    longest_m: Decimal | None
    # Whether it is still going on.
    is_present: bool

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + LAST_DAY


@dataclass(frozen=True)
class WeekChart:
    """Distance and longest run of each week; weeks oldest first and without gaps, the last of them the present one."""

    weeks: tuple[Week, ...]
    # The day and the metres of the longest run of all, the later one of two alike.
    longest: tuple[date, Decimal] | None
    units: str

    @property
    def present(self) -> Week:
        """The week that is still going on."""
        return self.weeks[-1]

    @property
    def run_count(self) -> int:
        """How many runs the weeks hold, those without a distance included."""
        return sum(week.runs for week in self.weeks)

    @property
    def without_distance(self) -> int:
        """How many runs have no distance, and so no part in any bar."""
        return sum(week.without_distance for week in self.weeks)

    @property
    def has_hollow(self) -> bool:
        """Tell whether a week has runs of which none has a distance."""
        return any(week.runs and week.distance_m is None for week in self.weeks)

    @property
    def distance_max(self) -> int:
        """Where the axis ends, in `units`."""
        return ceiling(max((shown(week.distance_m, self.units) or 0 for week in self.weeks), default=0))

    def data(self) -> dict[str, Any]:
        """Return what the script draws, ready for JSON; distances in `units`."""
        return {
            "kind": "weeks",
            "units": self.units,
            "distanceMax": self.distance_max,
            "steps": axis_steps(self.distance_max),
            "weeks": [self._week(week) for week in self.weeks],
        }

    def _week(self, week: Week) -> dict[str, Any]:
        return {
            "on": week.first.isoformat(),
            "runs": week.runs,
            "distance": shown(week.distance_m, self.units),
            "longest": shown(week.longest_m, self.units),
            "isPresent": week.is_present,
        }


def monday_of(on: date) -> date:
    """Return the first day of the week that the day lies in."""
    return on - timedelta(days=on.weekday())


def mondays_to(on: date, weeks: int) -> tuple[date, ...]:
    """Return the first days of that many weeks, oldest first; the day lies in the last of them."""
    last = monday_of(on)
    return tuple(last - timedelta(weeks=ago) for ago in reversed(range(weeks)))


def week_chart(*, on: date, weeks: int, runs: Iterable[tuple[date, Decimal | None]], units: str) -> WeekChart:
    """Build the chart of that many weeks up to the one of `on`; runs of other days are left out. `units` are the reader's."""
    mondays = mondays_to(on, weeks)
    counted = [(day, distance_m) for day, distance_m in runs if mondays[0] <= day <= on]
    by_week: dict[date, list[Decimal | None]] = defaultdict(list)
    for day, distance_m in counted:
        by_week[monday_of(day)].append(distance_m)
    known = [(distance_m, day) for day, distance_m in counted if distance_m is not None]
    longest_m, longest_on = max(known, default=(None, on))
    return WeekChart(
        weeks=tuple(_week(monday, by_week[monday], is_present=monday == mondays[-1]) for monday in mondays),
        longest=None if longest_m is None else (longest_on, longest_m),
        units=units,
    )


def _week(first: date, distances: Sequence[Decimal | None], *, is_present: bool) -> Week:
    known = [distance for distance in distances if distance is not None]
    return Week(
        first=first,
        runs=len(distances),
        without_distance=len(distances) - len(known),
        distance_m=sum(known, Decimal(0)) if known else None,
        longest_m=max(known, default=None),
        is_present=is_present,
    )
