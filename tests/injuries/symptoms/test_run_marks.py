"""The ids and times that a run gives to its scores."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from injuries.symptoms.run_marks import RUN_MOMENTS, is_still_at, leg_id, score_ids, score_times

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


def test_a_score_edited_by_hand_stands_elsewhere():
    times = score_times(START, None)
    before = RUN_MOMENTS[0]
    assert is_still_at(START.astimezone(UTC), before, times)
    assert not is_still_at(START + timedelta(minutes=5), before, times)
    assert is_still_at(START + timedelta(minutes=5), before, None)
