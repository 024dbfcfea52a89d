"""What every page asks of a flag: since when, what would clear it, and when it goes by itself."""

import pytest

from injuries.engine.log import ComfortRating, Log
from injuries.engine.sentences import plain
from tests.injuries.engine.builders import check, day, flag_of, leg, pain, run, scores, shoe, visit, wear

TIGHT = {"warm_up_state": "skipped", "tightness_quads": 7}
PERSISTENT = {20: 5, 19: 5, 6: 5, 4: 5, 2: 5, 0: 4}
WORN_SHOE = (shoe("a", 795, checks=(wear(9, "heel"),), comfort=(ComfortRating(day(8), 3),), first_used_on=day(500)),)
SHOES = Log(shoes=WORN_SHOE, runs=(run(3, 5, shoe="a"),))
LIMITED = tuple(run(ago, limited_by_back="slowed") for ago in (9, 6, 5))

SINCE = {
    "skipped_warm_up": (Log(runs=(run(3, **TIGHT),)), day(3)),
    "warm_up_habit": (Log(runs=tuple(run(ago, **TIGHT) for ago in (9, 5, 3))), day(9)),
    "tight_without_warm_up": (Log(runs=(run(3, **TIGHT),)), day(3)),
    "worn_shoes": (SHOES, day(3)),
    "failed_shoe_check": (SHOES, day(9)),
    "old_shoes": (SHOES, day(500)),
    "uncomfortable_shoes": (SHOES, day(8)),
    "single_pair": (Log(shoes=(shoe("a"),), runs=tuple(run(ago, shoe="a") for ago in range(1, 40))), day(27)),
    "runs_without_shoe": (Log(runs=tuple(run(ago, shoe="a" if ago == 8 else None) for ago in range(1, 9))), day(7)),
    "slumped_posture": (Log(runs=tuple(run(ago, slumped=True) for ago in (9, 7, 5, 3))), day(5)),
    "session_spike": (Log(runs=(run(20, 5), run(3, 10))), day(3)),
    "return_after_gap": (Log(runs=(run(60, 5), run(3, 10))), day(3)),
    "low_strength": (Log(runs=(run(60, 5),)), None),
    "low_energy": (Log(runs=tuple(run(ago, low_energy=True) for ago in (9, 7, 5, 3))), day(5)),
    "persistent_pain": (Log(pain=scores(PERSISTENT)), day(20)),
    "worsening_pain": (Log(pain=scores({20: 3, 19: 3, 18: 3, 9: 6, 8: 6, 7: 6})), day(7)),
    "pain_stops_running": (Log(runs=LIMITED), day(9)),
    "pain_zone": (Log(runs=(run(3),), pain=(pain(3, 5, run="r3", moment="during_run"),)), day(3)),
    "pain_not_settled": (Log(runs=(run(3),), pain=(pain(3, 1, run="r3", moment="before_run"), pain(2, 5, moment="morning"))), day(2)),
    "early_pain": (Log(pain=scores({9: 1, 5: 2, 3: 1})), day(9)),
    "recurring_pain": (Log(back_pain_in_year_before=True, pain=scores({9: 5})), day(9)),
    "one_sided_pain": (Log(pain=tuple(pain(ago, 4, side="left") for ago in (9, 5, 3))), day(9)),
    "silent_episode": (Log(pain=scores({20: 5, 9: 3})), day(9)),
    "warning_sign_check_due": (Log(pain=scores({20: 5, 9: 4}), sign_checks=(check(12),)), day(4)),
    "appointment_prep": (Log(appointments=(visit(-3),)), day(4)),
    "emergency_signs": (Log(sign_checks=(check(3, chest_pain="yes"),)), day(3)),
    "urgent_signs": (Log(sign_checks=(check(3, fever="yes"),)), day(3)),
    "leg_weakness": (Log(leg_reports=(leg(3),)), day(3)),
}


@pytest.mark.parametrize("key", SINCE)
def test_since_when(key):
    log, since = SINCE[key]
    assert flag_of(key, log).facts["since_on"] == since


GOES = {
    "skipped_warm_up": -4,
    "tight_without_warm_up": -11,
    "session_spike": -11,
    "return_after_gap": -11,
    "pain_zone": -11,
    "pain_not_settled": -11,
    "leg_weakness": -11,
}


@pytest.mark.parametrize("key", GOES)
def test_goes_by_itself_on_the_day_it_says(key):
    log, _since = SINCE[key]
    flag = flag_of(key, log)
    goes = flag.facts["clears_on"]
    assert goes == day(GOES[key])
    assert flag_of(key, log, on=day(GOES[key] + 1)).scope == flag.scope
    with pytest.raises(ValueError, match="not enough values"):
        flag_of(key, log, on=goes)


CLEARS = {
    "skipped_warm_up": "This goes by itself on 26 Nov 2026, 7 days after the run.",
    "warm_up_habit": "3 runs in a row, each with a warm-up of 5 minutes or more.",
    "worn_shoes": "Retiring the pair, or setting it a higher limit.",
    "pain_zone": "A run that stays below 3; or by itself on 3 Dec 2026.",
    "emergency_signs": "Noting that a clinician has seen it, or that it was ticked by mistake. Nothing else, and no later check.",
    "leg_weakness": "This goes by itself on 3 Dec 2026, or once it is noted that a clinician has seen it or that it was ticked by mistake.",
}


@pytest.mark.parametrize("key", CLEARS)
def test_says_what_would_clear_it(key):
    flag = flag_of(key, SINCE[key][0])
    assert plain(flag.clears, flag.facts) == CLEARS[key]


def test_a_leg_with_open_questions_says_that_they_need_answers():
    flag = flag_of("leg_weakness", Log(leg_reports=(leg(0, lasting=None),)))
    assert plain(flag.clears, flag.facts) == (
        "The questions about it need answers: left open until the next day, this is raised. With a no to each, it goes by itself on "
        "6 Dec 2026. It also goes once it is noted that a clinician has seen it or that it was ticked by mistake."
    )


@pytest.mark.parametrize("answers", [{"numbness": True}, {"lasting": True}, {"both_legs": True}])
def test_a_leg_above_a_notice_does_not_say_that_it_goes_by_itself(answers):
    flag = flag_of("leg_weakness", Log(leg_reports=(leg(3, **answers),)))
    assert plain(flag.clears, flag.facts) == "Noting that a clinician has seen it, or that it was ticked by mistake."


def test_short_lines():
    assert plain(flag_of("worn_shoes", SHOES).short, flag_of("worn_shoes", SHOES).facts) == "Shoe a: 800 km, the usual limit is 800 km"
    persistent = flag_of("persistent_pain", Log(pain=scores(PERSISTENT)))
    assert plain(persistent.short, persistent.facts) == "Back pain for 20 days, latest score 4"
