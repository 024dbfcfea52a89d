"""Warm-ups by day: the least of a day counts, and what was not recorded is neither skipped nor done."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from runlog.environment import ROOT
from runlog.training.choices import WarmUp
from runlog.training.warm_up_calendar import LOOKS, CalendarDay, WarmUpCalendar, warm_up_calendar

# A Wednesday.
ON = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)


def calendar(*runs: tuple[date, str | None], weeks: int = 6) -> WarmUpCalendar:
    return warm_up_calendar(on=ON, weeks=weeks, runs=runs)


def day(on: date, *warm_ups: str | None) -> CalendarDay:
    [found] = [each for week in calendar(*((on, each) for each in warm_ups)).weeks for each in week.days if each.on == on]
    return found


def test_six_weeks_of_seven_days_from_monday_on() -> None:
    weeks = calendar().weeks
    assert [len(week.days) for week in weeks] == [7] * 6
    assert (weeks[0].first, weeks[-1].first) == (date(2026, 10, 12), MONDAY)
    assert [each.is_today for each in weeks[-1].days] == [False, False, True, False, False, False, False]
    assert [each.is_ahead for each in weeks[-1].days] == [False, False, False, True, True, True, True]


@pytest.mark.parametrize(
    ("warm_ups", "state"),
    [
        ((), ""),
        (("done",), "done"),
        ((None,), "open"),
        (("done", "done"), "done"),
        (("done", None), "open"),
        (("done", "short"), "short"),
        (("short", None), "short"),
        (("done", "short", None, "skipped"), "skipped"),
        ((None, "skipped"), "skipped"),
    ],
)
def test_the_least_of_a_day_counts_in_whatever_order(warm_ups: tuple[str | None, ...], state: str) -> None:
    assert {day(MONDAY, *order).state for order in permutations(warm_ups)} == {state}


def test_every_state_has_a_word_and_a_drawing_of_its_own() -> None:
    sprite = (ROOT / "static" / "img" / "icons.svg").read_text()
    assert set(LOOKS) == {*WarmUp.values, "open"}
    assert len({str(look.word) for look in LOOKS.values()}) == len({look.icon for look in LOOKS.values()}) == len(LOOKS)
    assert [look.icon for look in LOOKS.values() if f'<symbol id="{look.icon}"' not in sprite] == []


def test_a_mark_says_what_it_stands_for() -> None:
    assert day(MONDAY, None).words == "Not recorded"
    assert day(MONDAY, "done", "short").words == "Short, 2 runs"


def test_every_run_is_counted() -> None:
    found = calendar((MONDAY, "done"), (MONDAY, "short"), (ON, "done"), (date(2026, 10, 12), "skipped"), (ON, None), (ON, None))
    assert found.sentence == "6 runs in these 6 weeks: 2 with a warm-up, 1 with a short one, 1 with none, 2 not recorded."
    assert found.has_several


def test_what_there_was_none_of_is_not_named() -> None:
    assert calendar((ON, None)).sentence == "1 run in these 6 weeks: 1 not recorded."
    assert calendar().sentence == "No run logged in these 6 weeks."
    assert not calendar((ON, None), (MONDAY, None)).has_several


def test_other_days_are_left_out() -> None:
    assert calendar((MONDAY - timedelta(days=1), "done"), (ON + timedelta(days=1), "done"), weeks=1).counts == {}


def test_a_month_is_named_once_and_from_its_first_monday_on() -> None:
    assert [week.first.month for week in calendar().weeks if week.names_month] == [10, 11]
    assert [week.names_month for week in calendar().weeks] == [True, False, False, True, False, False]
