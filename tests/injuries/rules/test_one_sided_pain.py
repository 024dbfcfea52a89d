"""`one_sided_pain`: three scores with a side in 14 days, four fifths of them on one, their middle value 3."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, pain, shown

SIDES = {"l": "left", "r": "right", "m": "middle", "b": "both", "?": None}


def log(pattern, *levels, latest=1, **fields):
    """Scores on neighbouring days, latest first, by the first letter of their side; of 3, unless levels are given."""
    given = levels or (3,) * len(pattern)
    return Log(pain=tuple(pain(latest + place, given[place], side=SIDES[each], **fields) for place, each in enumerate(pattern)))


FIRES = {
    "three on the left": log("lll"),
    "three on the right": log("rrr"),
    "four of five": log("llrll"),
    "middle value 3": log("lll", 1, 3, 9),
    "others of no one side": log("lmblbml?"),
    "the 14th day back": log("lll", latest=11),
    "elsewhere does not count": Log(pain=(*log("lll").pain, *log("rrr", latest=5, area="thigh").pain)),
    "several a day": Log(pain=tuple(pain(1, 3, hour=hour, side="left") for hour in (7, 9, 20))),
    "scores of 0 do not count": log("lllrr", 3, 3, 3, 0, 0),
}

QUIET = {
    "nothing logged": Log(),
    "two": log("ll"),
    "three of four": log("lllr"),
    "half and half": log("lrlr"),
    "middle value 2": log("lll", 2, 2, 9),
    "middle value 2.5": log("llll", 2, 2, 3, 3),
    "both sides": log("bbbb"),
    "in the middle": log("mmmm"),
    "no side": log("????"),
    "a third on the 15th day": log("lll", latest=12),
    "a third of 0": log("lll", 3, 3, 0),
    "only elsewhere": log("lll", area="other"),
    "from tomorrow on": log("lll", latest=-1),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("one_sided_pain", FIRES[name]) == {"": "info"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("one_sided_pain", QUIET[name]) == {}


def test_says_which_side():
    assert shown(flag_of("one_sided_pain", log("llrll"))) == "Your back hurt on the left in 4 of 5 scores with a side in 14 days."
    assert shown(flag_of("one_sided_pain", log("rrr"))) == "Your back hurt on the right in 3 of 3 scores with a side in 14 days."


def test_its_numbers_are_thresholds():
    assert judged("one_sided_pain", log("ll"), scores=2) == {"": "info"}
    assert judged("one_sided_pain", log("lllr"), share=Decimal("0.75")) == {"": "info"}
    assert judged("one_sided_pain", log("lll", 2, 2, 9), score=2) == {"": "info"}
    assert judged("one_sided_pain", log("lll", latest=12), days=15) == {"": "info"}
