"""`old_shoes`: a pair in use that was first used more than a year ago."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import day, flag_of, judged, run, shoe, shown, walk


def log(first=None, *used, retired=None, walks=()):
    given = None if first is None else day(first)
    runs = tuple(run(ago, shoe="a") for ago in used)
    return Log(shoes=(shoe("a", first_used_on=given, retired_on=retired),), runs=runs, walks=tuple(walk(ago, shoe="a") for ago in walks))


FIRES = {
    "366 days": log(366, 3),
    "by its first run": log(None, 366, 3),
    "by its first walk": log(None, 3, walks=[366]),
    "worn on the 30th day": log(400, 29),
    "the date given comes before the first run": log(366, 20, 3),
    "to be retired": log(366, 3, retired=day(-1)),
}

QUIET = {
    "nothing logged": Log(),
    "365 days": log(365, 3),
    "365 days by its first run": log(None, 365, 3),
    "the date given comes before an older run": log(365, 400, 3),
    "not worn for 30 days": log(400, 30),
    "never worn": log(400),
    "retired": log(400, 3, retired=day(0)),
    "first used tomorrow": log(-1, 3),
    "a missed session long ago": Log(shoes=(shoe(),), runs=(run(400, shoe="a", limited_by_back="not_started"), run(3, shoe="a"))),
    "another pair": Log(shoes=(shoe(),), runs=(run(400, shoe="b"), run(3, shoe="a"))),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("old_shoes", FIRES[name]) == {"shoe:a": "info"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("old_shoes", QUIET[name]) == {}


def test_says_since_when_and_how_it_is_known():
    assert shown(flag_of("old_shoes", log(366, 3))) == "You have used the Shoe a since 21 Nov 2025, that is 366 days."
    assert shown(flag_of("old_shoes", log(None, 366, 3))) == "You have used the Shoe a since 21 Nov 2025 at least, that is 366 days."


def test_its_number_is_a_threshold():
    assert judged("old_shoes", log(200, 3), days=199) == {"shoe:a": "info"}
