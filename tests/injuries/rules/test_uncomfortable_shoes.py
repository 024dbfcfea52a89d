"""`uncomfortable_shoes`: the latest comfort rating is low, or well below the best before it."""

import pytest

from injuries.engine.log import ComfortRating, Log
from tests.injuries.engine.builders import day, flag_of, judged, run, shoe, shown


def log(*ratings, worn=3, retired=None):
    """Ratings as (days back, score), in the order of entry."""
    comfort = tuple(ComfortRating(day(ago), score) for ago, score in ratings)
    return Log(shoes=(shoe("a", comfort=comfort, retired_on=retired),), runs=(run(worn, shoe="a"),))


FIRES = {
    "4": log((5, 4)),
    "0": log((5, 0)),
    "3 below the best": log((9, 10), (7, 8), (5, 7)),
    "3 below the best, long ago": log((500, 9), (7, 7), (5, 6)),
    "low, as ever": log((9, 4), (5, 4)),
    "a later date further up": log((5, 3), (9, 9)),
    "of one day the one further down": log((5, 9), (5, 4)),
}

QUIET = {
    "nothing logged": Log(),
    "no rating": log(),
    "5": log((5, 5)),
    "2 below the best": log((9, 9), (5, 7)),
    "back again": log((9, 9), (7, 2), (5, 7)),
    "better than ever": log((9, 5), (5, 9)),
    "a lower one tomorrow": log((5, 8), (-1, 1)),
    "of one day the one further down": log((5, 4), (5, 6)),
    "retired": log((5, 1), retired=day(0)),
    "not worn for 30 days": log((5, 1), worn=30),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("uncomfortable_shoes", FIRES[name]) == {"shoe:a": "notice"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("uncomfortable_shoes", QUIET[name]) == {}


def test_says_how_comfortable_and_how_it_was():
    assert shown(flag_of("uncomfortable_shoes", log((5, 4)))) == "You gave the comfort of the Shoe a 4 of 10 on 17 Nov 2026."
    fallen = shown(flag_of("uncomfortable_shoes", log((9, 9), (5, 6))))
    assert fallen == "The comfort of the Shoe a fell to 6 of 10 on 17 Nov 2026; at best it was 9."


def test_its_numbers_are_thresholds():
    assert judged("uncomfortable_shoes", log((5, 5)), low_comfort=5) == {"shoe:a": "notice"}
    assert judged("uncomfortable_shoes", log((9, 9), (5, 7)), drop=2) == {"shoe:a": "notice"}
