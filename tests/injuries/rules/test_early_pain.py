"""`early_pain`: three small pain days in 14, or a week a point above the one before."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import INSUFFICIENT, check, flag_of, judged, leg, run, said, scores, shown, visit

FIRES = {
    "three days": {12: 2, 7: 1, 1: 3},
    "three in a row": {2: 1, 1: 1, 0: 1},
    "the 14th day back": {13: 1, 7: 1, 1: 1},
    "with days free of pain": {13: 1, 12: 0, 7: 1, 5: 0, 1: 1},
    "crept up by one": {12: 0, 10: 0, 8: 0, 5: 1, 3: 0, 1: 2},
    "crept up to 3": {13: 2, 12: 2, 10: 2, 5: 3, 3: 3, 1: 3},
    "crept up to 3, with a 4 among them": {13: 2, 12: 2, 10: 2, 5: 3, 3: 3, 1: 4},
    "crept up, with a 4 among them": {13: 1, 11: 1, 9: 1, 5: 2, 3: 2, 1: 4},
    "crept up with few pain days": {13: 0, 11: 0, 9: 0, 5: 0, 3: 2, 1: 2},
}

QUIET = {
    "two days": {12: 2, 7: 0, 1: 3},
    "a third on the 15th day": {14: 2, 7: 0, 3: 1, 1: 3},
    "one day of 4": {12: 2, 7: 4, 1: 3},
    "free of pain": {12: 0, 7: 0, 1: 0},
    "crept up by half a point": {13: 1, 10: 1, 8: 1, 5: 1, 3: 1, 2: 2, 1: 4},
    "crept up to 4": {13: 3, 12: 3, 10: 3, 5: 4, 3: 4, 1: 4},
    "crept up, two entries in the later week": {13: 0, 11: 0, 9: 0, 3: 3, 1: 4},
    "crept up, two entries in the earlier week": {13: 0, 9: 0, 5: 3, 3: 3, 1: 4},
    "gone down": {13: 4, 11: 4, 9: 4, 5: 1, 3: 0, 1: 0},
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("early_pain", Log(pain=scores(FIRES[name]))) == {"": "notice"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("early_pain", Log(pain=scores(QUIET[name]))) == {}


SMALL = {12: 2, 7: 1, 1: 3}
LONG = {60: 3, 59: 3, 40: 2, 20: 2, 7: 2, 3: 2, 1: 2}

PROVIDER = {
    "persistent pain": Log(pain=scores(LONG)),
    "the same under care": Log(pain=scores(LONG), appointments=(visit(-3),)),
    "a warning sign": Log(pain=scores(SMALL), sign_checks=(check(1, fever="not_sure"),)),
    "an emergency": Log(pain=scores(SMALL), sign_checks=(check(1, chest_pain="yes"),)),
    "a weak leg": Log(pain=scores(SMALL), leg_reports=(leg(1, numbness=True),)),
    "running limited": Log(pain=scores(SMALL), runs=tuple(run(ago, limited_by_back="slowed") for ago in (3, 2, 1))),
    "no entries either": Log(sign_checks=(check(1, fever="yes"),)),
}


@pytest.mark.parametrize("name", PROVIDER)
def test_says_nothing_while_a_flag_asks_to_see_a_provider(name):
    assert judged("early_pain", PROVIDER[name]) == {}


def test_a_lesser_flag_does_not_hold_it_back():
    assert judged("early_pain", Log(pain=scores(SMALL), leg_reports=(leg(1),))) == {"": "notice"}


@pytest.mark.parametrize(
    ("back", "missing"),
    [
        ({}, "No back score in 14 days; 3 days with one are needed."),
        ({3: 1, 20: 1}, "A back score on 1 day of the last 14 days; 3 days are needed."),
        ({3: 5, 1: 5}, "Back scores on 2 days of the last 14 days; 3 are needed."),
    ],
)
def test_fewer_than_three_entries_are_not_enough(back, missing):
    given = Log(pain=scores(back))
    assert judged("early_pain", given) == {"": INSUFFICIENT}
    assert {"rule": "early_pain", "scope": "", "missing": missing} in said(given).as_document()["insufficient"]


def test_says_what_it_saw():
    assert shown(flag_of("early_pain", Log(pain=scores(SMALL)))) == "Your back hurt a little on 3 of the last 14 days, never above 3."
    crept = flag_of("early_pain", Log(pain=scores(FIRES["crept up, with a 4 among them"])))
    assert shown(crept) == "Your back has crept up: 1 in the week before, 2 in the last 7 days."


def test_its_numbers_are_thresholds():
    def of(back, **numbers):
        return judged("early_pain", Log(pain=scores(back)), **numbers)

    assert of({12: 2, 7: 0, 1: 3}, pain_days=2) == {"": "notice"}
    assert of({12: 2, 7: 4, 1: 3}, highest=4) == {"": "notice"}
    assert of({14: 1, 7: 1, 1: 1}, days=15) == {"": "notice"}
    assert of({12: 0, 10: 0, 8: 0, 5: 1, 3: 0, 1: 2}, rise=2) == {}
    assert of({13: 0, 9: 0, 4: 2, 1: 2}, week_entries=2) == {"": "notice"}
    assert of({13: 0, 9: 0, 8: 0, 7: 1, 4: 2, 1: 2}, week_days=8, pain_days=4, week_entries=2) == {"": "notice"}
    assert of({3: 1, 1: 1}, needed=2, pain_days=2) == {"": "notice"}
