"""Units that a table does not name, inferred from all its rows together: what cannot be inferred is None, to be asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from runlog.imports.formats.tables.durations import Form

METRES = {"km": Decimal(1000), "mi": Decimal("1609.344"), "m": Decimal(1), "ft": Decimal("0.3048")}
SPEEDS_M_S = {"km/h": 1 / 3.6, "mph": 0.44704, "m/s": 1.0}
SECONDS = {"s": Decimal(1), "min": Decimal(60), "h": Decimal(3600)}
# On foot or on wheels, as the median of a whole column.
_SLOWEST_M_S, _FASTEST_M_S = 0.5, 15
# No column of runs is faster than this: 3:10 a kilometre.
_FASTEST_RUNS_M_S = 5.2
_ENOUGH_RUNS = 5
BEYOND_ALL_M_S = 60
_LONG_FOR_KM = 300


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a row holds before its units are known: numbers of the cells, None where absent. `stride_m` is of runs alone."""

    distance: Decimal | None
    seconds: Decimal | None
    form: Form | None
    pace_s: Decimal | None = None
    speed: Decimal | None = None
    steps_a_minute: Decimal | None = None
    stride_m: Decimal | None = None
    on_foot: bool = True


def time_scale(form: Form, rows: Sequence[Sizes], metres: Decimal | None) -> Decimal | None:
    """By what the plain seconds of a form are multiplied so that people can move so fast; None where no or any factor would do."""
    ratios = [float(row.distance / row.seconds) for row in rows if row.form == form and row.distance and row.seconds]
    if not ratios:
        return None
    speed = median(ratios) * float(metres or _likely_metres(rows))
    fits = [factor for factor in _FACTORS[form] if _SLOWEST_M_S <= speed / float(factor) <= _FASTEST_M_S]
    return fits[0] if len(fits) == 1 else None


_FACTORS: dict[Form, tuple[Decimal, ...]] = {
    "two": (Decimal(1), Decimal(60)),
    "three": (Decimal(1), Decimal(1) / 60),
    "number": tuple(SECONDS.values()),
    "words": (Decimal(1),),
}


def distance_unit(rows: Sequence[Sizes], pace_unit: str | None, speed_unit: str | None) -> str | None:
    """The unit of the distances, by a pace or a speed of known unit, else by steps times their length, else by what is possible."""
    return (
        _snapped(_by_pace(rows, pace_unit), 0.03)
        or _snapped(_by_speed(rows, speed_unit), 0.03)
        or _snapped(_by_steps(rows), 0.1)
        or _by_possibility(rows)
    )


def _by_pace(rows: Sequence[Sizes], unit: str | None) -> Iterable[float]:
    length = {"min/km": 1000, "min/mi": 1609.344}.get(unit or "")
    if length is None:
        return []
    return [float(one.seconds / one.pace_s / one.distance) * length for one in rows if one.seconds and one.pace_s and one.distance]


def _by_speed(rows: Sequence[Sizes], unit: str | None) -> Iterable[float]:
    factor = SPEEDS_M_S.get(unit or "")
    if factor is None:
        return []
    return [float(one.seconds * one.speed / one.distance) * factor for one in rows if one.seconds and one.speed and one.distance]


def _by_steps(rows: Sequence[Sizes]) -> Iterable[float]:
    return [
        float(one.steps_a_minute * one.stride_m * one.seconds / 60 / one.distance)
        for one in rows
        if one.on_foot and one.steps_a_minute and one.stride_m and one.seconds and one.distance
    ]


def _snapped(lengths: Iterable[float], tolerance: float) -> str | None:
    lengths = list(lengths)
    if not lengths:
        return None
    middle = median(lengths)
    return next((unit for unit in ("km", "mi", "m") if abs(middle / float(METRES[unit]) - 1) <= tolerance), None)


def _by_possibility(rows: Sequence[Sizes]) -> str | None:
    """Runs that would be too fast in miles are in kilometres, and those too fast in both are in metres. Slow ones tell nothing."""
    ratios = [float(row.distance / row.seconds) for row in rows if row.on_foot and row.distance and row.seconds]
    if not ratios:
        return None
    speed = median(ratios)
    if speed * 1000 > BEYOND_ALL_M_S:
        return "m" if speed < _FASTEST_M_S else None
    return "km" if len(ratios) >= _ENOUGH_RUNS and speed * float(METRES["mi"]) > _FASTEST_RUNS_M_S else None


def _likely_metres(rows: Sequence[Sizes]) -> Decimal:
    """A length near enough to tell minutes from hours by, between that of a kilometre and a mile."""
    distances = [row.distance for row in rows if row.distance]
    return Decimal(1) if distances and median(distances) > _LONG_FOR_KM else Decimal(1300)
