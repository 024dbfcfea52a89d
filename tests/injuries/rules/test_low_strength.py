"""`low_strength`: fewer than two sessions of ten minutes in 14 days of a log."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import INSUFFICIENT, check, flag_of, judged, leg, run, said, scores, shown, strength, visit

OLD = (run(30),)
QUIET_EPISODE = {20: 4, 19: 3, 6: 0, 4: 0, 2: 0, 0: 0}
WORSENED = {20: 3, 19: 3, 18: 3, 4: 5, 2: 5, 0: 5}


def log(*sessions, back=None, runs=OLD, **more):
    return Log(runs=runs, strength=tuple(sessions), pain=scores(back or {}), **more)


CASES = {
    "none": (log(), "info"),
    "one": (log(strength(3)), "info"),
    "one long enough": (log(strength(3), strength(5, "9.999")), "info"),
    "one in the days": (log(strength(3), strength(14)), "info"),
    "one to come": (log(strength(3), strength(-1)), "info"),
    "the log began 13 days ago": (log(runs=(run(13),)), "info"),
    "an open episode": (log(back=QUIET_EPISODE), "notice"),
    "an episode closed today": (log(back={28: 5, 27: 0, 26: 0, 25: 0, 0: 0}), "notice"),
    "an episode closed 179 days ago": (log(back={207: 5, 206: 0, 205: 0, 204: 0, 190: 0}), "notice"),
    "an episode closed 180 days ago": (log(back={208: 5, 207: 0, 206: 0, 205: 0, 190: 0}), "info"),
    "the latest score is 5": (log(back={3: 5}), "notice"),
    "a 6 fifteen days ago": (log(back={14: 6}), "notice"),
    "a 6, then a 5": (log(back={4: 6, 3: 5}), "notice"),
    "two": (log(strength(3), strength(5)), None),
    "two on one day": (log(strength(3), strength(3, id="again")), None),
    "two of ten minutes": (log(strength(0, 10), strength(13, 10)), None),
    "the latest score is 6": (log(back={3: 6}), None),
    "the latest score is 6, thirteen days ago": (log(back={13: 6}), None),
    "a worse back": (log(back=WORSENED), None),
    "a worse back under care": (log(back=WORSENED, appointments=(visit(-2),)), None),
    "a warning sign": (log(sign_checks=(check(2, fever="yes"),)), None),
    "a warning sign one is not sure of": (log(sign_checks=(check(2, fever="not_sure"),)), None),
    "a weak leg": (log(leg_reports=(leg(3, numbness=True),)), None),
    "a leg to watch": (log(leg_reports=(leg(3),)), "info"),
    "nothing logged": (Log(), INSUFFICIENT),
    "the log began 12 days ago": (log(runs=(run(12),)), INSUFFICIENT),
    "a new log with one session": (log(strength(3), runs=()), INSUFFICIENT),
    "a new log with two": (log(strength(3), strength(2), runs=()), None),
    "a new log in pain": (log(back={2: 7}, runs=()), None),
    "only an appointment": (Log(appointments=(visit(20),)), INSUFFICIENT),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    given, level = CASES[name]
    assert judged("low_strength", given) == ({"": level} if level else {})


@pytest.mark.parametrize(
    ("sessions", "sentence"),
    [
        ((), "You logged no strength session of 10 min or more in 14 days; 2 are the aim."),
        ((strength(2),), "You logged 1 strength session of 10 min or more in 14 days; 2 are the aim."),
    ],
)
def test_says_how_many(sessions, sentence):
    assert shown(flag_of("low_strength", log(*sessions))) == sentence


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (Log(), "Nothing is logged yet; 14 days of a log are needed."),
        (log(runs=(run(3),)), "The log began on 19 Nov 2026; 14 days of it are needed."),
    ],
)
def test_says_what_is_missing(given, missing):
    assert {"rule": "low_strength", "scope": "", "missing": missing} in said(given).as_document()["insufficient"]


def test_its_numbers_are_thresholds():
    assert judged("low_strength", log(strength(3), strength(2), strength(1)), sessions=4) == {"": "info"}
    assert judged("low_strength", log(strength(3, 6), strength(2, 6)), minutes=Decimal(6)) == {}
    assert judged("low_strength", log(strength(3), strength(14)), days=15) == {}
    assert judged("low_strength", log(back={3: 5}), pain_score=5) == {}
    assert judged("low_strength", log(back={14: 6}), pain_days=15) == {}
    assert judged("low_strength", log(back={100: 5, 99: 0, 98: 0, 97: 0, 80: 0}), episode_days=60) == {"": "info"}
