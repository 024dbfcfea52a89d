"""`single_pair`: twelve runs in 28 days, more than 90 % of the distance in one pair."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, run, shoe, shown, walk

SHOES = (shoe("a"), shoe("b"))


def runs(count, of=5, pair="a", *, first=1, **fields):
    return [run(first + place, of, id=f"{pair}{first + place}", shoe=pair, **fields) for place in range(count)]


def log(*lists, walks=()):
    return Log(shoes=SHOES, runs=tuple(each for own in lists for each in own), walks=tuple(walks))


FIRES = {
    "twelve": log(runs(12)),
    "a hair above 90 %": log(runs(11, 9), runs(1, "10.999", "b", first=20)),
    "the 28th day back": log(runs(11), runs(1, first=27)),
    "with a long one long ago in another": log(runs(12), runs(1, 500, "b", first=28)),
    "one of no metres among them": log(runs(11), runs(1, 0, "b", first=20)),
    "with a walk in another": log(runs(12), walks=[walk(3, distance=50, shoe="b")]),
    "a missed session in another": log(runs(12), runs(1, 50, "b", first=20, limited_by_back="not_started")),
}

QUIET = {
    "nothing logged": Log(),
    "eleven": log(runs(11)),
    "exactly 90 %": log(runs(12, 9), runs(1, 12, "b", first=20)),
    "half and half": log(runs(6), runs(6, pair="b", first=10)),
    "runs without a shoe count in the sum": log(runs(12), runs(2, 5, None, first=20)),
    "none names a shoe": log(runs(14, pair=None)),
    "the 29th day back": log(runs(11), runs(1, first=28)),
    "eleven with a distance": log(runs(11), runs(3, None, first=15)),
    "all of no metres": log(runs(12, 0)),
    "tomorrow": log(runs(11, first=1), [run(-1, shoe="a")]),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("single_pair", FIRES[name]) == {"": "info"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("single_pair", QUIET[name]) == {}


def test_says_which_share():
    assert shown(flag_of("single_pair", log(runs(12)))) == "The Shoe a carried 100 % of your 60 km in 28 days."
    assert "90.1 %" in shown(flag_of("single_pair", FIRES["a hair above 90 %"]))


def test_its_numbers_are_thresholds():
    assert judged("single_pair", log(runs(11)), runs=11) == {"": "info"}
    assert judged("single_pair", log(runs(12), runs(3, 5, "b", first=15)), share=Decimal("0.7")) == {"": "info"}
    assert judged("single_pair", log(runs(11), runs(1, first=28)), days=29) == {"": "info"}
