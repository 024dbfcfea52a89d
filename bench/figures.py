"""A figure with its floor and its goal, and the tables of some of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What was measured; `floor` is what the least that could be done takes, in the same unit, where there is such a thing.

    `goal` is the most it should be: that many times the floor, or without a floor that many of the unit. `beside` holds what else is
    known of the same thing, by name.
    """

    name: str
    value: float
    unit: str
    floor_name: str = ""
    floor: float | None = None
    goal: float | None = None
    beside: Mapping[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """How many times the floor it is."""
        return self.value / self.floor if self.floor else None

    @property
    def is_held(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        measured = self.value if self.floor is None else self.ratio
        return None if self.goal is None or measured is None else measured <= self.goal


def median_ms(work: Callable[[Any], object], items: Iterable[Any], clock: Callable[[], float] = perf_counter) -> float:
    """Return how many milliseconds a piece of work takes in the middle; the first is for warming up, and counts only alone."""
    took = []
    for item in items:
        began = clock()
        work(item)
        took.append((clock() - began) * 1000)
    return median(took[1:] or took)


def tables(figures: Sequence[Figure]) -> str:
    """Return the figures as tables that read well as text and as Markdown: one for each set of things that are known beside."""
    kinds = list(dict.fromkeys(tuple(each.beside) for each in figures))
    return "\n\n".join(_table([each for each in figures if tuple(each.beside) == beside], beside) for beside in kinds)


def _table(figures: Iterable[Figure], beside: tuple[str, ...]) -> str:
    heads = ["", "measured", "", *beside, "floor", "", "times", "goal", ""]
    rows = [_row(each) for each in figures]
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    numbers = {1, *range(3, 4 + len(beside)), 5 + len(beside)}
    rules = ["-" * (width - 1) + ":" if place in numbers else "-" * width for place, width in enumerate(map(_at_least_two, widths))]
    return "\n".join(_line(row, widths, numbers) for row in (heads, rules, *rows))


def _row(figure: Figure) -> list[str]:
    floor = ("", "") if figure.floor is None else (_number(figure.floor), figure.floor_name)
    times = "" if figure.ratio is None else _number(figure.ratio)
    goal = "" if figure.goal is None else f"at most {figure.goal:g}"
    held = {None: "", True: "held", False: "**missed**"}[figure.is_held]
    return [figure.name, _number(figure.value), figure.unit, *map(_number, figure.beside.values()), *floor, times, goal, held]


def _line(cells: Sequence[str], widths: Sequence[int], numbers: set[int]) -> str:
    padded = (
        cell.rjust(_at_least_two(width)) if place in numbers else cell.ljust(_at_least_two(width))
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join(padded)} |"


def _at_least_two(width: int) -> int:
    return max(2, width)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
