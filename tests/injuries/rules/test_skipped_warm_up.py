"""`skipped_warm_up`: each run of the last 7 days that began without a warm-up or with a short one."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from injuries.engine.sentences import plain
from tests.injuries.engine.builders import flag_of, judged, run, shown

FIRES = {
    "skipped": ([run(3, warm_up_state="skipped")], {"run:r3": "info"}),
    "short": ([run(3, warm_up_state="short")], {"run:r3": "info"}),
    "today": ([run(0, warm_up_state="skipped")], {"run:r0": "info"}),
    "the seventh day back": ([run(6, warm_up_state="skipped")], {"run:r6": "info"}),
    "each run by itself": ([run(1, warm_up_state="short"), run(2, warm_up_state="skipped")], {"run:r1": "info", "run:r2": "info"}),
    "exactly ten minutes": ([run(1, warm_up_state="skipped", duration_s=Decimal(600))], {"run:r1": "info"}),
    "of unknown duration": ([run(1, warm_up_state="skipped", duration_s=None)], {"run:r1": "info"}),
    "without a distance": ([run(1, None, warm_up_state="skipped")], {"run:r1": "info"}),
    "cut short by the back": ([run(1, warm_up_state="skipped", limited_by_back="stopped")], {"run:r1": "info"}),
    "a local date far east": ([run(6, zone=13, hour=0.2, id="early", warm_up_state="skipped")], {"run:early": "info"}),
}

QUIET = {
    "nothing logged": [],
    "warmed up": [run(1, warm_up_state="done")],
    "not recorded": [run(1)],
    "the eighth day back": [run(7, warm_up_state="skipped")],
    "tomorrow": [run(-1, warm_up_state="skipped")],
    "known to be under ten minutes": [run(1, warm_up_state="skipped", duration_s=Decimal("599.9"))],
    "a missed session": [run(1, limited_by_back="not_started", warm_up_state="skipped")],
    "a local date far west, though the instant is in the window": [run(7, zone=-8, hour=23.5, warm_up_state="skipped")],
    "a kind alone is no answer": [run(1, warm_up_kind="dynamic")],
    "minutes alone are no answer": [run(1, warm_up_minutes=Decimal(0))],
    "done after one that is too old": [run(8, warm_up_state="short"), run(1, warm_up_state="done")],
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    runs, expected = FIRES[name]
    assert judged("skipped_warm_up", Log(runs=tuple(runs))) == expected


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("skipped_warm_up", Log(runs=tuple(QUIET[name]))) == {}


def test_the_days_are_a_threshold():
    log = Log(runs=(run(7, warm_up_state="skipped"),))
    assert judged("skipped_warm_up", log, days=8) == {"run:r7": "info"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"distance": "8.2", "warm_up_state": "skipped"}, "No warm-up before your 8.2 km on 21 Nov 2026."),
        ({"distance": None, "warm_up_state": "skipped"}, "No warm-up before your run on 21 Nov 2026."),
        ({"distance": None, "warm_up_state": "short"}, "A warm-up of under 5 min before your run on 21 Nov 2026."),
        ({"distance": 8, "warm_up_state": "short"}, "A warm-up of under 5 min before your 8 km on 21 Nov 2026."),
        (
            {"distance": None, "warm_up_state": "short", "warm_up_minutes": Decimal(4)},
            "A warm-up of 4 min before your run on 21 Nov 2026; 5 min count as one.",
        ),
    ],
)
def test_says_which_run_and_how_long_the_warm_up_was(fields, sentence):
    assert shown(flag_of("skipped_warm_up", Log(runs=(run(1, **fields),)))) == sentence


def test_says_in_short_what_there_was():
    none, short = (
        flag_of("skipped_warm_up", Log(runs=(run(1, warm_up_state=state, warm_up_minutes=Decimal(4)),))) for state in ("skipped", "short")
    )
    assert plain(none.short, none.facts) == "No warm-up on 21 Nov 2026"
    assert plain(short.short, short.facts) == "Short warm-up on 21 Nov 2026"
    assert short.facts["warm_up_s"] == 240
