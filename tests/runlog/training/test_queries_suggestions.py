"""What "Log a run" opens with, from rows. The clock's NOW is a Sunday."""

from datetime import timedelta
from decimal import Decimal

import pytest

from runlog.training.models import Run
from runlog.training.queries import Suggestion, shoe_turn_of, suggest
from tests.support.clock import NOW
from tests.support.queries import statements_of
from tests.support.rows import make_run, make_runs, make_shoe, make_walk

SUNDAY_BEFORE, SUNDAY_LONG_AGO = "2026-11-15", "2026-06-07"
SATURDAY, FRIDAY = "2026-11-21", "2026-11-20"


def test_an_empty_log_suggests_nothing(ann):
    assert suggest(ann, NOW) == Suggestion()


def test_the_last_run_of_this_weekday(ann):
    make_run(ann, on="2026-11-08", km=5)
    sunday = make_run(ann, on=SUNDAY_BEFORE, km=Decimal("16.5"), duration_s=Decimal(5400), kind="long")
    make_run(ann, on=SATURDAY, km=8, kind="easy")
    found = suggest(ann, NOW)
    assert (found.run, found.is_same_weekday) == (sunday, True)
    assert (found.kind, found.distance_m, found.duration_s) == ("long", 16_500, 5400)


def test_however_long_ago_it_was(ann):
    sunday = make_run(ann, on=SUNDAY_LONG_AGO)
    make_run(ann, on=SATURDAY)
    assert suggest(ann, NOW).run == sunday


def test_else_the_last_run(ann):
    make_run(ann, on=FRIDAY)
    saturday = make_run(ann, on=SATURDAY, km=None, kind=None)
    found = suggest(ann, NOW)
    assert (found.run, found.is_same_weekday) == (saturday, False)
    assert (found.kind, found.distance_m, found.duration_s) == (None, None, None)


def test_the_weekday_is_that_of_the_athletes_own_calendar(ann):
    sunday, saturday = make_run(ann, on=SUNDAY_BEFORE), make_run(ann, on=SATURDAY)
    assert suggest(ann, NOW).run == sunday
    ann.time_zone = "Pacific/Honolulu"  # where it is still Saturday
    assert suggest(ann, NOW).run == saturday


def test_missed_sessions_and_what_is_ahead_are_no_pattern(ann):
    make_run(ann, on=SUNDAY_BEFORE, km=None, limited_by_back="not_started")
    make_run(ann, on="2026-11-22", at="23:00")
    saturday = make_run(ann, on=SATURDAY, limited_by_back="no")
    assert suggest(ann, NOW).run == saturday


def test_other_peoples_runs_and_pairs_are_no_pattern(ann, eve):
    make_run(eve, on=SUNDAY_BEFORE, shoe=make_shoe(eve))
    assert suggest(ann, NOW) == Suggestion()


def test_the_pair_is_the_one_for_the_kind_of_the_suggested_run(ann):
    easy, long = make_shoe(ann, name="Easy"), make_shoe(ann, name="Long")
    make_run(ann, on="2026-11-10", shoe=easy, kind="easy")
    make_run(ann, on=SUNDAY_BEFORE, shoe=long, kind="long")
    assert suggest(ann, NOW).shoe == long.pk
    assert shoe_turn_of(ann, NOW, kind="easy") == easy.pk


def test_without_a_kind_any_run_of_the_last_60_days_counts(ann):
    one, other = make_shoe(ann), make_shoe(ann)
    make_run(ann, on="2026-11-10", shoe=one, kind="easy")
    make_run(ann, on="2026-11-12", shoe=other, kind="long")
    assert shoe_turn_of(ann, NOW, kind=None) == one.pk


@pytest.mark.parametrize(("on", "is_in_turn"), [("2026-09-24", True), ("2026-09-23", False)])
def test_the_last_60_days_begin_59_days_ago(ann, on, is_in_turn):
    old, usual = make_shoe(ann), make_shoe(ann)
    make_run(ann, on=on, shoe=old, kind="easy")
    make_run(ann, on="2026-11-20", shoe=usual, kind="easy")
    assert shoe_turn_of(ann, NOW, kind="easy") == (old if is_in_turn else usual).pk


def test_a_walk_is_wear_too(ann):
    one, other = make_shoe(ann), make_shoe(ann)
    make_run(ann, on="2026-11-10", shoe=one, kind="easy")
    make_run(ann, on="2026-11-12", shoe=other, kind="easy")
    make_walk(ann, on="2026-11-20", shoe=one)
    assert shoe_turn_of(ann, NOW, kind="easy") == other.pk


def test_a_pair_worn_only_for_walks_is_not_new(ann):
    walking, usual = make_shoe(ann), make_shoe(ann)
    make_walk(ann, on="2026-11-01", shoe=walking)
    make_run(ann, on="2026-11-20", shoe=usual, kind="easy")
    assert shoe_turn_of(ann, NOW, kind="easy") == usual.pk


def test_a_retired_pair_has_no_turn_and_one_that_retires_later_has(ann):
    make_shoe(ann, retired_on=ann.today(NOW))
    assert shoe_turn_of(ann, NOW, kind=None) is None
    later = make_shoe(ann, retired_on=ann.today(NOW) + timedelta(days=1))
    assert shoe_turn_of(ann, NOW, kind=None) == later.pk


def test_a_race_takes_the_racing_pair(ann):
    racing, usual = make_shoe(ann, kind="racing"), make_shoe(ann, kind="daily")
    make_run(ann, on=SUNDAY_BEFORE, shoe=usual, kind="race")
    make_run(ann, on="2026-03-01", shoe=racing, kind="race")
    assert suggest(ann, NOW).shoe == racing.pk


@pytest.mark.parametrize("count", [3, 300])
def test_two_queries_however_long_the_log(ann, query_count, count):
    shoe = make_shoe(ann)
    make_runs(ann, count=count, shoe=shoe, kind="easy")
    ann.refresh_from_db()
    with query_count(2) as captured:
        assert suggest(ann, NOW).shoe == shoe.pk
    assert len(statements_of(captured)) == 2
    assert Run.objects.count() == count
