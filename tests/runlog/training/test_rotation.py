"""Whose turn it is, case by case."""

from datetime import timedelta

import pytest

from runlog.training.rotation import PairUse, shoe_turn
from tests.support.clock import NOW


def pair(key, *, ago=None, for_kind=True, racing=False):
    """A pair worn `ago` days ago (None: never); `for_kind`: worn for this kind of run in the last 60 days."""
    worn_at = None if ago is None else NOW - timedelta(days=ago)
    return PairUse(key, racing, worn_at, for_kind and ago is not None)


@pytest.mark.parametrize(
    ("why", "pairs", "is_race", "turn"),
    [
        ("no pair", [], False, None),
        ("no pair for a race", [], True, None),
        ("the only one", [pair(1, ago=400, for_kind=False)], False, 1),
        ("worn longest ago", [pair(1, ago=1), pair(2, ago=5), pair(3, ago=3)], False, 2),
        ("worn longest ago, of those for this kind", [pair(1, ago=1), pair(2, ago=5), pair(3, ago=30, for_kind=False)], False, 2),
        ("a new pair joins at once", [pair(1, ago=1), pair(2, ago=5), pair(3)], False, 3),
        ("of two new pairs the one added first", [pair(5), pair(4), pair(1, ago=1)], False, 4),
        ("a new pair, though none was worn for this kind", [pair(1, ago=1, for_kind=False), pair(2)], False, 2),
        ("none for this kind: the last worn", [pair(1, ago=70, for_kind=False), pair(2, ago=65, for_kind=False)], False, 2),
        ("a race takes the racing pair", [pair(1, ago=1), pair(2, ago=300, for_kind=False, racing=True)], True, 2),
        ("a race takes the racing pair, not a new one", [pair(1), pair(2, ago=2, racing=True)], True, 2),
        ("of two racing pairs the one worn longest ago", [pair(1, ago=2, racing=True), pair(2, ago=9, racing=True)], True, 2),
        ("a new racing pair races", [pair(1, ago=2, racing=True), pair(2, racing=True)], True, 2),
        ("a race without a racing pair", [pair(1, ago=2), pair(2, ago=9)], True, 2),
        ("a race without a racing pair takes a new one", [pair(1, ago=2), pair(2)], True, 2),
        ("a racing pair that was worn for this kind takes its turn", [pair(1, ago=2), pair(2, ago=9, racing=True)], False, 2),
        ("a new racing pair waits for a race", [pair(1, ago=2), pair(2, racing=True)], False, 1),
        ("a new racing pair is better than none", [pair(2, racing=True)], False, 2),
        ("at the same moment the one added first", [pair(2, ago=2), pair(1, ago=2)], False, 1),
    ],
)
def test_turn(why, pairs, is_race, turn):
    assert shoe_turn(pairs, is_race=is_race) == turn
    assert shoe_turn(reversed(pairs), is_race=is_race) == turn
