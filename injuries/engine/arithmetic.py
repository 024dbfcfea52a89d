"""Exact arithmetic on scores, distances and times."""

from collections.abc import Iterable, Sequence
from decimal import Decimal


def median(values: Sequence[int | Decimal]) -> Decimal:
    """Return the exact median, of an even count the mean of the middle two; of nothing a ValueError."""
    if not values:
        raise ValueError("the median of nothing")
    ordered = sorted(values)
    half, odd = divmod(len(ordered), 2)
    return Decimal(ordered[half]) if odd else Decimal(ordered[half - 1] + ordered[half]) / 2


def total(values: Iterable[Decimal]) -> Decimal:
    """Return the exact sum, of nothing 0."""
    return sum(values, Decimal(0))
