"""`tight_without_warm_up`: a tight run without a warm-up, until a later tight run was warmed up."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, run, shown


def tight(ago, state="skipped", quads=6, **fields):
    return run(ago, warm_up_state=state, tightness_quads=quads, **fields)


FIRES = {
    "quads": ([tight(4)], {"run:r4": "notice"}),
    "exactly 5": ([tight(4, quads=5)], {"run:r4": "notice"}),
    "hamstrings": ([tight(4, quads=2, tightness_hamstrings=5)], {"run:r4": "notice"}),
    "hip flexors alone": ([tight(4, quads=None, tightness_hip_flexors=9)], {"run:r4": "notice"}),
    "a short warm-up": ([tight(4, "short")], {"run:r4": "notice"}),
    "the 14th day back": ([tight(13)], {"run:r13": "notice"}),
    "two of them": ([tight(4), tight(2)], {"run:r4": "notice", "run:r2": "notice"}),
    "a warm-up before it": ([tight(5, "done"), tight(4)], {"run:r4": "notice"}),
    "a later warm-up on a run that was not tight": ([tight(4), tight(2, "done", quads=4)], {"run:r4": "notice"}),
    "a later tight run too short to count": ([tight(4), tight(2, "done", duration_s=Decimal(599))], {"run:r4": "notice"}),
}

QUIET = {
    "nothing logged": [],
    "4 of 10": [tight(4, quads=4)],
    "no tightness given": [tight(4, quads=None)],
    "warmed up": [tight(4, "done")],
    "warm-up not recorded": [tight(4, None)],
    "the 15th day back": [tight(14)],
    "a later tight run was warmed up": [tight(4), tight(2, "done")],
    "the same on the same day": [tight(4), tight(4, "done", hour=18, id="later")],
    "both of two": [tight(6), tight(5), tight(2, "done", quads=5)],
    "known to be under ten minutes": [tight(4, duration_s=Decimal(599))],
    "tomorrow": [tight(-1)],
    "a missed session": [tight(4, limited_by_back="not_started")],
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    runs, expected = FIRES[name]
    assert judged("tight_without_warm_up", Log(runs=tuple(runs))) == expected


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("tight_without_warm_up", Log(runs=tuple(QUIET[name]))) == {}


def test_says_how_tight_and_what_there_was():
    none = flag_of("tight_without_warm_up", Log(runs=(tight(4, quads=5, tightness_hamstrings=7),)))
    assert shown(none) == "You felt tight (7 of 10) on 18 Nov 2026, and the run began without a warm-up."
    short = flag_of("tight_without_warm_up", Log(runs=(tight(4, "short"),)))
    assert shown(short) == "You felt tight (6 of 10) on 18 Nov 2026, and the run began with only a short warm-up."


def test_its_numbers_are_thresholds():
    assert judged("tight_without_warm_up", Log(runs=(tight(4, quads=4),)), tightness=4) == {"run:r4": "notice"}
    assert judged("tight_without_warm_up", Log(runs=(tight(14),)), days=15) == {"run:r14": "notice"}
