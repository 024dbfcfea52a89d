"""`worn_shoes`: pairs in use at their replace limit, or due for a look at their wear."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from injuries.engine.sentences import plain
from tests.injuries.engine.builders import INSUFFICIENT, day, flag_of, judged, run, said, shoe, shown, walk, wear


def log(*shoes, runs=None, walks=()):
    """A log in which each shoe is worn for 5 km two days ago, unless runs are given."""
    worn = [run(2, 5, id=f"run-{each.id}", hour=9 + place, shoe=each.id) for place, each in enumerate(shoes)]
    return Log(shoes=shoes, runs=tuple(worn if runs is None else runs), walks=tuple(walks))


CHECKED = {"checks": (wear(20),)}

CASES = {
    "at the usual limit": (log(shoe(start=795)), "caution"),
    "far over it": (log(shoe(start=1500)), "caution"),
    "a metre below it": (log(shoe(start="794.999")), "notice"),
    "at an own limit": (log(shoe(start=595, limit=600)), "caution"),
    "a metre below an own limit": (log(shoe(start="594.999", limit=600, **CHECKED)), None),
    "over the usual limit, under an own": (log(shoe(start=800, limit=1500)), None),
    "racing at 450": (log(shoe(start=445, kind="racing")), "caution"),
    "racing a metre below": (log(shoe(start="444.999", kind="racing")), "notice"),
    "racing at 240": (log(shoe(start=235, kind="racing")), "notice"),
    "racing a metre below 240": (log(shoe(start="234.999", kind="racing")), None),
    "racing with an own limit": (log(shoe(start=445, kind="racing", limit=900)), None),
    "trail as any other": (log(shoe(start=445, kind="trail")), None),
    "at 480": (log(shoe(start=475)), "notice"),
    "a metre below 480": (log(shoe(start="474.999")), None),
    "60 % of an own limit": (log(shoe(start=355, limit=600)), "notice"),
    "a metre below 60 % of it": (log(shoe(start="354.999", limit=600)), None),
    "an own distance to inspect": (log(shoe(start=95, inspect=100)), "notice"),
    "an own distance to inspect comes before the share": (log(shoe(start=495, limit=600, inspect=550)), None),
    "an own distance to inspect above the usual": (log(shoe(start=595, inspect=700)), None),
    "checked clean": (log(shoe(start=600, **CHECKED)), None),
    "checked with one side worn": (log(shoe(start=600, checks=(wear(20, "one_side"),))), None),
    "checked and worn": (log(shoe(start=600, checks=(wear(20, "heel", "one_side"),))), "notice"),
    "a clean check after a worn one": (log(shoe(start=600, checks=(wear(20, "heel"), wear(10)))), None),
    "of one day the check further down counts": (log(shoe(start=600, checks=(wear(20), wear(20, "upper")))), "notice"),
    "a check after today does not exist": (log(shoe(start=600, checks=(wear(-1),))), "notice"),
    "160 km after a clean check": (log(shoe(start=500, **CHECKED), runs=[run(19, 155, shoe="a"), run(2, 5, shoe="a")]), "notice"),
    "a metre less": (log(shoe(start=500, **CHECKED), runs=[run(19, "154.999", shoe="a"), run(2, 5, shoe="a")]), None),
    "the day of the check itself adds nothing": (log(shoe(start=500, **CHECKED), runs=[run(20, 200, shoe="a"), run(2, 5, shoe="a")]), None),
    "a clean check holds no limit back": (log(shoe(start=800, **CHECKED)), "caution"),
    "walks count": (log(shoe(start=790), walks=[walk(3, distance=5, shoe="a")]), "caution"),
    "a walk alone is use": (log(shoe(start=800), runs=[], walks=[walk(3, shoe="a")]), "caution"),
    "worn on the 30th day": (log(shoe(start=800), runs=[run(29, 1, shoe="a")]), "caution"),
    "worn without a distance": (log(shoe(start=800), runs=[run(3, None, shoe="a")]), "caution"),
    "unknown start, over the limit all the same": (log(shoe(start=None), runs=[run(3, 800, shoe="a")]), "caution"),
    "unknown start, due all the same": (log(shoe(start=None), runs=[run(3, 480, shoe="a")]), "notice"),
    "unknown start, below": (log(shoe(start=None)), INSUFFICIENT),
    "unknown start, checked clean": (log(shoe(start=None, checks=(wear(1),)), runs=[run(3, 480, shoe="a")]), INSUFFICIENT),
    "a missed session adds nothing": (
        log(shoe(start="794.999"), runs=[run(3, 0, shoe="a"), run(2, 5, shoe="a", limited_by_back="not_started")]),
        "notice",
    ),
    "retired after today": (log(shoe(start=800, retired_on=day(-1))), "caution"),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    given, level = CASES[name]
    assert judged("worn_shoes", given) == ({"shoe:a": level} if level else {})


NOT_IN_USE = {
    "nothing logged": Log(),
    "never worn": log(shoe(start=900), runs=[]),
    "last worn 31 days ago": log(shoe(start=900), runs=[run(30, 5, shoe="a")]),
    "retired today": log(shoe(start=900, retired_on=day(0))),
    "retired before": log(shoe(start=900, retired_on=day(20))),
    "runs name no shoe": log(shoe(start=900), runs=[run(2, 5)]),
    "only a missed session": log(shoe(start=900), runs=[run(2, 5, shoe="a", limited_by_back="not_started")]),
    "to be worn tomorrow": log(shoe(start=900), runs=[run(-1, 5, shoe="a")]),
}


@pytest.mark.parametrize("name", NOT_IN_USE)
def test_without_a_shoe_in_use_nothing_can_be_said(name):
    assert judged("worn_shoes", NOT_IN_USE[name]) == {"": INSUFFICIENT}


def test_each_shoe_by_itself():
    shoes = (shoe("b", 795), shoe("a", 100), shoe("c", None), shoe("d", 900, retired_on=day(1)))
    assert judged("worn_shoes", log(*shoes)) == {"shoe:b": "caution", "shoe:c": INSUFFICIENT}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (shoe(start=807, limit=700), "The Shoe a has 812 km on it; you set 700 km."),
        (shoe(start=807), "The Shoe a has 812 km on it; the usual limit is 800 km."),
        (shoe(start=447, kind="racing"), "The Shoe a has 452 km on it; the usual limit for racing shoes is 450 km."),
        (shoe(start=500), "The Shoe a has 505 km on it; from 480 km on its wear is worth a look."),
        (shoe(start=500, checks=(wear(4, "heel"),)), "The Shoe a has 505 km on it, and its wear check of 18 Nov 2026 was not clean."),
    ],
)
def test_says_how_far_and_whose_limit_it_is(given, sentence):
    assert shown(flag_of("worn_shoes", log(given))) == sentence


def test_says_that_a_sum_with_an_unknown_start_is_a_floor():
    def of(distance):
        return shown(flag_of("worn_shoes", log(shoe(start=None), runs=[run(3, distance, shoe="a")])))

    assert of(800) == "The Shoe a has at least 800 km on it; the usual limit is 800 km."
    assert of(500) == "The Shoe a has at least 500 km on it; from 480 km on its wear is worth a look."


def test_says_which_shoe_cannot_be_judged():
    [lacking] = [each for each in said(log(shoe(start=None))).insufficient if each.rule == "worn_shoes"]
    assert plain(lacking.missing, lacking.facts) == "What was on the Shoe a before it was logged is not known."
    assert lacking.facts["shoe_ids"] == ["a"]


def test_says_how_far_it_went_since_a_clean_check():
    given = log(shoe(start=500, **CHECKED), runs=[run(19, 170, shoe="a")])
    assert shown(flag_of("worn_shoes", given)) == (
        "The Shoe a has gone 170 km since its wear check of 2 Nov 2026; the next is due after 160 km."
    )


@pytest.mark.parametrize(("start", "since"), [(790, day(2)), ("794.999", day(2)), (795, day(5)), ("799.999", day(5)), (800, None)])
def test_says_since_when(start, since):
    given = log(shoe(start=start), runs=[run(5, 5, shoe="a"), run(2, 5, shoe="a")])
    assert flag_of("worn_shoes", given).facts["since_on"] == since


@pytest.mark.parametrize(("start", "since"), [(470, day(2)), (475, day(5)), (480, None)])
def test_says_since_when_its_wear_is_worth_a_look(start, since):
    given = log(shoe(start=start), runs=[run(5, 5, shoe="a"), run(2, 5, shoe="a")])
    assert flag_of("worn_shoes", given).facts["since_on"] == since


def test_says_since_when_within_90_days():
    given = log(shoe(start=795), runs=[run(89, 10, id="x", shoe="a"), run(2, 5, shoe="a")])
    assert flag_of("worn_shoes", given).facts["since_on"] == day(89)


def test_does_not_say_since_when_beyond_90_days():
    assert flag_of("worn_shoes", log(shoe(start=795), runs=[run(90, 10, id="x", shoe="a"), run(2, 5, shoe="a")])).facts["since_on"] is None


def test_its_numbers_are_thresholds():
    assert judged("worn_shoes", log(shoe(start=495)), limit_m=500_000) == {"shoe:a": "caution"}
    assert judged("worn_shoes", log(shoe(start=295, kind="racing")), racing_limit_m=300_000) == {"shoe:a": "caution"}
    assert judged("worn_shoes", log(shoe(start=195)), inspect_m=200_000) == {"shoe:a": "notice"}
    assert judged("worn_shoes", log(shoe(start=95, kind="racing")), racing_inspect_m=100_000) == {"shoe:a": "notice"}
    assert judged("worn_shoes", log(shoe(start=295, limit=600)), inspect_share=Decimal("0.5")) == {"shoe:a": "notice"}
    assert judged("worn_shoes", log(shoe(start=500, **CHECKED), runs=[run(2, 50, shoe="a")]), again_m=50_000) == {"shoe:a": "notice"}
