"""`low_walking`: a back that has gone quiet, and a week with under an hour of walking."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import INSUFFICIENT, check, flag_of, judged, leg, run, scores, shown, walk

QUIET = {20: 5, 19: 4, 6: 0, 4: 0, 2: 0, 0: 0}
CLOSED = {60: 5, 59: 0, 58: 0, 57: 0, 40: 0}


def log(*walks, runs=(), back=None, **more):
    return Log(walks=tuple(walks), runs=tuple(runs), pain=scores(QUIET if back is None else back), **more)


def long_run(ago, minutes, **fields):
    return run(ago, duration_s=None if minutes is None else Decimal(str(minutes)) * 60, **fields)


CASES = {
    "quiet, no walk": (log(), "info"),
    "59.9 minutes": (log(walk(1, 30), walk(2, "29.9")), "info"),
    "walks of another week": (log(walk(7, 100)), "info"),
    "a walk to come": (log(walk(-1, 100)), "info"),
    "149.9 minutes of running": (log(runs=[long_run(3, "149.9")]), "info"),
    "runs of another week": (log(runs=[long_run(7, 200)]), "info"),
    "a missed session": (log(runs=[long_run(3, 200, limited_by_back="not_started")]), "info"),
    "closed": (log(back=CLOSED), "info"),
    "closed 179 days ago": (log(back={207: 5, 206: 0, 205: 0, 204: 0, 190: 0}), "info"),
    "closed, then a single pain day": (log(back=CLOSED | {3: 2}), "info"),
    "a sign one is not sure of": (log(sign_checks=(check(2, fever="not_sure"),)), "info"),
    "an hour": (log(walk(1, 30), walk(6, 30)), None),
    "150 minutes of running": (log(runs=[long_run(3, 100), long_run(6, 50)]), None),
    "nothing logged": (Log(), None),
    "no episode": (log(back={3: 2}), None),
    "an open one that is not quiet": (log(back={20: 5, 6: 0, 4: 1, 3: 0, 2: 0, 0: 0}), None),
    "quiet, but for too few entries": (log(back={20: 5, 4: 0, 2: 0, 0: 0}), None),
    "a stale one": (log(back={40: 5}), None),
    "closed 180 days ago": (log(back={208: 5, 207: 0, 206: 0, 205: 0, 190: 0}), None),
    "closed, then open again": (log(back=CLOSED | {3: 5}), None),
    "a warning sign": (log(sign_checks=(check(2, fever="yes"),)), None),
    "an emergency": (log(sign_checks=(check(2, chest_pain="yes"),)), None),
    "a weak leg": (log(leg_reports=(leg(3, lasting=True),)), None),
    "a run without a duration": (log(runs=[long_run(3, None)]), INSUFFICIENT),
    "one beside another": (log(walk(1, 59), runs=[long_run(3, None), long_run(4, 100)]), INSUFFICIENT),
    "one, but an hour walked": (log(walk(1, 60), runs=[long_run(3, None)]), None),
    "one, but enough run": (log(runs=[long_run(3, None), long_run(4, 150)]), None),
    "one of another week": (log(runs=[long_run(7, None)]), "info"),
    "one, but nothing to say": (log(runs=[long_run(3, None)], back={}), None),
    "one, but a warning sign": (log(runs=[long_run(3, None)], sign_checks=(check(2, fever="yes"),)), None),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    given, level = CASES[name]
    assert judged("low_walking", given) == ({"": level} if level else {})


def test_says_how_long():
    assert shown(flag_of("low_walking", log())) == "You logged no walk in the last 7 days; 60 min are the aim after back pain."
    walked = flag_of("low_walking", log(walk(1, 40), runs=[long_run(3, 60)]))
    assert shown(walked) == "You walked 40 min in the last 7 days; 60 min are the aim after back pain."
    assert walked.facts["ran_s"] == 3600


def test_its_numbers_are_thresholds():
    assert judged("low_walking", log(walk(1, 30)), walking=30) == {}
    assert judged("low_walking", log(runs=[long_run(1, 100)]), running=100) == {}
    assert judged("low_walking", log(walk(7, 60)), days=8) == {}
    assert judged("low_walking", log(back={100: 5, 99: 0, 98: 0, 97: 0, 80: 0}), closed_days=60) == {}
