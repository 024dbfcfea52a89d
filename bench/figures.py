"""A figure with its floor, and the table of some of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What was measured; `floor` is what the least that could be done takes, in the same unit, where there is such a thing."""

    name: str
    value: float
    unit: str
    floor_name: str = ""
    floor: float | None = None


def median_ms(work: Callable[[Any], object], items: Iterable[Any], clock: Callable[[], float] = perf_counter) -> float:
    """Return how many milliseconds a piece of work takes in the middle; the first is for warming up and does not count."""
    took = []
    for item in items:
        began = clock()
        work(item)
        took.append((clock() - began) * 1000)
    return median(took[1:])


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines of a table."""
    return "\n".join(f"  {each.name:<52}{each.value:>9.1f} {each.unit:<12}{_floor(each)}".rstrip() for each in figures)


def _floor(figure: Figure) -> str:
    return "" if figure.floor is None else f"floor {figure.floor:.1f} ({figure.floor_name})"
