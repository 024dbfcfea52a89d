"""`warning_sign_check_due`: in an open episode every 7 days, and after each trigger."""

import pytest

from injuries.engine.history import History
from injuries.engine.log import Log
from injuries.rules.warning_sign_check_due import latest_of, triggers
from tests.injuries.engine.builders import ON, check, flag_of, judged, leg, mistake, pain, scores, seen, shown

OPEN = {10: 4, 9: 4, 3: 4}


def log(back, *checks, legs=(), more=()):
    return Log(pain=(*scores(back), *more), sign_checks=tuple(checks), leg_reports=tuple(legs))


FIRES = {
    "an open episode, never checked": log(OPEN),
    "checked 8 days ago": log(OPEN, check(8)),
    "an incomplete check": log(OPEN, check(1, complete=False, fever="no")),
    "a complete one, then an incomplete one": log(OPEN, check(8), check(1, complete=False, fever="no")),
    "a check to come": log(OPEN, check(-1)),
    "a pain day 13 days back": log({20: 5, 13: 1}),
    "a 7, checked before": log({3: 7}, check(4)),
    "a 7, checked the same day before it": log({3: 7}, check(3, hour=19)),
    "a 7 thirteen days ago": log({13: 7}, check(14)),
    "from 2 to 5 in 48 hours": log({}, check(2, hour=8), more=(pain(3, 2), pain(1, 5))),
    "from 2 to 5 within an hour": log({}, check(2), more=(pain(1, 2, hour=9), pain(1, 5, hour=10))),
    "a leg": log({}, legs=[leg(3)]),
    "a leg, checked before": log({}, check(4), legs=[leg(3)]),
    "a leg that was seen": log({}, legs=[leg(3, resolved=seen(1))]),
    "a leg that will be a mistake": log({}, legs=[leg(3, resolved=mistake(-1))]),
    "a later trigger than the check": log({5: 7, 1: 8}, check(3)),
}

QUIET = {
    "nothing logged": Log(),
    "no episode": log({9: 3}),
    "checked 7 days ago": log(OPEN, check(7)),
    "checked today": log(OPEN, check(0, hour=1)),
    "a complete one, then an incomplete one": log(OPEN, check(5), check(1, complete=False)),
    "no pain day in 14": log({20: 4, 14: 4, 6: 0, 3: 0}),
    "closed": log({60: 6, 50: 0, 45: 0, 40: 0, 35: 0}),
    "a 6": log({3: 6}, check(4)),
    "a 7, checked after it": log({3: 7}, check(3, hour=21)),
    "a 7, checked at that instant": log({3: 7}, check(3, hour=20)),
    "a 7 fourteen days ago": log({14: 7, 6: 0, 5: 0}, check(7)),
    "a rise of 2": log({}, check(2, hour=8), more=(pain(3, 3), pain(1, 5))),
    "from 1 to 4": log({}, check(2, hour=8), more=(pain(3, 1), pain(1, 4))),
    "from 2 to 5 in more than 48 hours": log({}, check(2, hour=8), more=(pain(3, 2, hour=19.9), pain(1, 5))),
    "from 2 to 5 at one instant": log({}, check(2, hour=8), more=(pain(1, 2, id="a"), pain(1, 5, id="b"))),
    "down from 5 to 2": log({}, check(2, hour=8), more=(pain(3, 5), pain(1, 2))),
    "a leg, checked after it": log({}, check(2), legs=[leg(3)]),
    "a leg by mistake": log({}, legs=[leg(3, resolved=mistake(2))]),
    "a leg fourteen days ago": log({}, legs=[leg(14)]),
    "a leg tomorrow": log({}, legs=[leg(-1)]),
    "elsewhere": log({}, more=(pain(1, 9, area="thigh"),)),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("warning_sign_check_due", FIRES[name]) == {"": "notice"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("warning_sign_check_due", QUIET[name]) == {}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (log(OPEN, check(10)), "You last went through the warning signs 10 days ago."),
        (log(OPEN), "You have not gone through the warning signs with this back pain yet."),
        (log({3: 7}), "Your back was at 7 on 19 Nov 2026. Please go through the warning signs."),
        (log({}, more=(pain(3, 2), pain(1, 5))), "Your back rose to 5 on 21 Nov 2026. Please go through the warning signs."),
        (log({3: 7}, legs=[leg(2)]), "Your leg felt weak on 20 Nov 2026. Please go through the warning signs."),
    ],
)
def test_says_why(given, sentence):
    assert shown(flag_of("warning_sign_check_due", given)) == sentence


RECORDS = {
    "a 7": (log({3: 7}, more=(pain(3, 2, hour=19),)), {"pain_ids": ["p3-20"], "lowest": None}),
    "a rise": (log({}, more=(pain(3, 2), pain(2, 1), pain(1, 5, hour=19))), {"pain_ids": ["p2-20", "p1-19"], "lowest": 1}),
    "a leg": (log({5: 7}, legs=[leg(3)]), {"leg_ids": ["l3"], "pain_ids": None}),
}


@pytest.mark.parametrize("name", RECORDS)
def test_names_every_record_that_it_rests_on(name):
    given, named = RECORDS[name]
    facts = flag_of("warning_sign_check_due", given).facts
    assert {key: facts.get(key) for key in named} == named


@pytest.mark.parametrize(
    ("given", "record"),
    [
        (log({5: 7, 3: 8}), "p3-20"),
        (log({}, more=(pain(3, 2), pain(1, 5, hour=19))), "p1-19"),
        (log({5: 7}, legs=[leg(3)]), "l3"),
    ],
)
def test_a_trigger_says_which_record_it_is(given, record):
    assert latest_of(triggers(History(given, ON))).record_id == record


def test_an_urgent_flag_does_not_suppress_it():
    flag = flag_of("warning_sign_check_due", log(OPEN, check(9, fever="yes")))
    assert not flag.suppressed
