"""The chart of a report as numbers: gaps stay gaps, the axis of pain is always the same, nothing leaves the drawing."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from injuries.reports.curve import HEIGHT, WIDTH, curve_of
from runlog.core.charts import BackChart, Shade, back_chart

FIRST = date(2026, 11, 2)


def chart(days: int = 7, pains: dict[int, int] | None = None, runs: dict[int, Decimal | None] | None = None, **more) -> BackChart:
    def day(place: int) -> date:
        return FIRST + timedelta(days=place)

    scores = {day(place): score for place, score in (pains or {}).items()}
    done = [(day(place), metres) for place, metres in (runs or {}).items()]
    return back_chart(first=FIRST, last=day(days - 1), pains=scores, runs=done, units="km", **more)


def test_a_day_without_an_entry_is_a_gap():
    curve = curve_of(chart(pains={0: 3, 1: 4, 3: 0}), None)
    assert curve.dots.count("M") == 3
    assert curve.lines.count("L") == 1


def test_the_axis_of_pain_is_fixed():
    low, high = (curve_of(chart(pains={0: score}), None) for score in (1, 10))
    assert (
        [(tick.score, tick.at) for tick in low.scores] == [(0, "108.0"), (5, "58.0"), (10, "8.0")] == [(t.score, t.at) for t in high.scores]
    )
    assert low.dots.split()[1] == "98.0h0"


def test_a_run_without_a_distance_is_hollow():
    curve = curve_of(chart(runs={1: Decimal(8000), 2: None, 3: Decimal(0)}), None)
    assert (curve.bars.count("z"), curve.hollow.count("z"), curve.most) == (1, 2, 10)
    assert "v-27.2" in curve.bars


def test_where_the_pain_began_is_marked_only_inside():
    assert curve_of(chart(pains={0: 1}), FIRST).began
    assert curve_of(chart(pains={0: 1}), FIRST - timedelta(days=1)).began == ""


@pytest.mark.parametrize("days", [1, 2, 46, 182])
def test_nothing_leaves_the_drawing(days: int):
    every = dict.fromkeys(range(days), 10)
    shade = Shade(FIRST - timedelta(days=9), FIRST + timedelta(days=days + 9))
    curve = curve_of(chart(days, pains=every, runs=dict.fromkeys(range(days), Decimal(42_000)), episodes=[shade]), FIRST)
    across = [float(x) for x in re.findall(r"M([\d.]+) ", curve.dots + curve.bars + curve.shade)]
    assert min(across) >= 0
    assert max(across) <= WIDTH
    assert all(0 <= float(y) <= HEIGHT for y in re.findall(r"M[\d.]+ ([\d.]+)", curve.dots + curve.bars))
    assert len(curve.weeks) <= 13
    assert all(20 <= float(tick.at) <= WIDTH - 20 for tick in curve.weeks)
