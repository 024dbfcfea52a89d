"""The ids and times that a run gives to its scores."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from injuries.symptoms.run_marks import RUN_MOMENTS, RunPain, Stand, leg_id, moved, score_ids, score_times, so_far

BERLIN = timezone(timedelta(hours=1))
START = datetime(2026, 11, 21, 23, 40, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("duration_s", "end"),
    [
        (Decimal(2850), datetime(2026, 11, 22, 0, 27, 30, tzinfo=BERLIN)),
        (None, datetime(2026, 11, 21, 23, 41, tzinfo=BERLIN)),
        (Decimal("0.250"), datetime(2026, 11, 21, 23, 40, 0, 250_000, tzinfo=BERLIN)),
    ],
)
def test_before_is_the_start_during_the_end_and_after_a_minute_later(duration_s, end):
    times = score_times(START, duration_s)
    assert list(times.values()) == [START, end, end + timedelta(minutes=1)]
    assert all(moment.utcoffset() == timedelta(hours=1) for moment in times.values())


@pytest.mark.parametrize("run_id", ["r1", "run-" + 32 * "0", 64 * "x", "ü" * 64])
def test_ids_are_stable_distinct_and_short_enough(run_id):
    ids = [*score_ids(run_id).values(), leg_id(run_id)]
    assert ids == [*score_ids(run_id).values(), leg_id(run_id)]
    assert len(set(ids)) == 4
    assert all(1 <= len(each) <= 64 for each in ids)


def test_runs_with_like_ids_share_no_score():
    assert not set(score_ids("r1").values()) & set(score_ids("r1\nbefore_run").values())


BEFORE, DURING, AFTER = RUN_MOMENTS
LOGGED = START + timedelta(minutes=2, seconds=7, microseconds=500)
TIMES = score_times(START, Decimal(2850))
EARLIER = score_times(START - timedelta(hours=3), Decimal(2850))
LATER = START + timedelta(hours=9)


def test_a_run_logged_before_its_end_has_no_score_that_lies_ahead():
    capped = so_far(TIMES, LOGGED.astimezone(UTC))
    assert list(capped.values()) == [START, *2 * [START + timedelta(minutes=2, seconds=7)]]
    assert {moment.utcoffset() for moment in capped.values()} == {timedelta(hours=1)}
    assert so_far(TIMES, LATER) == TIMES


@pytest.mark.parametrize("at", [TIMES[DURING], LOGGED.replace(microsecond=0)])
def test_a_score_that_stands_where_the_run_put_it_moves_with_the_run(at):
    assert moved(Stand(at), DURING, TIMES, EARLIER, LATER) == EARLIER[DURING]


def test_a_capped_score_that_was_capped_again_still_moves():
    again = START + timedelta(minutes=5)
    assert moved(Stand(again, edited_at=again + timedelta(microseconds=3)), DURING, TIMES, EARLIER, LATER) == EARLIER[DURING]


@pytest.mark.parametrize(
    "stands",
    [
        Stand(START + timedelta(minutes=10), edited_at=LATER),
        Stand(START + timedelta(hours=2)),
        Stand(START + timedelta(minutes=10), is_own=False),
    ],
)
def test_a_score_that_was_put_elsewhere_by_hand_or_by_an_import_stays(stands):
    assert moved(stands, DURING, TIMES, EARLIER, LATER) == stands.at


def test_a_run_that_has_not_moved_moves_no_score():
    capped = Stand(LOGGED.replace(microsecond=0))
    assert moved(capped, DURING, TIMES, TIMES, LATER) == capped.at
    assert moved(capped, DURING, None, TIMES, LOGGED + timedelta(seconds=1)) == capped.at


def test_without_knowing_the_earlier_times_a_score_goes_where_the_run_puts_it():
    assert moved(Stand(START - timedelta(hours=1)), BEFORE, None, TIMES, LATER) == START
    assert moved(Stand(START), AFTER, None, TIMES, LATER) == TIMES[AFTER]


def test_a_page_speaks_only_of_what_it_showed():
    said = RunPain(before=1, during=None, after=None, shown={BEFORE: 1, DURING: 4})
    assert [said.given(moment) for moment in RUN_MOMENTS] == [None, None, None]
    assert [said.is_emptied(moment) for moment in RUN_MOMENTS] == [False, True, False]
    assert RunPain(before=1).given(BEFORE) == 1
