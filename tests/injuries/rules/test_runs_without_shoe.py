"""`runs_without_shoe`: five runs in 30 days and more than a fifth of them name no shoe."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, run, shoe, shown


def log(pattern, *, latest=1, **fields):
    """Runs on neighbouring days, latest first: a in shoe a, - in none."""
    runs = tuple(run(latest + place, shoe="a" if each == "a" else None, **fields) for place, each in enumerate(pattern))
    return Log(shoes=(shoe("a"),), runs=runs)


@pytest.mark.parametrize(("pattern", "latest"), [("--aaa", 1), ("-----", 1), ("aaa--", 25), ("-a-aaaa", 1)])
def test_fires(pattern, latest):
    assert judged("runs_without_shoe", log(pattern, latest=latest)) == {"": "info"}


@pytest.mark.parametrize(
    ("pattern", "latest"),
    [("", 1), ("----", 1), ("-aaaa", 1), ("--aaaaaaaa", 1), ("aaaaa", 1), ("aaa--", 26), ("-aaaaa", 1)],
    ids=["none", "four runs", "exactly a fifth", "a fifth of ten", "all named", "one on the 31st day", "one of six"],
)
def test_stays_quiet(pattern, latest):
    assert judged("runs_without_shoe", log(pattern, latest=latest)) == {}


def test_missed_sessions_and_runs_to_come_are_no_runs():
    missed = log("--aaa")
    missed = Log(shoes=missed.shoes, runs=(*missed.runs[2:], run(9, limited_by_back="not_started"), run(-1)))
    assert judged("runs_without_shoe", missed, runs=3) == {}


def test_runs_without_a_distance_count():
    assert judged("runs_without_shoe", log("--aaa", distance=None)) == {"": "info"}


def test_says_how_many():
    assert shown(flag_of("runs_without_shoe", log("--aaa"))) == "No shoe is named on 2 of your 5 runs in 30 days."


def test_its_numbers_are_thresholds():
    assert judged("runs_without_shoe", log("----"), runs=4) == {"": "info"}
    assert judged("runs_without_shoe", log("-aaaa"), share=Decimal("0.19")) == {"": "info"}
    assert judged("runs_without_shoe", log("--aaa", latest=29), days=40) == {"": "info"}
