"""`pain_zone`: 3 to 5 with the latest run, or 6 and more with one of the latest two."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, pain, run, shown


def log(*scored, **fields):
    """Runs as (days back, score during it)."""
    linked = (pain(ago, score, hour=10, run=f"r{ago}", moment="during_run") for ago, score in scored if score is not None)
    return Log(runs=tuple(run(ago, **fields) for ago, _score in scored), pain=tuple(linked))


def alone(score, moment, **fields):
    return Log(runs=(run(2),), pain=(pain(2, score, run="r2", moment=moment, **fields),))


FIRES = {
    "3": (log((2, 3)), "run:r2", "notice"),
    "5": (log((2, 5)), "run:r2", "notice"),
    "6": (log((2, 6)), "run:r2", "caution"),
    "after it": (alone(4, "after_run"), "run:r2", "notice"),
    "logged the day after": (Log(runs=(run(2),), pain=(pain(1, 6, run="r2", moment="after_run"),)), "run:r2", "caution"),
    "the one before had 6": (log((4, 6), (2, 1)), "run:r4", "caution"),
    "the one before had 6, this one 4": (log((4, 6), (2, 4)), "run:r4", "caution"),
    "both have 6": (log((4, 7), (2, 6)), "run:r2", "caution"),
    "a run without a score between": (log((5, 6), (4, None), (2, 0)), "run:r5", "caution"),
    "a run without a score since": (log((4, 3), (2, None)), "run:r4", "notice"),
    "two of a few points": (log((4, 3), (2, 4)), "run:r2", "notice"),
    "the 14th day back": (log((13, 6)), "run:r13", "caution"),
    "two on one day": (
        Log(runs=(run(2), run(2, hour=18, id="late")), pain=(pain(2, 4, run="late", moment="during_run"),)),
        "run:late",
        "notice",
    ),
}

QUIET = {
    "nothing logged": Log(),
    "no score": log((2, None)),
    "2": log((2, 2)),
    "the one before had 5": log((4, 5), (2, 2)),
    "two since one of 6": log((6, 6), (4, 2), (2, 1)),
    "the 15th day back": log((14, 9)),
    "before the run": alone(9, "before_run"),
    "in the morning": alone(9, "morning"),
    "at no moment": alone(9, None),
    "elsewhere": alone(9, "during_run", area="thigh"),
    "not linked to a run": Log(runs=(run(2),), pain=(pain(2, 9, moment="during_run"),)),
    "a missed session": log((2, 9), limited_by_back="not_started"),
    "tomorrow": log((-1, 9)),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    given, scope, level = FIRES[name]
    assert judged("pain_zone", given) == {scope: level}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("pain_zone", QUIET[name]) == {}


def test_says_when_it_hurt():
    assert shown(flag_of("pain_zone", log((2, 5)))) == "Your back was at 5 of 10 during your run on 20 Nov 2026."
    assert shown(flag_of("pain_zone", alone(4, "after_run"))) == "Your back was at 4 of 10 after your run on 20 Nov 2026."


def test_facts_hold_both_scores():
    given = log((2, 5))
    flag = flag_of(
        "pain_zone",
        Log(
            runs=given.runs, pain=(*given.pain, pain(2, 6, run="r2", moment="after_run"), pain(2, 1, hour=8, run="r2", moment="before_run"))
        ),
    )
    assert (flag.facts["during"], flag.facts["after"], flag.facts["pain_ids"]) == (5, 6, ["p2-10", "p2-20"])


def test_its_numbers_are_thresholds():
    assert judged("pain_zone", log((2, 2)), notice=2) == {"run:r2": "notice"}
    assert judged("pain_zone", log((2, 5)), caution=5) == {"run:r2": "caution"}
    assert judged("pain_zone", log((6, 6), (4, 2), (2, 1)), runs=3) == {"run:r6": "caution"}
    assert judged("pain_zone", log((14, 9)), days=15) == {"run:r14": "caution"}
