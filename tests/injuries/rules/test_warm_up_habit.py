"""`warm_up_habit`: three in a row, or half of four and more, without a warm-up in 14 days."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import INSUFFICIENT, flag_of, judged, run, said, scores, shown

STATES = {"0": "done", "1": "skipped", "s": "short", "?": None}


def runs(pattern, *, latest=1):
    """Runs on neighbouring days, oldest first: 1 skipped, s short, 0 done, ? not recorded."""
    count = len(pattern)
    return tuple(run(latest + count - 1 - place, warm_up_state=STATES[each]) for place, each in enumerate(pattern))


CASES = {
    "111": "notice",
    "1s1": "notice",
    "0111": "notice",
    "00111": "notice",
    "1?1?1": "notice",
    "1010": "notice",
    "0101": "notice",
    "1100": "notice",
    "10100": None,
    "101": None,
    "1000": None,
    "0001": None,
    "011": None,
    "110": None,
    "111000": None,
    "1110000": None,
    "000": None,
    "00011": None,
    "": INSUFFICIENT,
    "1": INSUFFICIENT,
    "11": INSUFFICIENT,
    "1?1": INSUFFICIENT,
    "?????": INSUFFICIENT,
}


@pytest.mark.parametrize("pattern", CASES)
def test_pattern(pattern):
    expected = {"": CASES[pattern]} if CASES[pattern] else {}
    assert judged("warm_up_habit", Log(runs=runs(pattern))) == expected


@pytest.mark.parametrize(("latest", "expected"), [(11, {"": "notice"}), (12, {"": INSUFFICIENT})])
def test_only_the_last_14_days_count(latest, expected):
    assert judged("warm_up_habit", Log(runs=runs("111", latest=latest))) == expected


def test_a_run_known_to_be_short_is_left_out():
    short = run(1, warm_up_state="skipped", duration_s=Decimal(599))
    assert judged("warm_up_habit", Log(runs=(*runs("11", latest=2), short))) == {"": INSUFFICIENT}


@pytest.mark.parametrize(
    ("back", "level"),
    [
        ({6: 4, 5: 3}, "caution"),
        ({13: 4}, "caution"),
        ({14: 4}, "notice"),
        ({5: 3}, "notice"),
        ({6: 0, 5: 0}, "notice"),
        ({40: 5, 38: 0, 35: 0, 32: 0, 10: 0}, "notice"),
        ({45: 5, 40: 0, 35: 0, 30: 0, 18: 0, 5: 3}, "notice"),
    ],
    ids=["open", "the 14th day", "the 15th day", "no episode", "no pain", "closed", "closed, then one pain day"],
)
def test_weighs_more_with_an_open_episode_and_a_recent_pain_day(back, level):
    assert judged("warm_up_habit", Log(runs=runs("111"), pain=scores(back))) == {"": level}


def test_says_how_many():
    assert shown(flag_of("warm_up_habit", Log(runs=runs("0111")))) == "Your latest 3 runs all began without a proper warm-up."
    share = flag_of("warm_up_habit", Log(runs=runs("1010"), pain=scores({3: 5})))
    assert shown(share) == "2 of your 4 runs in 14 days began without a proper warm-up, and your back has hurt in the last 14 days."
    assert share.facts["run_ids"] == ["r4", "r3", "r2", "r1"]


@pytest.mark.parametrize(
    ("pattern", "missing"),
    [
        ("", "No warm-up answers in 14 days; 3 are needed."),
        ("1", "1 answer about a warm-up in 14 days; 3 are needed."),
        ("10", "2 answers about a warm-up in 14 days; 3 are needed."),
    ],
)
def test_says_what_is_missing(pattern, missing):
    document = said(Log(runs=runs(pattern))).as_document()
    assert {"rule": "warm_up_habit", "scope": "", "missing": missing} in document["insufficient"]


def test_its_numbers_are_thresholds():
    assert judged("warm_up_habit", Log(runs=runs("111")), row=4) == {}
    assert judged("warm_up_habit", Log(runs=runs("11")), row=2, needed=2) == {"": "notice"}
    assert judged("warm_up_habit", Log(runs=runs("1000")), share=Decimal("0.25"), row=4) == {"": "notice"}
    assert judged("warm_up_habit", Log(runs=runs("101")), answered=3) == {"": "notice"}
