"""The window of a log holds what rules read record by record, and sums up the rest."""

from datetime import timedelta

import pytest

from injuries.engine.log import ComfortRating, Earlier, Log, Onset, ShoeUse
from injuries.engine.windowing import WINDOW_DAYS, moments_of, summarise, window_start
from injuries.rules import all_rules
from tests.injuries.engine.builders import ON, at, care, check, day, km, leg, pain, run, shoe, strength, visit, walk, wear

FROM = 119


def windowed(log):
    return summarise(log, window_start(ON))


def test_the_window_has_120_days():
    assert window_start(ON) == day(FROM) == ON - timedelta(days=WINDOW_DAYS - 1)


def test_what_stays():
    log = Log(
        True,
        shoes=(shoe(checks=(wear(400),), comfort=(ComfortRating(day(400), 5),)),),
        runs=(run(120), run(FROM)),
        walks=(walk(120), walk(FROM)),
        strength=(strength(120), strength(FROM)),
        pain=(pain(120, 5), pain(130, 3, run="r119", id="linked"), pain(FROM, 4, id="in")),
        leg_reports=(leg(400),),
        sign_checks=(check(400),),
        home_care=(care(400),),
        onsets=(Onset(day(400), day(410)),),
        appointments=(visit(400),),
    )
    kept = windowed(log)
    assert [record.id for records in (kept.runs, kept.walks, kept.strength, kept.pain) for record in records] == [
        "r119",
        "w119",
        "s119",
        "linked",
        "in",
    ]
    whole = ("back_pain_in_year_before", "shoes", "leg_reports", "sign_checks", "home_care", "onsets", "appointments")
    assert all(getattr(kept, name) == getattr(log, name) for name in whole)


def test_what_is_summed_up():
    log = Log(
        shoes=(shoe(checks=(wear(200), wear(-1))),),
        runs=(
            run(120, 10, shoe="a"),
            run(200, 7, shoe="a"),
            run(210, None, shoe="a"),
            run(150, 99, shoe="a", limited_by_back="not_started"),
            run(121, 4, zone=-9),
            run(FROM, 50, shoe="a"),
        ),
        walks=(walk(199, distance=3, shoe="a"), walk(130, shoe="b")),
        pain=(pain(120, 2), pain(140, 3), pain(140, 5, hour=8), pain(141, 0), pain(142, 8, area="thigh"), pain(FROM, 9)),
        strength=(strength(300),),
    )
    assert windowed(log).earlier == Earlier(
        began_on=day(300),
        daily_max={day(120): 2, day(140): 5, day(141): 0},
        last_run_at=at(120),
        shoe_use={"a": ShoeUse(km(20), km(13), day(210)), "b": ShoeUse(km(0), km(0), day(130))},
    )


@pytest.mark.parametrize("latest", [FROM, 50, 0])
def test_a_check_in_the_window_leaves_nothing_before_it(latest):
    log = Log(shoes=(shoe(checks=(wear(200), wear(latest))),), runs=(run(150, 10, shoe="a"),))
    assert windowed(log).earlier.shoe_use == {"a": ShoeUse(km(10), km(0), day(150))}


def test_a_pair_that_was_never_checked_has_none_of_its_distance_after_a_check():
    log = Log(shoes=(shoe(),), runs=(run(150, 10, shoe="a"),))
    assert windowed(log).earlier.shoe_use == {"a": ShoeUse(km(10), km(0), day(150))}


def test_every_record_with_an_instant_has_it_in_its_own_offset():
    log = Log(
        runs=(run(5, zone=-9), run(4, limited_by_back="not_started")),
        walks=(walk(3),),
        strength=(strength(9),),
        pain=(pain(2, 3, area="thigh"),),
        leg_reports=(leg(1),),
        sign_checks=(check(0),),
        home_care=(care(9),),
        appointments=(visit(9),),
    )
    expected = [at(5, zone=-9), at(4), at(3, 18), at(2, 20), at(1, 21), at(0, 20.5)]
    assert [each.isoformat() for each in moments_of(log)] == [each.isoformat() for each in expected]


def test_nothing_before_the_window_is_nothing_summed_up():
    assert windowed(Log(runs=(run(FROM),), pain=(pain(3, 4),))).earlier == Earlier()


READING_SUMS = {"old_shoes", "recurring_pain"}
"""Rules whose days are counted from first uses and daily maxima, which are kept for ever."""


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.key not in READING_SUMS], ids=lambda rule: rule.key)
def test_no_rule_can_be_made_to_look_back_beyond_the_window(rule):
    on_records = sum(
        threshold.high for threshold in rule.thresholds if threshold.unit == "d" and threshold.key in {"days", "lookback_days"}
    )
    assert on_records <= WINDOW_DAYS - 2
