"""The chart of a report as the numbers of an SVG drawing: pain as dots with gaps, runs beneath; black on white (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from runlog.core.charts import PAIN_MAX, BackChart, ceiling, shown

WIDTH, LEFT, RIGHT = 720, 42, 4
PAIN_TOP, PAIN_HEIGHT = 8, 100
RUNS_TOP, RUNS_HEIGHT = 120, 34
HEIGHT = 170
WIDEST_BAR = 9.0
MOST_LABELS = 12
HALF_LABEL = 20
"""A label nearer to an edge would be cut off."""
HOLLOW_HEIGHT = 5.0
"""A run without a distance has no height of its own."""


@dataclass(frozen=True)
class Tick:
    """A place on an axis: a day from left to right, or a score from the top."""

    at: str
    on: date | None = None
    score: int | None = None


@dataclass(frozen=True)
class Curve:
    """Drawings as the data of SVG paths; `began` is where the pain began, empty where that lies outside."""

    dots: str
    lines: str
    bars: str
    hollow: str
    shade: str
    began: str
    scores: tuple[Tick, ...]
    weeks: tuple[Tick, ...]
    most: int
    dot: str

    width = WIDTH
    height = HEIGHT
    left = LEFT
    right = WIDTH - RIGHT
    pain_top = PAIN_TOP
    pain_bottom = PAIN_TOP + PAIN_HEIGHT
    runs_top = RUNS_TOP
    runs_bottom = RUNS_TOP + RUNS_HEIGHT
    labels_at = HEIGHT - 3


def curve_of(chart: BackChart, began_on: date | None) -> Curve:
    """Draw a chart: dots join to their neighbour of the next day only, so that a gap is a gap; the axis of pain is always 0 to 10."""
    step = (WIDTH - LEFT - RIGHT) / len(chart.days)
    across = [LEFT + step * (place + 0.5) for place in range(len(chart.days))]
    places = ["" if day.pain is None else f"{_n(x)} {_n(_up(day.pain))}" for x, day in zip(across, chart.days, strict=True)]
    by_day = dict(zip((day.on for day in chart.days), across, strict=True))
    bars, hollow, most = _bars(chart, across, min(WIDEST_BAR, step * 0.7))
    return Curve(
        dots="".join(f"M{place}h0" for place in places if place),
        lines="".join(f"M{one}L{two}" for one, two in pairwise(places) if one and two),
        shade="".join(_shades(chart, by_day, step)),
        began=_n(by_day[began_on]) if began_on in by_day else "",
        scores=tuple(Tick(_n(_up(score)), score=score) for score in (0, 5, PAIN_MAX)),
        weeks=tuple(_weeks(by_day)),
        dot=_n(min(6.0, max(3.0, step * 0.6))),
        bars=bars,
        hollow=hollow,
        most=most,
    )


def _bars(chart: BackChart, across: Iterable[float], width: float) -> tuple[str, str, int]:
    """Return the filled boxes, the hollow ones, and where the axis ends."""
    distances = [shown(day.distance_m, chart.units) for day in chart.days]
    most = ceiling(max((distance or 0 for distance in distances), default=0))
    bars, hollow = "", ""
    for x, day, distance in zip(across, chart.days, distances, strict=True):
        if distance:
            bars += _box(x - width / 2, width, RUNS_HEIGHT * distance / most)
        elif day.runs:
            hollow += _box(x - width / 2, width, HOLLOW_HEIGHT)
    return bars, hollow, most


def _box(x: float, width: float, height: float) -> str:
    """Return a box that stands on the line of the runs."""
    return f"M{_n(x)} {RUNS_TOP + RUNS_HEIGHT}v{_n(-height)}h{_n(width)}v{_n(height)}z"


def _shades(chart: BackChart, by_day: dict[date, float], step: float) -> Iterable[str]:
    days = [day.on for day in chart.days]
    for shade in chart.episodes:
        first, last = by_day[max(shade.first, days[0])], by_day[min(shade.last, days[-1])]
        yield f"M{_n(first - step / 2)} {PAIN_TOP}H{_n(last + step / 2)}v{PAIN_HEIGHT}H{_n(first - step / 2)}z"


def _weeks(by_day: dict[date, float]) -> Iterable[Tick]:
    mondays = [day for day in by_day if not day.weekday()]
    apart = -(-len(mondays) // MOST_LABELS) or 1
    labels = ((by_day[day], day) for day in mondays[::apart])
    return (Tick(_n(x), on=day) for x, day in labels if HALF_LABEL <= x <= WIDTH - HALF_LABEL)


def _up(score: int) -> float:
    return PAIN_TOP + PAIN_HEIGHT * (1 - score / PAIN_MAX)


def _n(number: float) -> str:
    """Write a number for a drawing, whatever the language of the page."""
    return f"{number:.1f}"
