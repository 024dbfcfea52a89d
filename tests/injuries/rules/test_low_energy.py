"""`low_energy`: three of the latest five answered runs within 28 days; it goes at one."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import INSUFFICIENT, flag_of, judged, run, said, shown

ANSWERS = {"1": True, "0": False, "?": None}


def log(pattern, *, latest=1, **fields):
    """Runs on neighbouring days, oldest first: 1 yes, 0 no, ? not answered."""
    count = len(pattern)
    return Log(runs=tuple(run(latest + count - 1 - place, low_energy=ANSWERS[each], **fields) for place, each in enumerate(pattern)))


CASES = {
    "111": "info",
    "11100": "info",
    "10101": "info",
    "?1?1?1?": "info",
    "111000": "info",
    "1110001": "info",
    "11100011": "info",
    "000000111": "info",
    "1110000": None,
    "11100001": None,
    "11100001010": None,
    "111000010101": "info",
    "000": None,
    "100": None,
    "110": None,
    "1001001": None,
    "11000": None,
    "1100011": None,
    "": INSUFFICIENT,
    "1": INSUFFICIENT,
    "11": INSUFFICIENT,
    "1??1": INSUFFICIENT,
    "????": INSUFFICIENT,
}


@pytest.mark.parametrize("pattern", CASES)
def test_pattern(pattern):
    assert judged("low_energy", log(pattern)) == ({"": CASES[pattern]} if CASES[pattern] else {})


def test_runs_before_the_window_are_as_if_never_logged():
    assert judged("low_energy", log("111", latest=28 - 3)) == {"": "info"}
    assert judged("low_energy", log("111", latest=28 - 2)) == {"": INSUFFICIENT}
    remembered, forgotten = log("111000", latest=28 - 6), log("111000", latest=28 - 5)
    assert judged("low_energy", remembered) == {"": "info"}
    assert judged("low_energy", forgotten) == {}


def test_missed_sessions_and_runs_to_come_are_no_runs():
    assert judged("low_energy", log("111", limited_by_back="not_started")) == {"": INSUFFICIENT}
    assert judged("low_energy", log("111", latest=-3)) == {"": INSUFFICIENT}


def test_says_how_many_and_since_when():
    flag = flag_of("low_energy", log("110100"))
    assert shown(flag) == "You were low on energy on 2 of your latest 5 runs with an answer."
    assert flag.facts["run_ids"] == ["r5", "r4", "r3", "r2", "r1"]
    assert str(flag.facts["since_on"]) == "2026-11-19"


@pytest.mark.parametrize(
    ("pattern", "missing"),
    [
        ("", "No answers about energy in 28 days; 3 are needed."),
        ("1", "1 answer about energy in 28 days; 3 are needed."),
        ("1?0", "2 answers about energy in 28 days; 3 are needed."),
    ],
)
def test_says_what_is_missing(pattern, missing):
    assert {"rule": "low_energy", "scope": "", "missing": missing} in said(log(pattern)).as_document()["insufficient"]


def test_its_numbers_are_thresholds():
    assert judged("low_energy", log("110"), opens=2) == {"": "info"}
    assert judged("low_energy", log("1110000"), closes=0) == {"": "info"}
    assert judged("low_energy", log("1000000101"), of=10) == {"": "info"}
    assert judged("low_energy", log("11"), needed=2, opens=2) == {"": "info"}
    assert judged("low_energy", log("111", latest=28 - 2), days=28 + 5) == {"": "info"}
