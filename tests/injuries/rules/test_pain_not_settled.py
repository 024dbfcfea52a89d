"""`pain_not_settled`: two points worse the next morning, or a point worse after the latest two runs."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, pain, run, shown


def log(*mornings, hour=7, moment="morning"):
    """Runs as (days back, score before, score the next morning)."""
    before = tuple(pain(ago, score, hour=8, run=f"r{ago}", moment="before_run") for ago, score, _ in mornings if score is not None)
    after = tuple(pain(ago - 1, score, hour=hour, moment=moment) for ago, _, score in mornings if score is not None)
    return Log(runs=tuple(run(ago) for ago, _, _ in mornings), pain=before + after)


FIRES = {
    "from 1 to 3": (log((3, 1, 3)), "r3"),
    "from 2 to 4": (log((3, 2, 4)), "r3"),
    "from 0 to 2": (log((3, 0, 2)), "r3"),
    "a point after both of two": (log((5, 2, 3), (3, 1, 2)), "r3"),
    "a point, after two points": (log((5, 1, 3), (3, 1, 2)), "r3"),
    "the latest alone": (log((5, 4, 2), (3, 1, 3)), "r3"),
    "the 14th day back": (log((13, 1, 3)), "r13"),
    "by the hour": (log((3, 1, 3), moment=None), "r3"),
    "at four": (log((3, 1, 3), hour=4, moment=None), "r3"),
    "just before noon": (log((3, 1, 3), hour=11.99, moment="other"), "r3"),
    "called morning in the evening": (log((3, 1, 3), hour=22), "r3"),
    "before the run of the next morning": (log((3, 1, 3), hour=9, moment="before_run"), "r3"),
}

QUIET = {
    "nothing logged": Log(),
    "from 2 to 3": log((3, 2, 3)),
    "from 2 to 2": log((3, 2, 2)),
    "better": log((3, 4, 1)),
    "a point, then none": log((5, 2, 3), (3, 2, 2)),
    "two points, then one better": log((5, 1, 3), (3, 3, 2)),
    "no score before": log((3, None, 5)),
    "before four": log((3, 1, 5), hour=3.99, moment=None),
    "at noon": log((3, 1, 5), hour=12, moment=None),
    "in the evening": log((3, 1, 5), hour=20, moment="evening"),
    "during another run": log((3, 1, 5), hour=9, moment="during_run"),
    "after another run": log((3, 1, 5), hour=9, moment="after_run"),
    "two mornings later": Log(
        runs=(run(3),), pain=(pain(3, 1, hour=8, run="r3", moment="before_run"), pain(1, 5, hour=7, moment="morning"))
    ),
    "the same morning": Log(
        runs=(run(3, hour=18),), pain=(pain(3, 1, hour=17, run="r3", moment="before_run"), pain(3, 5, hour=7, moment="morning"))
    ),
    "the score before is of no run": Log(
        runs=(run(3),), pain=(pain(3, 1, hour=8, moment="before_run"), pain(2, 5, hour=7, moment="morning"))
    ),
    "the 15th day back": log((14, 1, 5)),
    "a missed session": Log(
        runs=(run(3, limited_by_back="not_started"),),
        pain=(pain(3, 1, hour=8, run="r3", moment="before_run"), pain(2, 5, hour=7, moment="morning")),
    ),
    "the morning is tomorrow": log((0, 1, 5)),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    given, run_id = FIRES[name]
    assert judged("pain_not_settled", given) == {f"run:{run_id}": "caution"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("pain_not_settled", QUIET[name]) == {}


def test_the_highest_of_each_counts():
    more = (pain(3, 3, hour=8.5, id="x", run="r3", moment="before_run"), pain(2, 4, hour=6, id="y", moment="morning"))
    given = log((3, 1, 3))
    assert judged("pain_not_settled", Log(runs=given.runs, pain=(*given.pain, *more))) == {}
    assert judged("pain_not_settled", Log(runs=given.runs, pain=(*given.pain, *more[1:]))) == {"run:r3": "caution"}


def test_the_hour_is_the_one_of_the_scores_own_offset():
    runs = (run(3, zone=13),)
    before = pain(3, 1, hour=8, zone=13, run="r3", moment="before_run")
    assert judged("pain_not_settled", Log(runs=runs, pain=(before, pain(2, 5, hour=6, zone=-8)))) == {"run:r3": "caution"}


def test_says_how_it_went():
    assert (
        shown(flag_of("pain_not_settled", log((3, 1, 3)))) == "Your back was at 1 before your run on 19 Nov 2026 and at 3 the next morning."
    )
    both = log((5, 1, 3), (3, 1, 3))
    assert shown(flag_of("pain_not_settled", both)).startswith("Your back was at 1 before your run on 19 Nov 2026")
    twice = shown(flag_of("pain_not_settled", log((5, 2, 3), (3, 1, 2))))
    assert twice == "Your back was worse the morning after 2 runs: from 1 to 2 after the latest, on 19 Nov 2026."


def test_names_the_runs_and_the_scores_that_it_rests_on():
    once = flag_of("pain_not_settled", log((5, 2, 3), (3, 1, 3)))
    assert (once.facts["run_ids"], once.facts["pain_ids"]) == (["r3"], ["p3-8", "p2-7"])
    twice = flag_of("pain_not_settled", log((7, 1, 1), (5, 2, 3), (3, 1, 2)))
    assert (twice.facts["run_ids"], twice.facts["pain_ids"]) == (["r5", "r3"], ["p5-8", "p4-7", "p3-8", "p2-7"])


def test_its_numbers_are_thresholds():
    assert judged("pain_not_settled", log((3, 1, 3)), rise=3) == {}
    assert judged("pain_not_settled", log((5, 2, 3), (3, 1, 2)), small_rise=2) == {}
    assert judged("pain_not_settled", log((5, 2, 3), (3, 1, 2)), runs=3) == {}
    assert judged("pain_not_settled", log((14, 1, 5)), days=15) == {"run:r14": "caution"}
    assert judged("pain_not_settled", log((3, 1, 5), hour=3, moment=None), morning_from=3) == {"run:r3": "caution"}
    assert judged("pain_not_settled", log((3, 1, 5), hour=13, moment=None), morning_until=14) == {"run:r3": "caution"}
