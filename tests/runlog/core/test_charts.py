"""Charts: gaps stay gaps, units and days are the reader's own, the table has every day."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from runlog.core.chart_words import chart_summary
from runlog.core.charts import CEILINGS, BackChart, Mark, Shade, axis_steps, back_chart, bar, ceiling, spark, week_ticks
from runlog.core.templatetags.drawings import chart_rows

FIRST = date(2026, 10, 26)
LAST = date(2026, 11, 22)


def chart(**facts: Any) -> BackChart:
    known: dict[str, Any] = {"first": FIRST, "last": LAST, "pains": {}, "runs": [], "units": "km"}
    return back_chart(**known | facts)


def on(days: int) -> date:
    return FIRST + timedelta(days=days)


def test_every_day_has_its_row_newest_first() -> None:
    drawn = re.findall(r"<tr>.*?</tr>", chart_rows(chart(pains={LAST: 0}, runs=[(LAST, Decimal(8214)), (FIRST, None)])))
    cells = [re.sub(r"(<[^>]+>)+", "|", row.replace("\u00a0", " ")).strip("|").split("|") for row in drawn]
    assert len(cells) == 28
    assert cells[0] == [f"{LAST:%a} {LAST.day} {LAST:%b}", "0", "8.2 km"]
    assert cells[1][1:] == ["no entry", "–"]
    assert cells[-1] == [f"{FIRST:%a} {FIRST.day} {FIRST:%b}", "no entry", "no distance"]


@pytest.mark.parametrize(("hidden", "left"), [("has_pain", "–"), ("has_runs", "no entry")])
def test_what_is_not_shared_has_no_column(hidden: str, left: str) -> None:
    first, *_others = re.findall(r"<tr>.*?</tr>", chart_rows(chart(**{hidden: False})))
    assert first.count("<td") == 1
    assert left in first


def test_a_gap_is_neither_zero_nor_bridged() -> None:
    days = chart(pains={on(0): 0, on(2): 3}).data()["days"]
    assert [day["pain"] for day in days[:4]] == [0, None, 3, None]


def test_runs_of_a_day_add_up() -> None:
    made = chart(runs=[(on(1), Decimal(5000)), (on(1), Decimal(3214)), (on(2), None)])
    assert [(day.runs, day.distance_m) for day in made.days[:4]] == [(0, None), (2, Decimal(8214)), (1, None), (0, None)]
    assert made.data()["days"][1]["distance"] == 8.21
    assert made.run_count == 3


def test_a_run_without_a_distance_is_drawn_hollow_not_as_nothing() -> None:
    assert chart(runs=[(on(2), None)]).has_hollow
    assert not chart(runs=[(on(2), Decimal(1))]).has_hollow


def test_distances_in_the_readers_units() -> None:
    data = chart(runs=[(on(1), Decimal("16093.44"))], units="mi").data()
    assert (data["units"], data["days"][1]["distance"], data["distanceMax"]) == ("mi", 10.0, 10)


def test_what_lies_outside_is_left_out() -> None:
    before, after = FIRST - timedelta(days=1), LAST + timedelta(days=1)
    made = chart(
        pains={before: 9},
        runs=[(before, Decimal(1000))],
        episodes=[Shade(before - timedelta(days=9), before), Shade(after, after)],
        marks=[Mark(before, "notice"), Mark(after, "caution")],
    )
    assert (made.entries, made.run_count, made.episodes, made.marks) == ((), 0, (), ())


def test_an_episode_from_before_is_cut_off_but_keeps_its_date() -> None:
    episode = chart(episodes=[Shade(date(2026, 9, 1), on(3))]).data()["episodes"]
    assert episode == [{"from": "2026-10-26", "to": "2026-10-29", "since": "2026-09-01"}]


def test_flags_stand_on_their_day() -> None:
    assert chart(marks=[Mark(on(5), "see_provider")]).data()["flags"] == [{"on": "2026-10-31", "level": "see_provider"}]


def test_ticks_are_mondays() -> None:
    assert week_ticks(FIRST, LAST) == ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"]
    assert week_ticks(LAST - timedelta(days=83), LAST) == [(date(2026, 8, 31) + timedelta(days=14 * week)).isoformat() for week in range(6)]


@pytest.mark.parametrize(("distance", "end"), [(0, 5), (5, 5), (5.1, 10), (12, 15), (42.2, 50), (1000, 1000), (1000.5, 2000), (2000, 2000)])
def test_axis_ends_at_a_round_number(distance: float, end: int) -> None:
    assert ceiling(distance) == end


@pytest.mark.parametrize("end", [*CEILINGS, 2000, 7000])
def test_an_axis_is_labelled_in_whole_equal_steps(end: int) -> None:
    steps = axis_steps(end)
    assert (steps[0], steps[-1]) == (0, end)
    assert len({after - before for before, after in pairwise(steps)}) == 1
    assert 4 <= len(steps) <= 6


def test_summary() -> None:
    pains = {on(0): 0, on(2): 3, on(3): 5}
    assert chart_summary(chart(pains=pains, runs=[(on(1), None)])) == (
        "Worst pain of each day from 26 October to 22 November, with the runs beneath. "
        "3 days have an entry, from 0 to 5. 1 run. The table below has every day."
    )
    assert "No day has an entry. 0 runs." in chart_summary(chart())


def test_spark_joins_neighbours_only() -> None:
    drawn = spark([0, 10, None, 5], width=30, height=10)
    assert drawn.dots == "M0.0 10.0h0M10.0 0.0h0M30.0 5.0h0"
    assert drawn.lines == "M0.0 10.0L10.0 0.0"


def test_bar_before_its_limit() -> None:
    drawn = bar(Decimal(541), Decimal(800), Decimal(480))
    assert (drawn.filled, drawn.marked, drawn.over) == (67.6, 60.0, 0.0)


def test_bar_past_its_limit_marks_the_limit() -> None:
    drawn = bar(Decimal(800), Decimal(600), Decimal(300))
    assert (drawn.filled, drawn.marked, drawn.over) == (75.0, 75.0, 25.0)


def test_bar_of_nothing() -> None:
    assert bar(Decimal(0), Decimal(0)).filled == 0
