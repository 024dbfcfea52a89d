"""How the numbers of thresholds are written for people and read back: kilometres or miles, per cent, minutes, points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext, pgettext_lazy

from injuries.engine.rule import Number, Threshold
from runlog.core.units import METRES_PER_UNIT, MILLI, NO_BREAK
from runlog.core.words import Words


@dataclass(frozen=True)
class Scale:
    """What stands behind a number, how many decimals may be typed, and by how much the stored one is multiplied to be read.

    `counted` says what stands behind a whole number where that depends on the number.
    """

    suffix: Words
    places: int
    factor: Decimal = Decimal(1)
    counted: Callable[[int], str] | None = None

    def suffix_of(self, number: Decimal) -> str:
        """Return what stands behind this number."""
        return self.counted(int(number)) if self.counted else str(self.suffix)

    def bare(self, text: str) -> str:
        """Return what was typed without its unit."""
        return text.removesuffix(str(self.suffix)).removesuffix(self.suffix_of(Decimal(1)))


def _points(count: int) -> str:
    return npgettext("scores from 0 to 10", "point", "points", count)


SCALES: Mapping[str, Scale] = {
    "d": Scale(_("days"), 0),
    "h": Scale(_("o’clock"), 0),
    "count": Scale("", 0),
    "score": Scale(pgettext_lazy("scores from 0 to 10", "points"), 0, counted=_points),
    "min": Scale(_("min"), 1),
    "s": Scale(_("s"), 0),
    "share": Scale("%", 1, Decimal(100)),
    "ratio": Scale(_("times"), 2),
}


def scale_of(threshold: Threshold, units: str) -> Scale:
    """Return how a threshold is read by who reads distances in `units` ("km" or "mi")."""
    return Scale(units, 3, 1 / METRES_PER_UNIT[units]) if threshold.unit == "m" else SCALES[threshold.unit]


def as_typed(value: Number, threshold: Threshold, units: str) -> str:
    """Write a stored number as it would be typed, without its unit."""
    scale = scale_of(threshold, units)
    read = Decimal(value) / METRES_PER_UNIT[units] if threshold.unit == "m" else Decimal(value) * scale.factor
    return f"{read.quantize(MILLI, ROUND_HALF_UP).normalize():f}"


def as_read(value: Number, threshold: Threshold, units: str) -> str:
    """Write a stored number with its unit, thousands with a comma."""
    number = Decimal(as_typed(value, threshold, units))
    return NO_BREAK.join(filter(None, (f"{number:,f}", scale_of(threshold, units).suffix_of(number))))


def from_typed(number: Decimal, threshold: Threshold, units: str) -> Decimal:
    """Return the stored number of one typed; a bound or the default typed as they are shown come back exactly."""
    for known in (threshold.low, threshold.high, threshold.default):
        if number == Decimal(as_typed(known, threshold, units)):
            return Decimal(known)
    if threshold.unit == "m":
        return (number * METRES_PER_UNIT[units]).quantize(MILLI, ROUND_HALF_UP)
    return number / scale_of(threshold, units).factor


def as_text(value: Number) -> str:
    """Write a number as versions keep it: exact, and the same for equal numbers."""
    return f"{Decimal(value).normalize():f}"
