"""Weeks: from Monday on, what is not known is neither zero nor left out, and the present one is not over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from runlog.core.week_words import week_notes, week_rows, week_stats, week_summary, week_words
from runlog.core.weeks import WeekChart, monday_of, mondays_to, week_chart

# A Sunday.
ON = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
Runs = list[tuple[date, Decimal | None]]


def chart(runs: Runs, *, on: date = ON, weeks: int = 12, units: str = "km") -> WeekChart:
    return week_chart(on=on, weeks=weeks, runs=runs, units=units)


def km(number: float | str) -> Decimal:
    return Decimal(str(number)) * 1000


@pytest.mark.parametrize(("on", "monday"), [(MONDAY, MONDAY), (ON, MONDAY), (ON + timedelta(days=1), date(2026, 11, 23))])
def test_weeks_begin_on_monday(on: date, monday: date) -> None:
    assert monday_of(on) == monday


def test_weeks_go_over_the_turn_of_the_year_without_a_gap() -> None:
    assert mondays_to(date(2027, 1, 3), 3) == (date(2026, 12, 14), date(2026, 12, 21), date(2026, 12, 28))


def test_runs_of_a_week_add_up_and_the_longest_stands_out() -> None:
    made = chart([(MONDAY, km(5)), (ON, km(8.2)), (MONDAY - timedelta(days=1), km(12))])
    last, present = made.weeks[-2:]
    assert (present.first, present.last, present.is_present) == (MONDAY, ON, True)
    assert (present.runs, present.distance_m, present.longest_m) == (2, km(13.2), km(8.2))
    assert (last.runs, last.distance_m, last.longest_m, last.is_present) == (1, km(12), km(12), False)
    assert made.longest == (MONDAY - timedelta(days=1), km(12))
    assert [week.is_present for week in made.weeks] == [False] * 11 + [True]


def test_a_week_without_a_run_is_no_week_of_zero() -> None:
    week = chart([(ON, km(5))]).data()["weeks"][0]
    assert (week["runs"], week["distance"], week["longest"]) == (0, None, None)


def test_a_run_without_a_distance_is_counted_and_adds_nothing() -> None:
    made = chart([(ON, None), (ON, km(5)), (MONDAY - timedelta(days=7), None)])
    assert [(week.runs, week.without_distance, week.distance_m) for week in (made.weeks[-1], made.weeks[-2])] == [
        (2, 1, km(5)),
        (1, 1, None),
    ]
    assert (made.run_count, made.without_distance, made.has_hollow) == (3, 2, True)
    assert week_notes(made) == "No bar: no run logged. 2 runs without a distance are in no bar."


def test_a_distance_of_zero_is_known() -> None:
    made = chart([(ON, Decimal(0))], weeks=1)
    assert (made.data()["weeks"][-1]["distance"], made.has_hollow, week_notes(made)) == (0.0, False, "")


def test_other_days_are_left_out() -> None:
    made = chart([(MONDAY - timedelta(days=1), km(9)), (ON + timedelta(days=1), km(9))], weeks=1)
    assert (made.run_count, made.longest) == (0, None)


def test_of_two_longest_the_later_one() -> None:
    assert chart([(ON, km(9)), (MONDAY, km(9)), (MONDAY, km(3))]).longest == (ON, km(9))


def test_drawn_in_the_readers_units_up_to_a_round_number() -> None:
    data = chart([(ON, Decimal("16093.44")), (ON, Decimal("1609.344"))], units="mi").data()
    assert (data["units"], data["weeks"][-1]["distance"], data["weeks"][-1]["longest"]) == ("mi", 11.0, 10.0)
    assert (data["distanceMax"], data["steps"]) == (15, [0, 5, 10, 15])


class TestWords:
    """What the page, the chart and who cannot see it are told."""

    RUNS: Runs = [(ON, km(5)), (MONDAY, km(8.25)), (MONDAY, None), (date(2026, 11, 9), None), (date(2026, 11, 2), km(21.1))]

    def test_numbers(self) -> None:
        assert week_stats(chart(self.RUNS)) == [
            ("This week", "13.3\u00a0km", "in 2 of 3 runs so far"),
            ("Last week", "–", "1 run without a distance"),
            ("Longest run", "21.1\u00a0km", "2\u00a0Nov"),
        ]

    def test_numbers_of_nothing(self) -> None:
        assert week_stats(chart([], weeks=2)) == [
            ("This week", "–", "no run logged so far"),
            ("Last week", "–", "no run logged"),
            ("Longest run", "–", "not known"),
        ]

    def test_of_a_week(self) -> None:
        words = week_words(chart(self.RUNS, weeks=4))
        assert words["ticks"]["2026-11-02"] == "2\u00a0Nov"
        assert words["titles"] == {
            "2026-10-26": "26\u00a0Oct – 1\u00a0Nov",
            "2026-11-02": "2\u00a0Nov – 8\u00a0Nov",
            "2026-11-09": "9\u00a0Nov – 15\u00a0Nov",
            "2026-11-16": "16\u00a0Nov – 22\u00a0Nov, so far",
        }
        assert words["lines"] == {
            "2026-10-26": ["no run logged"],
            "2026-11-02": ["21.1\u00a0km in 1 run", "Longest run: 21.1\u00a0km"],
            "2026-11-09": ["1 run without a distance"],
            "2026-11-16": ["13.3\u00a0km in 2 of 3 runs", "Longest run: 8.3\u00a0km"],
        }

    def test_rows_are_newest_first_and_say_what_is_known_of_how_many_runs(self) -> None:
        assert [(week.first.day, counted) for week, counted in week_rows(chart(self.RUNS, weeks=4))] == [
            (16, "in 2 of 3 runs"),
            (9, "1 run without a distance"),
            (2, "in 1 run"),
            (26, "no run logged"),
        ]

    def test_thousands_are_set_apart(self) -> None:
        words = week_words(chart([(ON, km(900)), (MONDAY, km(900))]))
        assert words["steps"] == ["0", "500", "1,000", "1,500", "2,000"]

    def test_summary(self) -> None:
        assert week_summary(chart(self.RUNS)) == (
            "Distance of each week from 31 August to 22 November, and its longest run. "
            "2 weeks have a distance, from 13.3\u00a0km to 21.1\u00a0km. 5 runs. The table below has every week."
        )
        assert "No week has a distance. 1 run." in week_summary(chart([(ON, None)]))
        assert "1 week has a distance: 5.0\u00a0km. 1 run." in week_summary(chart([(ON, km(5))]))
