"""Numbers as files write them, to the exact and limited numbers of a log."""

import math
from decimal import Decimal

_STRIDES_BELOW = 120
_HEART_RATES = (20, 250)
_CADENCES = (20, 300)


def number(text: str) -> float | None:
    """A finite number, or None where the text is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def exact(value: float | None, decimals: int = 1) -> Decimal | None:
    """The value as a decimal with at most that many decimals; None for None and for what is below 0."""
    if value is None or value < 0:
        return None
    return Decimal(str(round(value, decimals)))


def scaled(value: int | None, scale: int) -> Decimal | None:
    """An integer of a device as a decimal with at most 3 decimals; None for None and for what is below 0, as a damaged file may have it."""
    return None if value is None or value < 0 else round(Decimal(value) / scale, 3)


def heart_rate(value: float | None) -> Decimal | None:
    """Beats a minute with one decimal; None for 0 and whatever else no heart does."""
    return _within(value, _HEART_RATES)


def steps_a_minute(value: float | None) -> Decimal | None:
    """Cadence of both feet. Devices count one leg, some files both: nobody takes 120 steps a minute with one leg."""
    if value is None:
        return None
    return _within(value * 2 if value < _STRIDES_BELOW else value, _CADENCES)


def _within(value: float | None, bounds: tuple[int, int]) -> Decimal | None:
    low, high = bounds
    return exact(value) if value is not None and low <= value <= high else None
