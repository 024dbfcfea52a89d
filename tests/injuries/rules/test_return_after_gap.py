"""`return_after_gap`: one of the first two runs after 30 days without a run."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, run, shown

FIRES = {
    "the first": ([run(60), run(5)], {"run:r5": "info"}),
    "one more since": ([run(60), run(5), run(3)], {"run:r5": "info"}),
    "a second more than 30 days": ([run(35, hour=9 - 1 / 3600), run(5)], {"run:r5": "info"}),
    "long ago": ([run(600), run(5)], {"run:r5": "info"}),
    "the 14th day back": ([run(60), run(13)], {"run:r13": "info"}),
    "without a distance": ([run(60, None), run(5, None)], {"run:r5": "info"}),
    "a missed session between": ([run(60), run(20, limited_by_back="not_started"), run(5)], {"run:r5": "info"}),
    "two at one instant": ([run(60), run(5), run(5, id="twin")], {"run:r5": "info", "run:twin": "info"}),
}

QUIET = {
    "nothing logged": [],
    "the first run of all": [run(5)],
    "only a missed session before": [run(60, limited_by_back="not_started"), run(5)],
    "exactly 30 days": [run(35), run(5)],
    "two more since": [run(60), run(5), run(3), run(1)],
    "two more on one day": [run(60), run(5), run(3), run(3, hour=18, id="r3b")],
    "three at one instant": [run(60), run(5), run(5, id="a"), run(5, id="b")],
    "the 15th day back": [run(60), run(14)],
    "runs all along": [run(60), run(40), run(20), run(5)],
    "tomorrow": [run(60), run(-1)],
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    runs, expected = FIRES[name]
    assert judged("return_after_gap", Log(runs=tuple(runs))) == expected


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("return_after_gap", Log(runs=tuple(QUIET[name]))) == {}


def test_it_has_no_longest_run_and_so_no_spike():
    assert judged("session_spike", Log(runs=(run(60, 5), run(5, 30)))) == {}


def test_says_how_long_the_gap_was():
    assert shown(flag_of("return_after_gap", Log(runs=(run(300), run(60), run(5))))) == "Your run on 17 Nov 2026 was the first in 55 days."


def test_its_numbers_are_thresholds():
    log = Log(runs=(run(45), run(20), run(5), run(3), run(2)))
    assert judged("return_after_gap", log, lookback_days=14, runs=4) == {"run:r5": "info"}
    assert judged("return_after_gap", Log(runs=(run(60), run(20))), days=21) == {"run:r20": "info"}
